// The card of whoever asked for somebody else: where to send them, and the code to tell. It proves nothing, so they may know it.
import type { Words } from '../locales/words.ts';
import type { JoinCode } from '../src/core/desk/join.ts';
import { isLive } from '../src/core/lifecycle.ts';
import type { Request } from '../src/core/request.ts';
import { plain, type Rendered, readTemplate } from './pieces.ts';

export type OnBehalfView = {
  readonly request: Request;
  /** Where it is joined. */
  readonly url: string;
  readonly code?: JoinCode;
  /** Microsoft's own reset page, where it may serve them as well. */
  readonly sspr?: string;
};

const fill = readTemplate('on-behalf');

export function onBehalfCard({ request, url, code, sspr }: OnBehalfView, words: Words): Rendered {
  const name = plain(request.account.name);
  const live = isLive(request.state) && request.state !== 'guided';
  const summary = live
    ? words.say('cards.for.summary', { name })
    : words.say(`chat.for.news.${request.state === 'guided' ? 'open' : request.state}`, { name });
  const card = fill(words, {
    request: request.id,
    title: words.say('cards.for.title', { name }),
    fallback: summary,
    live,
    over: live ? '' : summary,
    ended: !live,
    lead: words.say('cards.for.lead', { name }),
    url,
    coded: live && code !== undefined,
    code: code?.digits ?? '',
    until: code ? words.say('cards.for.until', { until: words.time(code.until) }) : words.say('cards.for.used'),
    helped: live && sspr !== undefined,
    sspr: words.say('cards.for.sspr', { url: sspr ?? '' }),
    newCode: words.say('cards.for.new-code'),
    stoppable: ['open', 'pending', 'approved'].includes(request.state),
    stop: words.say('cards.for.stop'),
  });
  return { card, summary };
}
