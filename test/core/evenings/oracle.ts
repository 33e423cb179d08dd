// Whether this reset may be asked for: judged anew, from docs/policy.md and docs/approving.md and what people really did, never by src/core.
import type { Account } from '../../../src/core/account.ts';
import type { Policy } from '../../../src/core/policy.ts';
import type { Request } from '../../../src/core/request.ts';
import type { Click, Witness } from './witness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Whose hands hold what is shown. A voucher's word is in the hands of whoever gave it. */
const HELD: Readonly<Record<string, string>> = {
  'step-up': 'a gesture',
  totp: 'the device',
  'call-back': 'the device',
  'mail-code': 'the device',
};
const STRONG = ['step-up', 'vouch'];

/** What stood before this step began: everybody who acted in it could know of it. */
export type Before = {
  readonly rows: readonly Request[];
  readonly approvers: ReadonlySet<string>;
  /** As the directory has them, whoever reads it. */
  readonly accounts: ReadonlyMap<string, Account>;
  readonly shields: boolean;
  /** Resets that were asked for, each at its moment. */
  readonly posts: readonly number[];
  /** The step in which approvals of this request were last void. */
  readonly voided: ReadonlyMap<string, number>;
};

/** What stands now. */
export type Now = {
  readonly at: number;
  readonly rows: readonly Request[];
  readonly approvers: ReadonlySet<string>;
  readonly shields: boolean;
  readonly loweredAt: number;
  /** Resets that provably did not happen, each at the moment it was known. */
  readonly undone: readonly number[];
  readonly told: readonly { readonly request: string; readonly kind: string }[];
};

export type Evidence = {
  readonly policy: Policy;
  readonly witness: Witness;
  readonly before: Before;
  readonly now: Now;
};

type Asked = {
  readonly hands: number;
  readonly kinds: readonly string[];
  readonly musts: readonly string[];
  readonly approvals: number;
  readonly gestures: boolean;
};

/** Everything that is against it; nothing when it may be sent. */
export function objectionsTo(request: Request, evidence: Evidence): readonly string[] {
  const asked = askedOf(request, evidence);
  return [
    ...againstProofs(request, asked, evidence),
    ...againstApprovals(request, asked, evidence),
    ...againstPower(request, evidence),
    ...againstRepetition(request, evidence),
  ];
}

/** What a row says that is not so, whether or not anything comes of it. */
export function untrueOf(request: Request, { witness }: Pick<Evidence, 'witness'>): readonly string[] {
  const { id, person, onBehalf, proofs, approvals } = request;
  const vouched = proofs.flatMap(({ by }) => by?.id ?? []);
  return [
    ...proofs
      .filter(proof => !witness.wasShown(id, proof))
      .map(({ kind, by }) => `${id}: ${kind} of ${by?.name ?? 'theirs'}, which nobody showed`),
    ...[person, onBehalf?.by.id]
      .filter(one => one !== undefined && vouched.includes(one))
      .map(() => `${id}: vouched for themselves`),
    ...approvals.flatMap(approval => [
      ...(witness.clicksOn(id, approval.id).some(({ step }) => witness.isOfTheDesk(approval.id, step))
        ? []
        : [`${id}: ${approval.name} never approved while they decided here`]),
      ...(approval.id === person ? [`${id}: approved by its own person`] : []),
      ...(approval.id === onBehalf?.by.id ? [`${id}: approved by whoever asked for it`] : []),
      ...(vouched.includes(approval.id) ? [`${id}: approved by whoever vouched`] : []),
    ]),
  ];
}

function askedOf(request: Request, evidence: Evidence): Asked {
  const { policy } = evidence;
  const power = hasPower(request, evidence);
  const alone = evidence.before.accounts.get(request.person)?.mfaRegistered === false;
  const attacked = underAttack(evidence);
  const often = isOften(request, evidence, evidence.now.at);
  const strong = power || attacked || often || request.onBehalf !== undefined;
  const more = metBefore(request, evidence) || isBusy(request, evidence);
  return {
    hands: alone && !strong ? Math.max(1, policy.proofsApart - 1) : policy.proofsApart,
    kinds: strong ? STRONG : policy.proofs,
    musts: power ? STRONG : alone ? ['vouch'] : [],
    approvals: Math.max(policy.approvals + (more ? 1 : 0), power || attacked || often || alone ? 2 : 1),
    gestures: power,
  };
}

