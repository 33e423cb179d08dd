// Faults strike the request they are meant for, once or always, before or after the work.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import restify, { type Request, type Response } from 'restify';
import { createFaults, type Faults, type Rule } from '../../sandbox/faults.ts';
import { PRESETS } from '../../sandbox/graph/presets.ts';
import { createWorld, type World } from '../../sandbox/world.ts';

const RESET =
  '/graph/v1.0/users/0e000000-0000-4000-8000-000000000001/authentication/methods/28c10230-6103/resetPassword';

describe('a fault', () => {
  let server: restify.Server;
  let world: World;
  let faults: Faults;
  let done: string[];
  let kills: string[][];

  beforeEach(async () => {
    world = createWorld();
    faults = createFaults(world);
    done = [];
    kills = [];
    world.killBot = () => void kills.push([...done]);
    server = restify.createServer();
    const work = async (req: Request, res: Response) => {
      done.push(`${req.method} ${req.url}`);
      res.setHeader('location', 'https://graph.microsoft.com/v1.0/operation');
      res.send(202, { good: true });
    };
    server.use((req, res, next) => faults.guard(req, res, next));
    for (const path of ['/login/*', '/teams/*']) {
      server.get(path, work);
      server.post(path, work);
    }
    const wrapped = faults.wrap('graph', work);
    server.get('/graph/*', wrapped);
    server.post('/graph/*', wrapped);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => void server.close());

  const send = (path = RESET, method = 'POST', signal: AbortSignal | null = null) =>
    fetch(`${world.origin}${path}`, { method, redirect: 'manual', signal });
  const onReset = (act: Rule['act'], nth?: number) =>
    faults.add({ service: 'graph', request: 'POST resetPassword', act, ...(nth === undefined ? {} : { nth }) });

  it('refuses with the status it was told, and the work is not done', async () => {
    onReset({ status: 429, retryAfter: 7 });
    const res = await send();
    assert.deepEqual([res.status, res.headers.get('retry-after'), done], [429, '7', []]);
    const { error } = (await res.json()) as { error: { code: string } };
    assert.equal(error.code, 'TooManyRequests');
    faults.clear();
    assert.equal((await send()).status, 202);
  });

  it('strikes the nth such request and is spent', async () => {
    onReset({ status: 503 }, 2);
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await send()).status);
    assert.deepEqual([statuses, faults.list()], [[202, 503, 202], []]);
  });

  it('leaves other requests and other services alone', async () => {
    faults.add({ service: 'graph', request: 'GET users', act: { status: 500 } });
    faults.add({ service: 'entra', request: 'POST token', act: { status: 500 } });
    faults.add({ service: 'connector', request: 'POST *', act: { status: 403, code: 'BotNotInConversationRoster' } });
    assert.equal((await send()).status, 202);
    assert.equal((await send('/graph/v1.0/users/a@b.example/manager', 'GET')).status, 202);
    assert.equal((await send('/graph/v1.0/users/a@b.example?$select=manager', 'GET')).status, 500);
    assert.equal((await send('/login/t/oauth2/v2.0/authorize', 'GET')).status, 202);
    assert.equal((await send('/login/t/oauth2/v2.0/token')).status, 500);
    const refused = await send('/teams/v3/conversations/a:personal-freya/activities');
    assert.deepEqual(
      await refused.json().then(body => (body as { error: { code: string } }).error.code),
      'BotNotInConversationRoster',
    );
    assert.equal(done.length, 3);
  });

  it('drops the connection before the work, or after it', async () => {
    onReset({ drop: 'before' }, 1);
    await assert.rejects(send());
    assert.deepEqual(done, []);
    onReset({ drop: 'after' });
    await assert.rejects(send());
    assert.equal(done.length, 1);
  });

  it('lets work come late, even for a caller who has gone', async () => {
    onReset({ hang: 40, hold: 'before' });
    const gone = new AbortController();
    const struck = new Promise<void>(resolve => void world.watch(() => resolve()));
    const sent = send(RESET, 'POST', gone.signal);
    await struck;
    gone.abort();
    await assert.rejects(sent);
    assert.deepEqual(done, []);
    // Whatever is held as long but came later is done later.
    assert.equal((await send()).status, 202);
    assert.equal(done.length, 2);
  });

  it('holds an answer whose work is done', async () => {
    onReset({ hang: 1_000, hold: 'after' });
    const sent = send();
    while (done.length === 0) await new Promise(setImmediate);
    const first = await Promise.race([sent.then(() => 'answer'), new Promise(setImmediate).then(() => 'nothing yet')]);
    assert.equal(first, 'nothing yet');
    const res = await sent;
    assert.deepEqual([res.status, await res.json()], [202, { good: true }]);
  });

  it('spoils a good answer, and leaves only its status', async () => {
    onReset({ unreadable: true });
    const res = await send();
    assert.deepEqual([res.status, res.headers.get('location'), done.length], [202, null, 1]);
    await assert.rejects(res.json());
  });

  it('redirects without doing the work', async () => {
    onReset({ redirect: 'http://127.0.0.1:9/elsewhere' });
    const res = await send();
    assert.deepEqual([res.status, res.headers.get('location'), done], [307, 'http://127.0.0.1:9/elsewhere', []]);
  });

  it('kills the bot before the work, after it, or once it was answered', async () => {
    onReset({ killBot: 'before' }, 1);
    await assert.rejects(send());
    assert.deepEqual([kills.length, done.length], [1, 0]);
    onReset({ killBot: 'after' }, 1);
    await assert.rejects(send());
    assert.deepEqual([kills.length, done.length], [2, 1]);
    onReset({ killBot: 'afterAnswer' }, 1);
    assert.equal((await send()).status, 202);
    assert.deepEqual([kills.length, done.length], [3, 2]);
  });

  it('is told to the world', async () => {
    onReset({ status: 503 });
    await send();
    assert.ok(world.events.some(({ kind, title }) => kind === 'graph' && title === 'Fault: POST resetPassword'));
  });

  it('comes ready made, each under a name of its own', () => {
    assert.equal(new Set(PRESETS.map(({ name }) => name)).size, PRESETS.length);
  });
});
