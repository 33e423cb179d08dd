// What the directory says about a person: facts as they are, and "unknown" wherever they could not be read.
import assert from 'node:assert/strict';
import { createDirectory } from '../../src/graph/directory.ts';
import { fakeLog, fakeWorld } from '../entra/fakes.ts';
import { error, type FakeGraph, startGraph } from './fake-graph.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const LENA = { tenant: TENANT, id: '44444444-4444-4444-8444-444444444444' };

const USER = {
  id: LENA.id,
  displayName: 'Lena Fischer',
  userPrincipalName: 'lena@contoso.example',
  mail: 'lena@contoso.example',
  department: 'Sales',
  jobTitle: null,
  otherMails: ['lena@home.example'],
  onPremisesSamAccountName: 'lfischer',
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: true,
  isManagementRestricted: null,
  lastPasswordChangeDateTime: '2026-01-02T03:04:05Z',
  manager: { '@odata.type': '#microsoft.graph.user', id: 'm-1', displayName: 'Max Weber', mail: 'max@contoso.example' },
  mobilePhone: '+49 30 1',
  businessPhones: ['+49 30 2'],
  creationType: null,
  externalUserState: null,
  identities: [
    { signInType: 'userPrincipalName', issuer: 'contoso.example', issuerAssignedId: 'lena@contoso.example' },
  ],
};

const REPORT = {
  isSsprCapable: true,
  isSsprEnabled: true,
  isSsprRegistered: true,
  isMfaRegistered: true,
  methodsRegistered: ['mobilePhone'],
  lastUpdatedDateTime: '2026-01-03T00:00:00Z',
};

const MEMBER_OF = [
  { '@odata.type': '#microsoft.graph.group', id: 'g1', displayName: 'Everybody', isAssignableToRole: null },
  { '@odata.type': '#microsoft.graph.group', id: 'g2', displayName: 'Tier 0', isAssignableToRole: true },
  { '@odata.type': '#microsoft.graph.directoryRole', id: 'd1', displayName: 'Helpdesk Administrator' },
  { '@odata.type': '#microsoft.graph.administrativeUnit', id: 'a1', displayName: 'Berlin' },
];

