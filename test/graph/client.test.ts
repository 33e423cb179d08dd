// Calls to Graph through the real client and our chain: what is tried again, what never is, and what never leaves.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Secret } from '../../src/core/secret.ts';
import { createGraph } from '../../src/graph/client.ts';
import type { GraphFault } from '../../src/graph/fault.ts';
import { retryAfterOf } from '../../src/graph/retry-after.ts';
import { type Answer, error, type FakeGraph, startGraph } from './fake-graph.ts';

const AT_ONCE = { 'retry-after': '0' };

describe('calling Graph', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startGraph();
  });
  afterEach(() => graph.close());

  const faultOf = (call: Promise<unknown>): Promise<GraphFault> =>
    call.then(
      () => assert.fail('it was answered'),
      fault => {
        assert.equal(fault.name, 'GraphFault');
        return fault;
      },
    );

  it('goes to where Graph is reached, with the token and an id of its own', async () => {
    graph.route('GET /users/a', { id: 'a' });
    assert.deepEqual(await graph.client().get('/users/a?$select=id'), { id: 'a' });
    const [asked] = graph.asked;
    assert.equal(asked?.headers.authorization, 'Bearer app-token');
    assert.match(String(asked?.headers['client-request-id']), /^[0-9a-f]{8}-[0-9a-f]{4}-/);
    assert.equal(asked?.path, '/users/a?$select=id');
  });

  for (const status of [429, 503, 504])
    it(`is tried again after ${status} when it only reads`, async () => {
      graph.route('GET /users/a', { id: 'a' });
      graph.answer(error(status, 'busy', '', AT_ONCE), error(status, 'busy', '', AT_ONCE));
      assert.deepEqual(await graph.client().get('/users/a'), { id: 'a' });
      assert.equal(graph.asked.length, 3);
      assert.equal(new Set(graph.asked.map(asked => asked.headers['client-request-id'])).size, 1);
    });

  it('says that its token was refused, so that the next call has a new one', async () => {
    let discarded = 0;
    const { cloud, world } = graph;
    const token = async () => new Secret('app-token');
    const client = createGraph({ cloud, world, token, refused: () => discarded++ });
    graph.answer(error(403, 'denied'), error(401, 'InvalidAuthenticationToken'));
    await faultOf(client.get('/users/a'));
    assert.equal(discarded, 0);
    await faultOf(client.get('/users/a'));
    assert.equal(discarded, 1);
  });

  it('gives up after two more tries', async () => {
    graph.answer(...Array<Answer>(3).fill(error(503, 'busy', '', AT_ONCE)));
    assert.equal((await faultOf(graph.client().get('/users/a'))).status, 503);
    assert.equal(graph.asked.length, 3);
  });

  for (const [what, wait] of [
    ['a minute', '61'],
    ['until next year', new Date(Date.now() + 365 * 86_400_000).toUTCString()],
  ] as const)
    it(`does not sleep when Graph asks to wait ${what}: the caller is told`, async () => {
      graph.answer(error(429, 'TooManyRequests', '', { 'retry-after': wait }));
      const fault = await faultOf(graph.client().get('/users/a'));
      assert.equal(fault.status, 429);
      assert.ok((fault.retryAfter ?? 0) > 60_000);
      assert.equal(graph.asked.length, 1);
    });

  const onceOnly: readonly (readonly [string, Answer])[] = [
    ['429', error(429, 'busy', '', AT_ONCE)],
    ['503', error(503, 'busy', '', AT_ONCE)],
    ['504', error(504, 'busy', '', AT_ONCE)],
    ['a lost connection', 'drop'],
    ['a time-out', 'hang'],
    ['a redirect', { status: 307, headers: { location: 'https://evil.example/' } }],
  ];
  for (const [what, answer] of onceOnly)
    it(`sends a POST once, whatever comes back: ${what}`, async () => {
      graph.answer(answer);
      await faultOf(graph.client().post('/users/a/revokeSignInSessions'));
      assert.equal(graph.asked.length, 1);
    });

  it('tells a time-out, a lost connection, half an answer and a redirect apart, and from an error', async () => {
    const met = async (answer: Answer) => {
      graph.answer(answer);
      const { status, code } = await faultOf(graph.client().get('/users/a'));
      return `${status} ${code}`;
    };
    assert.equal(await met('hang'), '0 timeout');
    assert.equal(await met('drop'), '0 network');
    assert.equal(await met('half'), '0 unreadable');
    assert.equal(await met({ status: 200, body: '<html>' }), '0 unreadable');
    assert.equal(await met({ status: 302, headers: { location: 'https://evil.example/' } }), '302 redirect');
    assert.equal(await met(error(403, 'Authorization_RequestDenied')), '403 Authorization_RequestDenied');
    assert.equal(await met({ status: 502, body: '<html>Bad gateway</html>' }), '502 unreadable');
  });

  it('lets nothing of a body, a query or a token into a fault', async () => {
    for (const answer of [
      error(400, 'BadRequest', 'private words'),
      { status: 200, body: 'private words' },
      'drop',
    ] as const) {
      graph.answer(answer);
      const fault = await faultOf(graph.client().post('/users/a/sendMail?secret=private', { text: 'private words' }));
      assert.doesNotMatch(inspect(fault, { depth: 10 }), /private|app-token/);
      assert.match(fault.message, /POST \/users\/a\/sendMail/);
    }
  });

  it('reads a collection to its end', async () => {
    graph.route('GET /users/a/transitiveMemberOf', {
      value: [1, 2],
      '@odata.nextLink': `https://graph.microsoft.com/v1.0/next?$skiptoken=x%3D1`,
    });
    graph.route('GET /next', { value: [3] });
    assert.deepEqual(await graph.client().all('/users/a/transitiveMemberOf'), [1, 2, 3]);
    assert.equal(graph.asked[1]?.raw, '/next?$skiptoken=x%3D1');
  });

  it('follows no page to another host: the token stays', async () => {
    const other = await startGraph();
    try {
      for (const host of [other.origin, 'https://graph.microsoft.com.evil.example']) {
        graph.route('GET /list', { value: [1], '@odata.nextLink': `${host}/v1.0/next` });
        await faultOf(graph.client().all('/list'));
      }
      assert.equal(other.asked.length, 0);
      assert.deepEqual(
        graph.asked.map(({ path }) => path),
        ['/list', '/list'],
      );
    } finally {
      other.close();
    }
  });

  it('does not take the first pages of an endless list for all of it', async () => {
    graph.route('GET /list', { value: [1], '@odata.nextLink': 'https://graph.microsoft.com/v1.0/list' });
    await assert.rejects(graph.client().all('/list'), /more than 20 pages/);
  });
});

describe('Retry-After', () => {
  it('is read as seconds, fractions or a date, and is never negative', () => {
    const now = Date.UTC(2026, 0, 1);
    assert.equal(retryAfterOf('2.128', now), 2_128);
    assert.equal(retryAfterOf('0', now), 0);
    assert.equal(retryAfterOf(new Date(now + 5_000).toUTCString(), now), 5_000);
    assert.equal(retryAfterOf(new Date(now - 5_000).toUTCString(), now), 0);
    for (const unreadable of [null, '', 'soon']) assert.equal(retryAfterOf(unreadable, now), undefined);
  });
});
