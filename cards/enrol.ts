// One button to the page where an authenticator app is set up. What the app has to know is shown there, and never here.
import type { Words } from '../locales/words.ts';
import { type Rendered, readTemplate } from './pieces.ts';

const fill = readTemplate('enrol');

/** @param url the page with its ticket */
export function enrolCard({ url }: { readonly url: string }, words: Words): Rendered {
  const title = words.say('cards.enrol.title');
  const card = fill(words, {
    title,
    fallback: title,
    how: words.say('cards.enrol.how'),
    later: words.say('cards.enrol.later'),
    open: words.say('cards.enrol.open'),
    url,
  });
  return { card, summary: words.say('cards.enrol.how') };
}
