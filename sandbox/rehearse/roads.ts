// Those who take the other roads: other proofs, other doors, stricter demands.

import type { Seen } from '../teams/sight.ts';
import type { World } from '../world.ts';
import { ATTACKERS } from './attackers.ts';
import {
  asksReason,
  begins,
  consents,
  givesReason,
  hasDigits,
  hasVerb,
  headline,
  isForeign,
  linkTo,
  saysYes,
} from './chat.ts';
import { approves } from './desk.ts';
import { passwordWorks } from './finish.ts';
import { asksFor, isHandedOver, isVouchedForOnThePage, joins, looksAgain } from './on-behalf.ts';
import { type Persona, untilBackIn, untilFiled } from './personas.ts';
import { PRIVILEGED } from './privileged.ts';
import {
  asksForCall,
  asksForCode,
  asksForMail,
  hearsTheWords,
  isSaid,
  isVouchedFor,
  readsTheMail,
  says,
  setsUpAnApp,
  showsPasskey,
} from './proofs.ts';
import { unlocksAtMicrosoft } from './sspr.ts';
import type { Actor, Story } from './story.ts';

const BACK = { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 1 } as const;
const REFUSED = { route: 'refused', state: 'refused', signedIn: false, resetCalls: 0 } as const;

const QUESTION = 'the question for a reason';
const CONSENT = 'the question for consent';
const DIGITS = 'the two digits';

export const ROADS: readonly Persona[] = [
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
      return untilBackIn(story, who, 'microsoft', await consents(story, who), ['hana']);
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
      return untilBackIn(story, who, 'microsoft', await consents(story, who), ['hana']);
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
      return untilBackIn(story, who, 'microsoft', await consents(story, who), ['hana']);
    },
  },
  {
    name: 'no-mfa',
    about: 'has no second factor: her manager’s word, and two approvers',
    person: 'nora',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      const since = who.teams.now();
      await who.teams.say('the screen says that my password is not right any more');
      const digits = await who.teams.waitFor(hasDigits, { what: DIGITS, since });
      await isVouchedFor(story, who, digits, saysYes, CONSENT);
      return untilBackIn(story, who, 'microsoft', await consents(story, who), ['hana', 'hugo']);
    },
  },
  {
    name: 'vip',
    about: 'a rule of policy asks for two approvers',
    person: 'violet',
    expects: BACK,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      return untilBackIn(story, who, 'microsoft', await untilFiled(story, who), ['hana', 'hugo']);
    },
  },
  {
    name: 'shields',
    about: 'asked under shields: only strong proofs, and two approvers',
    person: 'sean',
    expects: BACK,
    async play(story, who) {
      await turnsShields(story, 'shields-raise', { reason: 'Calls that ask for codes', hours: '1' });
      try {
        await begins(story, who, asksReason, QUESTION);
        return await untilBackIn(story, who, 'microsoft', await untilFiled(story, who), ['hana', 'hugo']);
      } finally {
        await turnsShields(story, 'shields-lower', { reason: 'The calls have stopped' });
      }
    },
  },
  refused('not-in-pilot', 'is in none of the pilot groups', 'pia', 'I forgot my password', /pilot|not yet|helpdesk/i),
  refused('other-system', 'another system resets this group’s passwords', 'fabio', 'I forgot my password', /Factory/),
  refused(
    'mfa-lost',
    'has lost the phone, not the password: another door',
    'lotte',
    'I lost my phone',
    /shows that it is you/,
  ),
  {
    name: 'relock',
    about: 'locked again just after a change: where the old password still hides',
    person: 'rex',
    expects: { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 0 },
    async play(story, who) {
      await who.teams.install();
      const card = await says(story, who, 'I am locked out', isPlaces, 'the places that still know the old one');
      story.tell('desk', 'quotes', { words: headline(card) });
      const end = await says(story, who, 'it worked', isSaid(/^Good/), 'the end');
      story.tell('desk', 'quotes', { words: headline(end) });
      return { route: 'helpdesk', state: 'completed', signedIn: await passwordWorks(story, who, who.person.password) };
    },
  },
  {
    name: 'locked',
    about: 'knows the password and is locked out: unlocked at Microsoft’s page, nothing reset',
    person: 'luke',
    expects: { route: 'sspr', state: 'completed', signedIn: true, resetCalls: 0 },
    async play(story, who) {
      await triesInVain(story, who);
      await who.teams.install();
      const card = await says(story, who, 'I am locked out', isUnlocking, 'the guidance');
      story.tell('desk', 'quotes', { words: headline(card) });
      await unlocksAtMicrosoft(story, who, linkTo(card, '/sspr'));
      await says(story, who, 'it worked', isSaid(/^Good/), 'the end');
      return { route: 'sspr', state: 'completed', signedIn: await passwordWorks(story, who, who.person.password) };
    },
  },
  {
    name: 'my-security-info',
    about: 'still signed in somewhere: changes it without the old one, and the directory has seen it',
    person: 'mei',
    expects: { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 0 },
    async play(story, who) {
      await begins(story, who, isSaid(/My Security Info/), 'the offer');
      changesWithoutTheOldOne(story.world, who, story.ownPassword);
      story.tell(who.person.name, 'quotes', {
        words: 'changes the password at My Security Info, in a session of before',
      });
      await says(story, who, 'it worked', isSaid(/has seen your new password/), 'the end');
      return { route: 'helpdesk', state: 'completed', signedIn: await passwordWorks(story, who, story.ownPassword) };
    },
  },
  {
    name: 'on-behalf',
    about: 'cannot open Teams: his manager asks for him, and the helpdesk hands it to him face to face',
    person: 'bela',
    expects: BACK,
    async play(story, who) {
      const page = await joins(story, who, await asksFor(story, story.actor(who.person.manager ?? ''), who));
      await isVouchedForOnThePage(story, who, page, story.actor('marcus'));
      const filed = await who.browser.submit(await looksAgain(who, page), { button: 'file' });
      await approves(story, story.actor('hana'), who);
      const tracker = await isHandedOver(story, who, filed, story.actor('hugo'));
      return untilBackIn(story, who, 'microsoft', tracker, []);
    },
  },
  ...ATTACKERS,
  PRIVILEGED,
];

