// Two whom somebody else plays: a stranger at an unlocked PC, and a thief with an unlocked phone. Both must get nowhere.
import type { Seen } from '../../teams/sight.ts';
import { DIGITS, QUESTION } from '../back-in.ts';
import { asksReason, begins, givesReason, hasDigits, hasVerb, isSaid, isSignIn, says } from '../chat.ts';
import type { Ending, Persona } from '../persona.ts';
import { asksForCall, asksForCode, hasNoWayLeft, hearsTheWords, setsUpAnApp } from '../proofs.ts';
import type { Actor, Story } from '../story.ts';

const STOPPED = { route: 'helpdesk', state: 'frozen', signedIn: false, resetCalls: 0 } as const;

export const ATTACKERS: readonly Persona[] = [
  {
    name: 'unlocked-pc',
    about: 'an attacker at an unlocked PC has Teams, the desk phone and the mail, and gets nowhere',
    person: 'piet',
    expects: STOPPED,
    async play(story, who) {
      await begins(story, who, asksReason, QUESTION);
      await givesReason(story, who);
      await says(story, who, 'another way', hasDigits, DIGITS);
      await says(story, who, 'another way', asksForCall, 'that the helpdesk will call');
      // The desk phone rings beside the PC.
      return getsNowhere(story, who, await hearsTheWords(story, who, isStillAsked, 'the next proof'));
    },
  },
  {
    name: 'stolen-phone',
    about: 'a thief with an unlocked phone has its Teams, its authenticator and its calls, and gets nowhere',
    person: 'thea',
    expects: STOPPED,
    async play(story, who) {
      const app = await setsUpAnApp(story, who);
      await begins(story, who, asksReason, QUESTION);
      await givesReason(story, who);
      await says(story, who, 'another way', hasDigits, DIGITS);
      await says(story, who, 'another way', asksForCode, 'the question for a code');
      return getsNowhere(story, who, await says(story, who, app.code(), isStillAsked, 'the next proof'));
    },
  },
];

/** Everything on one device counts once: whatever else it has is not even asked for, and the desk is never asked to decide. */
async function getsNowhere(story: Story, who: Actor, asked: Seen): Promise<Ending> {
  story.quotes('desk', asked);
  await says(story, who, 'another way', message => isStillAsked(message) || hasNoWayLeft(message), 'the other one');
  for (const words of ['yes', 'go on'])
    await says(story, who, words, message => isStillAsked(message) || hasNoWayLeft(message), 'the same again');
  const about = (message: Seen) => hasVerb('approve')(message) && message.words.includes(who.person.upn);
  if (story.actor('hana').teams.inChannel().messages.some(about)) throw new Error('the helpdesk was asked to decide');
  const stopped = await says(story, who, 'not me', isSaid(/Everything is stopped/), 'that it is stopped');
  story.quotes('desk', stopped);
  return { route: 'helpdesk', state: 'frozen', signedIn: false };
}

const isStillAsked = (message: Seen) => isSignIn(message) || hasDigits(message);
