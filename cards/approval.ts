// The helpdesk's card: who asks, what is known of them, and two buttons; once decided, what became of it. The card itself decides nothing.
import type { Words } from '../locales/words.ts';
import { REASON_LIMIT } from '../src/core/desk/answer.ts';
import type { Policy } from '../src/core/policy.ts';
import type { Request } from '../src/core/request.ts';
import { outcomeOf } from './outcome.ts';
import { plain, type Rendered, readTemplate, when } from './pieces.ts';

export type ApprovalView = {
  readonly request: Request;
  /** The person's requests of late, this one among them or not: their resets are counted. */
  readonly recent: readonly Request[];
  readonly now: number;
  readonly policy: Policy;
  /** Teams ids (`29:…`) of those whose card brings itself up to date; at most 60. None by default. */
  readonly refreshFor?: readonly string[];
};

type Row = { readonly label: string; readonly value: string };

const fill = readTemplate('approval');

export function approvalCard(view: ApprovalView, words: Words): Rendered {
  const { request } = view;
  const name = plain(request.account.name);
  const outcome = outcomeOf(view, words);
  const pending = request.state === 'pending';
  const said = request.state === 'failed' ? plain(request.failure?.said ?? '') : '';
  const card = fill(words, {
    request: request.id,
    title: words.say('cards.approval.title'),
    status: outcome.status,
    tone: outcome.tone,
    fallback: words.say('cards.approval.fallback', { status: outcome.status }),
    decided: outcome.lines.length > 0,
    outcome: outcome.lines.map(text => ({ text })),
    hasSaid: said !== '',
    saidLabel: words.say('cards.approval.said'),
    said,
    name,
    upn: plain(request.account.upn),
    rows: rowsOf(view, words),
    hasReason: request.reason !== undefined,
    reasonLabel: words.say('cards.approval.reason'),
    reason: words.say('cards.quoted', { text: plain(request.reason ?? '') }),
    pending,
    approve: words.say('cards.approval.approve'),
    deny: words.say('cards.approval.deny'),
    denyLabel: words.say('cards.approval.deny-label'),
    denyMissing: words.say('cards.approval.deny-missing'),
    denySend: words.say('cards.approval.deny-send'),
    denyLimit: REASON_LIMIT,
  });
  return {
    card: pending ? { ...card, refresh: refresh(request, view.refreshFor ?? []) } : card,
    summary: words.say('cards.approval.summary', { name, status: outcome.status }),
  };
}

function refresh(request: Request, userIds: readonly string[]) {
  return { action: { type: 'Action.Execute', verb: 'refresh', data: { request: request.id } }, userIds };
}

function rowsOf(view: ApprovalView, words: Words): readonly Row[] {
  const { request, now } = view;
  const { account, verdict } = request;
  const row = (key: Parameters<Words['say']>[0], value: string | undefined): Row[] =>
    value ? [{ label: words.say(key), value: plain(value) }] : [];
  return [
    ...row('cards.approval.department', account.department),
    ...row('cards.approval.job', account.jobTitle),
    ...row('cards.approval.manager', managerOf(request, words)),
    ...row(
      'cards.approval.account',
      words.say(`cards.kind.${verdict.row}`, { synced: verdict.writeback ? 'yes' : 'no' }),
    ),
    ...row('cards.approval.proofs', proofsOf(request, now, words)),
    ...row('cards.approval.recent', recentOf(view, words)),
    ...row('cards.approval.asked', when(request.consentAt ?? request.openedAt, now, words)),
    ...(request.state === 'pending'
      ? row('cards.approval.until', when(request.since + view.policy.pendingFor, now, words))
      : []),
    ...row('cards.approval.number', request.id),
  ];
}

function managerOf(request: Request, words: Words): string {
  const { manager } = request.account;
  if (manager === 'unknown') return words.say('cards.approval.unreadable');
  return manager?.name ?? words.say('cards.approval.no-manager');
}

function proofsOf(request: Request, now: number, words: Words): string {
  if (request.proofs.length === 0) return words.say('cards.approval.no-proofs');
  return request.proofs
    .map(({ kind, by, at }) =>
      words.say(`cards.proof.${kind}`, { by: plain(by?.name ?? ''), at: when(at, now, words) }),
    )
    .join(' ');
}

/** Resets that were begun, whatever came of them, and refusals by the helpdesk: both tell of a pattern. */
function recentOf({ request, recent }: ApprovalView, words: Words): string {
  const others = recent.filter(one => one.id !== request.id);
  const resets = others.flatMap(one => (one.attempt ? [one.landedAt ?? one.attempt.begunAt] : []));
  const last = resets.length > 0 ? words.date(Math.max(...resets)) : '';
  const denied = others.filter(one => one.denial).length;
  return words.say('cards.approval.recent-count', { resets: resets.length, last, denied });
}
