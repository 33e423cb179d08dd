// What is wrong: the answers people give most, each a line they could have typed.
import type { Words } from '../locales/words.ts';
import { type Rendered, readTemplate } from './pieces.ts';

const ANSWERS = ['forgot', 'locked', 'expired', 'lost-phone', 'else'] as const;

const fill = readTemplate('trouble');

export function troubleCard(words: Words): Rendered {
  const title = words.say('cards.trouble.title');
  const card = fill(words, {
    title,
    fallback: title,
    answers: ANSWERS.map((answer, index) => ({
      style: index === 0 ? 'positive' : 'default',
      title: words.say(`cards.trouble.${answer}`),
      says: words.say(`cards.say.${answer}`),
    })),
  });
  return { card, summary: title };
}
