// What is left of a person's card once a newer one of the same request stands below it: a line, and nothing to press.
import type { Words } from '../locales/words.ts';
import { type Rendered, readTemplate } from './pieces.ts';

const fill = readTemplate('earlier');

export function earlierCard(words: Words): Rendered {
  const text = words.say('cards.earlier');
  return { card: fill(words, { text }), summary: text };
}
