// What the helpdesk's card tells of a person and their request, in lines of a label and a value.
import type { Words } from '../locales/words.ts';
import type { Demand, DemandReason } from '../src/core/demand.ts';
import { OFFERS } from '../src/core/diagnosis.ts';
import type { Request } from '../src/core/request.ts';
import type { ApprovalView } from './approval-view.ts';
import { plain, when } from './pieces.ts';

type Fact = { readonly label: string; readonly value: string };

export function factsOf(view: ApprovalView, words: Words): readonly Fact[] {
  const { request, now } = view;
  const { account, verdict } = request;
  const row = (key: Parameters<Words['say']>[0], value: string | undefined): Fact[] =>
    value ? [{ label: words.say(key), value: plain(value) }] : [];
  return [
    ...row('cards.approval.department', account.department),
    ...row('cards.approval.job', account.jobTitle),
    ...row('cards.approval.manager', managerOf(request, words)),
    ...row('cards.approval.on-behalf', opener(request, words)),
    ...row(
      'cards.approval.account',
      words.say(`cards.kind.${verdict.row}`, { synced: verdict.writeback ? 'yes' : 'no' }),
    ),
    ...row('cards.approval.know', knowOf(request, words)),
    ...row('cards.approval.proofs', proofsOf(request, now, words)),
    ...row('cards.approval.asks', asksOf(request.demand, words)),
    ...row('cards.approval.why', whyOf(request.demand, words)),
    ...row('cards.approval.recent', recentOf(view, words)),
    ...row(
      'cards.approval.us',
      // Whoever is called has been told to hear these first.
      request.state === 'pending' || (request.state === 'open' && view.call)
        ? words.say('cards.approval.us-words', { words: view.usWords })
        : '',
    ),
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

/** What the diagnosis found and only the helpdesk needs. */
function knowOf({ verdict: { offers = [] } }: Request, words: Words): string {
  const known = OFFERS.filter(({ offer, shown }) => shown === 'helpdesk' && offers.includes(offer));
  return known
    .flatMap(({ offer }) => {
      const key = `cards.offer.${offer}`;
      return words.knows(key) ? [words.say(key)] : [];
    })
    .join(' ');
}

function opener({ onBehalf }: Request, words: Words): string | undefined {
  return onBehalf && words.say(`cards.approval.on-behalf-${onBehalf.as}`, { name: plain(onBehalf.by.name) });
}

function proofsOf(request: Request, now: number, words: Words): string {
  if (request.proofs.length === 0) return words.say('cards.approval.no-proofs');
  return request.proofs
    .map(({ kind, by, at }) =>
      words.say(`cards.proof.${kind}`, { by: plain(by?.name ?? ''), at: when(at, now, words) }),
    )
    .join(' ');
}

/** Nothing where it is one approval, as everybody knows. */
function asksOf(demand: Demand | undefined, words: Words): string | undefined {
  if (!demand || (demand.approvals < 2 && !demand.approverStepUp)) return undefined;
  const { approvals, approverStepUp } = demand;
  return words.say('cards.approval.asks-for', { approvals, stepUp: approverStepUp ? 'yes' : 'no' });
}

function whyOf(demand: Demand | undefined, words: Words): string {
  return [...new Set(demand?.why)].flatMap(reason => sentence(reason, words)).join(' ');
}

/** What the policy asks of everybody needs no reason. */
function sentence(reason: DemandReason, words: Words): readonly string[] {
  const rule = /^rule:(.*)$/s.exec(reason)?.[1];
  if (rule !== undefined) return [words.say('cards.why.rule', { name: plain(rule) })];
  const key = `cards.why.${reason}`;
  return words.knows(key) ? [words.say(key)] : [];
}

/** Resets that were begun, whatever came of them, and refusals by the helpdesk: both tell of a pattern. */
function recentOf({ request, recent }: ApprovalView, words: Words): string {
  const others = recent.filter(one => one.id !== request.id);
  const resets = others.flatMap(one => (one.attempt ? [one.landedAt ?? one.attempt.begunAt] : []));
  const last = resets.length > 0 ? words.date(Math.max(...resets)) : '';
  const denied = others.filter(one => one.denial).length;
  return words.say('cards.approval.recent-count', { resets: resets.length, last, denied });
}
