// What this request must show before anybody may reset: the strictest of policy, rules, shields and the person's own means.
import type { Account, Instant } from './account.ts';
import { inAny } from './diagnosis/situation.ts';
import type { AccountKind, Policy, Rule } from './policy.ts';
import { CUSTODY, type Custody, handsOf, type ProofKind, STRONG } from './proof.ts';

/** Why a demand is what it is; `rule:<name>` names a rule of the policy. */
export type DemandReason =
  | 'policy'
  | 'privileged'
  | 'no-mfa'
  | 'shields'
  | 'by-another'
  | 'repeated-pair'
  | 'busy-approver'
  | 'often-reset'
  | 'enrolment'
  | `rule:${string}`;

export type Demand = {
  /** In how many different hands the proofs must be. */
  readonly apart: number;
  /** The kinds that count, in the order they are asked. */
  readonly kinds: readonly ProofKind[];
  /** Kinds that must be shown, whatever else is; also where they are not among those that count. */
  readonly required: readonly ProofKind[];
  readonly approvals: number;
  readonly approverStepUp: boolean;
  readonly tellAdmins: boolean;
  readonly why: readonly DemandReason[];
};

/** What the world looks like beyond the row: read at the moment of judging. */
export type Weather = {
  readonly shieldsUp: boolean;
  /** The same approver and person, or the same approver and voucher, met before: a second approver looks too. */
  readonly repeatedPair: boolean;
  /** Somebody approved who had decided more often of late than one person can with care: a second approver looks too. */
  readonly busyApprover: boolean;
  /** As many resets of this person have landed within a day as policy takes for usual: this would be one more. */
  readonly oftenReset: boolean;
  /**
   * What the report says of this person's methods can be believed: it is new, and no method was changed of late. Or whoever takes their
   * methods away would be asked for less.
   */
  readonly reportStands: boolean;
};

export const CALM: Weather = {
  shieldsUp: false,
  repeatedPair: false,
  busyApprover: false,
  oftenReset: false,
  reportStands: true,
};

/** As much of a request as its demand rests on. */
export type Judged = {
  readonly account: Pick<Account, 'domain' | 'synced' | 'groups' | 'mfaRegistered'>;
  readonly verdict: { readonly privileged?: true };
  readonly onBehalf?: object;
  readonly purpose?: 'enrol';
};

/** As much of it as says what was shown. */
type Shown = {
  readonly kind: ProofKind;
  readonly custody: Custody;
  readonly at: Instant;
  readonly by?: { readonly id: string };
};
type Showing = Pick<Judged, 'onBehalf'> & {
  readonly account: Pick<Account, 'mfaRegistered'>;
  readonly proofs: readonly Shown[];
};

export function demandOf(request: Judged, policy: Policy, weather: Weather): Demand {
  if (request.purpose === 'enrol') return enrolment(request, policy, weather);
  return demands(request, policy, weather).reduce(stricter);
}

/** An authenticator speaks for its owner for years: a gesture or somebody else's word, and nothing that the same device may hold. */
function enrolment({ account }: Judged, policy: Policy, { shieldsUp }: Weather): Demand {
  return {
    apart: shieldsUp ? 2 : 1,
    kinds: STRONG.filter(kind => policy.proofs.includes(kind)),
    required: account.mfaRegistered === false ? ['vouch'] : [],
    approvals: 0,
    approverStepUp: false,
    tellAdmins: false,
    why: ['enrolment'],
  };
}

/** Every reason to ask for something, each with what it asks alone. The first is the policy for everybody. */
function demands(request: Judged, policy: Policy, weather: Weather): readonly [Demand, ...Demand[]] {
  const ordinary: Demand = {
    apart: policy.proofsApart,
    kinds: policy.proofs,
    required: [],
    approvals: policy.approvals,
    approverStepUp: false,
    tellAdmins: false,
    why: ['policy'],
  };
  // Without a second factor of their own there is nothing fresh to show: another person speaks for them, and two approvers look.
  const base: Demand =
    request.account.mfaRegistered === false
      ? {
          ...ordinary,
          apart: weather.reportStands ? Math.max(1, ordinary.apart - 1) : ordinary.apart,
          required: ['vouch'],
          approvals: Math.max(2, ordinary.approvals),
          why: ['policy', 'no-mfa'],
        }
      : ordinary;
  const ask = (why: DemandReason, more: Partial<Demand>): Demand => ({ ...base, ...more, why: [why] });
  const strong = { apart: ordinary.apart, kinds: STRONG };
  const found = policy.rules.filter(rule => meets(rule, request)).map(rule => ask(`rule:${rule.name}`, given(rule)));
  if (request.verdict.privileged)
    found.push(
      ask('privileged', { ...strong, required: STRONG, approvals: 2, approverStepUp: true, tellAdmins: true }),
    );
  if (request.onBehalf) found.push(ask('by-another', strong));
  if (weather.shieldsUp) found.push(ask('shields', { ...strong, approvals: 2 }));
  if (weather.repeatedPair) found.push(ask('repeated-pair', { approvals: policy.approvals + 1 }));
  if (weather.busyApprover) found.push(ask('busy-approver', { approvals: policy.approvals + 1 }));
  if (weather.oftenReset) found.push(ask('often-reset', { ...strong, approvals: 2 }));
  return [base, ...found];
}

