// What protects a person, and what speaks against their proofs: facts from Graph, in one exchange, and never a guess.
import assert from 'node:assert/strict';
import type { Account } from '../../src/core/account.ts';
import { AT, aPerson, LENA, USER } from './a-person.ts';
import { error } from './fake-graph.ts';

type Stage = Awaited<ReturnType<typeof aPerson>>;
const DENIED = error(403, 'Authorization_RequestDenied');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the facts of a person', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await aPerson();
  });
  afterEach(() => stage.graph.close());

  async function read(named: readonly string[] = []): Promise<Account> {
    return (await stage.directory(named).account(LENA)) ?? assert.fail('nobody there');
  }

  describe('of power', () => {
    const role = { roleDefinitionId: 'r-1', roleDefinition: { displayName: 'Shift lead (custom)' } };

    it('counts roles of any scope beside those that memberships show, each once', async () => {
      stage.graph.route(AT.memberOf, {
        value: [{ '@odata.type': '#microsoft.graph.directoryRole', displayName: 'Helpdesk Administrator' }],
      });
      stage.graph.route(AT.roles, {
        value: [role, { roleDefinition: { displayName: 'Helpdesk Administrator' } }, { roleDefinitionId: 'r-2' }],
      });
      assert.deepEqual((await read()).roles, ['Helpdesk Administrator', 'Shift lead (custom)', 'r-2']);
    });

    it('knows a role from one view alone, and knows of none only from both', async () => {
      stage.graph.routeTo(AT.memberOf, DENIED);
      assert.equal((await read()).roles, 'unknown');
      stage.graph.route(AT.roles, { value: [role] });
      assert.deepEqual((await read()).roles, ['Shift lead (custom)']);
    });

    it('sees roles that can be activated; a tenant without P2 has none, and anything else is unknown', async () => {
      stage.graph.route(AT.eligible, { value: [{ roleDefinition: { displayName: 'Global Administrator' } }] });
      assert.deepEqual((await read()).eligibleRoles, ['Global Administrator']);
      stage.graph.routeTo(AT.eligible, error(400, 'AadPremiumLicenseRequired'));
      stage.world.pass(HOUR);
      assert.deepEqual((await read()).eligibleRoles, []);
      for (const other of [DENIED, error(400, 'BadRequest'), error(403, 'AadPremiumLicenseRequired')]) {
        stage.graph.routeTo(AT.eligible, other);
        stage.world.pass(HOUR);
        assert.equal((await read()).eligibleRoles, 'unknown');
      }
    });

    it('sees who owns a role-assignable group, a group of the desk, or one of its registrations', async () => {
      stage.graph.route(AT.owned, {
        value: [
          { '@odata.type': '#microsoft.graph.group', id: 'g-1', displayName: 'Tier 0', isAssignableToRole: true },
          {
            '@odata.type': '#microsoft.graph.group',
            id: 'G-APPROVERS',
            displayName: 'Helpdesk',
            isAssignableToRole: null,
          },
          { '@odata.type': '#microsoft.graph.servicePrincipal', id: 's', appId: 'APP-DESK', displayName: 'Reset Desk' },
          {
            '@odata.type': '#microsoft.graph.application',
            id: 'a',
            appId: 'something else',
            displayName: 'Lunch menu',
          },
        ],
      });
      const { ownsRoleGroups, deskPower } = await read();
      assert.deepEqual(ownsRoleGroups, ['Tier 0']);
      assert.deepEqual(deskPower, [
        { as: 'owner', of: 'Helpdesk' },
        { as: 'owner', of: 'Reset Desk' },
      ]);
    });

    it('sees who approves or manages, by the group’s name where it is known', async () => {
      stage.graph.route(AT.memberOf, {
        value: [{ '@odata.type': '#microsoft.graph.group', id: 'g-approvers', displayName: 'Helpdesk' }],
      });
      stage.graph.route(AT.groups, { value: ['G-APPROVERS', 'g-lead'] });
      const { deskPower, groups } = await read();
      assert.deepEqual(deskPower, [
        { as: 'member', of: 'Helpdesk' },
        { as: 'member', of: 'g-lead' },
      ]);
      assert.deepEqual(groups, []);
    });

    it('sees who owns a group inside a group that decides: they could make themselves an approver', async () => {
      const group = (id: string) => ({ '@odata.type': '#microsoft.graph.group', id });
      stage.graph.route(AT.owned, { value: [{ ...group('G-BERLIN'), displayName: 'Helpdesk Berlin' }] });
      assert.deepEqual((await read()).deskPower, []);
      const people = { '@odata.type': '#microsoft.graph.user', id: 'somebody' };
      stage.graph.route(AT.inside('g-lead'), { value: [people, group('g-europe'), group('g-berlin')] });
      assert.deepEqual((await read()).deskPower, [{ as: 'owner', of: 'Helpdesk Berlin' }]);
    });

    it('takes the owner of a group for powerful while it cannot say what lies inside the groups that decide', async () => {
      stage.graph.routeTo(AT.inside('g-admins'), DENIED);
      assert.deepEqual((await read()).deskPower, [], 'who owns no group has no such power');
      stage.graph.route(AT.owned, { value: [{ '@odata.type': '#microsoft.graph.group', id: 'g-choir' }] });
      assert.equal((await read()).deskPower, 'unknown');
      stage.graph.routeTo(AT.inside('g-admins'), error(404, 'Request_ResourceNotFound'));
      assert.deepEqual((await read()).deskPower, [], 'a group that is not there has none inside');
    });

    it('asks what lies inside the groups that decide once in ten minutes, and always before a reset', async () => {
      const asked = () => stage.graph.inner.filter(({ path }) => path.includes('/transitiveMembers')).length;
      const directory = stage.directory();
      const counts: number[] = [];
      for (const how of [{}, {}, { fresh: true }, {}]) {
        await directory.account(LENA, how);
        counts.push(asked());
        stage.world.pass(MINUTE);
      }
      stage.world.pass(10 * MINUTE);
      await directory.account(LENA);
      assert.deepEqual([...counts, asked()], [3, 3, 6, 6, 9]);
    });

    it('does not know of power that one of the two questions could not rule out', async () => {
      for (const part of [AT.owned, AT.groups]) {
        stage.graph.route(AT.owned, { value: [] });
        stage.graph.routeTo(part, DENIED);
        assert.equal((await read()).deskPower, 'unknown', part);
      }
    });
  });

  it('names groups as policy writes them, however many there are', async () => {
    const named = Array.from({ length: 45 }, (_, at) => `G-${at}`);
    stage.graph.route(AT.groups, { value: ['g-7', 'g-44', 'g-of-others'] });
    assert.deepEqual((await read(named)).groups, ['G-7', 'G-44']);
    const asked = stage.graph.inner
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => JSON.parse(body).groupIds.length);
    assert.deepEqual(asked, [20, 20, 8]);
  });

  describe('of belonging elsewhere', () => {
    const external = async (changes: object) => {
      stage.graph.route(AT.user, { ...USER, ...changes });
      stage.world.pass(HOUR);
      return (await read()).external;
    };

    it('go by how somebody signs in, not by what the account is called', async () => {
      assert.equal(await external({}), false);
      assert.equal(await external({ userType: 'Guest' }), true);
      assert.equal(await external({ userPrincipalName: 'a_b.example#EXT#@contoso.example' }), true);
      assert.equal(await external({ identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD' }] }), true);
      assert.equal(await external({ externalUserState: 'Accepted' }), true);
    });

    it('forget an invitation of old once somebody signs in here, and are unknown when nothing tells', async () => {
      assert.equal(await external({ creationType: 'Invitation' }), false);
      assert.equal(await external({ creationType: 'Invitation', identities: undefined }), true);
      assert.equal(await external({ identities: undefined }), false);
      assert.equal(await external({ identities: undefined, creationType: undefined }), 'unknown');
    });
  });

  describe('of risk', () => {
    const risk = async (answer: Parameters<Stage['graph']['routeTo']>[1]) => {
      stage.graph.routeTo(AT.risk, answer);
      stage.world.pass(HOUR);
      return (await read()).risk;
    };

    it('tell the states apart, and take who is not listed for safe', async () => {
      for (const state of ['atRisk', 'confirmedCompromised'])
        assert.equal(await risk({ status: 200, body: { riskState: state } }), 'at-risk');
      for (const state of ['none', 'confirmedSafe', 'remediated', 'dismissed'])
        assert.equal(await risk({ status: 200, body: { riskState: state } }), 'none');
      assert.equal(await risk(error(404, 'Request_ResourceNotFound')), 'none');
      assert.equal(await risk({ status: 200, body: { riskState: 'unknownFutureValue' } }), 'unknown');
    });

    it('are unknown without a licence or permission, and nobody waits for them when Graph is busy', async () => {
      assert.equal(await risk(DENIED), 'unknown');
      assert.equal(await risk(error(429, 'TooManyRequests')), 'unknown');
      assert.equal(stage.graph.asked.filter(({ path }) => path.startsWith('/identityProtection')).length, 0);
    });

    it('are asked for once a second in the whole tenant, and remembered for a minute', async () => {
      const directory = stage.directory();
      const asked = () => stage.graph.inner.filter(({ path }) => path.startsWith('/identityProtection')).length;
      await directory.account(LENA);
      stage.graph.route('GET /users/another?', { ...USER, id: 'another' });
      assert.equal((await directory.account({ ...LENA, id: 'another' }))?.risk, 'unknown');
      assert.equal(asked(), 1);
      stage.world.pass(10_000);
      assert.equal((await directory.account(LENA))?.risk, 'none');
      assert.equal(asked(), 1);
      assert.equal((await directory.account(LENA, { fresh: true }))?.risk, 'none');
      assert.equal(asked(), 2);
    });
  });

  describe('of what changed lately', () => {
    const now = () => stage.world.now();
    const row = (activityDisplayName: string, ago: number, rest: object = {}) => ({
      activityDisplayName,
      activityDateTime: new Date(now() - ago).toISOString(),
      result: 'success',
      targetResources: [{ id: LENA.id.toUpperCase() }],
      ...rest,
    });
    const updated = (...names: string[]) => ({
      targetResources: [{ id: LENA.id, modifiedProperties: names.map(displayName => ({ displayName })) }],
    });
    const changes = async (...value: object[]) => {
      stage.graph.route('GET /auditLogs/', { value });
      const found = (await read()).changes;
      return found === 'unknown'
        ? found
        : Object.fromEntries(Object.entries(found).map(([kind, at]) => [kind, Math.round((now() - at) / HOUR)]));
    };

    it('tell kind by kind when it last happened', async () => {
      const found = await changes(
        row('User registered security info', 9 * HOUR),
        row('Add FIDO2 security key', 5 * HOUR),
        row('Update user', 3 * HOUR, updated('Mobile', 'OtherMail')),
        row('Update user', 2 * HOUR, updated('TelephoneNumber')),
        row('Set user manager', HOUR),
      );
      assert.deepEqual(found, { methods: 5, phone: 2, mail: 3, manager: 1 });
    });

    it('count a number for signing in as a method', async () => {
      assert.deepEqual(await changes(row('Update user', HOUR, updated('StrongAuthenticationUserDetails'))), {
        methods: 1,
      });
    });

    it('leave out what failed, what says nothing of this kind, and what somebody else was given', async () => {
      const found = await changes(
        row('User registered security info', HOUR, { result: 'failure' }),
        row('User started security info registration', HOUR),
        row('Update user', HOUR, updated('LastDirSyncTime')),
        row('Set user manager', HOUR, { targetResources: [{ id: 'a new joiner' }, { id: LENA.id }] }),
      );
      assert.deepEqual(found, {});
    });

    it('are asked for 30 days back, and unknown when they cannot be read to the end', async () => {
      await read();
      const path = stage.graph.inner.find(one => one.path.includes('$top=500'))?.path;
      const since = Date.parse(/ge (\S+) and/.exec(path ?? '')?.[1] ?? '');
      assert.equal(Math.round((now() - since) / (24 * HOUR)), 30);
      assert.match(path ?? '', new RegExp(`targetResources/any\\(t:t/id eq '${LENA.id}'\\)`));
      stage.graph.routeTo('GET /auditLogs/', DENIED);
      stage.world.pass(HOUR);
      assert.equal((await read()).changes, 'unknown');
      stage.graph.route('GET /auditLogs/', {
        value: [],
        '@odata.nextLink': 'https://graph.microsoft.com/v1.0/auditLogs/more',
      });
      stage.world.pass(HOUR);
      assert.equal((await read()).changes, 'unknown');
    });
  });

  it('tell what writes passwords back, by the newest reset that went there', async () => {
    const row = (day: number, value: string) => ({
      activityDateTime: `2026-11-0${day}T00:00:00Z`,
      additionalDetails: [{ key: 'OnPremisesAgent', value }],
    });
    for (const [rows, agent] of [
      [[row(1, 'CloudSync'), row(3, 'None'), row(2, 'Microsoft Entra Connect')], 'connect'],
      [[row(2, 'CloudSync'), row(1, 'Microsoft Entra Connect')], 'cloud-sync'],
      [[row(1, 'None')], 'none'],
      [[], 'unknown'],
    ] as const) {
      stage.graph.route('GET /auditLogs/', { value: rows });
      assert.equal((await read()).hybridAgent, agent);
    }
  });

  describe('are remembered', () => {
    const batches = () => stage.graph.asked.filter(({ path }) => path === '/$batch').length;

    it('for some seconds, and read anew where that matters', async () => {
      const directory = stage.directory();
      await directory.account(LENA);
      await directory.account(LENA);
      assert.equal(batches(), 1);
      stage.graph.route(AT.user, { ...USER, accountEnabled: false });
      assert.equal((await directory.account(LENA, { fresh: true }))?.enabled, false);
      assert.equal((await directory.account(LENA))?.enabled, false);
      assert.equal(batches(), 2);
      stage.world.pass(5_000);
      await directory.account(LENA);
      assert.equal(batches(), 3);
    });

    it('not when something that protects somebody is missing', async () => {
      const directory = stage.directory();
      stage.graph.routeTo(AT.owned, DENIED);
      assert.equal((await directory.account(LENA))?.ownsRoleGroups, 'unknown');
      stage.graph.route(AT.owned, { value: [] });
      assert.deepEqual((await directory.account(LENA))?.ownsRoleGroups, []);
    });

    it('the report for longer, since it is hours old anyway and may not be asked for often', async () => {
      const directory = stage.directory();
      stage.graph.route(AT.report, {
        isSsprCapable: true,
        isMfaRegistered: false,
        lastUpdatedDateTime: '2026-01-03T00:00:00Z',
      });
      const reports = () => stage.graph.inner.filter(({ path }) => path.startsWith('/reports')).length;
      await directory.account(LENA);
      assert.equal((await directory.account(LENA, { fresh: true }))?.mfaRegistered, false);
      assert.equal(reports(), 1);
    });
  });

  describe('when Graph is busy', () => {
    it('are asked for once more, alone, where they protect somebody', async () => {
      const busy = { status: 429, headers: {}, body: { error: { code: 'TooManyRequests' } } };
      stage.graph.routeTo(`batched ${AT.owned}`, busy);
      stage.graph.route(AT.owned, { value: [{ id: 'g', displayName: 'Tier 0', isAssignableToRole: true }] });
      assert.deepEqual((await read()).ownsRoleGroups, ['Tier 0']);
      assert.equal(stage.graph.asked.filter(({ path }) => path.includes('/ownedObjects')).length, 1);
    });
  });
});
