// Where a password really lives and which way leads back in: a pure table, first match wins. Each row names what it rests on.
import type { Account } from './account.ts';

export type Route = 'sspr' | 'helpdesk' | 'refused';

/** Which page ends the story: Microsoft's own sign-in, AD FS's update page, or the link of another identity provider. */
export type Finish = 'microsoft' | 'adfs' | 'other';

export type Verdict = {
  readonly route: Route;
  /** The row's name: also the key of its sentences in locales (`diagnosis.<row>.…`). */
  readonly row: RowName;
  readonly finish: Finish;
  /** The federated page where the temporary password is changed; absent when nobody configured one. */
  readonly updateUrl?: string;
  /** True when the new password has to travel on to on-premises AD. */
  readonly writeback: boolean;
};

/** The bot's own settings that weigh in. */
export type Attested = {
  /** Accounts that are never a target: the delegated identity, break-glass and service accounts (object ids or UPNs). */
  readonly never: readonly string[];
  /** A finishing link the admin configured for federated domains. */
  readonly updateUrl?: string;
};

type Row = {
  readonly row: string;
  /** The Graph read (or setting) the row rests on; docs/permissions.md says why each is allowed. */
  readonly rests: string;
  readonly when: (account: Account, attested: Attested) => boolean;
  readonly route: Route;
};

const rows = [
  {
    row: 'never',
    rests: 'setting NEVER_RESET, HANDS_ACCOUNT',
    when: (account, attested) => attested.never.some(name => [account.id, account.upn].some(own => equal(own, name))),
    route: 'refused',
  },
  {
    row: 'guest',
    rests: 'GET /users/{id} userType',
    when: account => account.userType === 'guest' || account.upn.includes('#EXT#'),
    route: 'refused',
  },
  {
    row: 'disabled',
    rests: 'GET /users/{id} accountEnabled',
    when: account => account.enabled === false,
    route: 'refused',
  },
  {
    row: 'privileged',
    rests: 'GET /users/{id}/transitiveMemberOf roles and role-assignable groups',
    when: account => account.roles !== 'unknown' && account.roles.length > 0,
    route: 'refused',
  },
  {
    row: 'restricted',
    rests: 'GET /users/{id} isManagementRestricted',
    when: account => account.restricted === true,
    route: 'refused',
  },
  {
    // Fail closed: without these nobody can tell whose account would be touched.
    row: 'unreadable',
    rests: 'any of the reads above failed',
    when: account =>
      [account.enabled, account.userType, account.roles, account.restricted, account.domain, account.synced].includes(
        'unknown',
      ),
    route: 'refused',
  },
  {
    row: 'sspr',
    rests: 'GET /reports/authenticationMethods/userRegistrationDetails/{id} isSsprCapable',
    when: account => account.sspr !== 'unknown' && account.sspr.capable,
    route: 'sspr',
  },
  {
    row: 'federated-adfs',
    rests: 'GET /domains/{name}, /domains/{name}/federationConfiguration',
    when: account => account.domain === 'federated' && adfs(account),
    route: 'helpdesk',
  },
  {
    row: 'federated-other',
    rests: 'GET /domains/{name}, /domains/{name}/federationConfiguration',
    when: account => account.domain === 'federated',
    route: 'helpdesk',
  },
  {
    row: 'synced',
    rests: 'GET /users/{id} onPremisesSyncEnabled',
    when: account => account.synced === true,
    route: 'helpdesk',
  },
  { row: 'cloud', rests: 'GET /users/{id} onPremisesSyncEnabled', when: () => true, route: 'helpdesk' },
] as const satisfies readonly Row[];

export const DIAGNOSIS: readonly Row[] = rows;
export type RowName = (typeof rows)[number]['row'];

export function diagnose(account: Account, attested: Attested): Verdict {
  const found = rows.find(candidate => (candidate as Row).when(account, attested)) ?? rows[rows.length - 1];
  const { row, route } = found as (typeof rows)[number];
  const updateUrl = finishingLink(account, attested);
  return {
    route,
    row,
    finish: account.domain !== 'federated' ? 'microsoft' : adfs(account) ? 'adfs' : 'other',
    writeback: account.synced === true,
    ...(updateUrl ? { updateUrl } : {}),
  };
}

/** The owner's own link, else AD FS's update page at the federation host, else what the admin configured. */
function finishingLink(account: Account, attested: Attested): string | undefined {
  if (account.domain !== 'federated') return undefined;
  const federation = account.federation === 'unknown' ? null : account.federation;
  if (federation?.passwordResetUri) return federation.passwordResetUri;
  if (federation?.provider === 'adfs') return `${federation.signInOrigin}/adfs/portal/updatepassword/`;
  return attested.updateUrl;
}

function adfs(account: Account): boolean {
  return account.federation !== 'unknown' && account.federation?.provider === 'adfs';
}

function equal(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
