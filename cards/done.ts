// The end of the story: where the old password still hides, before it locks the account again.
import type { Words } from '../locales/words.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

const PLACES = ['phone', 'wifi', 'drives', 'saved', 'tasks'] as const;

const fill = readTemplate('done');

export type DoneView = {
  readonly request: Request;
  /** Microsoft's page where people keep their own ways to sign in. */
  readonly securityInfo: string;
};

export function doneCard({ request, securityInfo }: DoneView, words: Words): Rendered {
  const title = words.say('cards.done.title');
  const card = fill(words, {
    title,
    fallback: title,
    lead: words.say(`cards.done.${request.evidence ?? 'said-so'}`),
    relock: words.say('cards.done.relock'),
    places: PLACES.map(place => ({ text: words.say('cards.item', { text: words.say(`cards.done.${place}`) }) })),
    again: words.say('cards.done.again'),
    nudged: request.verdict.offers?.includes('register-afterwards') === true,
    register: words.say('cards.done.register'),
    openRegister: words.say('cards.done.open-register'),
    securityInfo,
  });
  return { card, summary: title };
}