/** Too often: now the right password does not open the door either. */
async function triesInVain(story: Story, who: Actor): Promise<void> {
  for (let tries = 0; tries < 10; tries++) await passwordWorks(story, who, `Wrong-Guess-${tries}`);
  if (await passwordWorks(story, who, who.person.password)) throw new Error('the account is not locked');
  story.tell(who.person.name, 'quotes', { words: 'has tried old passwords until the account was locked' });
}

/** An admin in their own chat. */
async function turnsShields(story: Story, verb: string, inputs: Readonly<Record<string, string>>): Promise<void> {
  const admin = story.actor('ada');
  await admin.teams.install();
  const since = admin.teams.now();
  await admin.teams.say('shields');
  const card = await admin.teams.waitFor(hasVerb(verb), { what: 'the card of the shields', since });
  const outcome = await admin.teams.execute(card, verb, inputs);
  if (outcome.kind !== 'card') throw new Error(`the shields were answered with ${JSON.stringify(outcome)}`);
  story.tell(admin.person.name, 'quotes', {
    words: verb === 'shields-raise' ? 'raises the shields' : 'lowers the shields',
  });
}

function refused(name: string, about: string, person: string, opening: string, why: RegExp): Persona {
  return {
    name,
    about,
    person,
    expects: REFUSED,
    async play(story, who) {
      await who.teams.install();
      const isWhy = (message: Seen) => message.card !== undefined && (why.test(message.words) || isForeign(message));
      const told = await says(story, who, opening, isWhy, 'the refusal in plain words');
      story.tell('desk', 'quotes', { words: headline(told) });
      return { route: 'refused', state: 'refused', signedIn: false };
    },
  };
}

const isPlaces = (message: Seen) => /Something still uses your old password/.test(message.words);
const isUnlocking = (message: Seen) => /let it only unlock your account/.test(message.words);

/** Microsoft's page needs no more than a session with a second factor; the sandbox has no such page, only what comes of it. */
function changesWithoutTheOldOne(world: World, { person }: Actor, fresh: string): void {
  const { cloud } = person;
  if (!cloud) throw new Error(`${person.name} has no password in the cloud`);
  cloud.history.push(cloud.value);
  Object.assign(cloud, { value: fresh, mustChange: false, changedAt: world.now() });
  person.lastPasswordChangeAt = world.now();
}
