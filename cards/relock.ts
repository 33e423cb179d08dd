// A password that works and is locked again and again: where the old one may still be stored, before a new one is asked for.
import type { Words } from '../locales/words.ts';
import { type Rendered, readTemplate } from './pieces.ts';

const PLACES = ['phone', 'wifi', 'drives', 'saved', 'tasks', 'sessions'] as const;

const fill = readTemplate('relock');

export function relockCard(words: Words): Rendered {
  const title = words.say('cards.relock.title');
  const card = fill(words, {
    title,
    fallback: title,
    lead: words.say('cards.relock.lead'),
    places: PLACES.map(place => ({ text: words.say('cards.item', { text: words.say(`cards.done.${place}`) }) })),
    after: words.say('cards.relock.after'),
    worked: words.say('cards.guidance.worked'),
    workedSays: words.say('cards.say.worked'),
    failed: words.say('cards.guidance.did-not'),
    failedSays: words.say('cards.say.did-not'),
  });
  return { card, summary: title };
}
