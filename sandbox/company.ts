// The demo company: its tenant, registrations, domains, groups and team. Data only; the world makes it move.

/** The demo tenant's id. Nothing real has it: a bot configured with any other tenant refuses the sandbox's addresses. */
export const TENANT = 'd35c0000-0000-4000-8000-00000000c10d';
export const COMPANY = 'Alder & Finch';

/** App registrations, as `docs/permissions.md` asks an admin to make them. Roles are application permissions, scopes delegated ones. */
export const REGISTRATIONS = {
  bot: {
    clientId: 'b0700000-0000-4000-8000-0000000000b0',
    secret: 'sandbox-bot-secret-2v9XqT',
    name: 'Reset Desk (bot)',
    roles: [] as string[],
    scopes: [] as string[],
  },
  desk: {
    clientId: 'de5c0000-0000-4000-8000-0000000000de',
    secret: 'sandbox-desk-secret-8mKw1Z',
    name: 'Reset Desk (reads and sign-ins)',
    roles: [
      'User.Read.All',
      'GroupMember.Read.All',
      'Domain.Read.All',
      'Domain-InternalFederation.Read.All',
      'AuditLog.Read.All',
      'RoleManagement.Read.Directory',
      'IdentityRiskyUser.Read.All',
      'Policy.Read.All',
      'User.RevokeSessions.All',
      // For `npm run doctor` alone.
      'Application.Read.All',
      'AuthenticationContext.Read.All',
      'LicenseAssignment.Read.All',
    ],
    scopes: ['openid', 'profile'],
  },
  hands: {
    clientId: '4a4d0000-0000-4000-8000-0000000000a4',
    secret: 'sandbox-hands-secret-5bNq7R',
    name: 'Reset Desk (hands)',
    roles: [] as string[],
    scopes: ['openid', 'profile', 'offline_access', 'UserAuthenticationMethod.ReadWrite.All', 'User.Read'],
  },
} as const;

/** Identity providers of the company’s own, with what each is called at Microsoft’s sign-in and in its federation. */
export const PROVIDERS = {
  adfs: { brand: COMPANY, name: `${COMPANY} AD FS` },
  ping: { brand: 'Wren', name: 'Wren PingFederate' },
} as const;
export type Provider = keyof typeof PROVIDERS;

/** Where Entra sends their people: what a federation calls passiveSignInUri, here as a path of the sandbox. */
export const SIGN_INS = { adfs: '/adfs/ls/', ping: '/idp/prp.wsf' } as const satisfies Record<Provider, string>;

export type DomainName = 'alderfinch.example' | 'wren.example' | 'labs.example' | 'finch-cloud.example';

/**
 * Verified domains: one federated to AD FS, one to the PingFederate that came with a company which was bought, one managed with password
 * hash sync, one that lives in the cloud alone.
 */
export const DOMAINS: Record<DomainName, { readonly provider?: Provider; readonly onPremises: boolean }> = {
  'alderfinch.example': { provider: 'adfs', onPremises: true },
  'wren.example': { provider: 'ping', onPremises: true },
  'labs.example': { onPremises: true },
  'finch-cloud.example': { onPremises: false },
};

/** Directory role template ids (facts: Microsoft's built-in roles page). */
export const ROLES = {
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
} as const;

export const GROUPS = {
  approvers: {
    id: '6a000000-0000-4000-8000-000000000001',
    displayName: 'Helpdesk approvers',
    isAssignableToRole: true,
  },
  admins: { id: '6a000000-0000-4000-8000-000000000002', displayName: 'Reset Desk admins', isAssignableToRole: true },
  staff: { id: '6a000000-0000-4000-8000-000000000003', displayName: 'All staff', isAssignableToRole: false },
  executives: { id: '6a000000-0000-4000-8000-000000000004', displayName: 'Executives', isAssignableToRole: false },
  factory: { id: '6a000000-0000-4000-8000-000000000005', displayName: 'Factory floor', isAssignableToRole: false },
  stagedRollout: {
    id: '6a000000-0000-4000-8000-000000000006',
    displayName: 'Staged rollout',
    isAssignableToRole: false,
  },
} as const;
export type GroupKey = keyof typeof GROUPS;

export const TEAM = {
  id: '19:af-it-support@thread.tacv2',
  aadGroupId: '6a000000-0000-4000-8000-00000000007e',
  name: 'IT Support',
  channel: { id: '19:af-helpdesk@thread.tacv2', name: 'Helpdesk' },
};
