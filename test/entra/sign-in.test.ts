// The one sign-in flow, through the real MSAL: what each purpose asks, and that nobody finishes what somebody else began.
import assert from 'node:assert/strict';
import { Secret } from '../../src/core/secret.ts';
import { PURPOSES, type Purpose } from '../../src/core/sign-in.ts';
import { createMsal } from '../../src/entra/msal.ts';
import { createSignIn, SIGN_IN_TTL } from '../../src/entra/sign-in.ts';
import { ACCOUNT, CLIENT, type FakeEntra, refusal, startEntra, TENANT } from './fake-entra.ts';
import { fakeLog, fakeSealer, fakeTickets, fakeWorld, plain } from './fakes.ts';

const CALLBACK = 'https://desk.contoso.example/sign-in/callback';
const SUBJECT = { request: 'r1', upn: 'lena@contoso.example' };

describe('signing in', () => {
  let entra: FakeEntra;
  beforeEach(async () => {
    entra = await startEntra();
  });
  afterEach(() => entra.close());

  function create(ownHands = false) {
    const world = fakeWorld();
    const tickets = fakeTickets(world);
    const registration = { cloud: entra.cloud, tenant: TENANT, clientId: CLIENT, secret: new Secret('shh') };
    const party = { clientId: CLIENT, msal: () => createMsal(registration) };
    const where = { cloud: entra.cloud, tenant: TENANT, redirectUri: CALLBACK, contextId: 'c1' };
    const log = fakeLog();
    const sealer = fakeSealer();
    return {
      world,
      tickets,
      sealer,
      log,
      signIn: createSignIn({ desk: party, hands: party, ...where, tickets, sealer, world, log, ownHands }),
    };
  }

  const asked = async (purpose: Purpose) => new URL((await create().signIn.start(purpose, SUBJECT)).url).searchParams;

  it('names the person who came back, and gives the subject back', async () => {
    const { signIn } = create();
    const { url, browserKey } = await signIn.start('prove', SUBJECT);
    const back = entra.consent(url, { auth_time: 1_700_000_000, acrs: ['c1'] });
    const done = await signIn.finish(back, browserKey);
    assert.ok(done.ok);
    assert.deepEqual(done.who, { oid: ACCOUNT.oid, tid: TENANT, name: ACCOUNT.name, upn: ACCOUNT.upn });
    assert.deepEqual([done.purpose, done.subject], ['prove', SUBJECT]);
    assert.deepEqual([done.authTime, done.acrs], [1_700_000_000_000, ['c1']]);
    assert.equal(done.hands, undefined);
  });

  it('goes to the sign-in page of the configured cloud, with PKCE, nonce and the person’s name', async () => {
    const { signIn } = create();
    const url = new URL((await signIn.start('tracker', SUBJECT)).url);
    assert.equal(`${url.origin}${url.pathname}`, `${entra.cloud.login}/${TENANT}/oauth2/v2.0/authorize`);
    const query = url.searchParams;
    assert.equal(query.get('code_challenge_method'), 'S256');
    assert.equal(query.get('redirect_uri'), CALLBACK);
    assert.equal(query.get('response_mode'), 'query');
    assert.equal(query.get('login_hint'), SUBJECT.upn);
    assert.ok(query.get('nonce') && query.get('code_challenge') && query.get('state'));
    assert.equal(query.get('prompt'), null);
  });

  it('never asks somebody who forgot the password for it: proving demands a context, not a login', async () => {
    const query = await asked('prove');
    assert.equal(query.get('prompt'), null);
    const { id_token } = JSON.parse(query.get('claims') ?? '{}');
    assert.deepEqual(id_token.acrs, { essential: true, value: 'c1' });
    assert.deepEqual(id_token.auth_time, { essential: true });
  });

  for (const purpose of ['approve', 'lock-out'] as const)
    it(`brings a token where people reset with their own hands, and asks for what a challenge wants (${purpose})`, async () => {
      const { signIn, log } = create(true);
      const challenge = {
        access_token: { acrs: { essential: true, value: 'c5' }, more: { value: 'x'.repeat(2_900) } },
      };
      const { url, browserKey } = await signIn.start(purpose, { ...SUBJECT, claims: JSON.stringify(challenge) });
      assert.equal(new URL(url).searchParams.get('prompt'), 'login');
      const query = new URL(url).searchParams;
      assert.match(query.get('scope') ?? '', /UserAuthenticationMethod\.ReadWrite\.All/);
      const { access_token, id_token } = JSON.parse(query.get('claims') ?? '{}');
      assert.deepEqual([access_token, id_token.acrs.value], [challenge.access_token, 'c1']);
      const done = await signIn.finish(entra.consent(url, {}), browserKey);
      assert.ok(done.ok && done.own);
      assert.deepEqual(done.subject, SUBJECT);
      assert.match(plain(done.own.token), /^access-token-/);
      assert.equal(done.own.as, ACCOUNT.oid);
      // Whole seconds, rounded either way.
      assert.ok(done.own.until > Date.now() && done.own.until <= Date.now() + 3_601_000);
      log.info({ done }, 'everything');
      assert.doesNotMatch(log.lines.join(''), /access-token|refresh-token/);
    });

  it('brings no token from anybody else', async () => {
    for (const [flow, purpose] of [
      [create(true), 'prove'],
      [create(), 'approve'],
      [create(), 'lock-out'],
    ] as const) {
      const begun = await flow.signIn.start(purpose, SUBJECT);
      assert.doesNotMatch(begun.url, /ReadWrite/);
      const end = await flow.signIn.finish(entra.consent(begun.url, {}), begun.browserKey);
      assert.ok(end.ok && end.own === undefined);
    }
  });

  it('demands a login of whoever checks the new password, of approvers, and of the hands', async () => {
    const finish = await asked('finish');
    assert.equal(finish.get('prompt'), 'login');
    const approve = await asked('approve');
    assert.equal(approve.get('prompt'), 'login');
    assert.deepEqual(JSON.parse(approve.get('claims') ?? '{}').id_token.acrs, { essential: true, value: 'c1' });
    assert.deepEqual(JSON.parse(finish.get('claims') ?? '{}').id_token.auth_time, { essential: true });
    const connect = await asked('connect');
    assert.equal(connect.get('prompt'), 'login');
    assert.match(connect.get('scope') ?? '', /UserAuthenticationMethod\.ReadWrite\.All/);
    assert.match(connect.get('scope') ?? '', /offline_access/);
    assert.equal(connect.get('login_hint'), SUBJECT.upn);
  });

  it('gives the hands a cache with a refresh token, and stores nothing itself', async () => {
    const { signIn } = create();
    const { url, browserKey } = await signIn.start('connect', {});
    const done = await signIn.finish(entra.consent(url), browserKey);
    assert.ok(done.ok && done.hands);
    assert.match(plain(done.hands.cache), /refresh-token-\d/);
    assert.equal(done.hands.who.upn, ACCOUNT.upn);
  });

  it('finishes in the browser it began in, and in no other', async () => {
    const { signIn } = create();
    const { url } = await signIn.start('tracker', SUBJECT);
    const other = await signIn.start('tracker', {});
    const done = await signIn.finish(entra.consent(url), other.browserKey);
    assert.deepEqual(done, { ok: false, why: 'mismatch', purpose: 'tracker', subject: SUBJECT });
    assert.equal(entra.asked.length, 0);
  });

  for (const purpose of PURPOSES)
    it(`works once: the same callback again is too late (${purpose})`, async () => {
      const { signIn } = create();
      const { url, browserKey } = await signIn.start(purpose, SUBJECT);
      const back = entra.consent(url);
      assert.ok((await signIn.finish(back, browserKey)).ok);
      const again = await signIn.finish(back, browserKey);
      assert.equal(again.ok ? 'ok' : again.why, 'expired');
    });

  it('writes nothing down for whoever presses the button of a page for anybody, however often', async () => {
    const { signIn, tickets } = create();
    for (const purpose of ['tracker', 'lock-out'] as const)
      for (let press = 0; press < 50; press++) await signIn.start(purpose, { request: 'r1' });
    assert.equal(tickets.stored.length, 0);
    await signIn.start('approve', SUBJECT);
    assert.equal(tickets.stored.length, 1);
  });

  it('shows nobody on the way what the tracker’s sign-in is about, and takes no other state for it', async () => {
    const { signIn, sealer } = create();
    const { url, browserKey } = await signIn.start('tracker', { request: 'request-of-lena' });
    const { state = '', ...back } = entra.consent(url);
    const [id, iv, box = ''] = state.split('.');
    for (const part of state.split('.'))
      assert.doesNotMatch(Buffer.from(part, 'base64url').toString(), /tracker|request/);
    const strangers = [
      `${id}.${iv}.${box.replace(/^./, letter => (letter === 'A' ? 'B' : 'A'))}`,
      `k9.${iv}.${box}`,
      '..',
    ];
    for (const stranger of [...strangers, sealer.seal(new Secret('{}'), 'a password')])
      assert.deepEqual(await signIn.finish({ ...back, state: stranger }, browserKey), { ok: false, why: 'expired' });
    assert.equal(entra.asked.length, 0);
    assert.ok((await signIn.finish({ ...back, state }, browserKey)).ok);
  });

  it('refuses a state nobody issued, or none, or one that is 15 minutes old', async () => {
    const { signIn, world } = create();
    assert.deepEqual(await signIn.finish({ code: 'c', state: 'made-up' }, 'key'), { ok: false, why: 'expired' });
    assert.deepEqual(await signIn.finish({ code: 'c' }, 'key'), { ok: false, why: 'mismatch' });
    for (const purpose of PURPOSES) {
      const { url, browserKey } = await signIn.start(purpose, {});
      world.pass(SIGN_IN_TTL);
      assert.deepEqual(await signIn.finish(entra.consent(url), browserKey), { ok: false, why: 'expired' });
    }
  });

  it('lets nobody finish a sign-in with the code of another one', async () => {
    const { signIn } = create();
    const mine = await signIn.start('tracker', {});
    const theirs = await signIn.start('tracker', {});
    const state = new URL(mine.url).searchParams.get('state') ?? '';
    const { code } = entra.consent(theirs.url);
    const done = await signIn.finish({ code, state }, mine.browserKey);
    assert.ok(!done.ok);
    assert.equal(done.why, 'refused');
  });

  const wrong: readonly (readonly [string, Record<string, unknown>])[] = [
    ['another directory', { tid: '99999999-9999-4999-8999-999999999999' }],
    ['another issuer', { iss: 'https://login.microsoftonline.com/other/v2.0' }],
    ['another app', { aud: 'somebody-else' }],
    ['an hour ago', { exp: Math.floor(Date.now() / 1_000) - 3_600 }],
    ['another nonce', { nonce: 'other' }],
    ['nobody in particular', { oid: '' }],
  ];
  for (const [whose, claims] of wrong)
    it(`does not accept an id token of ${whose}`, async () => {
      const { signIn } = create();
      const { url, browserKey } = await signIn.start('tracker', {});
      const done = await signIn.finish(entra.consent(url, claims), browserKey);
      assert.ok(!done.ok);
      assert.equal(done.why, 'mismatch');
    });

  it('tells turning back from an outage and from a refusal', async () => {
    const { signIn, log } = create();
    const why = async (error: string, error_description = '') => {
      const { url, browserKey } = await signIn.start('tracker', {});
      const state = new URL(url).searchParams.get('state') ?? '';
      const done = await signIn.finish({ state, error, error_description }, browserKey);
      return done.ok ? 'ok' : done.why;
    };
    assert.equal(await why('access_denied', 'AADSTS65004: declined'), 'cancelled');
    assert.equal(await why('temporarily_unavailable'), 'unavailable');
    assert.equal(await why('interaction_required', 'AADSTS53003: lena@contoso.example is blocked'), 'refused');
    assert.match(log.lines.join('\n'), /53003/);
    assert.doesNotMatch(log.lines.join('\n'), /lena/);
  });

  it('tells an outage of the token endpoint from a code that came too late', async () => {
    const { signIn } = create();
    const why = async () => {
      const { url, browserKey } = await signIn.start('tracker', {});
      const done = await signIn.finish(entra.consent(url), browserKey);
      return done.ok ? 'ok' : done.why;
    };
    entra.answer('drop');
    assert.equal(await why(), 'unavailable');
    entra.answer(refusal('invalid_grant', 70008));
    assert.equal(await why(), 'expired');
  });

  it('keeps nothing in the database that could finish the sign-in', async () => {
    const { signIn, tickets } = create();
    const { url, browserKey } = await signIn.start('prove', SUBJECT);
    const query = new URL(url).searchParams;
    const stored = tickets.stored.join();
    assert.ok(stored.includes('r1'));
    for (const secret of [browserKey, query.get('nonce'), query.get('code_challenge')])
      assert.ok(secret && !stored.includes(secret));
    assert.ok(!url.includes(browserKey));
  });
});
