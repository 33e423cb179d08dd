// What Microsoft publishes of each operation: its permissions (least and also accepted), query options, and roles.
// From microsoft-graph-devx-content's permissions.json and the v1.0 reference; device, agent and rare group permissions
// are left out.

export type Terms = {
  /** Application permissions that open it; none: "Application: not supported". */
  readonly app: readonly string[];
  /** Delegated permissions that open it. */
  readonly delegated: readonly string[];
  /** Directory roles of which a delegated caller needs one. Global Administrator always does. */
  readonly roles?: readonly string[];
  /** OData query options the reference names, without the dollar sign. */
  readonly options?: readonly string[];
  /** Whether `/microsoft.graph.x` may follow. */
  readonly casts?: true;
};

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const members = ['GroupMember.ReadBasic.All', 'GroupMember.Read.All', 'GroupMember.ReadWrite.All'];
const groups = ['Group.ReadBasic.All', 'Group.Read.All', 'Group.ReadWrite.All'];
const users = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All'];
const list = ['select', 'filter', 'search', 'orderby', 'count', 'top', 'skiptoken'];
const methodReaders = ['Global Reader', 'Authentication Administrator', 'Privileged Authentication Administrator'];
const auditReaders = [
  'Reports Reader',
  'Security Reader',
  'Security Operator',
  'Security Administrator',
  'Global Reader',
];
const readRoles = ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...directory];
const readEligible = [
  'RoleEligibilitySchedule.Read.Directory',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  'RoleManagement.Read.All',
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
];
const readMethods = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'];
const readOwnMethods = ['UserAuthenticationMethod.Read', 'UserAuthenticationMethod.ReadWrite'];
const readDomains = ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All'];
const readFederation = ['Domain-InternalFederation.Read.All', 'Domain-InternalFederation.ReadWrite.All'];
const readOrganization = ['Organization.Read.All', 'Organization.ReadWrite.All', 'User.Read.All', ...directory];
const readApplications = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Application.ReadWrite.OwnedBy',
  'Directory.Read.All',
];
const readLicences = [
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'Organization.ReadWrite.All',
  ...directory,
];
const readContexts = [
  'AuthenticationContext.Read.All',
  'AuthenticationContext.ReadWrite.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
];
const readMembers = [...members, ...groups, 'Directory.Read.All'];
const readOwners = [
  'Group.ReadWrite.All',
  'Group.Read.All',
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Directory.Read.All',
];
const checkMembers = [
  ...['Application.Read.All', 'Application.ReadWrite.All', 'Device.Read.All', 'User.Read.All', 'User.ReadWrite.All'],
  ...['GroupMember.Read.All', 'GroupMember.ReadBasic.All', ...groups, ...directory],
];

