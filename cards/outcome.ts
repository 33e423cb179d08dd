// What became of a request, as the helpdesk reads it on the approval card.
import type { Words } from '../locales/words.ts';
import type { Policy } from '../src/core/policy.ts';
import { progressOf } from '../src/core/progress.ts';
import type { Request } from '../src/core/request.ts';
import { plain, when } from './pieces.ts';

export type Outcome = {
  readonly status: string;
  /** A colour of adaptive cards; the words say the same. */
  readonly tone: 'default' | 'accent' | 'good' | 'warning' | 'attention';
  /** Sentences that may hold names and reasons: for TextRuns only. */
  readonly lines: readonly string[];
};

type View = { readonly request: Request; readonly now: number; readonly policy: Policy };

const TONES = {
  open: 'default',
  guided: 'default',
  pending: 'accent',
  approved: 'accent',
  resetting: 'accent',
  landed: 'good',
  frozen: 'attention',
  refused: 'default',
  denied: 'attention',
  cancelled: 'default',
  expired: 'warning',
  failed: 'attention',
  completed: 'good',
} as const satisfies Record<Request['state'], Outcome['tone']>;

export function outcomeOf(view: View, words: Words): Outcome {
  const { request } = view;
  return {
    status: words.say(`cards.status.${request.state}`),
    tone: request.state === 'approved' && request.hold ? 'warning' : TONES[request.state],
    lines: [...approvalsOf(view, words), ...whatFollowed(view, words)],
  };
}

function approvalsOf({ request, now }: View, words: Words): readonly string[] {
  const said = request.approvals.map(({ name, at }) =>
    words.say('cards.outcome.approved-by', { name: plain(name), at: when(at, now, words) }),
  );
  const missing = (request.demand?.approvals ?? 1) - request.approvals.length;
  if (request.state !== 'pending' || said.length === 0 || missing <= 0) return said;
  return [...said, words.say('cards.outcome.more-approvals', { missing })];
}

function whatFollowed(view: View, words: Words): readonly string[] {
  const { request, now } = view;
  const at = when(request.since, now, words);
  switch (request.state) {
    case 'approved':
      return [held(view, words)];
    case 'resetting':
      return [words.say(`cards.outcome.${under(request)}`)];
    case 'landed':
      return [words.say(`cards.outcome.landed-${taken(view)}`, { at })];
    case 'denied':
      return denied(view, words);
    case 'cancelled':
      return [words.say(request.frozenBy ? 'cards.outcome.lifted' : 'cards.outcome.cancelled', { at })];
    case 'expired':
      return [words.say(`cards.outcome.expired-${expiredIn(request)}`, { at })];
    case 'failed':
      return failed(request, words);
    case 'frozen':
      return [
        words.say('cards.outcome.frozen', { name: plain(request.frozenBy?.name ?? ''), at }),
        ...lockedOut(request, words),
      ];
    case 'completed':
      return [words.say(`cards.outcome.completed-${request.evidence ?? 'said-so'}`, { at })];
    default:
      return [];
  }
}

function lockedOut({ lockout }: Request, words: Words): readonly string[] {
  const how = lockout?.ended ?? (lockout?.waits ? 'waits' : undefined);
  return how ? [words.say(`cards.outcome.lockout-${how}`)] : [];
}

function under({ attempt }: Request): 'resetting' | 'unknown' | 'unreached' {
  if (attempt?.ended) return 'unreached';
  return attempt?.unknownSince === undefined ? 'resetting' : 'unknown';
}

function held({ request, now }: View, words: Words): string {
  if (!request.hold) return words.say('cards.outcome.at-hand');
  return words.say(`cards.outcome.held-${request.hold.why}`, { until: when(request.hold.until, now, words) });
}

function denied({ request, now }: View, words: Words): readonly string[] {
  if (!request.denial) return [];
  const { name, at, reason } = request.denial;
  return [
    words.say('cards.outcome.denied-by', { name: plain(name), at: when(at, now, words) }),
    words.say('cards.quoted', { text: plain(reason) }),
  ];
}

/** The admin's words: what the fault means, and what mends it. Unknown codes are the dictionary's 'unknown'. */
function failed({ failure }: Request, words: Words): readonly string[] {
  const sentence = (code: string, part: 'what' | 'do') => {
    const key = `cards.fault.${code}.${part}`;
    return words.say(words.knows(key) ? key : `cards.fault.unknown.${part}`);
  };
  const code = failure?.code ?? 'unknown';
  const trace = failure?.requestId ? [words.say('cards.outcome.trace', { id: plain(failure.requestId) })] : [];
  return [sentence(code, 'what'), sentence(code, 'do'), ...trace];
}

function taken({ request, policy }: View): 'waiting' | 'open' | 'taken' {
  const { password } = progressOf(request, policy);
  return password === 'ready' ? 'waiting' : password === 'open' ? 'open' : 'taken';
}

/** A closed row keeps the marks of how far it came. */
function expiredIn(request: Request): 'untaken' | 'unseen' | 'owner' | 'held' | 'pending' | 'open' {
  if (request.landedAt !== undefined) return request.opened ? 'unseen' : 'untaken';
  if (request.hold) return request.hold.why === 'owner' ? 'owner' : 'held';
  if (request.approvals.length > 0) return 'held';
  return request.consentAt === undefined ? 'open' : 'pending';
}
