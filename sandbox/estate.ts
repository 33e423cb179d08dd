// How the company's admins have set their tenant up: what no person of the story does, and a check of readiness looks at.
// Healthy as it is made; whoever wants a tenant with a fault changes one thing of it.
import type {
  Application,
  AppRoleAssignment,
  AuthenticationContextClassReference,
  ConditionalAccessPolicy,
  Domain,
  Group,
  InternalDomainFederation,
  Organization,
  ServicePrincipal,
  User,
} from '@microsoft/microsoft-graph-types';
import { type DomainName, type GroupKey, REGISTRATIONS } from './company.ts';

type Key = keyof typeof REGISTRATIONS;
export type Estate = ReturnType<typeof createEstate>;

const DAY = 86_400_000;
const GRAPH_APP = '00000003-0000-0000-c000-000000000000';

export function createEstate(now: number) {
  const keys = Object.keys(REGISTRATIONS) as Key[];
  const each = <T>(make: (key: Key) => T) => Object.fromEntries(keys.map(key => [key, make(key)])) as Record<Key, T>;
  return {
    /** Deleted registrations are simply taken out. */
    applications: each(key => application(key, now)) as Partial<Record<Key, Application>>,
    principals: each(principal) as Partial<Record<Key, ServicePrincipal>>,
    /** Application permissions that an admin consented to, where they are not what docs/permissions.md asks for. */
    granted: {} as Partial<Record<Key, readonly string[]>>,
    /** Every service that gave them an application permission; which ones of Graph, `granted` says. */
    assignments: { desk: [assignment('desk', 'Microsoft Graph')] } as Partial<
      Record<Key, readonly AppRoleAssignment[]>
    >,
    /** Delegated permissions, in the same way. */
    consented: {} as Partial<Record<Key, readonly string[]>>,
    /** Where sign-ins may return to, when it is not where they should. */
    redirectUris: {} as Partial<Record<Key, readonly string[]>>,
    contexts: [
      { id: 'c1', displayName: 'Fresh passwordless gesture', description: 'Reset Desk', isAvailable: true },
    ] as AuthenticationContextClassReference[],
    /** Besides the ones that go with the world's authentication contexts. */
    policies: [registrationPolicy()] as Partial<ConditionalAccessPolicy>[],
    /** Laid over every policy of an authentication context. */
    contextPolicy: {} as Partial<ConditionalAccessPolicy>,
    /** Laid over what the company's data says. */
    groups: {} as Partial<Record<GroupKey, Partial<Group>>>,
    /** Which groups lie directly in which. */
    nested: {} as Partial<Record<GroupKey, readonly GroupKey[]>>,
    users: {} as Record<string, Partial<User>>,
    organization: {} as Partial<Organization>,
    domains: {} as Partial<Record<DomainName, Partial<Domain>>>,
    federations: {} as Partial<Record<DomainName, Partial<InternalDomainFederation>>>,
    /** AD FS: paths an admin has not enabled. */
    adfsOff: new Set<string>(),
  };
}

function application(key: Key, now: number): Application {
  const { clientId, name, secret } = REGISTRATIONS[key];
  return {
    id: clientId.replace(/^.{8}/, 'a9900000'),
    appId: clientId,
    displayName: name,
    createdDateTime: iso(now - 200 * DAY),
    isFallbackPublicClient: null,
    signInAudience: 'AzureADMyOrg',
    identifierUris: [],
    publicClient: { redirectUris: [] },
    web: {
      redirectUris: [],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
    optionalClaims:
      key === 'desk' ? { idToken: [{ name: 'auth_time', essential: false }], accessToken: [], saml2Token: [] } : null,
    requiredResourceAccess: key === 'bot' ? [] : [{ resourceAppId: GRAPH_APP, resourceAccess: [] }],
    // Entra keeps the beginning of a secret beside it, and never shows the rest again.
    passwordCredentials: [
      {
        keyId: clientId.replace(/^.{8}/, '5ec00000'),
        displayName: 'Reset Desk',
        hint: secret.slice(0, 3),
        startDateTime: iso(now - 100 * DAY),
        endDateTime: iso(now + 265 * DAY),
        secretText: null,
      },
    ],
    keyCredentials: [],
  };
}

function principal(key: Key): ServicePrincipal {
  const { clientId, name } = REGISTRATIONS[key];
  return {
    id: clientId.replace(/^.{8}/, '59000000'),
    appId: clientId,
    appDisplayName: name,
    displayName: name,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMyOrg',
  };
}

/** An application permission on a service. */
export function assignment(key: Key, resourceDisplayName: string): AppRoleAssignment {
  const { clientId, name } = REGISTRATIONS[key];
  return {
    id: `${clientId.slice(0, 8)}-${resourceDisplayName}`,
    appRoleId: '00000000-0000-0000-0000-000000000000',
    principalDisplayName: name,
    principalId: clientId.replace(/^.{8}/, '59000000'),
    principalType: 'ServicePrincipal',
    resourceDisplayName,
    resourceId: '59000000-0000-4000-8000-0000000000ff',
  };
}

function registrationPolicy(): Partial<ConditionalAccessPolicy> {
  return {
    id: 'ca000000-0000-4000-8000-0000000000a1',
    displayName: 'Securing security info registration',
    state: 'enabled',
    conditions: {
      clientAppTypes: ['all'],
      applications: {
        includeApplications: [],
        excludeApplications: [],
        includeUserActions: ['urn:user:registersecurityinfo'],
        includeAuthenticationContextClassReferences: [],
      },
      users: { includeUsers: ['All'], excludeUsers: [], includeGroups: [], excludeGroups: [] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'], customAuthenticationFactors: [], termsOfUse: [] },
    sessionControls: null,
  };
}

function iso(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
