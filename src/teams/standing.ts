// Where a request stands, on a card in its owner's chat: the newest such card follows the row, and the one above it becomes a line.
import { earlierCard } from '../../cards/earlier.ts';
import type { Conversations, Posting, Postings } from '../core/keeping.ts';
import type { Requests } from '../core/ports.ts';
import type { Request } from '../core/request.ts';
import type { Carrier, Delivery } from './carrier.ts';
import { cardActivity, ownCard, type Rendering, type Stand } from './notices.ts';
import { ownerOf, wordsOf } from './readers.ts';

const AUDIENCE = 'person';

type Tools = {
  readonly requests: Requests;
  readonly conversations: Conversations;
  readonly postings: Postings;
  readonly carrier: Pick<Carrier, 'update'>;
  readonly rendering: () => Rendering;
};

export type Standing = ReturnType<typeof createStanding>;

export function createStanding(tools: Tools) {
  const { requests, conversations, postings, carrier, rendering } = tools;
  const words = (request: Request) => wordsOf(conversations, ownerOf(request), request.locale);

  /** Brings the newest card up to date in place. Nothing is posted: whoever never saw a card is not sent one. */
  async function follow(request: Request): Promise<Delivery> {
    const newest = await postings.find(request.id, AUDIENCE);
    if (!newest) return 'delivered';
    const delivery = await carrier.update(newest, cardActivity(ownCard(request, await words(request), rendering())));
    // Another was posted while this one was drawn: its buttons must not come back.
    const now = await postings.find(request.id, AUDIENCE);
    if (now && now.activity !== newest.activity) await retire(request, newest);
    return delivery;
  }

  /** At best: the desk judges a click by the row and never by the card it came from. */
  async function retire(request: Request, posting: Posting): Promise<void> {
    await carrier.update(posting, cardActivity(earlierCard(await words(request))));
  }

  /** From here on this is the request's card. It may have moved since the card was drawn, when nobody knew of the card yet. */
  async function take(stand: Stand, posting: Posting): Promise<void> {
    const before = await postings.find(stand.request, AUDIENCE);
    await postings.save(stand.request, AUDIENCE, posting);
    const request = await requests.find(stand.request);
    if (!request) return;
    if (before && before.activity !== posting.activity) await retire(request, before);
    if (request.version !== stand.version) await follow(request);
  }

  return {
    follow,

    /** @param sent where each activity of what was said is now, in its order */
    async posted(stands: readonly Stand[], sent: readonly Posting[]): Promise<void> {
      for (const stand of stands) {
        const posting = sent[stand.at];
        if (posting) await take(stand, posting);
      }
    },
  };
}
