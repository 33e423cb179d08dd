// What a reset will do to the person's day, before it is asked for: being signed out must be their own choice.
import type { Words } from '../locales/words.ts';
import type { Request } from '../src/core/request.ts';
import { type Rendered, readTemplate } from './pieces.ts';

const fill = readTemplate('consent');

export function consentCard({ request }: { readonly request: Request }, words: Words): Rendered {
  const title = words.say('cards.consent.title');
  const points = [
    words.say('cards.consent.sign-out'),
    words.say('cards.consent.keep-open'),
    words.say('cards.consent.only-there'),
    ...(request.verdict.writeback ? [words.say('cards.consent.windows')] : []),
  ];
  const card = fill(words, {
    title,
    fallback: title,
    lead: words.say('cards.consent.lead'),
    points: points.map(text => ({ text })),
    yes: words.say('cards.consent.yes'),
    yesSays: words.say('cards.say.yes'),
    no: words.say('cards.consent.no'),
    noSays: words.say('cards.say.no'),
  });
  return { card, summary: title };
}
