// The two digits the person reads out to their manager, live. They stay on the card: a toast shows up on locked screens.
import type { Words } from '../locales/words.ts';
import { challenge, type Request } from '../src/core/request.ts';
import { plain, type Rendered, readTemplate } from './pieces.ts';

const fill = readTemplate('digits');

export function digitsCard({ request }: { readonly request: Request }, words: Words): Rendered {
  const offered = challenge(request, 'vouch');
  const shown = request.state === 'open' && offered !== undefined && !offered.spent;
  const title = words.say('cards.digits.title');
  const who = plain(offered?.voucher.name ?? '');
  const card = fill(words, {
    title,
    fallback: title,
    who: shown ? words.say('cards.digits.who', { name: who }) : words.say('cards.digits.used'),
    shown,
    digits: shown ? offered.digits : '',
    how: words.say('cards.digits.how'),
    until: shown ? words.say('cards.digits.until', { until: words.time(offered.expiresAt) }) : '',
  });
  return { card, summary: shown ? words.say('cards.digits.summary', { name: who }) : words.say('cards.digits.used') };
}
