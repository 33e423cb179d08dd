// Why the desk may not touch an account, in plain words, and what leads on instead.
import type { Words } from '../locales/words.ts';
import { isRefusedRow, type Verdict } from '../src/core/diagnosis.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

type Link = { readonly title: string; readonly url: string };

export type RefusedView = {
  readonly request: Request;
  /** Where else to turn, after what the admin configured for the row. Titles are words of ours, never of a person. */
  readonly links: readonly Link[];
};

const fill = readTemplate('refused');

export function refusedCard({ request, links: others }: RefusedView, words: Words): Rendered {
  const title = words.say('cards.refused.title');
  const { row, link } = request.verdict;
  // A row that refuses nobody has no sentence here; such a request says it like an account that could not be read.
  const reason = isRefusedRow(row) ? row : 'unreadable';
  const links = [...(link ? [linkOf(link, words)] : []), ...others];
  const card = fill(words, {
    title,
    fallback: title,
    why: words.say(`cards.refused.${reason}-why`),
    instead: words.say(`cards.refused.${reason}-instead`),
    hasLinks: links.length > 0,
    links: links.map((one, index) => ({ ...one, style: index === 0 ? 'positive' : 'default' })),
  });
  return { card, summary: title };
}

function linkOf({ url, name }: NonNullable<Verdict['link']>, words: Words): Link {
  return { url, title: name ? words.say('cards.refused.link', { name }) : words.say('cards.refused.link-plain') };
}
