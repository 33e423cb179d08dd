// Who may reset whose password: Entra's own table, so that an approver without the right hears it at the click and not from a failed reset.
import type { Account, Fact } from './account.ts';

/**
 * learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions, "Who can reset passwords" (2026-06-05), for roles
 * held for the whole tenant: a target's role, and the roles that may reset it besides the two of `EVERYBODY`. A role that is not named, built in
 * or made by the tenant, is theirs alone.
 */
const RESETTERS: Readonly<Record<string, readonly string[]>> = {
  'Authentication Administrator': ['Authentication'],
  'Directory Readers': ['Password', 'Helpdesk', 'Authentication', 'User'],
  'Guest Inviter': ['Password', 'Helpdesk', 'Authentication', 'User'],
  'Password Administrator': ['Password', 'Helpdesk', 'Authentication', 'User'],
  'Message Center Reader': ['Helpdesk', 'Authentication', 'User'],
  'Reports Reader': ['Helpdesk', 'Authentication', 'User'],
  'Usage Summary Reports Reader': ['Helpdesk', 'Authentication', 'User'],
  'User Experience Success Manager': ['Helpdesk', 'Authentication', 'User'],
  'Helpdesk Administrator': ['Helpdesk', 'User'],
  'Groups Administrator': ['User'],
  'User Administrator': ['User'],
};
const NO_ROLE: readonly string[] = ['Password', 'Helpdesk', 'Authentication', 'User'];
const EVERYBODY: readonly string[] = ['Privileged Authentication Administrator', 'Global Administrator'];

/** Every built-in role that resets somebody. */
export const RESETTING: readonly string[] = [...NO_ROLE.map(full), ...EVERYBODY];

export type ResetRight = 'yes' | 'no' | 'unknown';

/**
 * Whether somebody with these active roles may reset this account. Roles that can only be activated give no right until they are. Of a
 * restricted management unit only a role assigned at that very unit counts, which is not read: then it is a no.
 * @param roles names as `Account.roles` has them: directory roles, and role-assignable groups, which protect whoever is in one
 */
export function resetRight(
  roles: Fact<readonly string[]>,
  target: Pick<Account, 'roles' | 'ownsRoleGroups' | 'restricted'>,
): ResetRight {
  if (target.restricted === true) return 'no';
  if (roles === 'unknown') return 'unknown';
  const resets = (names: readonly string[]) => roles.some(role => names.includes(role));
  if (resets(EVERYBODY)) return target.restricted === 'unknown' ? 'unknown' : 'yes';
  const { roles: held, ownsRoleGroups: owned } = target;
  if (!resets(NO_ROLE.map(full))) return 'no';
  if (owned !== 'unknown' && owned.length > 0) return 'no';
  if (held !== 'unknown' && !held.every(role => resets((RESETTERS[role] ?? []).map(full)))) return 'no';
  return held === 'unknown' || owned === 'unknown' || target.restricted === 'unknown' ? 'unknown' : 'yes';
}

function full(short: string): string {
  return `${short} Administrator`;
}
