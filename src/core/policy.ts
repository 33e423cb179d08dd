// What an admin may decide about the desk: its clocks and counts, and whom which rule meets. env/policy.example.json says it in words.
import { groupsNamed as groupsAttested } from './diagnosis/situation.ts';
import type { Attested } from './diagnosis.ts';
import type { ProofKind } from './proof.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every clock (milliseconds) and count of the desk. */
export const CLOCKS = {
  /** Proofs in different hands that a request needs. Being in the chat is never one of them. */
  proofsApart: 2,
  proofValid: HOUR,
  vouchValid: HOUR,
  stepUpValid: 15 * MINUTE,
  callBackValid: 10 * MINUTE,
  codeValid: 10 * MINUTE,
  /** Nothing counts that comes from a method, phone or address changed more recently than this. */
  methodSettles: 7 * DAY,
  /** A manager vouches, and a number is called back, only when that link has stood for so long. */
  linkSettles: 30 * DAY,
  /** An authenticator enrolled with the bot counts from so long after its enrolment. */
  enrolmentSettles: 72 * HOUR,
  approvals: 1,
  idle: 30 * MINUTE,
  guidedFor: 24 * HOUR,
  reminderAfter: 15 * MINUTE,
  pendingFor: 30 * MINUTE,
  /** How long an approval waits for its owner, or for the delegated identity and the directory to come back. */
  ownerAbsence: 30 * MINUTE,
  heldFor: 4 * HOUR,
  /** The tracker polled within this time: its owner is at hand. */
  atHand: 20 * SECOND,
  /** Without evidence of what a reset did, this long; then failed(unknown). */
  evidenceFor: 30 * MINUTE,
  sealFor: 30 * MINUTE,
  /** The first page that opened the seal may read it again for so long. */
  rereadFor: 10 * MINUTE,
  signInWithin: 24 * HOUR,
  freezeClosedFor: 7 * DAY,
  /** How long a person who failed too often must wait, and the stretch the failures are counted over. */
  proofCoolDown: 24 * HOUR,
  /** An approver and a person, or an approver and a voucher, who met within this time ask for a second approver. */
  pairsWithin: 30 * DAY,
  /** Shields raised by themselves go down after this, unless somebody lowers them before. */
  shieldsFor: 4 * HOUR,
  attempts: 3,
  passwordLength: 16,
  failedProofsPerDay: 5,
  codesPerHour: 3,
  resetsPerDay: 2,
  decisionsPer10Minutes: 20,
  /** Freezes of one approver. Enough for a real attack, too few to lock a whole company out. */
  freezesPer10Minutes: 10,
  draftsPerHour: 10,
  /** The breaker: shields go up beyond this many resets an hour, or `breakerFactor` times the 30-day mean, whichever is more. */
  breakerPerHour: 20,
  breakerFactor: 5,
} as const;
export type Clocks = { readonly [K in keyof typeof CLOCKS]: number };

/** The kind of account a rule can speak of. */
export type AccountKind = 'cloud' | 'synced' | 'federated' | 'privileged';

/** Whom it meets, and what it asks of them. Rules only ever ask for more: the strictest of all that meet somebody counts. */
export type Rule = {
  /** Named in `policy explain` and on the approver's card. */
  readonly name: string;
  readonly groups?: readonly string[];
  readonly kinds?: readonly AccountKind[];
  readonly proofsApart?: number;
  /** Only these kinds count for them. */
  readonly proofs?: readonly ProofKind[];
  readonly approvals?: number;
  /** Each approver shows a fresh gesture of their own. */
  readonly approverStepUp?: boolean;
  /** Admins are told when such a request is filed. */
  readonly tellAdmins?: boolean;
};

export type Policy = Clocks & {
  /** The kinds of proof that are switched on, in the order they are offered. */
  readonly proofs: readonly ProofKind[];
  readonly rules: readonly Rule[];
  /** Off: an account with power over others is refused here. */
  readonly privilegedTargets: boolean;
  /** People from other directories may decide, when they are in the approvers' group. */
  readonly guestApprovers: boolean;
  /** Asked one after the other while a request waits: whose card it becomes, `after` its filing, and where they are told of it. */
  readonly escalation: readonly { readonly group: string; readonly after: number; readonly mail?: string }[];
};

export const DEFAULT_POLICY: Policy = {
  ...CLOCKS,
  proofs: ['step-up', 'vouch', 'totp', 'call-back'],
  rules: [],
  privilegedTargets: false,
  guestApprovers: false,
  escalation: [],
};

/** Every group (object id) whose members the directory must be asked about, each once. */
export function groupsNamed(policy: Policy, attested: Attested): readonly string[] {
  return [...new Set([...policy.rules.flatMap(({ groups = [] }) => groups), ...groupsAttested(attested)])];
}
