// What a notice says: rendered from the row at the moment of sending, in the reader's language. Gives nothing when it no longer applies.
import type { Activity } from 'botbuilder';
import { CardFactory } from 'botbuilder';
import { approvalCard } from '../../cards/approval.ts';
import { doneCard } from '../../cards/done.ts';
import { trackerCard } from '../../cards/tracker.ts';
import { vouchCard } from '../../cards/vouch.ts';
import type { Words } from '../../locales/words.ts';
import type { Policy } from '../core/policy.ts';
import type { NoticeKind } from '../core/ports.ts';
import type { Request } from '../core/request.ts';

export type Made = { readonly card: Record<string, unknown>; readonly summary: string };

export type Rendering = {
  readonly policy: Policy;
  readonly now: number;
  readonly trackerUrl: (request: string) => string;
};

export function cardActivity({ card, summary }: Made): Partial<Activity> {
  // The card alone: text beside it would make two messages, and no id to update (Teams: conversation-messages).
  return { type: 'message', attachments: [CardFactory.adaptiveCard(card)], summary };
}

export function plain(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}

export function helpdeskCard(
  request: Request,
  recent: readonly Request[],
  words: Words,
  { policy, now }: Rendering,
): Made {
  return approvalCard({ request, recent, now, policy }, words);
}

export function managerCard(request: Request, words: Words, { now }: Rendering): Made {
  return vouchCard({ request, now }, words);
}

/** The person's own view of where their request is. */
export function ownCard(request: Request, words: Words, { policy, now, trackerUrl }: Rendering): Made {
  return trackerCard({ request, policy, now, url: trackerUrl(request.id) }, words);
}

/** The lines and cards for the person, or undefined when the row has moved past this notice. */
export function personNotice(
  kind: NoticeKind,
  request: Request,
  words: Words,
  rendering: Rendering,
): readonly Partial<Activity>[] | undefined {
  const tracker = () => cardActivity(ownCard(request, words, rendering));
  switch (kind) {
    case 'called':
      return request.state === 'approved' ? [tracker()] : undefined;
    case 'accepted':
      return request.state === 'resetting' ? [tracker()] : undefined;
    case 'landed':
      return request.state === 'landed' ? [tracker()] : undefined;
    case 'recalled':
      return request.state === 'pending' ? [plain(words.say('chat.recalled'))] : undefined;
    case 'denied':
      return request.state === 'denied' && request.denial
        ? [plain(words.say('chat.denied', { by: request.denial.name, reason: request.denial.reason }))]
        : undefined;
    case 'expired':
      return request.state === 'expired' ? [plain(words.say('chat.expired'))] : undefined;
    case 'failed': {
      if (request.state !== 'failed') return undefined;
      const key = `chat.failed.${request.failure?.code ?? 'unknown'}`;
      return [plain(words.say(words.knows(key) ? key : 'chat.failed.unknown'))];
    }
    case 'completed':
      return request.state === 'completed' ? [cardActivity(doneCard({ request }, words))] : undefined;
    default:
      return undefined;
  }
}
