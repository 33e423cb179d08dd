// Why the desk may not touch an account, in plain words, and what leads on instead.
import type { Words } from '../locales/words.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

export type RefusedView = {
  readonly request: Request;
  /** Where to turn, as the admin configured it; the first is the main one. Titles are words of ours, never of a person. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
};

const REASONS = ['never', 'guest', 'disabled', 'privileged', 'restricted', 'unreadable'] as const;

const fill = readTemplate('refused');

export function refusedCard({ request, links }: RefusedView, words: Words): Rendered {
  const title = words.say('cards.refused.title');
  // A row that refuses nobody has no sentence here; such a request says it like an account that could not be read.
  const reason = REASONS.find(row => row === request.verdict.row) ?? 'unreadable';
  const card = fill(words, {
    title,
    fallback: title,
    why: words.say(`cards.refused.${reason}-why`),
    instead: words.say(`cards.refused.${reason}-instead`),
    hasLinks: links.length > 0,
    links: links.map((link, index) => ({ ...link, style: index === 0 ? 'positive' : 'default' })),
  });
  return { card, summary: title };
}
