// The two accounts that may reset: what each is called in the settings, how it is connected, and the one role it should have.
import type { Desk } from '../desk.ts';
import { about, type Finding, type Judging } from '../finding.ts';
import type { Identity } from '../identity.ts';
import { ENTRA, listed } from '../words.ts';

export const AUTHENTICATION = 'Authentication Administrator';
export const PRIVILEGED = 'Privileged Authentication Administrator';
export const ROLES = `${ENTRA}, Roles & admins`;
const GLOBAL = 'Global Administrator';
/** They may reset; whether they may look what became of it is not documented. */
const SMALLER = ['Password Administrator', 'Helpdesk Administrator', 'User Administrator'];

export type Resetter = {
  /** What its checks are called. */
  readonly id: 'identity' | 'privileged';
  readonly account: string;
  /** Its password lives in another directory, and only there can it be looked at. */
  readonly guest: boolean;
  readonly setting: string;
  readonly command: string;
  /** How long a sign-in of it lasts, in days, where that is known. */
  readonly signInDays: number | undefined;
  readonly judgeRoles: (identity: Identity, judging: Judging) => Finding;
};

/** Those that this desk signs in as. Approvers bring tokens of their own, each for one request. */
export function accountsOf(desk: Desk): readonly Resetter[] {
  if (desk.hands.model === 'approver') return [];
  const second = desk.hands.privilegedAccount !== undefined && desk.policy.privilegedTargets;
  return [ordinary(desk), ...(second ? [privileged(desk)] : [])];
}

/** Power over the powerful that no policy uses. The other way round, a policy without such an account, the desk does not start. */
export function idlePower({ hands: { privilegedAccount }, policy }: Desk): Finding {
  const judging = about(
    'privileged.wanted',
    'Whether an account for people with power over others is there just when policy serves them',
  );
  if (privilegedAccount === undefined || policy.privilegedTargets)
    return judging.pass(privilegedAccount === undefined ? 'Neither.' : 'Both.');
  return judging.warn(
    `${privilegedAccount} is named, and policy serves nobody with it: it could reset every admin, for nothing.`,
    `Take HANDS_PRIVILEGED_ACCOUNT out of the settings; ${ROLES}, ${PRIVILEGED}: remove the account.`,
    'Or, if they are to be served: "privilegedTargets": true in the policy file (docs/policy.md).',
  );
}

/** For everybody but people with power over others. */
export function ordinary({ hands, policy }: Desk): Resetter {
  return {
    id: 'identity',
    account: hands.account,
    guest: hands.model === 'guest-admin',
    setting: 'HANDS_ACCOUNT',
    command: 'npm run connect',
    signInDays: hands.signInDays,
    judgeRoles: (identity, judging) => judgeOrdinary(identity, judging, policy.privilegedTargets),
  };
}

/** For people with power over others: whoever holds it resets admins, so it is looked at no less. */
export function privileged({ hands }: Desk): Resetter {
  return {
    id: 'privileged',
    account: hands.privilegedAccount ?? '',
    guest: hands.model === 'guest-admin',
    setting: 'HANDS_PRIVILEGED_ACCOUNT',
    command: 'npm run connect -- privileged',
    signInDays: hands.signInDays,
    judgeRoles: judgePrivileged,
  };
}

function judgeOrdinary({ assignments }: Identity, judging: Judging, privilegedTargets: boolean): Finding {
  const names = namesOf(assignments);
  if (names.includes(GLOBAL)) return tooMuch(judging, AUTHENTICATION);
  if (names.includes(PRIVILEGED))
    return judging.fail(
      `${PRIVILEGED}: it could reset every admin.${privilegedTargets ? ' People with power over others need an identity of their own, not this one.' : ''}`,
      `${ROLES}, ${PRIVILEGED}: remove the account.`,
      assign(AUTHENTICATION),
    );
  if (!names.includes(AUTHENTICATION) && names.some(name => SMALLER.includes(name)))
    return judging.warn(
      `${listed(names)}: it may reset; that it may see what became of a reset is not documented.`,
      assign(AUTHENTICATION),
    );
  return least(assignments, judging, AUTHENTICATION, 'it cannot reset anybody');
}

function judgePrivileged({ assignments }: Identity, judging: Judging): Finding {
  return namesOf(assignments).includes(GLOBAL)
    ? tooMuch(judging, PRIVILEGED)
    : least(assignments, judging, PRIVILEGED, 'it cannot reset people with power over others');
}

function least(assignments: Identity['assignments'], judging: Judging, role: string, without: string): Finding {
  const names = namesOf(assignments);
  const others = names.filter(name => name !== role);
  if (!names.includes(role))
    return judging.fail(`${names.length === 0 ? 'None' : listed(names)}: ${without}.`, assign(role));
  if (others.length > 0)
    return judging.warn(`Also ${listed(others)}: more than it needs.`, `${ROLES}: remove it from ${listed(others)}.`);
  const units = assignments.filter(({ directoryScopeId }) => directoryScopeId !== '/').length;
  const where = units === assignments.length ? 'within an administrative unit' : 'for the whole tenant';
  return judging.pass(`${role}, ${where}: the least that serves.`);
}

function tooMuch(judging: Judging, role: string): Finding {
  return judging.fail(
    `${GLOBAL}: a stolen token would be the whole tenant.`,
    `${ROLES}, ${GLOBAL}: remove the account.`,
    assign(role),
  );
}

function assign(role: string): string {
  return `${ROLES}, ${role}, Add assignments: the account, active, not eligible.`;
}

function namesOf(assignments: Identity['assignments']): readonly string[] {
  return assignments.map(({ roleDefinition }) => roleDefinition?.displayName ?? 'unnamed');
}
