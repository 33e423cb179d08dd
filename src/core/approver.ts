// Who may decide, and who may lift a freeze: never requester = voucher = judge, and whoever opened it for somebody else has had their say.
import type { Person } from './person.ts';
import type { Policy } from './policy.ts';
import type { Approval, Request } from './request.ts';

/** Read at the click. `unknown`: it could not be read. `frozen`: it is theirs, and of no use while their own account is called not theirs. */
export type Office = boolean | 'unknown' | 'frozen';

export type Approver = Person & { readonly member: Office };

/** What somebody has been in a request already, so that they cannot judge it as well. */
type Part = 'own-request' | 'you-vouched' | 'you-asked';

export type LenderRefusal = Part | 'wrong-tenant' | 'not-an-approver' | 'membership-unreadable' | 'you-are-frozen';

export type ApproverRefusal = LenderRefusal | 'already-approved-by-you';

export type LifterRefusal = Part | 'not-an-admin' | 'same-person-lifts' | 'you-are-frozen';

/** The groups of the escalation list that were asked so far: their members may decide as well. */
export function groupsAsked(request: Request, policy: Policy): readonly string[] {
  return policy.escalation.slice(0, request.escalated ?? 0).map(({ group }) => group);
}

/** Whether somebody may lend their hands to a request. Undefined means yes. @param actor `member`: of those who approve, or of the desk's admins */
export function mayLend(request: Request, actor: Approver): LenderRefusal | undefined {
  if (actor.tenant !== request.tenant) return 'wrong-tenant';
  const part = partOf(request, actor);
  if (part === 'own-request') return part;
  if (actor.member === 'unknown') return 'membership-unreadable';
  if (!actor.member) return 'not-an-approver';
  return actor.member === 'frozen' ? 'you-are-frozen' : part;
}

/** Undefined means yes. */
export function mayDecide(request: Request, actor: Approver): ApproverRefusal | undefined {
  const no = mayLend(request, actor);
  if (no) return no;
  if (request.approvals.some(approval => isOne(approval.id, actor) && counts(request, approval)))
    return 'already-approved-by-you';
  return undefined;
}

/** Undefined means yes. What could not be read is no. */
export function mayLift(request: Request, actor: Person & { readonly admin: Office }): LifterRefusal | undefined {
  const admin = actor.admin === true || actor.admin === 'frozen';
  if (!admin || actor.tenant !== request.tenant) return 'not-an-admin';
  if (isOne(request.frozenBy?.id, actor)) return 'same-person-lifts';
  return partOf(request, actor) ?? (actor.admin === 'frozen' ? 'you-are-frozen' : undefined);
}

function partOf({ person, onBehalf, proofs }: Request, actor: Person): Part | undefined {
  if (isOne(person, actor)) return 'own-request';
  if (isOne(onBehalf?.by.id, actor)) return 'you-asked';
  return proofs.some(({ by }) => isOne(by?.id, actor)) ? 'you-vouched' : undefined;
}

function isOne(id: string | undefined, actor: Person): boolean {
  return id?.toLowerCase() === actor.id.toLowerCase();
}

/** Where a fresh gesture is asked for by now, an approval without one may be given again. */
function counts({ demand }: Request, { steppedUpAt }: Approval): boolean {
  return !demand?.approverStepUp || steppedUpAt !== undefined;
}
