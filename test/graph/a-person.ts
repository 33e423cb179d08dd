// An ordinary person in a loopback Graph, of whom every question is answered, and nothing is remarkable.
import { createDirectory } from '../../src/graph/directory.ts';
import { fakeLog, fakeWorld } from '../entra/fakes.ts';
import { type FakeGraph, startGraph } from './fake-graph.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const LENA = { tenant: TENANT, id: '44444444-4444-4444-8444-444444444444' };
export const USER = {
  id: LENA.id,
  displayName: 'Lena Fischer',
  userPrincipalName: 'lena@contoso.example',
  otherMails: [],
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: true,
  isManagementRestricted: null,
  lastPasswordChangeDateTime: '2026-01-02T03:04:05Z',
  mobilePhone: null,
  businessPhones: [],
  creationType: null,
  externalUserState: null,
  identities: [{ signInType: 'userPrincipalName', issuer: 'contoso.example' }],
};
export const AT = {
  user: `GET /users/${LENA.id}?`,
  memberOf: `GET /users/${LENA.id}/transitiveMemberOf`,
  owned: `GET /users/${LENA.id}/ownedObjects`,
  groups: `POST /users/${LENA.id}/checkMemberGroups`,
  inside: (group: string) => `GET /groups/${group}/transitiveMembers`,
  roles: 'GET /roleManagement/directory/roleAssignments',
  eligible: 'GET /roleManagement/directory/roleEligibilityScheduleInstances',
  report: 'GET /reports/authenticationMethods/userRegistrationDetails/',
  risk: `GET /identityProtection/riskyUsers/${LENA.id}`,
  changes: '/auditLogs/directoryAudits?$filter=activityDateTime ge ',
};

export async function aPerson() {
  const graph: FakeGraph = await startGraph();
  const [world, log] = [fakeWorld(), fakeLog()];
  graph.route(AT.user, USER);
  for (const part of [AT.memberOf, AT.owned, AT.groups, 'GET /groups/', 'GET /roleManagement/', 'GET /auditLogs/'])
    graph.route(part, { value: [] });
  graph.route('GET /domains/contoso.example', { id: 'contoso.example', authenticationType: 'Managed' });
  return {
    graph,
    world,
    log,
    directory: (named: readonly string[] = []) =>
      createDirectory({
        graph: graph.client(),
        tenant: TENANT,
        groups: { approvers: 'g-approvers', admins: 'g-admins', escalation: ['g-lead'], named },
        registrations: ['app-bot', 'app-desk'],
        world,
        log,
      }),
  };
}