function againstProofs(request: Request, asked: Asked, { policy, before, now }: Evidence): readonly string[] {
  const { proofs, consentAt = 0, person } = request;
  const { changes } = before.accounts.get(person) ?? {};
  const { methods, manager } = typeof changes === 'object' ? changes : {};
  const stands = (changedAt: number | undefined, settles: number) =>
    changedAt === undefined || now.at - changedAt >= settles;
  const counted = proofs
    .filter(({ at }) => at <= consentAt && consentAt - at < policy.proofValid)
    .filter(({ kind }) => kind !== 'step-up' || stands(methods, policy.methodSettles))
    .filter(({ kind }) => kind !== 'vouch' || stands(manager, policy.linkSettles))
    .filter(({ kind }) => asked.kinds.includes(kind));
  const hands = new Set(counted.map(({ kind, by }) => HELD[kind] ?? by?.id));
  return [
    ...(hands.size < asked.hands ? [`${hands.size} hands of ${asked.hands}`] : []),
    ...asked.musts.filter(kind => !counted.some(proof => proof.kind === kind)).map(kind => `no ${kind}`),
  ];
}

function againstApprovals(request: Request, asked: Asked, evidence: Evidence): readonly string[] {
  const { before, now, witness } = evidence;
  const outside = request.approvals.filter(({ id }) => !witness.isOfTheDesk(id));
  const isFrozen = (id: string) =>
    [before, now].every(({ rows }) => rows.some(row => row.person === id && row.state === 'frozen'));
  const frozen = request.approvals.filter(({ id }) => isFrozen(id));
  const counted = new Set(
    request.approvals
      .filter(({ id }) => clicks(request, id, evidence).some(({ gesture }) => gesture || !asked.gestures))
      .map(({ id }) => id),
  );
  return [
    ...outside.map(({ name }) => `approved by ${name}, who does not decide here`),
    ...frozen.map(({ name }) => `approved by ${name}, whose own account is frozen`),
    ...(counted.size < asked.approvals ? [`${counted.size} approvals of ${asked.approvals}`] : []),
  ];
}

function againstPower(request: Request, evidence: Evidence): readonly string[] {
  if (!hasPower(request, evidence)) return [];
  if (!evidence.policy.privilegedTargets) return ['somebody with power over others, who is not served here'];
  return underAttack(evidence) ? ['somebody with power over others, while shields are up'] : [];
}

/** One more than is usual within a day: somebody must have been told when it was filed. */
function againstRepetition(request: Request, evidence: Evidence): readonly string[] {
  const { id, consentAt = 0 } = request;
  const told = evidence.now.told.some(one => one.request === id && one.kind === 'alarm-repeat');
  return isOften(request, evidence, consentAt) && !told ? ['once more within a day, and nobody was told'] : [];
}

/** As many resets of theirs as are usual in a day had landed by then. */
function isOften({ id, person }: Request, { policy, before }: Evidence, by: number): boolean {
  const others = before.rows.filter(row => row.id !== id && row.person === person);
  const landed = others.filter(({ landedAt }) => landedAt !== undefined && landedAt < by && by - landedAt < DAY);
  return landed.length >= policy.resetsPerDay;
}

/** An approver of this very desk is somebody with power over it. */
function hasPower({ person }: Request, { before, now }: Evidence): boolean {
  return before.approvers.has(person) && now.approvers.has(person);
}

/** Shields are up, or must be: too many resets within an hour, since they were last lowered. */
function underAttack({ policy, before, now }: Evidence): boolean {
  const since = Math.max(now.at - HOUR, now.loweredAt);
  const late = (times: readonly number[]) => times.filter(at => at >= since).length;
  return (before.shields && now.shields) || late(before.posts) - late(now.undone) >= policy.breakerPerHour;
}

/** Whether one of these approvers has approved for the same person, or for the same voucher, in another request. */
function metBefore(request: Request, { policy, before, now }: Evidence): boolean {
  const stood = before.rows.filter(row => row.id !== request.id && isSameIn(now.rows, row));
  const vouchers = (row: Request) => row.proofs.flatMap(({ by }) => by?.id ?? []);
  return stood.some(
    row =>
      (row.person === request.person || vouchers(row).some(id => vouchers(request).includes(id))) &&
      row.approvals.some(
        ({ id, at }) => at >= now.at - policy.pairsWithin && request.approvals.some(approval => approval.id === id),
      ),
  );
}

function isSameIn(rows: readonly Request[], row: Request): boolean {
  return rows.some(({ id, approvals }) => id === row.id && JSON.stringify(approvals) === JSON.stringify(row.approvals));
}

/** Every press of one of these approvers came when they had decided too often. */
function isBusy(request: Request, evidence: Evidence): boolean {
  return request.approvals.some(({ id }) => {
    const pressed = clicks(request, id, evidence);
    return pressed.length > 0 && pressed.every(({ busy }) => busy);
  });
}

/** Presses that may count: of this request, since its approvals were last void. */
function clicks({ id }: Request, who: string, { witness, before }: Evidence): readonly Click[] {
  return witness.clicksOn(id, who).filter(({ step }) => step >= (before.voided.get(id) ?? 0));
}