/** Every operation this Graph answers. A name is the method and the path template below `/v1.0`. */
export const CONTRACT = {
  'GET /me': {
    app: [],
    delegated: ['User.Read', 'User.ReadWrite', ...users, ...directory],
    options: ['select', 'expand'],
  },
  'GET /users': {
    app: [...users, 'User.ReadWrite.CrossCloud', ...directory],
    delegated: [...users, ...directory],
    options: [...list, 'expand'],
  },
  'GET /users/{id}': {
    app: [...users, 'User.ReadWrite.CrossCloud', ...directory],
    delegated: ['User.Read', 'User.ReadWrite', ...users, ...directory],
    options: ['select', 'expand'],
  },
  'GET /users/{id}/directReports': {
    app: ['User.Read.All', 'User.ReadWrite.All', ...directory],
    delegated: ['User.Read', 'User.Read.All', 'User.ReadWrite.All', ...directory],
    options: list,
    casts: true,
  },
  'GET /users/{id}/manager': {
    app: ['User.Read.All', 'User.ReadWrite.All', ...directory],
    delegated: ['User.Read.All', 'User.ReadWrite.All', ...directory],
    options: ['select'],
  },
  'GET /users/{id}/memberOf': {
    app: ['GroupMember.ReadBasic.All', 'Group.ReadBasic.All', ...directory],
    delegated: ['User.Read', 'GroupMember.ReadBasic.All', 'GroupMember.Read.All', 'Group.ReadBasic.All', ...directory],
    options: list,
    casts: true,
  },
  'GET /users/{id}/transitiveMemberOf': {
    app: [
      'User.Read.All',
      'GroupMember.ReadBasic.All',
      'GroupMember.Read.All',
      'Group.ReadBasic.All',
      'Group.Read.All',
      ...directory,
    ],
    delegated: [
      'User.Read',
      'User.Read.All',
      'GroupMember.ReadBasic.All',
      'GroupMember.Read.All',
      'Group.ReadBasic.All',
      'Group.Read.All',
      ...directory,
    ],
    options: list,
    casts: true,
  },
  'GET /users/{id}/ownedObjects': {
    app: ['User.Read.All', 'User.ReadWrite.All', ...directory],
    delegated: ['User.Read', 'User.Read.All', 'User.ReadWrite.All', ...directory],
    options: list,
    casts: true,
  },
  'POST /users/{id}/checkMemberGroups': { app: checkMembers, delegated: checkMembers },
  'POST /users/{id}/revokeSignInSessions': {
    app: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  },
  'GET /users/{id}/authentication/methods': {
    app: readMethods,
    delegated: [...readMethods, ...readOwnMethods],
    roles: methodReaders,
  },
  'POST /users/{id}/authentication/methods/{method}/resetPassword': {
    app: [],
    delegated: ['UserAuthenticationMethod.ReadWrite.All'],
  },
  'POST /users/{id}/authentication/passwordMethods/{method}/resetPassword': {
    app: [],
    delegated: ['UserAuthMethod-Password.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'],
  },
  'GET /users/{id}/authentication/operations/{operation}': {
    app: [],
    delegated: [...readMethods, ...readOwnMethods],
    roles: methodReaders,
  },
  'GET /groups/{group}': {
    app: [...groups, 'GroupMember.Read.All', ...directory],
    delegated: [...groups, 'GroupMember.Read.All', ...directory],
    options: ['select'],
  },
  'GET /groups/{group}/members': { app: readMembers, delegated: readMembers, options: list, casts: true },
  'GET /groups/{group}/transitiveMembers': { app: readMembers, delegated: readMembers, options: list, casts: true },
  'GET /groups/{group}/owners': { app: readOwners, delegated: readOwners, options: list, casts: true },
  'GET /domains': { app: readDomains, delegated: readDomains, options: ['select'] },
  'GET /domains/{domain}': { app: readDomains, delegated: readDomains, options: ['select'] },
  'GET /domains/{domain}/federationConfiguration': { app: readFederation, delegated: readFederation },
  'GET /organization': { app: readOrganization, delegated: ['User.Read', ...readOrganization], options: ['select'] },
  'GET /directory/onPremisesSynchronization': {
    app: [],
    delegated: ['OnPremDirectorySynchronization.Read.All', 'OnPremDirectorySynchronization.ReadWrite.All'],
    roles: ['Hybrid Identity Administrator'],
    options: ['select'],
  },
  'GET /reports/authenticationMethods/userRegistrationDetails': {
    app: ['AuditLog.Read.All'],
    delegated: ['AuditLog.Read.All'],
    roles: auditReaders,
    options: ['select', 'filter', 'orderby', 'top', 'skiptoken'],
  },
  'GET /reports/authenticationMethods/userRegistrationDetails/{id}': {
    app: ['AuditLog.Read.All'],
    delegated: ['AuditLog.Read.All'],
    roles: auditReaders,
    options: ['select'],
  },
  'GET /auditLogs/directoryAudits': {
    app: ['AuditLog.Read.All', 'Directory.Read.All'],
    delegated: ['AuditLog.Read.All', 'Directory.Read.All'],
    roles: auditReaders,
    options: ['filter', 'top', 'orderby', 'skiptoken'],
  },
  'GET /roleManagement/directory/roleAssignments': {
    app: readRoles,
    delegated: [...readRoles, 'RoleManagement.Read.All'],
    options: ['select', 'filter', 'expand'],
  },
  'GET /roleManagement/directory/roleDefinitions': {
    app: [...readRoles, 'RoleManagement.Read.All'],
    delegated: [...readRoles, 'RoleManagement.Read.All'],
    options: ['select', 'filter', 'top'],
  },
  'GET /roleManagement/directory/roleEligibilityScheduleInstances': {
    app: readEligible,
    delegated: readEligible,
    options: ['select', 'filter', 'expand', 'top'],
  },
  'GET /applications': { app: readApplications, delegated: readApplications, options: list },
  'GET /servicePrincipals': { app: readApplications, delegated: readApplications, options: list },
  'GET /servicePrincipals/{id}/appRoleAssignments': {
    app: readApplications,
    delegated: readApplications,
    options: list,
  },
  'GET /subscribedSkus': { app: readLicences, delegated: readLicences, options: ['select'] },
  'GET /identity/conditionalAccess/authenticationContextClassReferences': {
    app: readContexts,
    delegated: readContexts,
    options: ['select', 'filter'],
  },
  'GET /identity/conditionalAccess/policies': {
    app: ['Policy.Read.All'],
    delegated: ['Policy.Read.All'],
    options: ['select', 'filter', 'top'],
  },
  'GET /identityProtection/riskyUsers/{user}': {
    app: ['IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All'],
    delegated: ['IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All'],
    options: ['select'],
  },
} as const satisfies Record<string, Terms>;

export type OperationName = keyof typeof CONTRACT;
