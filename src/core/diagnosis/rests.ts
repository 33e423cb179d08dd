// What a row of the diagnosis rests on: a Graph call with its permission, or somebody's word. docs/permissions.md says why each is allowed.

export type Read = { readonly call: string; readonly permission: string };
export type Rest = Read | 'asked' | 'attested by admin' | 'own records';

/** Least permissions from Microsoft's own list (permissions.json of microsoft-graph-devx-content, 2026-08). */
export const READS = {
  user: { call: 'GET /users/{id}', permission: 'User.Read.All' },
  memberOf: { call: 'GET /users/{id}/transitiveMemberOf', permission: 'User.Read.All' },
  owned: { call: 'GET /users/{id}/ownedObjects', permission: 'User.Read.All' },
  nested: { call: 'GET /groups/{id}/transitiveMembers', permission: 'GroupMember.Read.All' },
  checkGroups: { call: 'POST /users/{id}/checkMemberGroups', permission: 'GroupMember.Read.All' },
  roles: { call: 'GET /roleManagement/directory/roleAssignments', permission: 'RoleManagement.Read.Directory' },
  eligible: {
    call: 'GET /roleManagement/directory/roleEligibilityScheduleInstances',
    // A narrower one exists for this call alone; the one above is needed anyway and covers it.
    permission: 'RoleManagement.Read.Directory',
  },
  domain: { call: 'GET /domains/{name}', permission: 'Domain.Read.All' },
  federation: {
    call: 'GET /domains/{name}/federationConfiguration',
    permission: 'Domain-InternalFederation.Read.All',
  },
  report: {
    call: 'GET /reports/authenticationMethods/userRegistrationDetails/{id}',
    permission: 'AuditLog.Read.All',
  },
  audit: { call: 'GET /auditLogs/directoryAudits', permission: 'AuditLog.Read.All' },
  risk: { call: 'GET /identityProtection/riskyUsers/{id}', permission: 'IdentityRiskyUser.Read.All' },
} as const satisfies Readonly<Record<string, Read>>;

export function isRead(rest: Rest): rest is Read {
  return typeof rest !== 'string';
}

/** In one line, for the table in docs/diagnosis.md. */
export function restsOn(rests: readonly Rest[]): string {
  return rests.map(rest => (isRead(rest) ? `\`${rest.call}\` (${rest.permission})` : rest)).join('; ');
}
