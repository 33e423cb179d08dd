// One for each way to show who is asking, besides a passkey and the manager's word, which most others show.
import { CONSENT, DIGITS, QUESTION, untilBackIn, untilFiled } from '../back-in.ts';
import { asksReason, begins, consents, givesReason, hasDigits, isSaid, says, saysYes } from '../chat.ts';
import { asksForACall } from '../desk.ts';
import { BACK, type Persona } from '../persona.ts';
import {
  asksForCall,
  asksForCode,
  asksForMail,
  hearsTheWords,
  isVouchedFor,
  readsTheMail,
  setsUpAnApp,
  showsPasskey,
} from '../proofs.ts';

export const PROOFS: readonly Persona[] = [
  {
    name: 'totp',
    about: 'an authenticator app set up with the desk before, and her manager',
    person: 'tara',
    expects: BACK,
    async play(story, who) {
      const app = await setsUpAnApp(story, who);
      await begins(story, who, asksReason, QUESTION);
      await givesReason(story, who);
      const digits = await says(story, who, 'another way', hasDigits, DIGITS);
      await isVouchedFor(story, who, digits, asksForCode, 'the question for a code');
      await says(story, who, app.code(), saysYes, CONSENT);
      return untilBackIn(story, who, await consents(story, who));
    },
  },
  {
    name: 'wants-password',
    about: 'Microsoft’s page wants the password he forgot: his manager’s word, and a call',
    person: 'wim',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      await givesReason(story, who);
      const digits = await says(story, who, 'it wants the password I forgot', hasDigits, DIGITS);
      await isVouchedFor(story, who, digits, asksForCall, 'that the helpdesk will call');
      await hearsTheWords(story, who, saysYes, CONSENT);
      return untilBackIn(story, who, await consents(story, who));
    },
  },
  {
    name: 'call-back',
    about: 'a passkey, and two words the helpdesk says on a number of record',
    person: 'callum',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      await showsPasskey(story, who, await givesReason(story, who), hasDigits, DIGITS);
      await says(story, who, 'is there another way?', asksForCall, 'that the helpdesk will call');
      await hearsTheWords(story, who, saysYes, CONSENT);
      return untilBackIn(story, who, await consents(story, who));
    },
  },
  {
    name: 'really-us',
    about: 'somebody calls before they decide: is it really the helpdesk? two words say so',
    person: 'kofi',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      const tracker = await untilFiled(story, who);
      const heard = await asksForACall(story, story.actor('hana'), who);
      const told = await says(story, who, 'is this really you?', isSaid(/can say these two words/), 'our two words');
      if (!told.text.includes(`“${heard}”`)) throw new Error(`the helpdesk says “${heard}”, and the bot another thing`);
      story.quotes('desk', told);
      return untilBackIn(story, who, tracker);
    },
  },
  {
    name: 'mail-code',
    about: 'a passkey, and a code to a private address (off unless policy names it)',
    person: 'mila',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      await showsPasskey(story, who, await givesReason(story, who), hasDigits, DIGITS);
      await says(story, who, 'another way', asksForMail, 'that a code was sent');
      await readsTheMail(story, who, saysYes, CONSENT);
      return untilBackIn(story, who, await consents(story, who));
    },
  },
];
