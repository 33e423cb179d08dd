// What a person understands of the bot's messages, whatever came before them, and sending that outlives a bot that is down.

import { type Key, wordsFor } from '../../locales/words.ts';
import { asksReason, hasDigits, isSignIn, opensTracker, saysYes } from '../../sandbox/rehearse/chat.ts';
import type { Seen } from '../../sandbox/teams/sight.ts';
import type { Company } from './company.ts';

export type Meaning = 'reason' | 'sign-in' | 'digits' | 'consent' | 'tracker';

const words = wordsFor('en');

const MEANINGS: readonly (readonly [Meaning, (message: Seen) => boolean])[] = [
  ['reason', message => asksReason(message) || is(message, 'chat.reason.empty', 'chat.reason.too-long')],
  ['sign-in', isSignIn],
  ['digits', hasDigits],
  ['consent', message => saysYes(message) || is(message, 'chat.consent.ask')],
  ['tracker', opensTracker],
];

export function meaningOf(message: Seen): Meaning | undefined {
  return MEANINGS.find(([, means]) => means(message))?.[0];
}

/** How the story ended, if this message says so. */
export function endingIn(message: Seen): string | undefined {
  if (message.words.includes(words.say('cards.done.title'))) return 'completed';
  if (is(message, 'chat.expired')) return 'expired';
  const failures = [
    'unknown-outcome',
    'denied',
    'throttled',
    'admin-action-required',
    'policy',
    'connectivity',
    'unknown',
  ];
  return failures.some(code => is(message, `chat.failed.${code}` as Key)) ? 'failed' : undefined;
}

function is(message: Seen, ...keys: readonly Key[]): boolean {
  return keys.some(key => message.text === words.say(key));
}

/** Does it again until the bot has answered; a bot that is down is waited for, but not beyond `deadline`. */
export async function untilAnswered<T>(
  company: Company,
  deadline: number,
  send: () => Promise<T>,
  answered: (result: T) => boolean,
): Promise<T> {
  for (;;) {
    const moment = company.risings.now;
    const result = await send();
    if (answered(result)) return result;
    if (Date.now() > deadline) throw new Error('the bot never answered');
    await company.risings.since(moment, 5_000);
  }
}
