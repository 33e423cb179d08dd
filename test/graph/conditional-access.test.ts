// Whether Entra would really ask for a gesture: the trap is that it gives the context away where no enforced policy asks for it.
import assert from 'node:assert/strict';
import type { ConditionalAccessPolicy, ConditionalAccessUsers } from '@microsoft/microsoft-graph-types';
import { createDirectory } from '../../src/graph/directory.ts';
import { fakeLog, fakeWorld } from '../entra/fakes.ts';
import { type FakeGraph, startGraph } from './fake-graph.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const LENA = { tenant: TENANT, id: '44444444-4444-4444-8444-444444444444' };
const POLICIES = 'GET /identity/conditionalAccess/policies';
const PASSWORDLESS = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor', 'deviceBasedPush'] as const;

type Changes = {
  readonly state?: ConditionalAccessPolicy['state'];
  readonly users?: ConditionalAccessUsers;
  readonly grant?: ConditionalAccessPolicy['grantControls'];
  readonly conditions?: ConditionalAccessPolicy['conditions'];
  readonly contexts?: string[];
};

function aPolicy({ state = 'enabled', users, grant, conditions = {}, contexts = ['c1'] }: Changes = {}) {
  return {
    id: 'policy',
    displayName: 'Reset Desk',
    state,
    conditions: {
      clientAppTypes: ['all'],
      applications: { includeAuthenticationContextClassReferences: contexts },
      users: users ?? { includeUsers: ['All'], excludeUsers: [] },
      ...conditions,
    },
    grantControls: grant ?? {
      operator: 'OR',
      builtInControls: [],
      authenticationStrength: { allowedCombinations: [...PASSWORDLESS] },
    },
  } satisfies ConditionalAccessPolicy;
}

