// Everything the doctor reads, once, with a word about each as it goes. What one read cannot see never stops another.
import type {
  Application,
  AppRoleAssignment,
  AuthenticationContextClassReference,
  ConditionalAccessPolicy,
  DirectoryAudit,
  Organization,
  ServicePrincipal,
  SubscribedSku,
  UserRegistrationDetails,
} from '@microsoft/microsoft-graph-types';
import type { Instant } from '../core/account.ts';
import { agentPath } from '../graph/hybrid-agent.ts';
import type { Desk } from './desk.ts';
import type { Looked } from './finding.ts';
import { readGroups } from './groups.ts';
import { readIdentity } from './identity.ts';
import { looking } from './looking.ts';
import { readNever } from './never.ts';
import { readResetters } from './resetters.ts';
import type { Sources, Which } from './sources.ts';
import { REGISTRATIONS } from './sources.ts';
import { readDomains, readHomes } from './tenant.ts';

export type Facts = Awaited<ReturnType<typeof readFacts>>;

const WEEK = 7 * 24 * 3_600_000;
/** @param tell hears what is read next */
export async function readFacts(sources: Sources, desk: Desk, now: Instant, tell: (what: string) => void) {
  const { graph } = sources;
  const list =
    <T>(path: string) =>
    async () =>
      (await graph.all(path)) as readonly T[];
  const read = <T>(what: string, reading: () => Promise<T>, permission?: string): Promise<Looked<T>> => {
    tell(what);
    return looking(reading, permission);
  };
  const each = async <T>(
    what: string,
    reading: (which: Which) => Promise<T>,
    permission?: string,
  ): Promise<Readonly<Record<Which, Looked<T>>>> => {
    tell(what);
    const found = await Promise.all(
      REGISTRATIONS.map(async which => [which, await looking(() => reading(which), permission)] as const),
    );
    return Object.fromEntries(found) as Record<Which, Looked<T>>;
  };
  const byAppId = (set: string, which: Which) =>
    `/${set}?$filter=${encodeURIComponent(`appId eq '${desk[which].clientId}'`)}`;

  const principals = await each(
    'the enterprise applications',
    async which => ((await graph.all(byAppId('servicePrincipals', which)))[0] ?? null) as ServicePrincipal | null,
    'Application.Read.All',
  );
  /** Nothing is granted to what is not there. */
  const assignmentsOf = async (which: Which) => {
    const found = principals[which];
    const id = 'value' in found ? found.value?.id : undefined;
    return id ? ((await graph.all(`/servicePrincipals/${id}/appRoleAssignments`)) as readonly AppRoleAssignment[]) : [];
  };

  return {
    now,
    here: sources.here,
    hints: Object.fromEntries(REGISTRATIONS.map(which => [which, sources.hint(which)])) as Record<Which, string>,
    registrations: await each(
      'the app registrations',
      async which => ((await graph.all(byAppId('applications', which)))[0] ?? null) as Application | null,
      'Application.Read.All',
    ),
    principals,
    assignments: await each('what other services let them do', assignmentsOf, 'Application.Read.All'),
    granted: await each('the permissions that were granted', which => sources.granted(which)),
    hands: await read('the sign-in of the resetting account', () => sources.hands('ordinary')),
    identity: await read('the resetting account', () => readIdentity(graph, desk.hands.account), 'User.Read.All'),
    privilegedHands: await read('the sign-in for people with power over others', () => sources.hands('privileged')),
    privileged: await read(
      'the account for people with power over others',
      () => readIdentity(graph, desk.hands.privilegedAccount),
      'User.Read.All',
    ),
    resetters: await read(
      'who else may reset',
      // It matters only where their own rights reset.
      async () => (desk.hands.model === 'approver' ? readResetters(graph) : []),
      'RoleManagement.Read.Directory',
    ),
    groups: await readGroups(graph, desk, tell),
    never: await read('the accounts that are never reset', () => readNever(graph, desk), 'User.Read.All'),
    contexts: await read(
      'the authentication contexts',
      list<AuthenticationContextClassReference>('/identity/conditionalAccess/authenticationContextClassReferences'),
      'AuthenticationContext.Read.All',
    ),
    policies: await read(
      'Conditional Access',
      list<ConditionalAccessPolicy>('/identity/conditionalAccess/policies'),
      'Policy.Read.All',
    ),
    report: await read(
      'the registration report',
      list<UserRegistrationDetails>('/reports/authenticationMethods/userRegistrationDetails?$top=999'),
      'AuditLog.Read.All',
    ),
    skus: await read('the licences', list<SubscribedSku>('/subscribedSkus'), 'LicenseAssignment.Read.All'),
    organization: await read(
      'the organization',
      async () => ((await graph.all('/organization'))[0] ?? null) as Organization | null,
      'User.Read.All',
    ),
    homes: await read('where people come from', () => readHomes(graph), 'User.Read.All'),
    resets: await read('the audit of resets', list<DirectoryAudit>(agentPath(now)), 'AuditLog.Read.All'),
    canary: await read('the canary', sources.canary),
    crossings: await read('the desk’s own resets', () => sources.crossings(now - WEEK)),
    domains: await read('the domains and their sign-in pages', () => readDomains(sources), 'Domain.Read.All'),
    ahead: await read('the clock', sources.ahead),
    database: await read('the database', sources.database),
    oldestJob: await read('the queue', sources.oldestJob),
    mail: await read('the mail relay', sources.mail),
    channel: await read('Teams', sources.channel),
  };
}
