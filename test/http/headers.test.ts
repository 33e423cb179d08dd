// What every answer carries, whatever it answers.
import { equal, match, ok } from 'node:assert/strict';
import { HEALTH_TOKEN, openStage, type Stage, TEAMS } from './stage.ts';

describe('every answer', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  async function answers() {
    stage.landed();
    const page = await stage.page();
    const ticket = await stage.tickets.issue('sign-in:prove', {}, 60_000);
    return [
      await stage.get('/healthz'),
      await stage.get('/nowhere'),
      await stage.call('PUT', '/tracker'),
      await stage.get('/tracker'),
      await stage.get('/tracker/state'),
      await stage.get('/tracker/state', page),
      await stage.call('POST', '/tracker/reveal', { headers: page }),
      await stage.json('/tracker/session', {}),
      await stage.json('/api/messages', { type: 'message' }),
      await stage.get(`/sign-in/prove?ticket=${ticket}`),
      await stage.form('/sign-in/prove', { ticket }),
      await stage.get('/sign-in/callback?state=x'),
      await stage.get('/assets/tracker.js'),
    ];
  }

  it('forbids inline scripts, sniffing, referrers, and framing by strangers', async () => {
    for (const { headers } of await answers()) {
      const policy = String(headers['content-security-policy']);
      match(policy, /default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'/);
      match(policy, /base-uri 'none'/);
      equal(policy.includes('unsafe'), false);
      match(policy, /frame-ancestors ('none'|https:\/\/\*\.teams\.example http:\/\/127\.0\.0\.1:3979)$/);
      equal(headers['x-content-type-options'], 'nosniff');
      equal(headers['referrer-policy'], 'no-referrer');
      equal(headers['server'], undefined);
      equal(headers['strict-transport-security'], undefined);
    }
  });

  it('is kept by nobody, but for the browser code', async () => {
    for (const { headers } of (await answers()).slice(0, -1)) equal(headers['cache-control'], 'no-store');
    const script = await stage.get('/assets/tracker.js');
    equal(script.headers['cache-control'], 'public, max-age=3600');
    equal((await stage.get('/assets/tracker.js', { 'if-none-match': '"abc"' })).status, 304);
  });

  it('lets Teams frame the tracker and nothing else', async () => {
    const framed = (text: string | string[] | undefined) => TEAMS.every(origin => String(text).includes(origin));
    ok(framed((await stage.get('/tracker')).headers['content-security-policy']));
    const ticket = await stage.tickets.issue('sign-in:prove', {}, 60_000);
    const page = await stage.get(`/sign-in/prove?ticket=${ticket}`);
    equal(page.status, 200);
    match(String(page.headers['content-security-policy']), /frame-ancestors 'none'$/);
  });

  it('sets no cookie, but for the sign-in round trip', async () => {
    const cookies = (await answers()).map(got => got.headers['set-cookie']?.length ?? 0);
    equal(cookies.join(''), '0000000000110');
  });

  it('demands https for a year where the desk is reached by https', async () => {
    await stage.close();
    stage = await openStage({ publicUrl: 'https://desk.example' });
    equal((await stage.get('/healthz')).headers['strict-transport-security'], 'max-age=31536000');
    equal((await stage.get('/nowhere')).headers['strict-transport-security'], 'max-age=31536000');
  });
});

describe('the health of the desk', () => {
  const down = async () => {
    throw new Error('down');
  };

  async function ready(overrides: Parameters<typeof openStage>[0]) {
    const stage = await openStage(overrides);
    const got = await stage.get('/readyz');
    await stage.close();
    return `${got.status} ${got.text}`;
  }

  it('is alive whatever else is not', async () => {
    const stage = await openStage({ ping: down });
    equal((await stage.get('/healthz')).text, '{"ok":true}');
    await stage.close();
  });

  it('gives the whole report to who holds the token, and to nobody else', async () => {
    const stage = await openStage();
    const deep = async (authorization?: string) => {
      const got = await stage.get('/readyz?deep', authorization === undefined ? {} : { authorization });
      return `${got.status} ${got.text}`;
    };
    equal(await deep(`Bearer ${HEALTH_TOKEN}`), '200 {"verdict":"pass"}');
    for (const wrong of [undefined, 'Bearer ', `Bearer ${HEALTH_TOKEN}x`, HEALTH_TOKEN, `Basic ${HEALTH_TOKEN}`])
      equal((await deep(wrong)).slice(0, 3), '401');
    await stage.close();
    const shut = await openStage({ readiness: { recent: async () => ({ verdict: 'pass' }) } });
    for (const any of [`Bearer ${HEALTH_TOKEN}`, 'Bearer undefined', 'Bearer '])
      equal((await shut.get('/readyz?deep', { authorization: any })).status, 401);
    await shut.close();
  });

  it('is ready without hands, and not without its database', async () => {
    equal(await ready({}), '200 {"ready":true,"database":true,"hands":"sign-in-needed"}');
    equal(await ready({ ping: down }), '503 {"ready":false,"database":false,"hands":"sign-in-needed"}');
    const hands = { state: async () => ({ connected: true }), accept: async () => ({ ok: true, advice: [] }) as const };
    equal(await ready({ hands }), '200 {"ready":true,"database":true,"hands":"connected"}');
    equal(
      await ready({ hands: { ...hands, state: down } }),
      '200 {"ready":true,"database":true,"hands":"sign-in-needed"}',
    );
  });
});
