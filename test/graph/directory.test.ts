// The rest of the directory: who may decide, what became of a reset, ending sessions, sending mail.
import assert from 'node:assert/strict';
import { createDirectory } from '../../src/graph/directory.ts';
import { fakeLog, fakeWorld } from '../entra/fakes.ts';
import { error, type FakeGraph, startGraph } from './fake-graph.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const LENA = { tenant: TENANT, id: '44444444-4444-4444-8444-444444444444' };
const APPROVERS = '55555555-5555-4555-8555-555555555555';
const HANDS = 'hands@contoso.example';
const SENT = Date.UTC(2026, 10, 20, 8, 0, 0, 700);

describe('the directory', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startGraph();
  });
  afterEach(() => graph.close());

  function create(groups: { approvers: string; admins?: string } = { approvers: APPROVERS }, guests = false) {
    const log = fakeLog();
    return {
      log,
      directory: createDirectory({
        graph: graph.client(),
        tenant: TENANT,
        groups,
        guests,
        registrations: [],
        world: fakeWorld(),
        log,
      }),
    };
  }

  describe('asked who may decide', () => {
    const EMPLOYEE = { accountEnabled: true, userType: 'Member', identities: [{ signInType: 'userPrincipalName' }] };
    const lena = (user: object) => graph.route(`GET /users/${LENA.id}?`, user);
    const memberOf = (...value: string[]) => graph.route(`POST /users/${LENA.id}/checkMemberGroups`, { value });
    const asked = () => graph.inner.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body));
    beforeEach(() => lena(EMPLOYEE));

    it('asks Graph at every click, about that person and that group', async () => {
      const { directory } = create();
      memberOf(APPROVERS.toUpperCase());
      assert.equal(await directory.isApprover(LENA), true);
      memberOf();
      assert.equal(await directory.isApprover(LENA), false);
      assert.deepEqual(asked(), Array(2).fill({ groupIds: [APPROVERS] }));
    });

    it('counts the groups a request was escalated to, for that click', async () => {
      const { directory } = create();
      memberOf('g-lead');
      assert.equal(await directory.isApprover(LENA, ['g-lead']), true);
      assert.deepEqual(asked(), [{ groupIds: [APPROVERS, 'g-lead'] }]);
    });

    it('does not know when it could not ask, and says no only when Graph does', async () => {
      const { directory } = create();
      graph.answer(error(500, 'oops'), 'drop', 'hang', { status: 200, body: {} });
      for (let call = 0; call < 4; call++) assert.equal(await directory.isApprover(LENA), 'unknown');
      graph.route(`POST /users/${LENA.id}/checkMemberGroups`, {});
      assert.equal(await directory.isApprover(LENA), 'unknown');
      graph.routeTo(`POST /users/${LENA.id}/checkMemberGroups`, error(404, 'Request_ResourceNotFound'));
      assert.equal(await directory.isApprover(LENA), false);
    });

    it('lets no guest decide who is in the group, unless policy does', async () => {
      memberOf(APPROVERS);
      for (const [user, guest] of [
        [{ userType: 'Guest' }, true],
        [{ userType: 'Member', userPrincipalName: 'a_b.example#EXT#@contoso.example' }, true],
        [{ userType: 'Member', identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD' }] }, true],
        [{ userType: 'Member' }, 'unknown'],
      ] as const) {
        lena({ accountEnabled: true, ...user });
        assert.equal(await create().directory.isApprover(LENA), guest === true ? false : guest);
        assert.equal(await create({ approvers: APPROVERS }, true).directory.isApprover(LENA), true);
      }
    });

    it('lets nobody decide whose account was disabled, or of whom that cannot be said', async () => {
      const { directory } = create({ approvers: APPROVERS, admins: 'g-admins' }, true);
      memberOf(APPROVERS, 'g-admins');
      for (const [enabled, decides] of [
        [true, true],
        [false, false],
        [null, 'unknown'],
        [undefined, 'unknown'],
      ] as const) {
        lena({ ...EMPLOYEE, accountEnabled: enabled });
        assert.deepEqual([await directory.isApprover(LENA), await directory.isAdmin(LENA)], [decides, decides]);
      }
      graph.routeTo(`GET /users/${LENA.id}?`, error(403, 'Authorization_RequestDenied'));
      assert.equal(await directory.isApprover(LENA), 'unknown');
    });

    it('asks for both in one exchange', async () => {
      memberOf(APPROVERS);
      await create().directory.isApprover(LENA);
      assert.deepEqual([graph.asked.length, graph.inner.length], [1, 2]);
      assert.match(graph.inner[0]?.path ?? '', /\$select=.*\baccountEnabled\b/);
    });

    it('never takes a guest for an admin, whoever else may approve', async () => {
      memberOf(APPROVERS, 'g-admins');
      lena({ accountEnabled: true, userType: 'Guest' });
      const { directory } = create({ approvers: APPROVERS, admins: 'g-admins' }, true);
      assert.deepEqual([await directory.isApprover(LENA), await directory.isAdmin(LENA)], [true, false]);
    });

    it('knows no approver of another tenant, and no admin without an admins’ group', async () => {
      const { directory } = create();
      assert.equal(await directory.isApprover({ ...LENA, tenant: 'other' }), false);
      assert.equal(await directory.isAdmin(LENA), false);
      assert.equal(graph.asked.length, 0);
    });

    it('asks about admins in their own group', async () => {
      const { directory } = create({ approvers: APPROVERS, admins: 'g-admins' });
      memberOf('g-admins');
      assert.equal(await directory.isAdmin(LENA), true);
      assert.deepEqual(asked(), [{ groupIds: ['g-admins'] }]);
    });
  });

  describe('asked what became of a reset', () => {
    const audited = (...rows: object[]) => graph.route('GET /auditLogs/directoryAudits', { value: rows });
    const changedAt = (when: string) => graph.route(`GET /users/${LENA.id}?`, { lastPasswordChangeDateTime: when });
    const by = (who: object, rest: object) => ({
      activityDateTime: new Date(SENT + 500).toISOString(),
      initiatedBy: { user: who },
      ...rest,
    });
    const ours = (rest: object) => by({ id: 'h-1', userPrincipalName: HANDS.toUpperCase() }, rest);
    const ask = (known: number | 'unknown' = 'unknown') => create().directory.evidence(LENA, SENT, HANDS, known);

    beforeEach(() => {
      audited();
      changedAt('2026-01-01T00:00:00Z');
    });

    it('asks the audit for that person’s resets by an admin, since the second it was sent', async () => {
      await ask();
      assert.equal(
        graph.asked[0]?.path,
        "/auditLogs/directoryAudits?$filter=activityDateTime ge 2026-11-20T08:00:00Z and loggedByService eq 'Self-service Password Management' " +
          `and activityDisplayName eq 'Reset password (by admin)' and targetResources/any(t:t/id eq '${LENA.id}')&$top=20`,
      );
    });

    it('believes the audit about our own hands, named by name or by id', async () => {
      audited(ours({ result: 'success' }));
      assert.deepEqual(await ask(), { what: 'our-reset-succeeded' });
      audited(by({ id: HANDS, userPrincipalName: 'other' }, { result: 'success' }));
      assert.deepEqual(await ask(), { what: 'our-reset-succeeded' });
      audited(ours({ result: 'failure', resultReason: 'SSPR_0029' }));
      assert.deepEqual(await ask(), { what: 'our-reset-failed', said: 'SSPR_0029' });
    });

    it('does not take somebody else’s reset for ours', async () => {
      audited(by({ id: 'x', userPrincipalName: 'helpdesk@contoso.example' }, { result: 'success' }), {
        result: 'success',
      });
      assert.deepEqual(await ask(), { what: 'nothing-yet' });
    });

    it('does not call it done when only AD was changed, whatever the audit calls it', async () => {
      audited(ours({ result: 'success', resultReason: 'OnPremisesSuccessCloudFailure' }));
      assert.deepEqual(await ask(), { what: 'our-reset-failed', said: 'OnPremisesSuccessCloudFailure' });
    });

    it('sees that the password changed since, when the audit is silent or out of reach', async () => {
      changedAt('2026-11-20T08:00:00Z');
      assert.deepEqual(await ask(), { what: 'changed-since' });
      changedAt('2026-11-20T07:59:59Z');
      assert.deepEqual(await ask(), { what: 'nothing-yet' });
      graph.route('GET /auditLogs/directoryAudits', { error: { code: 'denied' } }, 403);
      changedAt('2026-11-20T08:00:01Z');
      assert.deepEqual(await ask(), { what: 'changed-since' });
    });

    it('does not take a change that was there before for ours, though it was in the same second', async () => {
      changedAt('2026-11-20T08:00:00Z');
      assert.deepEqual(await ask(Date.parse('2026-11-20T08:00:00Z')), { what: 'nothing-yet' });
      assert.deepEqual(await ask(Date.parse('2026-11-20T07:00:00Z')), { what: 'changed-since' });
    });

    it('does not take an earlier reset of the same second for this one', async () => {
      audited(ours({ result: 'failure', activityDateTime: new Date(SENT - 1).toISOString() }));
      assert.deepEqual(await ask(), { what: 'nothing-yet' });
      audited(ours({ result: 'success', activityDateTime: new Date(SENT).toISOString() }));
      assert.deepEqual(await ask(), { what: 'our-reset-succeeded' });
    });

    it('knows nothing yet when nothing can be read, and says so in the log', async () => {
      graph.route('GET /auditLogs/', { error: { code: 'denied' } }, 403);
      graph.route('GET /users/', { error: { code: 'denied' } }, 403);
      const { directory, log } = create();
      assert.deepEqual(await directory.evidence(LENA, SENT, HANDS, 'unknown'), { what: 'nothing-yet' });
      assert.equal(log.lines.length, 2);
      assert.equal(await directory.passwordChangedAt(LENA), 'unknown');
    });

    it('reads when the password was last changed', async () => {
      assert.equal(await create().directory.passwordChangedAt(LENA), Date.UTC(2026, 0, 1));
    });
  });

  it('ends sessions with any kind of yes, and throws when Graph did not agree', async () => {
    const { directory } = create();
    graph.answer({ status: 200, body: { value: true } }, { status: 204 }, error(503, 'busy'));
    await directory.endSessions(LENA);
    await directory.endSessions(LENA);
    await assert.rejects(directory.endSessions(LENA), /503/);
    assert.equal(graph.asked[0]?.path, `/users/${LENA.id}/revokeSignInSessions`);
  });

  it('ends nobody’s sessions in another tenant', async () => {
    await assert.rejects(create().directory.endSessions({ ...LENA, tenant: 'other' }));
    assert.equal(graph.asked.length, 0);
  });
});
