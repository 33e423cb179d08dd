// What a notice says: rendered from the row at the moment of sending, in the reader's language. Gives nothing when it no longer applies.
import type { Activity } from 'botbuilder';
import { CardFactory } from 'botbuilder';
import { approvalCard } from '../../cards/approval.ts';
import { doneCard } from '../../cards/done.ts';
import { trackerCard } from '../../cards/tracker.ts';
import { vouchCard } from '../../cards/vouch.ts';
import type { Words } from '../../locales/words.ts';
import type { DeskView, Viewer } from '../core/desk/view.ts';
import type { Policy } from '../core/policy.ts';
import type { NoticeKind } from '../core/ports.ts';
import type { Request, RequestId } from '../core/request.ts';
import type { ProofWriting } from './proof-mails.ts';

/** The card at this place of what is said shows where a request stands, as it was at this version. */
export type Stand = { readonly at: number; readonly request: RequestId; readonly version: number };

/** What is said in one go, in its order. */
export type Said = { readonly activities: readonly Partial<Activity>[]; readonly stands: readonly Stand[] };

export type Made = { readonly card: Record<string, unknown>; readonly summary: string };

export type Rendering = {
  readonly policy: Policy;
  readonly now: number;
  readonly trackerUrl: (request: string) => string;
  /** Where somebody joins the request that was asked for them. */
  readonly joinUrl: string;
  /** Where somebody with the right replaces a frozen person's password. */
  readonly lockOutUrl: (request: string) => string;
  /** For mail alone, and only of such a request. */
  readonly stopUrl: (request: Request) => string | undefined;
  /** What a genuine desk can say, and the person sees. */
  readonly usWords: (request: Request) => string;
  /** Microsoft's page where people keep their own ways to sign in. */
  readonly securityInfo: string;
  /** For mail alone. */
  readonly mailedCode: ProofWriting['mailedCode'];
};

export function cardActivity({ card, summary }: Made): Partial<Activity> {
  // The card alone: text beside it would make two messages, and no id to update (Teams: conversation-messages).
  return { type: 'message', attachments: [CardFactory.adaptiveCard(card)], summary };
}

export function plain(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}

/** @param viewer draws it for them alone: `signIn` is the page where they sign in before their approval counts */
export function helpdeskCard(
  request: Request,
  view: DeskView,
  words: Words,
  { policy, now, joinUrl, lockOutUrl }: Rendering,
  viewer?: Viewer & { readonly signIn?: string },
): Made {
  const urls = { joinUrl, lockOutUrl: lockOutUrl(request.id) };
  return approvalCard({ request, ...view, ...urls, now, policy, ...(viewer ? { viewer } : {}) }, words);
}

export function managerCard(request: Request, view: DeskView, words: Words, { now }: Rendering): Made {
  return vouchCard({ request, now, recent: view.recent, shieldsUp: view.shields !== undefined }, words);
}

/** The person's own view of where their request is. */
export function ownCard(request: Request, words: Words, { policy, now, trackerUrl }: Rendering): Made {
  return trackerCard({ request, policy, now, url: trackerUrl(request.id) }, words);
}

/** They lead on, to what a request by another has elsewhere. */
const CALLING: readonly NoticeKind[] = ['called', 'accepted', 'landed', 'call-wanted', 'recalled', 'more-asked'];

/**
 * The lines and cards for the person, or undefined when the row has moved past this notice. Their own card follows the row by itself; only
 * what they must do now is posted anew, because an update in place rings nobody.
 */
export function personNotice(kind: NoticeKind, request: Request, words: Words, rendering: Rendering): Said | undefined {
  const line = (text: string): Said => ({ activities: [plain(text)], stands: [] });
  const standing = (): Said => ({
    activities: [cardActivity(ownCard(request, words, rendering))],
    stands: [{ at: 0, request: request.id, version: request.version }],
  });
  const { state } = request;
  // Wherever this chat is open, the person who is being helped may be elsewhere, and somebody else before it.
  if (request.onBehalf && CALLING.includes(kind)) return undefined;
  switch (kind) {
    case 'opened':
      return request.onBehalf ? line(words.say('chat.for.opened', { by: request.onBehalf.by.name })) : undefined;
    case 'called':
      return state === 'approved' ? standing() : undefined;
    case 'accepted':
      return (state === 'resetting' || state === 'landed') && !request.opened ? standing() : undefined;
    case 'landed':
      // Once Microsoft had accepted it, they were called to their password then.
      return state === 'landed' && request.attempt?.acceptedAt === undefined ? standing() : undefined;
    case 'recalled':
      return state === 'pending' ? line(words.say('chat.recalled')) : undefined;
    case 'more-asked':
      return state === 'pending' ? line(words.say('chat.more-asked')) : undefined;
    case 'call-wanted': {
      const { name = '' } = request.callWanted ?? {};
      return state === 'pending'
        ? line(words.say('chat.call-wanted', { name, words: rendering.usWords(request) }))
        : undefined;
    }
    case 'denied':
      return state === 'denied' && request.denial
        ? line(words.say('chat.denied', { by: request.denial.name, reason: request.denial.reason }))
        : undefined;
    case 'expired':
      if (state !== 'expired') return undefined;
      return line(words.say(request.purpose === 'enrol' ? 'chat.enrolment.expired' : 'chat.expired'));
    case 'enrolled': {
      const from = request.enrolling?.usableFrom;
      const done = state === 'completed' && from !== undefined && request.enrolling?.removedAt === undefined;
      return done ? line(words.say('chat.enrolment.done', { from: words.moment(from) })) : undefined;
    }
    case 'failed': {
      if (state !== 'failed') return undefined;
      const key = `chat.failed.${request.failure?.code ?? 'unknown'}`;
      return line(words.say(words.knows(key) ? key : 'chat.failed.unknown'));
    }
    case 'completed':
      return state === 'completed'
        ? { activities: [cardActivity(doneCard({ request, securityInfo: rendering.securityInfo }, words))], stands: [] }
        : undefined;
    default:
      return undefined;
  }
}
