// Whose word may count for somebody: their manager, and for a request by another the next ones up, each really in place.
import type { Account } from '../../account.ts';
import type { Named } from '../../person.ts';
import { isRefused, type Refused, refuse } from '../../refusals.ts';
import type { Request } from '../../request.ts';
import { isFrozen } from '../office.ts';
import type { Tools } from '../tools.ts';
import { tooNew, unsettled } from './challenge.ts';

/** How far up: the manager, theirs, and theirs. One of them may have opened the request, and two must be left. */
const LEVELS = 3;

/** The next person to ask, or why there is none. */
export async function voucherFor(tools: Tools, request: Request, account: Account, how: How): Promise<Named | Refused> {
  const { people, why } = await above(tools, request, account, how);
  return people[0] ?? why;
}

/** How many more people could still be asked, as far as the row tells: of those who cannot be read, as many as there may be. */
export async function vouchersLeft(tools: Tools, request: Request): Promise<number> {
  const { people, why } = await above(tools, request, request.account, { fresh: false, all: true });
  return why.refused === 'directory-unavailable' ? LEVELS : people.length;
}

/** `fresh`: it counts, so what could not be read stands in the way, and nothing is remembered. `all`: not the next one alone. */
type How = { readonly fresh: boolean; readonly all?: true };

/**
 * Those who may be asked, from below. Not the target, not whoever opened the request (asking is no proof), nobody who was heard already; an active
 * account, and no approver: an approver who vouched would leave one person less to decide. `why`: what ended the search.
 */
async function above(
  tools: Tools,
  request: Request,
  account: Account,
  { fresh, all }: How,
): Promise<{ readonly people: readonly Named[]; readonly why: Refused }> {
  const heard = [request.person, request.onBehalf?.by.id, ...request.proofs.map(({ by }) => by?.id)];
  const out = new Set(heard.map(id => id?.toLowerCase()));
  // Asked again for a request of one's own, the same manager vouches anew; only by another's must it be a different one.
  if (!request.onBehalf) for (const { by } of request.proofs) out.delete(by?.id.toLowerCase());
  const people: Named[] = [];
  let below = account;
  let why: Refused = refuse('no-manager');
  for (let level = 0; level < (request.onBehalf ? LEVELS : 1); level++) {
    const { manager } = below;
    if (manager === 'unknown') return { people, why: refuse('directory-unavailable') };
    if (manager === null || manager.id.toLowerCase() === request.person.toLowerCase()) break;
    const shaky = (fresh ? unsettled : tooNew)(tools, 'vouch', below);
    if (shaky) return { people, why: shaky };
    const next = await read(tools, request, manager.id, fresh);
    if (isRefused(next)) return { people, why: next };
    const suits = await suitable(tools, request, next);
    if (suits === true && !out.has(next.id.toLowerCase())) people.push({ id: next.id, name: next.name });
    if (people.length > 0 && !all) break;
    if (suits !== true) why = suits;
    below = next;
  }
  return { people, why };
}

/** Whose own account is in doubt speaks for nobody: frozen here, or at risk by what Entra says. */
async function suitable(tools: Tools, { tenant }: Request, { id, enabled, risk }: Account): Promise<true | Refused> {
  if (enabled === 'unknown') return refuse('directory-unavailable');
  if (risk === 'at-risk' || (await isFrozen(tools, { tenant, id }))) return refuse('voucher-not-suitable');
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
