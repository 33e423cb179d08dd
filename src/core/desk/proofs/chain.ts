// Whose word may count for somebody: their manager, and for a request by another the next ones up, each really in place.
import type { Account } from '../../account.ts';
import type { Named } from '../../person.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import type { Request } from '../../request.ts';
import type { Tools } from '../tools.ts';
import { tooNew, unsettled } from './challenge.ts';

/** How far up: the manager, theirs, and theirs. One of them may have opened the request, and two must be left. */
const LEVELS = 3;

/**
 * The next person to ask. Not the target, not whoever opened the request (asking is no proof), nobody who was heard already; an active
 * account, and no approver: an approver who vouched would leave one person less to decide.
 * @param fresh whether it counts: then what could not be read stands in the way, and nothing is remembered
 */
export async function voucherFor(
  tools: Tools,
  request: Request,
  account: Account,
  { fresh }: { readonly fresh: boolean },
): Promise<Named | Refused> {
  const heard = [request.person, request.onBehalf?.by.id, ...request.proofs.map(({ by }) => by?.id)];
  const out = new Set(heard.map(id => id?.toLowerCase()));
  // Asked again for a request of one's own, the same manager vouches anew; only by another's must it be a different one.
  if (!request.onBehalf) for (const { by } of request.proofs) out.delete(by?.id.toLowerCase());
  let below = account;
  let why: Refused = refuse('no-manager');
  for (let level = 0; level < (request.onBehalf ? LEVELS : 1); level++) {
    const { manager } = below;
    if (manager === 'unknown') return refuse('directory-unavailable');
    if (manager === null || manager.id.toLowerCase() === request.person.toLowerCase()) return why;
    const shaky = (fresh ? unsettled : tooNew)(tools, 'vouch', below);
    if (shaky) return shaky;
    const above = await read(tools, request, manager.id, fresh);
    if (isRefused(above)) return above;
    const suits = await suitable(tools, request, above);
    if (suits === true && !out.has(above.id.toLowerCase())) return { id: above.id, name: above.name };
    if (suits !== true) why = suits;
    below = above;
  }
  return why;
}

async function suitable(tools: Tools, { tenant }: Request, { id, enabled }: Account): Promise<true | Refused> {
  if (enabled === 'unknown') return refuse('directory-unavailable');
  const groups = tools.policy.escalation.map(({ group }) => group);
  const approver = await tools.directory.isApprover({ tenant, id }, groups);
  if (approver === 'unknown') return refuse('directory-unavailable');
  return enabled && !approver ? true : refuse('voucher-not-suitable');
}

async function read(tools: Tools, request: Request, id: string, fresh: boolean): Promise<Account | Refused> {
  const found = await tools.directory.account({ tenant: request.tenant, id }, { fresh }).catch((fault: unknown) => {
    tools.log.warn({ fault, request: request.id }, 'a manager could not be read');
    return 'unreadable' as const;
  });
  if (found === 'unreadable') return refuse('directory-unavailable');
  return found ?? refuse('no-manager');
}
