// The sandbox's Graph: what each caller may do, the life of a reset, and the shapes of its answers.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import restify from 'restify';
import { GROUPS, REGISTRATIONS, ROLES, TENANT } from '../../sandbox/company.ts';
import { createFaults } from '../../sandbox/faults.ts';
import { graph } from '../../sandbox/graph/graph.ts';
import { AUDIENCES, createKeys, ISSUERS, type Keys } from '../../sandbox/keys.ts';
import { mailbox } from '../../sandbox/mailbox.ts';
import { verifyPassword } from '../../sandbox/passwords.ts';
import { createRecorder } from '../../sandbox/record.ts';
import { createWorld, type Person, type World } from '../../sandbox/world.ts';

const METHOD = '28c10230-6103-485e-b985-444c60001490';
const FRESH = 'Marble-Orbit-5521';
const HANDS = REGISTRATIONS.hands.scopes.join(' ');

describe('the Graph of the sandbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graph-'));
  const record = join(folder, 'traffic.ndjson');
  const server = restify.createServer();
  let keys: Keys;
  let world: World;

  before(async () => {
    keys = await createKeys();
    world = createWorld({ lags: { operation: 0, audit: 0 } });
    server.use(restify.plugins.bodyParser({ mapParams: false }));
    graph(server, world, keys, createFaults(world), createRecorder(record));
    mailbox(server, world);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const person = (key: string): Person => world.find(key) ?? assert.fail(key);
  const sign = (claims: object, expiresIn = 600) =>
    keys.entra.sign({ iss: ISSUERS.v1(TENANT), aud: AUDIENCES.graph, tid: TENANT, ...claims }, { expiresIn });
  const asDesk = (roles: readonly string[] = REGISTRATIONS.desk.roles) =>
    sign({ appid: REGISTRATIONS.desk.clientId, idtyp: 'app', roles });
  const as = (key: string, scp = HANDS) => sign({ appid: REGISTRATIONS.hands.clientId, oid: person(key).id, scp });

  async function call(token: string | undefined, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const res = await fetch(`${world.origin}/graph/v1.0${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'client-request-id': '6f1b7f3e-0000-4000-8000-000000000001',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await res.text();
    return { status: res.status, headers: res.headers, body: text === '' ? undefined : JSON.parse(text) };
  }
  const reset = async (who: string, target: string, body: object = { newPassword: FRESH }) =>
    call(await as(who), `/users/${person(target).id}/authentication/methods/${METHOD}/resetPassword`, body);
  const below = (location: string | null) => (location ?? '').replace('https://graph.microsoft.com/v1.0', '');
  /** Asks until the operation has ended, a turn of the event loop between two questions. */
  async function end(location: string | null, tries = 200) {
    for (let left = tries; left > 0; left -= 1) {
      const { body } = await call(await as('service'), below(location));
      if (['succeeded', 'failed'].includes(body.status)) return body;
    }
    return assert.fail('the operation did not end');
  }

  describe('lets nobody in who has no right', () => {
    const me = '/me?$select=id';
    it('refuses a call without a token, with a foreign one, an expired one, and one for somebody else', async () => {
      const foreign = await (await createKeys()).entra.sign(
        { iss: ISSUERS.v1(TENANT), aud: AUDIENCES.graph, oid: person('service').id, scp: HANDS },
        { expiresIn: 600 },
      );
      const connector = await sign({ aud: AUDIENCES.connector, oid: person('service').id, scp: HANDS });
      const other = await sign({ iss: ISSUERS.v1('another'), oid: person('service').id, scp: HANDS });
      const old = await sign({ oid: person('service').id, scp: HANDS }, -600);
      for (const token of [undefined, foreign, connector, other, old]) {
        const { status, body, headers } = await call(token, me);
        assert.equal(status, 401);
        assert.equal(body.error.code, 'InvalidAuthenticationToken');
        assert.ok(headers.get('www-authenticate')?.startsWith('Bearer'));
      }
      assert.equal((await call(await as('service'), me)).body.id, person('service').id);
    });

    for (const [path, permission] of [
      ['/users/{freya}', 'User.Read.All'],
      ['/users/{freya}/manager', 'User.Read.All'],
      ['/users/{freya}/directReports', 'User.Read.All'],
      ['/groups/{approvers}/transitiveMembers', 'GroupMember.Read.All'],
      ['/domains/labs.example', 'Domain.Read.All'],
      ['/domains/alderfinch.example/federationConfiguration', 'Domain-InternalFederation.Read.All'],
      ['/auditLogs/directoryAudits', 'AuditLog.Read.All'],
      ['/reports/authenticationMethods/userRegistrationDetails/{freya}', 'AuditLog.Read.All'],
      ["/roleManagement/directory/roleAssignments?$filter=principalId eq '{freya}'", 'RoleManagement.Read.Directory'],
    ] as const) {
      it(`opens ${path} for an app with ${permission}, and for no other`, async () => {
        const real = path.replace('{freya}', person('freya').id).replace('{approvers}', GROUPS.approvers.id);
        const others = REGISTRATIONS.desk.roles.filter(one => one !== permission);
        // User.Read.All opens a domain no more than Domain.Read.All opens a person.
        const refused = await call(await asDesk(others), real);
        assert.equal(refused.status, 403);
        assert.equal(refused.body.error.code, 'Authorization_RequestDenied');
        assert.equal((await call(await asDesk([permission]), real)).status, 200);
      });
    }

    it('does not let an app reset, look at operations, or be "me", whatever permissions it has', async () => {
      const token = await asDesk([...REGISTRATIONS.desk.roles, 'UserAuthenticationMethod.ReadWrite.All']);
      const target = `/users/${person('clara').id}/authentication`;
      const tried = await call(token, `${target}/methods/${METHOD}/resetPassword`, { newPassword: FRESH });
      assert.deepEqual([tried.status, tried.body.error.code], [400, 'BadRequest']);
      assert.equal((await call(token, `${target}/operations/x?aadgdc=a&aadgsu=b`)).status, 403);
      assert.equal((await call(token, '/me')).status, 400);
      assert.equal((await call(token, '/directory/onPremisesSynchronization')).status, 403);
    });

    it('lets User.Read read oneself and no colleague', async () => {
      const token = await as('sten', 'User.Read');
      assert.equal((await call(token, `/users/${person('sten').upn}`)).status, 200);
      assert.equal((await call(token, `/users/${person('freya').upn}`)).status, 403);
    });

    it('shows User.ReadBasic.All the basic profile and refuses the rest', async () => {
      const token = await asDesk(['User.ReadBasic.All']);
      const path = `/users/${person('freya').id}?$select=`;
      assert.equal((await call(token, `${path}displayName`)).status, 200);
      assert.equal((await call(token, `${path}accountEnabled`)).status, 403);
    });
  });

  describe('holds a reset to who may reset whom', () => {
    const refusedFor = async (who: string, target: string) => (await reset(who, target)).status;

    it('refuses somebody without a role, though the scope is there', async () => {
      assert.equal(await refusedFor('sten', 'clara'), 403);
    });
    it('refuses the service account an administrator, and whoever is in a role-assignable group', async () => {
      assert.equal(await refusedFor('service', 'petra'), 403);
      assert.equal(await refusedFor('service', 'ada'), 403);
      assert.equal(await refusedFor('service', 'hana'), 403);
    });
    it('lets a Global Administrator reset an approver, but not herself', async () => {
      assert.equal(await refusedFor('ada', 'hugo'), 202);
      assert.equal(await refusedFor('ada', 'ada'), 403);
    });
    it('takes the role as it is now, not as it was when the token was made', async () => {
      const token = await as('service');
      const service = person('service');
      const { roles } = service;
      Object.assign(service, { roles: [] });
      const path = `/users/${person('clara').id}/authentication/methods/${METHOD}/resetPassword`;
      assert.equal((await call(token, path, { newPassword: FRESH })).status, 403);
      Object.assign(service, { roles });
    });
    it('refuses a scope that only reads', async () => {
      const path = `/users/${person('clara').id}/authentication/methods/${METHOD}/resetPassword`;
      const { status } = await call(await as('service', 'UserAuthenticationMethod.Read.All'), path, {
        newPassword: FRESH,
      });
      assert.equal(status, 403);
    });
  });

  describe('refuses at once what can never work', () => {
    it('a guest, whose password lives at home', async () => assert.equal((await reset('service', 'gus')).status, 400));
    it('a synced person without a new password', async () =>
      assert.equal((await reset('service', 'freya', {})).status, 400));
    it('a method that is not the password', async () => {
      const path = `/users/${person('clara').id}/authentication/methods/${METHOD.replace('2', '3')}/resetPassword`;
      assert.equal((await call(await as('service'), path, { newPassword: FRESH })).status, 400);
    });
    it('a password Entra will not have, and says nothing of it back', async () => {
      const { status, body } = await reset('service', 'clara', { newPassword: 'Clara-Osei-1' });
      assert.equal(status, 400);
      assert.match(body.error.message, /FuzzyPolicyViolationInvalidPassword/);
      assert.ok(!JSON.stringify(body).includes('Clara-Osei-1'));
    });
    it('somebody who does not exist, under a nickname too', async () => {
      const path = `/users/clara/authentication/methods/${METHOD}/resetPassword`;
      const { status, body } = await call(await as('service'), path, { newPassword: FRESH });
      assert.deepEqual([status, body.error.code], [404, 'Request_ResourceNotFound']);
    });
    it('and accepts none of them', () =>
      assert.deepEqual(
        world.resets.map(one => one.person),
        ['hugo'],
      ));
  });

  describe('does an accepted reset later, and tells how it went', () => {
    it('lands in AD and in Entra, must be changed, and ends the sessions', async () => {
      const freya = person('freya');
      const before = freya.sessionsValidFrom;
      const accepted = await reset('service', 'freya');
      assert.equal(accepted.status, 202);
      assert.deepEqual(accepted.body, {});
      assert.match(
        accepted.headers.get('location') ?? '',
        /^https:\/\/graph\.microsoft\.com\/v1\.0\/users\/[\w-]+\/authentication\/operations\/[\w-]+\?aadgdc=\w+&aadgsu=[\w-]+$/,
      );
      assert.match(accepted.headers.get('retry-after') ?? '', /^\d+$/);
      const { status, statusDetail, resourceLocation } = await end(accepted.headers.get('location'));
      assert.deepEqual([status, statusDetail, resourceLocation], ['succeeded', 'ResetSuccess', null]);
      assert.equal(await verifyPassword(world, freya, FRESH, 'ad'), 'must-change');
      assert.equal(await verifyPassword(world, freya, FRESH, 'cloud'), 'must-change');
      assert.equal(await verifyPassword(world, freya, freya.password, 'ad'), 'wrong');
      assert.ok(freya.sessionsValidFrom > before);
      assert.equal(world.resets.at(-1)?.person, 'freya');
    });

    it('hides the operation from whoever left the routing parameters out, or asks about somebody else', async () => {
      const location = below((await reset('service', 'sam')).headers.get('location'));
      assert.equal((await call(await as('service'), location.split('?')[0] ?? '')).status, 404);
      assert.equal(
        (await call(await as('service'), location.replace(person('sam').id, person('freya').id))).status,
        404,
      );
      assert.equal((await call(await as('sten'), location)).status, 403);
      assert.equal((await end(location)).status, 'succeeded');
    });

    it('starts as not started, with nothing changed yet', async () => {
      world.lags.operation = 3_600_000;
      const { headers } = await reset('service', 'selma');
      world.lags.operation = 0;
      assert.equal(headers.get('retry-after'), '3600');
      const selma = person('selma');
      assert.equal(await verifyPassword(world, selma, selma.password, 'ad'), 'ok');
    });

    it('makes up a password for a cloud-only person when none is given', async () => {
      const { body, headers } = await reset('service', 'clara', {});
      assert.match(body.newPassword, /^[A-Z][a-z]{3}\d{4}$/);
      await end(headers.get('location'));
      assert.equal(await verifyPassword(world, person('clara'), body.newPassword, 'cloud'), 'must-change');
    });

    for (const [what, target, quirk, detail, password] of [
      ['a protected AD account', 'paul', undefined, /^SSPR_0029/, FRESH],
      ['writeback that is down', 'freya', 'writebackDown', /^SSPR_0030/, 'Walnut-Comet-8841'],
      ['a policy of the domain', 'freya', 'policyRefusesNext', /^OnPremisesPolicyViolation$/, 'Walnut-Comet-8842'],
      ['a password used before', 'freya', undefined, /^OnPremisesPolicyViolation$/, 'Harbour-Light-1987'],
    ] as const) {
      it(`fails on ${what}, and nothing has changed`, async () => {
        const one = person(target);
        const held = [one.ad?.value, one.cloud?.value, one.lastPasswordChangeAt];
        if (quirk) world.quirks[quirk] = true;
        const { status, statusDetail } = await end(
          (await reset('service', target, { newPassword: password })).headers.get('location'),
        );
        if (quirk) world.quirks[quirk] = false;
        assert.equal(status, 'failed');
        assert.match(statusDetail, detail);
        assert.deepEqual([one.ad?.value, one.cloud?.value, one.lastPasswordChangeAt], held);
      });
    }

    it('refuses a cloud-only person the password a policy will not have before accepting it', async () => {
      world.quirks.policyRefusesNext = true;
      assert.equal((await reset('service', 'clara')).status, 400);
      assert.equal((await reset('service', 'clara')).status, 202);
    });

    it('fails when Entra did not follow AD, and AD has the new password all the same', async () => {
      world.quirks.cloudFailsAfterOnPremises = true;
      const accepted = await reset('service', 'sam', { newPassword: 'Walnut-Comet-8843' });
      const { statusDetail } = await end(accepted.headers.get('location'));
      world.quirks.cloudFailsAfterOnPremises = false;
      assert.equal(statusDetail, 'OnPremisesSuccessCloudFailure');
      assert.equal(await verifyPassword(world, person('sam'), 'Walnut-Comet-8843', 'ad'), 'must-change');
      assert.equal(await verifyPassword(world, person('sam'), 'Walnut-Comet-8843', 'cloud'), 'wrong');
    });

    it('can run for ever', async () => {
      world.quirks.operationNeverEnds = true;
      const location = below(
        (await reset('service', 'sam', { newPassword: 'Walnut-Comet-8844' })).headers.get('location'),
      );
      for (let asked = 0; asked < 3; asked += 1) await call(await as('service'), location);
      assert.equal((await call(await as('service'), location)).body.status, 'running');
      world.quirks.operationNeverEnds = false;
    });
  });

  describe('keeps the directory audit of a reset', () => {
    const rows = async (filter: string) =>
      (await call(await asDesk(), `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=10`)).body;
    const about = (key: string) =>
      `loggedByService eq 'Self-service Password Management' and activityDisplayName eq 'Reset password (by admin)' and targetResources/any(t:t/id eq '${person(key).id}')`;

    it('names the token as its actor, and the agent that wrote it back', async () => {
      const { value } = await rows(`activityDateTime ge 2020-01-01T00:00:00Z and ${about('freya')}`);
      const row = value.at(-1);
      assert.deepEqual([row.result, row.initiatedBy.user.id], ['success', person('service').id]);
      assert.deepEqual(row.additionalDetails, [{ key: 'OnPremisesAgent', value: 'Microsoft Entra Connect' }]);
      assert.equal((await rows(`activityDateTime ge 2099-01-01T00:00:00Z and ${about('freya')}`)).value.length, 0);
      assert.equal((await rows(about('marcus'))).value.length, 0);
    });
    it('calls a half-done reset a success, as Microsoft does', async () => {
      const [row] = (await rows(about('sam'))).value;
      assert.deepEqual([row.result, row.resultReason], ['success', 'OnPremisesSuccessCloudFailure']);
    });
    it('calls a failed one a failure, with its code', async () => {
      const [row] = (await rows(about('paul'))).value;
      assert.deepEqual([row.result, row.resultReason.slice(0, 9)], ['failure', 'SSPR_0029']);
    });
    it('is newest first and comes in pages', async () => {
      const token = await asDesk();
      const first = (await call(token, '/auditLogs/directoryAudits?$top=2')).body;
      assert.equal(first.value.length, 2);
      assert.ok(first.value[0].activityDateTime >= first.value[1].activityDateTime);
      const second = (await call(token, below(first['@odata.nextLink']))).body;
      assert.ok(second.value.length > 0);
      assert.ok(!second.value.some((row: { id: string }) => row.id === first.value[1].id));
    });
    it('refuses a filter the reference does not name', async () => {
      const filter = encodeURIComponent("result eq 'success'");
      assert.equal((await call(await asDesk(), `/auditLogs/directoryAudits?$filter=${filter}`)).status, 400);
    });
    it('may never arrive', async () => {
      world.quirks.auditNeverArrives = true;
      assert.deepEqual((await rows(about('freya'))).value, []);
      world.quirks.auditNeverArrives = false;
    });
  });

  describe('answers in Graph’s shapes', () => {
    const read = async (path: string, headers = {}) => (await call(await asDesk(), path, undefined, headers)).body;

    it('gives the selected properties and the context, nothing else', async () => {
      const names = 'id,accountEnabled,onPremisesSyncEnabled,lastPasswordChangeDateTime';
      const body = await read(`/users/${encodeURIComponent(person('gus').upn)}?$select=${names}`);
      assert.deepEqual(Object.keys(body).sort(), ['@odata.context', ...names.split(',')].sort());
      assert.deepEqual([body.id, body.onPremisesSyncEnabled], [person('gus').id, null]);
      assert.match(body.lastPasswordChangeDateTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });
    it('leaves account state out of the default set', async () => {
      const body = await read(`/users/${person('freya').id}`);
      assert.equal(body.userPrincipalName, person('freya').upn);
      assert.ok(!('accountEnabled' in body) && !('onPremisesSyncEnabled' in body));
    });
    it('expands the manager, and says 404 where there is none', async () => {
      const body = await read(`/users/${person('freya').id}?$select=id&$expand=manager($select=id,displayName)`);
      const { '@odata.type': type, ...manager } = body.manager;
      assert.deepEqual(
        [type, manager],
        ['#microsoft.graph.user', { id: person('marcus').id, displayName: 'Marcus Okafor' }],
      );
      assert.equal((await read(`/users/${person('marcus').id}/manager`)).error.code, 'Request_ResourceNotFound');
    });
    it('refuses a property or an option that does not exist there', async () => {
      assert.match((await read('/users/freya.lindqvist@alderfinch.example?$select=hat')).error.message, /'hat'/);
      assert.equal(
        (await read('/domains/alderfinch.example/federationConfiguration?$select=id')).error.code,
        'BadRequest',
      );
    });
    it('tells groups from roles among the memberships, and wants both switches for a cast', async () => {
      const path = `/users/${person('ada').id}/transitiveMemberOf`;
      const { value } = await read(`${path}?$select=id,displayName,isAssignableToRole,roleTemplateId`);
      const role = value.find(
        (one: Record<string, unknown>) => one['@odata.type'] === '#microsoft.graph.directoryRole',
      );
      const admins = value.find((one: Record<string, unknown>) => one['id'] === GROUPS.admins.id);
      assert.deepEqual([role.roleTemplateId, role.id === role.roleTemplateId], [ROLES['Global Administrator'], false]);
      assert.deepEqual([admins.isAssignableToRole, 'roleTemplateId' in admins], [true, false]);
      assert.equal((await read(`${path}/microsoft.graph.group`)).error.code, 'Request_UnsupportedQuery');
      const cast = await read(`${path}/microsoft.graph.group?$count=true`, { ConsistencyLevel: 'eventual' });
      assert.equal(cast['@odata.count'], 2);
    });
    it('checks memberships, lists members and owners', async () => {
      const groupIds = [GROUPS.approvers.id, GROUPS.admins.id, TENANT];
      const hana = `/users/${person('hana').id}`;
      const { body } = await call(await asDesk(), `${hana}/checkMemberGroups`, { groupIds });
      assert.deepEqual(body.value, [GROUPS.approvers.id]);
      const members = (await read(`/groups/${GROUPS.approvers.id}/transitiveMembers?$select=id`)).value;
      assert.deepEqual(
        members.map((one: { id: string }) => one.id),
        [person('hana').id, person('hugo').id],
      );
      const owners = (await read(`/groups/${GROUPS.approvers.id}/owners?$select=id`)).value;
      const ada = { '@odata.type': '#microsoft.graph.user', id: person('ada').id };
      assert.ok(owners.some((one: object) => JSON.stringify(one) === JSON.stringify(ada)));
      const owned = (await read(`/users/${person('ada').id}/ownedObjects?$select=id,appId`)).value;
      assert.ok(owned.some((one: { appId?: string }) => one.appId === REGISTRATIONS.hands.clientId));
    });
    it('counts whoever is in a group inside a group, at any depth, and lists those groups', async () => {
      world.estate.nested = { approvers: ['executives'], executives: ['factory'] };
      const odd = person('hana');
      odd.groups.add('factory').delete('approvers');
      const { body } = await call(await asDesk(), `/users/${odd.id}/checkMemberGroups`, {
        groupIds: [GROUPS.approvers.id, GROUPS.executives.id, GROUPS.admins.id],
      });
      assert.deepEqual(body.value, [GROUPS.approvers.id, GROUPS.executives.id]);
      const ids = async (path: string) =>
        (await read(`${path}?$select=id`)).value.map((one: { id: string }) => one.id) as readonly string[];
      const all = await ids(`/groups/${GROUPS.approvers.id}/transitiveMembers`);
      for (const one of [odd.id, GROUPS.executives.id, GROUPS.factory.id]) assert.ok(all.includes(one));
      const direct = await ids(`/groups/${GROUPS.approvers.id}/members`);
      assert.deepEqual(
        [odd.id, GROUPS.executives.id, GROUPS.factory.id].map(one => direct.includes(one)),
        [false, true, false],
      );
      assert.ok((await ids(`/users/${odd.id}/transitiveMemberOf`)).includes(GROUPS.approvers.id));
      world.estate.nested = {};
      odd.groups.add('approvers').delete('factory');
    });
    it('says where a federated domain signs in, and nothing of a managed one', async () => {
      const [one] = (await read('/domains/alderfinch.example/federationConfiguration')).value;
      assert.deepEqual([one.passiveSignInUri, one.passwordResetUri], [`${world.origin}/adfs/ls/`, null]);
      const [other] = (await read('/domains/wren.example/federationConfiguration')).value;
      assert.deepEqual([other.passiveSignInUri, other.issuerUri], [`${world.origin}/idp/prp.wsf`, 'wren.example']);
      assert.deepEqual((await read('/domains/labs.example/federationConfiguration')).value, []);
      assert.equal((await read('/domains/labs.example?$select=authenticationType')).authenticationType, 'Managed');
    });
    it('reports who may use self-service, leaves disabled people out, and can be two days late', async () => {
      const path = '/reports/authenticationMethods/userRegistrationDetails';
      const selma = await read(`${path}/${person('selma').id}`);
      assert.deepEqual([selma.isSsprCapable, selma.isAdmin], [true, false]);
      const filtered = await read(`${path}?$filter=isSsprCapable eq true&$select=id`);
      const capable = ['selma', 'luke', 'sigrid'].map(key => ({ id: person(key).id }));
      assert.deepEqual(filtered.value, capable);
      assert.equal((await read(`${path}/${person('dario').id}`)).error.code, 'Request_ResourceNotFound');
      world.quirks.reportsStale = true;
      const stale = await read(`${path}/${person('selma').id}`);
      world.quirks.reportsStale = false;
      assert.ok(Date.parse(stale.lastUpdatedDateTime) < Date.now() - 36 * 3_600_000);
    });
    it('lists role assignments with their definitions, and who could activate one', async () => {
      const filter = `?$filter=principalId eq '${person('petra').id}'`;
      const [one] = (await read(`/roleManagement/directory/roleAssignments${filter}&$expand=roleDefinition`)).value;
      assert.deepEqual([one.directoryScopeId, one.roleDefinition.displayName], ['/', 'User Administrator']);
      Object.assign(person('sten'), { eligibleRoles: ['Global Administrator'] });
      const eligible = `/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '${person('sten').id}'`;
      assert.equal((await read(eligible)).value[0].roleDefinitionId, ROLES['Global Administrator']);
      assert.deepEqual((await read(eligible.replace(person('sten').id, person('freya').id))).value, []);
    });
    it('shows registered methods to those with the role', async () => {
      const path = `/users/${person('freya').id}/authentication/methods`;
      const { value } = (await call(await as('service'), path)).body;
      const types = value.map((one: Record<string, unknown>) => one['@odata.type']);
      assert.ok(types.includes('#microsoft.graph.fido2AuthenticationMethod'));
      assert.equal(value[0].id, METHOD);
      assert.equal((await call(await as('sten'), path)).status, 403);
    });
    it('shows the policies of Conditional Access, report-only ones too, to who may read policies', async () => {
      const path = '/identity/conditionalAccess/policies';
      const read = async () => (await call(await asDesk(), path)).body.value[0];
      const { state, conditions, grantControls } = await read();
      assert.deepEqual([state, conditions.users.includeUsers], ['enabled', ['All']]);
      assert.deepEqual(conditions.applications.includeAuthenticationContextClassReferences, ['c1']);
      assert.ok(grantControls.authenticationStrength.allowedCombinations.includes('fido2'));
      world.contexts.set('c1', { requires: 'passwordless', reportOnly: true });
      assert.equal((await read()).state, 'enabledForReportingButNotEnforced');
      world.contexts.set('c1', { requires: 'passwordless' });
      assert.equal((await call(await asDesk(['User.Read.All']), path)).status, 403);
    });
    it('ends sessions', async () => {
      const before = person('marcus').sessionsValidFrom;
      const { body } = await call(await asDesk(), `/users/${person('marcus').id}/revokeSignInSessions`, {});
      assert.deepEqual(body, {
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#Edm.Boolean',
        value: true,
      });
      assert.ok(person('marcus').sessionsValidFrom > before);
    });
    it('echoes the client’s request id, and puts both ids into an error', async () => {
      const { headers, body, status } = await call(await asDesk(), '/nothing/here');
      assert.equal(headers.get('client-request-id'), '6f1b7f3e-0000-4000-8000-000000000001');
      assert.equal(body.error.innerError['request-id'], headers.get('request-id'));
      assert.deepEqual([status, body.error.code], [400, 'BadRequest']);
      assert.equal((await call(await asDesk(), '/me', {})).status, 405);
    });
  });

  describe('answers many questions at once', () => {
    const ask = async (requests: unknown, roles?: readonly string[]) =>
      call(await asDesk(roles), '/$batch', { requests });
    const freya = () => `/users/${person('freya').id}`;

    it('each by itself, with what it would have said alone', async () => {
      const groupIds = [GROUPS.staff.id];
      const { status, body } = await ask(
        [
          { id: 'who', method: 'GET', url: `${freya()}?$select=displayName` },
          { id: 'nobody', method: 'GET', url: '/users/nobody' },
          { id: 'domain', method: 'GET', url: '/domains/labs.example' },
          {
            ...{ id: 'groups', method: 'POST', url: `${freya()}/checkMemberGroups`, body: { groupIds } },
            headers: { 'content-type': 'application/json' },
          },
        ],
        ['User.Read.All'],
      );
      assert.equal(status, 200);
      const said = Object.fromEntries(body.responses.map((one: { id: string }) => [one.id, one]));
      assert.deepEqual([said.who.status, said.who.body.displayName], [200, 'Freya Lindqvist']);
      assert.deepEqual([said.nobody.status, said.nobody.body.error.code], [404, 'Request_ResourceNotFound']);
      assert.deepEqual([said.domain.status, said.domain.body.error.code], [403, 'Authorization_RequestDenied']);
      assert.deepEqual(said.groups.body.value, groupIds);
    });

    it('but not more than 20, none twice, none within another, and none of somewhere else', async () => {
      const one = { method: 'GET', url: '/domains' };
      const many = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id), ...one }));
      assert.equal((await ask(many(20))).status, 200);
      for (const wrong of [
        [],
        many(21),
        [...many(1), ...many(1)],
        [{ ...one }],
        [{ id: '1', ...one, url: 'https://graph.microsoft.com/v1.0/me' }],
      ])
        assert.equal((await ask(wrong)).status, 400);
      const { body } = await ask([
        { id: '1', method: 'POST', url: '/$batch', body: {}, headers: { 'content-type': 'application/json' } },
      ]);
      assert.equal(body.responses[0].status, 400);
      assert.equal((await call(undefined, '/$batch', { requests: many(1) })).status, 401);
    });
  });

  describe('knows what the tenant pays for', () => {
    const risky = async (key: string) =>
      call(await asDesk(), `/identityProtection/riskyUsers/${person(key).id}?$select=id,riskState`);
    const eligible = async (key: string) =>
      call(
        await asDesk(),
        `/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '${person(key).id}'&$expand=roleDefinition`,
      );

    it('with P2: who is at risk, and who can activate a role', async () => {
      const { '@odata.context': _, ...rasmus } = (await risky('rasmus')).body;
      assert.deepEqual(rasmus, { id: person('rasmus').id, riskState: 'atRisk' });
      assert.equal((await risky('freya')).status, 404);
      assert.equal((await eligible('erik')).body.value[0].roleDefinition.displayName, 'Global Administrator');
      assert.deepEqual((await eligible('freya')).body.value, []);
      assert.equal(
        (await call(await asDesk(['User.Read.All']), `/identityProtection/riskyUsers/${person('rasmus').id}`)).status,
        403,
      );
    });

    it('without it: neither; and without P1 no report', async () => {
      const report = async () =>
        call(await asDesk(), `/reports/authenticationMethods/userRegistrationDetails/${person('freya').id}`);
      world.licence = 'P1';
      const refused = await eligible('erik');
      assert.deepEqual([refused.status, refused.body.error.code], [400, 'AadPremiumLicenseRequired']);
      assert.equal((await risky('rasmus')).status, 403);
      assert.equal((await report()).status, 200);
      world.licence = 'free';
      assert.equal((await report()).status, 403);
      world.licence = 'P2';
    });
  });

  describe('keeps what was sent', () => {
    it('writes its traffic down without tokens and without passwords', () => {
      const text = readFileSync(record, 'utf8');
      const lines = text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      assert.ok(!text.includes(FRESH) && !/authorization"/i.test(text) && !/[A-Z][a-z]{3}\d{4}"/.test(text));
      const reset = lines.find(
        one => one.method === 'POST' && one.status === 202 && one.url.endsWith('/resetPassword'),
      );
      assert.ok(reset.url.startsWith('https://graph.microsoft.com/v1.0/users/'));
      assert.deepEqual([reset.requestBody, reset.responseBody], [{ newPassword: '(removed)' }, {}]);
      assert.ok(reset.responseHeaders.location.includes('aadgdc='));
      assert.ok(!JSON.stringify(world.events).includes(FRESH));
    });

    it('writes a batch down as the calls it held, each with its own answer', async () => {
      const { id } = person('freya');
      const groups = { groupIds: [GROUPS.admins.id] };
      const headers = { 'Content-Type': 'application/json' };
      const before = readFileSync(record, 'utf8').length;
      await call(await asDesk(), '/$batch', {
        requests: [
          { id: 'b', method: 'GET', url: `/users/${id}?$select=id` },
          { id: 'a', method: 'POST', url: `/users/${id}/checkMemberGroups`, body: groups, headers },
          { id: 'c', method: 'GET', url: '/users/nobody' },
        ],
      });
      const lines = readFileSync(record, 'utf8').slice(before).trim().split('\n');
      const written = lines.map(line => JSON.parse(line));
      assert.deepEqual(
        written.map(one => [one.method, one.url.split('/v1.0')[1], one.status, one.requestBody]),
        [
          ['GET', `/users/${id}?$select=id`, 200, null],
          ['POST', `/users/${id}/checkMemberGroups`, 200, groups],
          ['GET', '/users/nobody', 404, null],
        ],
      );
      assert.equal(written[0].responseBody.id, id);
      for (const one of written)
        assert.equal(one.requestHeaders['client-request-id'], '6f1b7f3e-0000-4000-8000-000000000001');
    });
  });
});