describe('reading an account', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startGraph();
    graph.route(`GET /users/${LENA.id}?`, USER);
    graph.route(`GET /users/${LENA.id}/transitiveMemberOf`, { value: MEMBER_OF });
    graph.route('GET /reports/authenticationMethods/userRegistrationDetails/', REPORT);
    graph.route('GET /domains/contoso.example', { id: 'contoso.example', authenticationType: 'Managed' });
    graph.route(`GET /users/${LENA.id}/ownedObjects`, { value: [] });
    graph.route(`POST /users/${LENA.id}/checkMemberGroups`, { value: [] });
    graph.route('GET /roleManagement/', { value: [] });
    graph.route('GET /auditLogs/', { value: [] });
  });
  afterEach(() => graph.close());

  function create() {
    const [world, log] = [fakeWorld(), fakeLog()];
    const directory = createDirectory({
      graph: graph.client(),
      tenant: TENANT,
      groups: { approvers: 'g-approvers', admins: 'g-admins', escalation: ['g-lead'], named: ['G-Pilot', 'g-vip'] },
      registrations: ['app-bot', 'app-desk', 'app-hands'],
      world,
      log,
    });
    return { world, log, directory };
  }

  async function read(changes: object = {}) {
    graph.route(`GET /users/${LENA.id}?`, { ...USER, ...changes });
    const account = await create().directory.account(LENA);
    assert.ok(account);
    return account;
  }

  it('tells all there is in two exchanges', async () => {
    assert.deepEqual(await create().directory.account(LENA), {
      id: LENA.id,
      name: 'Lena Fischer',
      upn: 'lena@contoso.example',
      mail: 'lena@contoso.example',
      department: 'Sales',
      otherMails: ['lena@home.example'],
      samAccountName: 'lfischer',
      enabled: true,
      userType: 'member',
      synced: true,
      restricted: false,
      domain: 'managed',
      federation: null,
      manager: { id: 'm-1', name: 'Max Weber', mail: 'max@contoso.example' },
      roles: ['Tier 0', 'Helpdesk Administrator'],
      sspr: { capable: true, enabled: true, registered: true, methods: ['mobilePhone'], asOf: Date.UTC(2026, 0, 3) },
      passwordChangedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
      external: false,
      eligibleRoles: [],
      ownsRoleGroups: [],
      deskPower: [],
      groups: [],
      mfaRegistered: true,
      risk: 'none',
      phones: [
        { number: '+49 30 1', kind: 'mobile' },
        { number: '+49 30 2', kind: 'business' },
      ],
      changes: {},
      hybridAgent: 'unknown',
    });
    assert.deepEqual(
      graph.asked.map(({ method, path }) => `${method} ${path}`),
      ['POST /$batch', 'GET /domains/contoso.example'],
    );
  });

  it('takes null for what Graph means by it, and what is missing for unknown', async () => {
    const nulls = await read({ onPremisesSyncEnabled: null, userType: null, accountEnabled: null, manager: undefined });
    assert.deepEqual([nulls.synced, nulls.userType, nulls.enabled, nulls.manager], [false, 'unknown', 'unknown', null]);
    const missing = await read({
      onPremisesSyncEnabled: undefined,
      isManagementRestricted: undefined,
      lastPasswordChangeDateTime: undefined,
    });
    assert.deepEqual([missing.synced, missing.restricted, missing.passwordChangedAt], Array(3).fill('unknown'));
  });

  it('knows no account that is not there, or lives in another tenant', async () => {
    const { directory } = create();
    assert.equal(await directory.account({ tenant: TENANT, id: 'nobody' }), undefined);
    const before = graph.asked.length;
    assert.equal(await directory.account({ tenant: 'other', id: LENA.id }), undefined);
    assert.equal(graph.asked.length, before);
  });

  it('throws when the person cannot be read at all', async () => {
    graph.route(`GET /users/${LENA.id}?`, { error: { code: 'Authorization_RequestDenied' } }, 403);
    await assert.rejects(create().directory.account(LENA), /403 Authorization_RequestDenied/);
  });

  it('is "unknown", with a line in the log, for every part that failed', async () => {
    const denied = { error: { code: 'Authorization_RequestDenied', message: 'private words' } };
    graph.route(`GET /users/${LENA.id}/transitiveMemberOf`, denied, 403);
    graph.route('GET /reports/', denied, 403);
    graph.route('GET /domains/', denied, 403);
    const { directory, log } = create();
    const account = await directory.account(LENA);
    assert.deepEqual([account?.roles, account?.sspr, account?.domain, account?.federation], Array(4).fill('unknown'));
    for (const part of ['memberOf', 'report', 'domain'])
      assert.match(log.lines.join('\n'), new RegExp(`"part":"${part}"`));
    assert.doesNotMatch(log.lines.join('\n'), /private/);
  });

  it('does not take a person who is not in the report for one who cannot help themselves', async () => {
    graph.route('GET /reports/', { error: { code: 'notFound' } }, 404);
    assert.equal((await read()).sspr, 'unknown');
  });

  it('reads every page of the roles before it says there are none', async () => {
    const nextLink = `https://graph.microsoft.com/v1.0/more`;
    graph.route(`GET /users/${LENA.id}/transitiveMemberOf`, { value: [], '@odata.nextLink': nextLink });
    graph.route('GET /more', { value: MEMBER_OF.slice(2, 3) });
    assert.deepEqual((await read()).roles, ['Helpdesk Administrator']);
  });

  describe('of a federated domain', () => {
    const federated = (configuration: object | undefined) => {
      graph.route('GET /domains/contoso.example', { authenticationType: 'Federated' });
      const value = configuration ? [configuration] : [];
      graph.route('GET /domains/contoso.example/federationConfiguration', { value });
    };

    it('knows AD FS by its sign-in path', async () => {
      federated({ passiveSignInUri: 'https://fs.contoso.example/adfs/ls/', passwordResetUri: null });
      const account = await read();
      assert.equal(account.domain, 'federated');
      assert.deepEqual(account.federation, {
        provider: 'adfs',
        host: 'fs.contoso.example',
        signInOrigin: 'https://fs.contoso.example',
      });
    });

    it('knows another provider, and its owner’s reset page when that is a web page', async () => {
      const passiveSignInUri = 'https://contoso.okta.example/app/office365/x/sso/wsfed/passive';
      federated({ passiveSignInUri, passwordResetUri: 'https://reset.contoso.example/' });
      const { federation } = await read();
      assert.ok(federation && federation !== 'unknown');
      assert.deepEqual([federation.provider, federation.passwordResetUri], ['other', 'https://reset.contoso.example/']);
      federated({ passiveSignInUri, passwordResetUri: 'javascript:alert(1)' });
      const again = (await read()).federation;
      assert.ok(again && again !== 'unknown');
      assert.equal(again.passwordResetUri, undefined);
    });

    it('says "none" when there is none, and "unknown" when it cannot be read', async () => {
      federated(undefined);
      assert.equal((await read()).federation, null);
      graph.route('GET /domains/contoso.example/federationConfiguration', { error: { code: 'denied' } }, 403);
      const account = await read();
      assert.deepEqual([account.domain, account.federation], ['federated', 'unknown']);
    });

    it('remembers a domain for ten minutes, and never one it could not read', async () => {
      const { directory, world } = create();
      const asked = () => graph.asked.filter(({ path }) => path.startsWith('/domains/')).length;
      graph.route('GET /domains/contoso.example', { error: { code: 'denied' } }, 403);
      await directory.account(LENA);
      graph.route('GET /domains/contoso.example', { authenticationType: 'Managed' });
      await directory.account(LENA);
      await directory.account(LENA);
      assert.equal(asked(), 2);
      world.pass(10 * 60_000);
      await directory.account(LENA);
      assert.equal(asked(), 3);
    });

    it('asks again for a federation it could not read', async () => {
      const { directory } = create();
      federated(undefined);
      graph.route('GET /domains/contoso.example/federationConfiguration', { error: { code: 'denied' } }, 403);
      assert.equal((await directory.account(LENA))?.federation, 'unknown');
      federated({ passiveSignInUri: 'https://fs.contoso.example/adfs/ls/' });
      assert.notEqual((await directory.account(LENA))?.federation, 'unknown');
    });
  });

  it('does not read a hiccup as an answer', async () => {
    graph.route(`GET /users/${LENA.id}?`, USER);
    graph.answer(...Array(3).fill(error(500, 'oops')));
    await assert.rejects(create().directory.account(LENA));
  });
});
