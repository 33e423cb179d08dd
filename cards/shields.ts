// An admin's card: whether shields are up, who raised them and why, and the way to raise or lower them.
import type { Words } from '../locales/words.ts';
import { REASON_LIMIT } from '../src/core/desk/answer.ts';
import type { ShieldsUp } from '../src/core/ports.ts';
import { plain, type Rendered, readTemplate, when } from './pieces.ts';

export type ShieldsView = { readonly shields: ShieldsUp | 'down'; readonly now: number };

/** For how many hours they may be raised at once; the first is what is offered. */
export const HOURS = ['4', '1', '12', '24', '72'] as const;

const fill = readTemplate('shields');

export function shieldsCard({ shields, now }: ShieldsView, words: Words): Rendered {
  const up = shields !== 'down';
  const title = words.say(up ? 'cards.shields.up' : 'cards.shields.down');
  const card = fill(words, {
    title,
    fallback: title,
    tone: up ? 'attention' : 'default',
    up,
    down: !up,
    why: up ? whyShields(shields, now, words) : '',
    meaning: words.say('cards.shields.means'),
    reasonLabel: words.say(up ? 'cards.shields.lower-reason' : 'cards.shields.raise-reason'),
    reasonMissing: words.say('cards.shields.reason-missing'),
    reasonLimit: REASON_LIMIT,
    hoursLabel: words.say('cards.shields.hours'),
    hoursMissing: words.say('cards.shields.hours-missing'),
    usual: HOURS[0],
    hours: HOURS.map(hours => ({ hours, title: words.say('cards.shields.for', { hours: Number(hours) }) })),
    raise: words.say('cards.shields.raise'),
    lower: words.say('cards.shields.lower'),
  });
  return { card, summary: title };
}

/** Who or what raised them, why, and until when. May hold a name and a person's own words: for TextRuns only. */
export function whyShields({ by, why, until }: ShieldsUp, now: number, words: Words): string {
  const end = when(until, now, words);
  if (by) return words.say('cards.shields.raised-by', { name: plain(by.name), why: plain(why), until: end });
  return words.say(why === 'breaker' ? 'cards.shields.raised-breaker' : 'cards.shields.raised-repeated', {
    until: end,
  });
}