function given({ proofsApart, proofs, approvals, approverStepUp, tellAdmins }: Rule): Partial<Demand> {
  return {
    ...(proofsApart === undefined ? {} : { apart: proofsApart }),
    ...(proofs === undefined ? {} : { kinds: proofs }),
    ...(approvals === undefined ? {} : { approvals }),
    ...(approverStepUp === undefined ? {} : { approverStepUp }),
    ...(tellAdmins === undefined ? {} : { tellAdmins }),
  };
}

function stricter(one: Demand, other: Demand): Demand {
  return {
    apart: Math.max(one.apart, other.apart),
    kinds: one.kinds.filter(kind => other.kinds.includes(kind)),
    required: [...new Set([...one.required, ...other.required])],
    approvals: Math.max(one.approvals, other.approvals),
    approverStepUp: one.approverStepUp || other.approverStepUp,
    tellAdmins: one.tellAdmins || other.tellAdmins,
    why: [...one.why, ...other.why],
  };
}

/** A rule without groups and kinds meets everybody. What could not be read meets: asking too much is the safe mistake. */
function meets({ groups, kinds }: Rule, { account, verdict }: Judged): boolean {
  const inGroup = !groups || inAny(account, groups) !== false;
  return inGroup && (!kinds || kindsOf({ account, verdict }).some(kind => kinds.includes(kind)));
}

/** Every kind this account may be, as far as its facts could be read. */
function kindsOf({ account: { domain, synced }, verdict }: Judged): readonly AccountKind[] {
  const home: Readonly<Record<AccountKind, boolean>> = {
    federated: domain !== 'managed',
    synced: domain !== 'federated' && synced !== false,
    cloud: domain !== 'federated' && synced !== true,
    privileged: verdict.privileged === true,
  };
  return (Object.keys(home) as AccountKind[]).filter(kind => home[kind]);
}

/** The proofs that count now: of a kind that is asked for, and fresh. */
export function standing<P extends Shown>(
  proofs: readonly P[],
  demand: Demand,
  policy: Policy,
  now: Instant,
): readonly P[] {
  return fresh(proofs, policy, now).filter(proof => demand.kinds.includes(proof.kind));
}

function fresh<P extends Shown>(proofs: readonly P[], { proofValid }: Policy, now: Instant): readonly P[] {
  return proofs.filter(proof => now - proof.at < proofValid);
}

/**
 * The proofs still to be asked for, in their order; empty exactly when it is enough. A kind whose hands have already spoken brings nothing
 * more, except another person.
 */
export function missingProofs(request: Showing, demand: Demand, policy: Policy, now: Instant): readonly ProofKind[] {
  const shown = fresh(request.proofs, policy, now);
  const held = standing(request.proofs, demand, policy, now);
  const required = demand.required.filter(kind => !shown.some(proof => proof.kind === kind));
  const hands = handsOf(held);
  if (hands.size >= demand.apart) return required;
  const more = demand.kinds.filter(kind => !held.some(proof => proof.kind === kind) && brings(kind, hands));
  // The last way left is somebody else's word. Others are spared it: for them a gesture or a device of their own says as much.
  const another = request.onBehalf || request.account.mfaRegistered === false || required.length + more.length === 0;
  return [...new Set([...required, ...more, ...(another ? (['vouch'] as const) : [])])];
}

/**
 * Whether these kinds, shown as well, would be enough. One's manager is one voucher, however often they are asked.
 * @param vouchers how many more people could vouch for somebody who was asked for by another
 */
export function wouldDo(
  kinds: readonly ProofKind[],
  request: Showing,
  demand: Demand,
  policy: Policy,
  now: Instant,
  vouchers = 1,
): boolean {
  const shown = fresh(request.proofs, policy, now);
  const others = request.onBehalf ? vouchers : shown.some(({ kind }) => kind === 'vouch') ? 0 : 1;
  const more = kinds.flatMap(kind =>
    Array.from({ length: kind === 'vouch' ? others : 1 }, (_, index) => ({
      kind,
      custody: CUSTODY[kind],
      at: now,
      ...(kind === 'vouch' ? { by: { id: `voucher ${index + 1}` } } : {}),
    })),
  );
  const proofs = [...shown, ...more];
  return missingProofs({ ...request, proofs }, demand, policy, now).length === 0;
}

function brings(kind: ProofKind, hands: ReadonlySet<string>): boolean {
  if (kind === 'step-up') return !hands.has('fresh-gesture');
  return kind === 'vouch' || !hands.has('device');
}

/**
 * Whether somebody could ever show what is asked, in calm weather or under shields: enough different hands, and no required kind that is
 * switched off. One voucher is counted on; who was asked for by another has two.
 */
export function canBeMet({ apart, kinds, required }: Demand, policy: Policy, vouchers = 1): boolean {
  const own = new Set(kinds.filter(kind => kind !== 'vouch').map(kind => CUSTODY[kind])).size;
  const most = own + (kinds.includes('vouch') ? vouchers : 0);
  return most >= apart && required.every(kind => policy.proofs.includes(kind));
}

type Approved = { readonly id: string; readonly steppedUpAt?: Instant };

export function enoughApprovals(approvals: readonly Approved[], demand: Demand): boolean {
  const counted = approvals.filter(approval => !demand.approverStepUp || approval.steppedUpAt !== undefined);
  return new Set(counted.map(approval => approval.id.toLowerCase())).size >= demand.approvals;
}
