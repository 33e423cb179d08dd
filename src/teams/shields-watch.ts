// After shields went up or down: the admins are told, every request that waits is looked at again, and their end is waited for.
import { whyShields } from '../../cards/shields.ts';
import { type Words, wordsFor } from '../../locales/words.ts';
import type { Instant } from '../core/account.ts';
import type { Letter, Requests, World } from '../core/ports.ts';
import type { EndingShields } from '../core/shields.ts';

type Known = NonNullable<Awaited<ReturnType<EndingShields['newest']>>>;

/** A look: whatever raised it, what counts is how things stand now. Gives the moment to look again. */
export function createShieldsWatch(tools: {
  readonly shields: Pick<EndingShields, 'newest' | 'expire'>;
  readonly requests: Pick<Requests, 'stir'>;
  readonly mail: (letter: Letter) => Promise<void>;
  readonly adminMail: string;
  readonly locale: string;
  readonly world: World;
}) {
  return async (): Promise<Instant | undefined> => {
    const now = tools.world.now();
    const newest = await tools.shields.newest();
    if (!newest) return undefined;
    await tools.shields.expire();
    await tools.requests.stir();
    await tools.mail({ to: [tools.adminMail], ...letterOf(newest, now, wordsFor(tools.locale)) });
    return newest.lowered || now >= newest.until ? undefined : newest.until;
  };
}

function letterOf(newest: Known, now: Instant, words: Words): Omit<Letter, 'to'> {
  const { until, lowered } = newest;
  if (!lowered && now < until) {
    return {
      subject: words.say('mail.shields.up.subject'),
      text: words.say('mail.shields.up.text', { why: whyShields(newest, now, words) }),
    };
  }
  return {
    subject: words.say('mail.shields.down.subject'),
    text: lowered
      ? words.say('mail.shields.down.text', { name: lowered.by.name, why: lowered.why, at: words.moment(lowered.at) })
      : words.say('mail.shields.over.text', { at: words.moment(until) }),
  };
}