describe('a step-up policy', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startGraph();
    graph.route(`GET /users/${LENA.id}?`, { userType: 'Member', identities: [{ signInType: 'userPrincipalName' }] });
  });
  afterEach(() => graph.close());

  function directory() {
    const world = fakeWorld();
    const log = fakeLog();
    const port = createDirectory({
      graph: graph.client(),
      tenant: TENANT,
      groups: { approvers: 'g-approvers' },
      registrations: [],
      stepUpContext: 'c1',
      world,
      log,
    });
    return { port, world, log };
  }

  async function verdict(...policies: readonly ConditionalAccessPolicy[]) {
    graph.route(POLICIES, { value: policies });
    return directory().port.stepUpPolicy(LENA);
  }

  it('covers a person when it is enabled, targets the context and asks for nothing but gestures', async () => {
    assert.equal(await verdict(aPolicy()), 'covered');
    assert.equal(await verdict(aPolicy({ contexts: ['c2', 'C1'] })), 'covered');
    assert.equal(await verdict(aPolicy({ state: 'disabled' }), aPolicy()), 'covered');
  });

  it('covers nobody in report-only, when disabled, in another context, or where there is none', async () => {
    assert.equal(await verdict(), 'not-covered');
    for (const state of ['enabledForReportingButNotEnforced', 'disabled'] as const)
      assert.equal(await verdict(aPolicy({ state })), 'not-covered', state);
    assert.equal(await verdict(aPolicy({ contexts: ['c10'] })), 'not-covered');
  });

  it('is worth nothing when something else than a gesture would do', async () => {
    const strength = (...allowedCombinations: string[]) => ({ allowedCombinations: allowedCombinations as never });
    const grants = {
      mfa: { operator: 'OR', builtInControls: ['mfa'] },
      'a gesture or a compliant device': {
        operator: 'OR',
        builtInControls: ['compliantDevice'],
        authenticationStrength: strength('fido2'),
      },
      'a password and a push': { authenticationStrength: strength('fido2', 'password,microsoftAuthenticatorPush') },
      'a pass an admin can be talked into': { authenticationStrength: strength('fido2', 'temporaryAccessPassOneTime') },
    } as const;
    for (const [name, grant] of Object.entries(grants))
      assert.equal(await verdict(aPolicy({ grant: grant as never })), 'not-covered', name);
    const both = { operator: 'AND', builtInControls: ['compliantDevice'], authenticationStrength: strength('fido2') };
    assert.equal(await verdict(aPolicy({ grant: both as never })), 'covered');
    assert.equal(await verdict(aPolicy({ grant: { authenticationStrength: { id: 'unread' } } as never })), 'unknown');
  });

  it('is worth nothing when it asks in some places only', async () => {
    const narrow: ConditionalAccessPolicy['conditions'][] = [
      { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      { platforms: { includePlatforms: ['windows'] } },
      { devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } },
      { signInRiskLevels: ['high'] },
      { userRiskLevels: ['medium'] },
      { clientAppTypes: ['exchangeActiveSync'] },
    ];
    for (const conditions of narrow)
      assert.equal(await verdict(aPolicy({ conditions })), 'not-covered', JSON.stringify(conditions));
    const wide = {
      locations: { includeLocations: ['All'], excludeLocations: [] },
      platforms: { includePlatforms: ['all'] },
    };
    assert.equal(await verdict(aPolicy({ conditions: wide as never })), 'covered');
  });

  it('meets people by name, group and role, and leaves out whoever it leaves out', async () => {
    graph.route(`POST /users/${LENA.id}/checkMemberGroups`, { value: ['G-IN'] });
    graph.route(`GET /users/${LENA.id}/transitiveMemberOf/microsoft.graph.directoryRole`, {
      value: [{ id: 'x', roleTemplateId: 'role-held' }],
    });
    const cases: [ConditionalAccessUsers, string][] = [
      [{ includeUsers: [LENA.id.toUpperCase()] }, 'covered'],
      [{ includeUsers: ['None'] }, 'not-covered'],
      [{ includeUsers: ['somebody-else'] }, 'not-covered'],
      [{ includeUsers: ['All'], excludeUsers: [LENA.id] }, 'not-covered'],
      [{ includeGroups: ['g-in'] }, 'covered'],
      [{ includeGroups: ['g-out'] }, 'not-covered'],
      [{ includeUsers: ['All'], excludeGroups: ['g-in'] }, 'not-covered'],
      [{ includeUsers: ['All'], excludeGroups: ['g-out'] }, 'covered'],
      [{ includeRoles: ['role-held'] }, 'covered'],
      [{ includeUsers: ['All'], excludeRoles: ['role-held'] }, 'not-covered'],
      [{ includeUsers: ['All'], excludeRoles: ['role-other'] }, 'covered'],
      [{ includeUsers: ['GuestsOrExternalUsers'] }, 'not-covered'],
      [
        { includeUsers: ['All'], excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest' } },
        'covered',
      ],
    ];
    for (const [users, expected] of cases)
      assert.equal(await verdict(aPolicy({ users })), expected, JSON.stringify(users));
  });

  it('is unknown for guests where kinds of guests are told apart, and wherever Graph could not say', async () => {
    const guests = {
      includeUsers: ['All'],
      excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'serviceProvider' },
    };
    graph.route(`GET /users/${LENA.id}?`, { userType: 'Guest', userPrincipalName: 'lena_home#EXT#@corp.example' });
    assert.equal(await verdict(aPolicy({ users: guests as never })), 'unknown');
    graph.route(`POST /users/${LENA.id}/checkMemberGroups`, { error: { code: 'Forbidden' } }, 403);
    assert.equal(await verdict(aPolicy({ users: { includeGroups: ['g-in'] } })), 'unknown');
    graph.route(POLICIES, { error: { code: 'AccessDenied' } }, 403);
    const { port, log } = directory();
    assert.equal(await port.stepUpPolicy(LENA), 'unknown');
    assert.ok(log.lines.some(line => JSON.stringify(line).includes('Conditional Access')));
  });

  it('is read once in five minutes, for Graph lets all apps of a tenant ask once a second', async () => {
    graph.route(POLICIES, { value: [aPolicy()] });
    const { port, world } = directory();
    const reads = () => graph.asked.filter(({ path }) => path.startsWith('/identity')).length;
    for (let minute = 0; minute < 5; minute++) {
      assert.equal(await port.stepUpPolicy(LENA), 'covered');
      world.pass(59_000);
    }
    assert.equal(reads(), 1);
    graph.route(POLICIES, { value: [] });
    world.pass(10_000);
    assert.equal(await port.stepUpPolicy(LENA), 'not-covered');
    assert.equal(reads(), 2);
  });

  it('is nobody’s of another tenant', async () => {
    graph.route(POLICIES, { value: [aPolicy()] });
    assert.equal(await directory().port.stepUpPolicy({ ...LENA, tenant: 'elsewhere' }), 'not-covered');
    assert.equal(graph.asked.length, 0);
  });
});
