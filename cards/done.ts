// The end of the story: where the old password still hides, before it locks the account again.
import type { Words } from '../locales/words.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

const PLACES = ['phone', 'wifi', 'drives', 'saved', 'tasks'] as const;

const fill = readTemplate('done');

export function doneCard({ request }: { readonly request: Request }, words: Words): Rendered {
  const title = words.say('cards.done.title');
  const card = fill(words, {
    title,
    fallback: title,
    lead: words.say(`cards.done.${request.evidence ?? 'said-so'}`),
    relock: words.say('cards.done.relock'),
    places: PLACES.map(place => ({ text: words.say('cards.item', { text: words.say(`cards.done.${place}`) }) })),
    again: words.say('cards.done.again'),
  });
  return { card, summary: title };
}
