// Who must prove what, and who may decide. Custody, not count: proofs are independent only when different hands hold them.
import type { Instant } from './account.ts';
import { CUSTODY, type ProofKind } from './proof.ts';
import type { Request } from './request.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Every clock and count of the desk, in milliseconds; an admin's policy file may change them (env/policy.example.json). */
export const DEFAULT_POLICY = {
  /** Proofs of different custody that a request needs. Being in the chat is never one of them. */
  proofsApart: 2,
  proofValid: HOUR,
  vouchValid: HOUR,
  stepUpValid: 15 * MINUTE,
  approvals: 1,
  idle: 30 * MINUTE,
  guidedFor: 24 * HOUR,
  reminderAfter: 15 * MINUTE,
  pendingFor: 30 * MINUTE,
  /** How long an approval waits for its owner, or for the delegated identity and the directory to come back. */
  ownerAbsence: 30 * MINUTE,
  heldFor: 4 * HOUR,
  /** The tracker polled within this time: its owner is at hand. */
  atHand: 20_000,
  /** Without evidence of what a reset did, this long; then failed(unknown). */
  evidenceFor: 30 * MINUTE,
  sealFor: 30 * MINUTE,
  /** The first page that opened the seal may read it again for so long. */
  rereadFor: 10 * MINUTE,
  signInWithin: 24 * HOUR,
  freezeClosedFor: 7 * 24 * HOUR,
  attempts: 3,
  passwordLength: 16,
  failedProofsPerDay: 5,
  resetsPerDay: 2,
  decisionsPer10Minutes: 20,
  draftsPerHour: 10,
} as const;
export type Policy = { readonly [K in keyof typeof DEFAULT_POLICY]: number };

/** The proofs still asked of this request, in the order they are asked. Stale ones count as missing. */
export function missingProofs(request: Request, policy: Policy, now: Instant): readonly ProofKind[] {
  const held = new Set(request.proofs.filter(proof => now - proof.at < policy.proofValid).map(proof => proof.custody));
  held.delete('teams-device');
  if (held.size >= policy.proofsApart) return [];
  return (['step-up', 'vouch'] as const).filter(kind => !held.has(CUSTODY[kind]));
}

export function enoughApprovals(request: Request, policy: Policy): boolean {
  return new Set(request.approvals.map(approval => approval.id.toLowerCase())).size >= policy.approvals;
}

export type Approver = {
  readonly id: string;
  readonly tenant: string;
  /** Read from the directory at the click; 'unknown' when it could not be read. */
  readonly member: boolean | 'unknown';
};

export type ApproverRefusal =
  | 'wrong-tenant'
  | 'not-an-approver'
  | 'membership-unreadable'
  | 'own-request'
  | 'you-vouched'
  | 'already-approved-by-you';

/** Whether this person may decide on this request: never requester = voucher = approver. Undefined means yes. */
export function mayDecide(request: Request, actor: Approver): ApproverRefusal | undefined {
  if (actor.tenant !== request.tenant) return 'wrong-tenant';
  const is = (id: string | undefined) => id?.toLowerCase() === actor.id.toLowerCase();
  if (is(request.person)) return 'own-request';
  if (actor.member === 'unknown') return 'membership-unreadable';
  if (!actor.member) return 'not-an-approver';
  if (request.proofs.some(proof => is(proof.by?.id))) return 'you-vouched';
  if (request.approvals.some(approval => is(approval.id))) return 'already-approved-by-you';
  return undefined;
}
