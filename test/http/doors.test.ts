// The doors of the desk: what gets in, what does not, and what is said at the door.
import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { connect } from 'node:net';
import fc from 'fast-check';
import type { Msal } from '../../src/entra/msal.ts';
import { createSignIn, type Party } from '../../src/entra/sign-in.ts';
import { fakeLog, fakeSealer } from '../entra/fakes.ts';
import { openSqlite } from '../store/a-file.ts';
import { LOGIN, openStage, type Stage } from './stage.ts';

describe('the doors', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it('are these and no others, each with its guard', () => {
    deepEqual(
      stage.routes.map(({ method, path, guard }) => `${method} ${path} ${guard}`),
      [
        'GET /healthz open',
        'GET /readyz monitor',
        'POST /api/messages channel',
        'GET /tracker open',
        'POST /tracker/session json',
        'GET /tracker/state bearer',
        'POST /tracker/reveal bearer',
        'POST /tracker/have-it bearer',
        'POST /tracker/transfer bearer',
        'POST /tracker/check bearer',
        'POST /tracker/not-me bearer',
        'GET /sign-in/prove query',
        'POST /sign-in/prove form',
        'GET /sign-in/approve query',
        'POST /sign-in/approve form',
        'GET /sign-in/lock-out query',
        'POST /sign-in/lock-out form',
        'GET /sign-in/finish query',
        'POST /sign-in/finish form',
        'GET /sign-in/tracker query',
        'POST /sign-in/tracker form',
        'GET /sign-in/connect query',
        'POST /sign-in/connect form',
        'GET /sign-in/enrol query',
        'POST /sign-in/enrol form',
        'GET /sign-in/callback query',
        'POST /enrol/confirm form',
        'POST /enrol/stop form',
        'GET /join open',
        'POST /join form',
        'POST /join/step form',
        'GET /join/stop query',
        'POST /join/stop form',
        'GET /assets/tracker.js open',
        'GET /assets/tracker.css open',
      ],
    );
  });

  it('are refused to a second copy on the same port, so that its start can say so', async () => {
    await rejects(stage.beside().listen(), { code: 'EADDRINUSE' });
  });

  it('open for nobody without a bearer, or with somebody’s guess', async () => {
    stage.landed();
    for (const { method, path } of stage.routes.filter(row => row.guard === 'bearer')) {
      for (const authorization of ['', 'Bearer ', `Bearer ${'x'.repeat(43)}`, `Basic ${'x'.repeat(43)}`]) {
        const got = await stage.call(method, path, { headers: { authorization } });
        equal(got.status, 401, `${method} ${path}`);
        equal(got.headers['www-authenticate'], 'Bearer');
        equal(got.body?.['code'], 'session');
      }
    }
    equal(stage.requests.commands.length, 0);
  });

  const detours = [
    '/%74racker',
    '/tracker/',
    '//tracker',
    '/./tracker',
    '/x/../tracker',
    '/x/%2e%2e/tracker',
    '/tracker%2fstate',
    '/tracker;a=b',
    '/Tracker',
    '/tracker%00',
    '/tracker\\state',
    '/assets/../tracker',
    '/assets/tracker.js.map',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/',
    '/',
  ];
  for (const path of detours)
    it(`are not found by the detour ${path}`, async () => {
      const got = await stage.get(path);
      equal(got.status, 404);
      match(got.headers['content-type'] ?? '', /^text\/plain/);
      equal(got.text.includes(path === '/' ? 'package' : path), false);
    });

  it('are not found by any address that is not in the table', async () => {
    const known = stage.routes.map(row => row.path);
    const address = fc.webPath().filter(path => path.startsWith('/') && !known.includes(path.split('?')[0] ?? ''));
    await fc.assert(
      fc.asyncProperty(address, async path => {
        equal((await stage.get(path)).status, 404);
      }),
      { numRuns: 50 },
    );
  });

  it('say which method they take, and a preview’s HEAD is none', async () => {
    const states = [
      ['POST', '/tracker', 'GET'],
      ['GET', '/tracker/reveal', 'POST'],
      ['HEAD', '/sign-in/callback', 'GET'],
      ['HEAD', '/sign-in/prove', 'GET, POST'],
      ['OPTIONS', '/tracker/state', 'GET'],
      ['DELETE', '/api/messages', 'POST'],
    ] as const;
    for (const [method, path, allow] of states) {
      const got = await stage.call(method, path);
      equal(got.status, 405, `${method} ${path}`);
      equal(got.headers.allow, allow);
    }
  });

  it('outlive a Host header that is no host, and do not repeat one that is', async () => {
    const raw = (host: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(stage.port, '127.0.0.1', () =>
          socket.write(
            `GET /tracker HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: ${host}\r\nConnection: close\r\n\r\n`,
          ),
        );
        let answer = '';
        socket.on('data', chunk => {
          answer += String(chunk);
        });
        socket.on('error', reject);
        socket.on('close', () => resolve(answer));
      });
    match(await raw('['), /^HTTP\/1\.1 200/);
    const answer = await raw('evil.example');
    match(answer, /^HTTP\/1\.1 200/);
    equal(answer.includes('evil.example'), false);
  });

  it('make links of the configured address alone', async () => {
    stage.landed();
    const page = await stage.page();
    const headers = { ...page, host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    for (const path of ['/tracker/transfer', '/tracker/check']) {
      const got = await stage.call('POST', path, { headers });
      match(String(got.body?.['url']), /^http:\/\/desk\.example:8080\//);
    }
  });

  it('take JSON where JSON belongs, and a form where a form belongs', async () => {
    const ticket = await stage.tickets.issue('tracker', { request: 'request-1', person: 'rita' }, 60_000);
    const body = JSON.stringify({ ticket });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '']) {
      const headers = type === '' ? {} : { 'content-type': type };
      equal((await stage.call('POST', '/tracker/session', { body, headers })).status, 415, type);
    }
    const utf16 = { 'content-type': 'application/json; charset=utf-16' };
    equal((await stage.call('POST', '/tracker/session', { body, headers: utf16 })).status, 415);
    const gzip = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    equal((await stage.call('POST', '/tracker/session', { body, headers: gzip })).status, 415);
    equal((await stage.json('/sign-in/prove', { ticket })).status, 415);
    const right = { 'content-type': 'application/json; charset=UTF-8' };
    equal((await stage.call('POST', '/tracker/session', { body, headers: right })).status, 200);
  });

  it('refuse what is longer than anything of ours, announced or not', async () => {
    const long = JSON.stringify({ ticket: 'x'.repeat(9_000) });
    equal((await stage.json('/tracker/session', JSON.parse(long))).status, 413);
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    equal((await stage.call('POST', '/tracker/session', { headers, body: long })).status, 413);
    const activity = { type: 'message', text: 'x'.repeat(257 * 1024) };
    equal((await stage.json('/api/messages', activity)).status, 413);
    equal(stage.activities.length, 0);
  });

  it('refuse fields nobody asked for, and arrays where strings belong', async () => {
    const ticket = await stage.tickets.issue('tracker', { request: 'request-1', person: 'rita' }, 60_000);
    const bodies = [
      { ticket, admin: true },
      { ticket: [ticket] },
      { ticket: [ticket, ticket] },
      { ticket: { toString: ticket } },
      { trouble: 'session', status: 200, words: 'pages.brand' },
      [ticket],
      ticket,
      null,
      {},
    ];
    for (const body of bodies) equal((await stage.json('/tracker/session', body)).status, 400, JSON.stringify(body));
    const broken = { headers: { 'content-type': 'application/json' }, body: '{"ticket":' };
    equal((await stage.call('POST', '/tracker/session', broken)).status, 400);
    equal((await stage.json('/tracker/session', { ticket })).status, 200, 'the ticket was not used up by all this');
  });

  it('refuse a parameter or field that comes twice', async () => {
    const ticket = await stage.tickets.issue('sign-in:prove', { request: 'request-1' }, 60_000);
    equal((await stage.get(`/sign-in/prove?ticket=${ticket}&ticket=${ticket}`)).status, 400);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const twice = { headers, body: `ticket=${ticket}&ticket=${ticket}` };
    equal((await stage.call('POST', '/sign-in/prove', twice)).status, 400);
    equal((await stage.form('/sign-in/prove', { ticket, person: 'max' })).status, 400);
    equal((await stage.form('/sign-in/prove', { ticket })).status, 303);
  });

  it('refuse a body where none belongs', async () => {
    stage.landed();
    const page = await stage.page();
    equal((await stage.json('/tracker/have-it', { session: 'another' }, page)).status, 400);
    equal((await stage.form('/tracker/have-it', { a: 'b' }, page)).status, 415);
    equal((await stage.json('/tracker/transfer', {}, page)).status, 200);
  });

  it('hand what Teams sends to the gate byte for byte, with its headers', async () => {
    const body = '{ "type":"message", "text":"Grüße" }';
    const headers = { 'content-type': 'application/json', authorization: 'Bearer x' };
    const got = await stage.call('POST', '/api/messages', { headers, body });
    equal(got.status, 200);
    equal(got.headers['x-content-type-options'], 'nosniff');
    deepEqual(stage.activities, [{ authorization: 'Bearer x', body }]);
  });

  it('keep what broke inside to the log, and give the person its reference', async () => {
    await stage.close();
    const secret = 'connect ECONNREFUSED postgres://desk:hunter2@db';
    const find = async () => {
      throw new Error(secret);
    };
    stage = await openStage({ requests: { find, latest: async () => undefined } });
    const got = await stage.get('/tracker/state', await stage.page());
    equal(got.status, 500);
    equal(got.text.includes('hunter2'), false);
    match(String(got.body?.['words']), /on our side/);
    const reference = String(got.body?.['reference']);
    match(reference, /^[\dA-F]{10}$/);
    ok(stage.lines.some(line => line.level === 'error' && line.text.includes(reference)));
  });

  it('never write a ticket, a bearer or a query into the log', async () => {
    stage.landed();
    const page = await stage.page();
    const ticket = await stage.tickets.issue('sign-in:prove', {}, 1);
    stage.world.advance(2);
    await stage.form('/sign-in/prove', { ticket });
    await stage.get('/tracker/state?secret=query', page);
    await stage.get('/sign-in/callback?state=thestate&code=thecode');
    await stage.json('/tracker/session', { ticket });
    const log = stage.lines.map(line => line.text).join('\n');
    ok(log.includes('/tracker/session'), 'something is written');
    for (const word of [ticket, page.authorization.slice(7), 'secret=query', 'thestate', 'thecode'])
      equal(log.includes(word), false, word);
  });

  it('let anybody press the tracker’s button as often as they like, and nothing is written into the database', async () => {
    await stage.close();
    const bench = await openSqlite();
    const { tickets } = bench.store;
    const seed = { sealer: fakeSealer(), tickets, world: bench.world, log: fakeLog() };
    const address = async ({ state }: { state: string }) => `${LOGIN}/authorize?state=${state}`;
    const party: Party = { clientId: 'desk', msal: () => ({ getAuthCodeUrl: address }) as unknown as Msal };
    const where = { cloud: { login: LOGIN, authority: LOGIN }, tenant: 't', redirectUri: 'https://desk.example/back' };
    stage = await openStage({ signIn: createSignIn({ desk: party, hands: party, ...where, ...seed }) });
    const tables = await bench.run(`select name from sqlite_master where type = 'table' and name not like 'kysely%'`);
    const rows = async () =>
      (await Promise.all(tables.map(({ name }) => bench.run(`select count(*) as many from ${String(name)}`))))
        .flat()
        .reduce((sum, { many }) => sum + Number(many), 0);
    for (let press = 0; press < 50; press++) {
      equal((await stage.form('/sign-in/tracker', press % 2 ? {} : { request: `request-${press}` })).status, 303);
    }
    ok(tables.length > 10);
    const written = await rows();
    await bench.close();
    equal(written, 0);
  });
});
