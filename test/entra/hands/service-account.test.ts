// The service account: connected once, used silently, lost and found again; through the real MSAL and an encrypted cache.
import assert from 'node:assert/strict';
import { Secret } from '../../../src/core/secret.ts';
import { createSignedInIdentity, HANDS_SCOPES } from '../../../src/entra/hands/service-account.ts';
import { createMsal } from '../../../src/entra/msal.ts';
import { createNet } from '../../../src/entra/net.ts';
import { createSignIn } from '../../../src/entra/sign-in.ts';
import { ACCOUNT, CLIENT, type FakeEntra, refusal, startEntra, TENANT } from '../fake-entra.ts';
import { fakeLog, fakeMemory, fakeSealer, fakeTickets, fakeTokens, fakeWorld, plain } from '../fakes.ts';

describe('the hands', () => {
  let entra: FakeEntra;
  beforeEach(async () => {
    entra = await startEntra();
  });
  afterEach(() => entra.close());

  function create(account = ACCOUNT.upn, guest = false) {
    const world = fakeWorld();
    const log = fakeLog();
    const tokens = fakeTokens();
    const registration = {
      cloud: entra.cloud,
      tenant: TENANT,
      clientId: CLIENT,
      secret: new Secret('shh'),
      net: createNet(entra.cloud, 150),
    };
    const party = { clientId: CLIENT, msal: () => createMsal(registration) };
    const where = { cloud: entra.cloud, tenant: TENANT, redirectUri: 'https://desk.contoso.example/sign-in/callback' };
    const sealer = fakeSealer();
    const kept = { tickets: fakeTickets(world), sealer };
    const signIn = createSignIn({ desk: party, hands: party, ...where, ...kept, world, log });
    const told: string[] = [];
    const deps = {
      tokens,
      sealer,
      memory: fakeMemory(),
      tenant: TENANT,
      account,
      partition: 'hands',
      guest,
      world,
      log,
    };
    const hands = createSignedInIdentity({
      ...deps,
      msal: cache => createMsal({ ...registration, cache }),
      onLost: async () => void told.push('lost'),
    });
    async function connect(claims: Record<string, unknown> = {}) {
      const { url, browserKey } = await signIn.start('connect', { upn: account });
      const done = await signIn.finish(entra.consent(url, claims), browserKey);
      assert.ok(done.ok && done.hands);
      return hands.accept(done.hands);
    }
    return { world, log, tokens, told, hands, connect };
  }

  const refreshes = () => entra.asked.filter(form => form['grant_type'] === 'refresh_token').length;

  it('cannot be taken before somebody signed in, and tell so once', async () => {
    const { hands, told } = create();
    const taken = await Promise.all([hands.take(false), hands.take(false), hands.take(false)]);
    assert.deepEqual(taken, Array(3).fill({ held: 'sign-in-needed' }));
    await hands.take(false);
    assert.deepEqual(told, ['lost']);
    assert.equal((await hands.state()).connected, false);
  });

  it('are taken silently once connected, and know as whom', async () => {
    const { hands, connect, told } = create();
    assert.deepEqual(await connect(), { ok: true });
    const taken = await hands.take(false);
    assert.ok('token' in taken);
    assert.match(plain(taken.token), /^access-token-/);
    assert.equal(taken.as, ACCOUNT.upn);
    assert.equal(refreshes(), 0);
    const state = await hands.state();
    assert.deepEqual([state.connected, state.as], [true, ACCOUNT.upn]);
    assert.deepEqual(told, []);
  });

  it('may be named by object id', async () => {
    const { hands, connect } = create(ACCOUNT.oid.toUpperCase());
    assert.deepEqual(await connect(), { ok: true });
    assert.ok('token' in (await hands.take(false)));
  });

  it('refuse the sign-in of anybody else, and store nothing of it', async () => {
    const { hands, connect, tokens } = create();
    const somebody = { oid: '77777777-7777-4777-8777-777777777777', preferred_username: 'boss@contoso.example' };
    assert.deepEqual(await connect(somebody), { ok: false, why: 'wrong-account' });
    assert.equal(tokens.rows.size, 0);
    const namesake = { oid: ACCOUNT.oid, tid: '99999999-9999-4999-8999-999999999999', upn: ACCOUNT.upn };
    const accepted = await hands.accept({ cache: new Secret('{}'), who: namesake, scopes: HANDS_SCOPES });
    assert.deepEqual(accepted, { ok: false, why: 'wrong-account' });
    assert.equal(tokens.rows.size, 0);
    assert.deepEqual(await hands.take(false), { held: 'sign-in-needed' });
  });

  it('refuse a sign-in that was not given the permission to reset, and store nothing of it', async () => {
    const { hands, tokens } = create();
    const who = { ...ACCOUNT, tid: TENANT };
    const accepted = await hands.accept({ cache: new Secret('{}'), who, scopes: ['User.Read', 'openid'] });
    assert.deepEqual(accepted, { ok: false, why: 'scope-missing' });
    assert.equal(tokens.rows.size, 0);
  });

  it('of a guest are known by either of their names, and act by their object id alone', async () => {
    for (const account of ['hands_contoso.example#EXT#@customer.example', ACCOUNT.upn, ACCOUNT.oid]) {
      const { hands, connect } = create(account, true);
      assert.deepEqual(await connect(), { ok: true }, account);
      const taken = await hands.take(false);
      assert.ok('token' in taken);
      assert.equal(taken.as, ACCOUNT.oid);
    }
    const { connect } = create('hands_contoso.example#EXT#@customer.example', false);
    assert.deepEqual(await connect(), { ok: false, why: 'wrong-account' });
  });

  it('of a guest whose sign-in has ended are good for the hour of their token; the daily refresh finds out, and tells once', async () => {
    const { hands, connect, told } = create(ACCOUNT.upn, true);
    await connect();
    // By a sign-in frequency of the tenant's; of what ends at home it hears nothing at all.
    entra.refreshesGet(refusal('invalid_grant', 70043, 'bad_token'));
    assert.ok('token' in (await hands.take(false)));
    assert.deepEqual([told, (await hands.state()).connected], [[], true]);
    assert.equal(await hands.refresh(), 'sign-in-needed');
    assert.deepEqual(await hands.take(true), { held: 'sign-in-needed' });
    assert.deepEqual([told, (await hands.state()).connected], [['lost'], false]);
    await connect();
    entra.refreshesGet(undefined);
    assert.ok('token' in (await hands.take(true)));
    assert.equal((await hands.state()).connected, true);
  });

  it('claim no continuous access evaluation: a token that lives for a day would outlive a guest’s sign-in by as much', async () => {
    const { hands, connect } = create(ACCOUNT.upn, true);
    await connect();
    await hands.refresh();
    assert.ok(entra.asked.length >= 2);
    for (const form of entra.asked) assert.doesNotMatch(form['claims'] ?? '', /xms_cc/);
  });

  it('ask Entra again on the daily refresh, and remember when', async () => {
    const { hands, connect, world } = create();
    await connect();
    const before = (await hands.state()).lastRefresh ?? 0;
    world.pass(24 * 3_600_000);
    assert.equal(await hands.refresh(), 'fresh');
    assert.equal(refreshes(), 1);
    assert.ok(((await hands.state()).lastRefresh ?? 0) >= before + 24 * 3_600_000);
  });

  const losses = [
    refusal('invalid_grant', 50173, 'bad_token'),
    refusal('invalid_grant', 50076, 'basic_action'),
    refusal('invalid_grant', 65001, 'consent_required'),
    refusal('invalid_grant', 50057),
  ];
  for (const loss of losses) {
    const body = (loss as { body: { error_codes: number[] } }).body;
    it(`are lost with AADSTS${body.error_codes[0]}, tell once, and are back after the next sign-in`, async () => {
      const { hands, connect, told, world } = create();
      await connect();
      world.pass(1_000);
      entra.refreshesGet(loss);
      assert.equal(await hands.refresh(), 'sign-in-needed');
      assert.equal(await hands.refresh(), 'sign-in-needed');
      const state = await hands.state();
      assert.equal(state.connected, false);
      assert.ok(state.since !== undefined && state.since <= world.now());
      assert.deepEqual(told, ['lost']);

      entra.refreshesGet(undefined);
      await connect();
      assert.ok('token' in (await hands.take(false)));
      assert.equal((await hands.state()).connected, true);
      entra.refreshesGet(loss);
      await hands.refresh();
      assert.deepEqual(told, ['lost', 'lost']);
    });
  }

  const outages = [
    'drop',
    'hang',
    'html',
    refusal('temporarily_unavailable', 90033, undefined, 503),
    refusal('invalid_request', 90055, undefined, 429),
  ] as const;
  it('are unavailable, not lost, while Entra is out of reach; and right after, they are back', async () => {
    const { hands, connect, told } = create();
    await connect();
    for (const outage of outages) {
      entra.answer(outage);
      assert.equal(await hands.refresh(), 'unavailable');
      assert.equal(await hands.refresh(), 'fresh');
    }
    assert.equal((await hands.state()).connected, true);
    assert.deepEqual(told, []);
  });

  it('are unavailable when the stored cache cannot be opened; the row stays, and a new sign-in mends it', async () => {
    const { hands, connect, tokens, log } = create();
    await connect();
    const spoiled = { blob: 'k0.AAAA.AAAA', version: 5 };
    tokens.rows.set('hands', spoiled);
    assert.deepEqual(await hands.take(false), { held: 'unavailable' });
    assert.deepEqual(tokens.rows.get('hands'), spoiled);
    assert.match(log.lines.join('\n'), /SEAL_KEYS/);
    await connect();
    assert.ok('token' in (await hands.take(false)));
  });

  it('can be forgotten', async () => {
    const { hands, connect } = create();
    await connect();
    await hands.forget();
    assert.deepEqual(await hands.state(), { connected: false });
    assert.deepEqual(await hands.take(false), { held: 'sign-in-needed' });
  });

  it('never print a token, whatever is logged of them', async () => {
    const { hands, connect, log } = create();
    await connect();
    log.info({ taken: await hands.take(false), state: await hands.state() }, 'everything');
    assert.doesNotMatch(log.lines.join('\n'), /access-token|refresh-token/);
  });
});
