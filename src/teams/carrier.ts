// What the messenger needs of the wire: say where, get back whether it arrived. The adapter is one; tests have another.
import type { Activity, ConversationReference } from 'botbuilder';
import type { Posting } from '../core/keeping.ts';

/** `unreachable`: the person blocked the bot, left, or the message is gone: sending again will not help. */
export type Delivery = 'delivered' | 'unreachable' | { readonly notBefore: number };

export interface Carrier {
  /** Into a known conversation, in order; gives where each now is. */
  send(
    reference: Partial<ConversationReference>,
    activities: readonly Partial<Activity>[],
  ): Promise<{ readonly postings: readonly Posting[] } | Exclude<Delivery, 'delivered'>>;
  /** Opens (or finds) the personal chat with somebody by their object id. */
  personal(
    serviceUrl: string,
    person: string,
  ): Promise<{ readonly reference: Partial<ConversationReference> } | Exclude<Delivery, 'delivered'>>;
  /** One message into a personal chat or as a new thread in a channel; gives where it now is. */
  postPersonal(
    reference: Partial<ConversationReference>,
    activity: Partial<Activity>,
  ): Promise<{ readonly posting: Posting } | Exclude<Delivery, 'delivered'>>;
  postChannel(
    serviceUrl: string,
    channel: string,
    activity: Partial<Activity>,
  ): Promise<{ readonly posting: Posting } | Exclude<Delivery, 'delivered'>>;
  /** Replaces a message of ours in place. */
  update(posting: Posting, activity: Partial<Activity>): Promise<Delivery>;
  /** Answers in the thread of a posted message. */
  reply(posting: Posting, activity: Partial<Activity>): Promise<Delivery>;
}
