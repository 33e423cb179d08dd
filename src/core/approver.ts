// Who may decide: never requester = voucher = approver, and whoever opened it for somebody else has had their say.
import type { Policy } from './policy.ts';
import type { Approval, Request } from './request.ts';

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
  | 'you-asked'
  | 'already-approved-by-you';

/** The groups of the escalation list that were asked so far: their members may decide as well. */
export function groupsAsked(request: Request, policy: Policy): readonly string[] {
  return policy.escalation.slice(0, request.escalated ?? 0).map(({ group }) => group);
}

/** Undefined means yes. */
export function mayDecide(request: Request, actor: Approver): ApproverRefusal | undefined {
  if (actor.tenant !== request.tenant) return 'wrong-tenant';
  const is = (id: string | undefined) => id?.toLowerCase() === actor.id.toLowerCase();
  if (is(request.person)) return 'own-request';
  if (actor.member === 'unknown') return 'membership-unreadable';
  if (!actor.member) return 'not-an-approver';
  if (is(request.onBehalf?.by.id)) return 'you-asked';
  if (request.proofs.some(proof => is(proof.by?.id))) return 'you-vouched';
  if (request.approvals.some(approval => is(approval.id) && counts(request, approval)))
    return 'already-approved-by-you';
  return undefined;
}

/** Where a fresh gesture is asked for by now, an approval without one may be given again. */
function counts({ demand }: Request, { steppedUpAt }: Approval): boolean {
  return !demand?.approverStepUp || steppedUpAt !== undefined;
}
