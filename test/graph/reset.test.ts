// The one POST that matters: sent exactly once, its doubts answered "unknown", its password seen nowhere.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Secret } from '../../src/core/secret.ts';
import { createResets } from '../../src/graph/reset.ts';
import { fakeLog } from '../entra/fakes.ts';
import { type Answer, error, type FakeGraph, GRAPH, PATIENCE, startGraph } from './fake-graph.ts';

const TARGET = '44444444-4444-4444-8444-444444444444';
const PASSWORD = 'Quiet-Harbor-7431';
const OPERATION = `${GRAPH}/v1.0/users/${TARGET}/authentication/operations/88e7560c?aadgdc=DUB02P&aadgsu=ssprprod-a`;
const AT_ONCE = { 'retry-after': '0' };

describe('resetting a password', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startGraph();
  });
  afterEach(() => graph.close());

  function create() {
    const log = fakeLog();
    const deps = { graph: graph.client(), graphName: GRAPH, world: graph.world, log, timeout: PATIENCE };
    const resets = createResets(deps);
    const correlation = randomUUID();
    const hands = new Secret('hands-token');
    return {
      log,
      correlation,
      begin: () => resets.begin(hands, TARGET, new Secret(PASSWORD), correlation),
      look: (operation: string) => resets.look(hands, operation),
    };
  }

  it('sends the password, the hands’ token and the attempt’s id, in one request', async () => {
    const { begin, correlation } = create();
    graph.answer({ status: 202, body: {}, headers: { location: OPERATION, 'retry-after': '1.5' } });
    assert.deepEqual(await begin(), { result: 'accepted', operation: OPERATION, lookAfter: 1_500, requestId: 'r-1' });
    const [asked] = graph.asked;
    assert.equal(asked?.method, 'POST');
    assert.equal(
      asked?.path,
      `/users/${TARGET}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword`,
    );
    assert.deepEqual(JSON.parse(asked?.body ?? ''), { newPassword: PASSWORD });
    assert.equal(asked?.headers.authorization, 'Bearer hands-token');
    assert.equal(asked?.headers['client-request-id'], correlation);
  });

  const challenge = (claims: string) => ({
    'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
  });
  const broken: Answer = { status: 202, body: '{"newPass', headers: { location: OPERATION } };
  const outcomes: readonly (readonly [
    string,
    Answer,
    { readonly result: string; readonly [fact: string]: unknown },
  ])[] = [
    ['an empty 202', { status: 202, headers: { location: OPERATION } }, { result: 'accepted', operation: OPERATION }],
    ['a 204 without an operation', { status: 204 }, { result: 'accepted' }],
    ['a 202 without an operation', { status: 202, body: {} }, { result: 'accepted' }],
    ['a 202 that cannot be read but names the operation', broken, { result: 'accepted', operation: OPERATION }],
    ['a 202 that cannot be read', { status: 202, body: '{"newPass' }, { result: 'unknown', said: 'unreadable' }],
    ['an answer cut in the middle', 'half', { result: 'unknown', said: 'unreadable' }],
    ['429', error(429, 'busy', '', AT_ONCE), { result: 'nothing-happened', why: 'throttled', after: 0 }],
    ['429 without a time', error(429, 'busy'), { result: 'nothing-happened', why: 'throttled', after: 30_000 }],
    ['401', error(401, 'InvalidAuthenticationToken'), { result: 'nothing-happened', why: 'token', after: 5_000 }],
    [
      'a claims challenge',
      error(401, 'InvalidAuthenticationToken', '', challenge('{"access_token":{}}')),
      { result: 'nothing-happened', why: 'token', after: 5_000, claims: '{"access_token":{}}' },
    ],
    [
      'a claims challenge that is none',
      error(401, 'InvalidAuthenticationToken', '', challenge('not JSON')),
      { result: 'nothing-happened', why: 'token', after: 5_000 },
    ],
    ['400', error(400, 'badRequest', 'too weak'), { result: 'refused', code: 'badRequest', said: 'too weak' }],
    ['403', error(403, 'Authorization_RequestDenied', ''), { result: 'refused', code: 'Authorization_RequestDenied' }],
    ['404', error(404, 'Request_ResourceNotFound', ''), { result: 'refused', code: 'Request_ResourceNotFound' }],
    ['409', error(409, 'conflict', ''), { result: 'refused', code: 'conflict' }],
    ['410', { status: 410, body: 'gone' }, { result: 'refused', code: 'http_410' }],
    ['412', error(412, 'precondition', ''), { result: 'refused', code: 'precondition' }],
    ['408', { status: 408 }, { result: 'unknown', said: 'http_408' }],
    ['500', error(500, 'oops'), { result: 'unknown', said: 'http_500' }],
    ['502', { status: 502, body: '<html>' }, { result: 'unknown', said: 'http_502' }],
    ['503', error(503, 'busy', '', AT_ONCE), { result: 'unknown', said: 'http_503' }],
    ['504', error(504, 'slow', '', AT_ONCE), { result: 'unknown', said: 'http_504' }],
    ['a lost connection', 'drop', { result: 'unknown', said: 'network' }],
    ['a time-out', 'hang', { result: 'unknown', said: 'timeout' }],
  ];
  for (const [what, answer, expected] of outcomes)
    it(`takes ${what} for ${expected.result}, and never sends twice`, async () => {
      const { begin, log } = create();
      graph.answer(answer);
      const { requestId: _traced, ...begun } = (await begin()) as Record<string, unknown>;
      assert.deepEqual(begun, expected);
      assert.equal(graph.asked.length, 1);
      assert.doesNotMatch(log.lines.join('\n'), new RegExp(PASSWORD));
    });

  it('does not carry the password to where a redirect points', async () => {
    const other = await startGraph();
    try {
      for (const status of [301, 302, 307, 308]) {
        const { begin } = create();
        graph.answer({ status, headers: { location: `${other.origin}/graph/v1.0/users` } });
        assert.equal((await begin()).result, 'unknown');
      }
      assert.equal(graph.asked.length, 4);
      assert.equal(other.asked.length, 0);
    } finally {
      other.close();
    }
  });

  it('cuts the password out of an error that quotes it', async () => {
    const { begin } = create();
    graph.answer(error(400, 'badRequest', `The password ${PASSWORD} is weak`));
    const begun = await begin();
    assert.ok(begun.result === 'refused');
    assert.equal(begun.said, 'The password [secret] is weak');
  });

  it('keeps no operation of another host, or of another kind', async () => {
    const elsewhere = [
      OPERATION.replace('graph.microsoft.com', 'graph.microsoft.com.evil.example'),
      OPERATION.replace('https:', 'http:'),
      OPERATION.replace('https://', 'https://a:b@'),
      `${GRAPH}/v1.0/users/${TARGET}`,
      '/relative',
    ];
    for (const location of elsewhere) {
      const { begin } = create();
      graph.answer({ status: 202, body: {}, headers: { location } });
      assert.deepEqual(await begin(), { result: 'accepted', requestId: 'r-1' }, location);
    }
  });
});

describe('looking at a reset', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startGraph();
  });
  afterEach(() => graph.close());

  const look = (operation = OPERATION) => {
    const deps = { graph: graph.client(), graphName: GRAPH, world: graph.world, log: fakeLog(), timeout: PATIENCE };
    return createResets(deps).look(new Secret('hands-token'), operation);
  };

  it('asks for the operation word for word, with the hands’ token', async () => {
    graph.answer({ status: 200, body: { status: 'succeeded', statusDetail: 'ResetSuccess' } });
    assert.deepEqual(await look(), { result: 'succeeded' });
    const [asked] = graph.asked;
    assert.equal(`${GRAPH}/v1.0${asked?.raw}`, OPERATION);
    assert.equal(asked?.headers.authorization, 'Bearer hands-token');
  });

  it('does not send the token to an operation that is not Graph’s', async () => {
    for (const operation of [
      `${graph.origin}/v1.0/users/a/authentication/operations/b`,
      'nonsense',
      `${GRAPH}/v1.0/me`,
    ])
      assert.deepEqual(await look(operation), { result: 'unknown' });
    assert.equal(graph.asked.length, 0);
  });

  const seen: readonly (readonly [string, Answer, { readonly result: string; readonly [fact: string]: unknown }])[] = [
    ['notStarted', { status: 200, body: { status: 'notStarted' } }, { result: 'running' }],
    [
      'running',
      { status: 200, body: { status: 'running' }, headers: { 'retry-after': '3' } },
      { result: 'running', lookAfter: 3_000 },
    ],
    [
      'failed',
      { status: 200, body: { status: 'failed', statusDetail: 'SSPR_0029: x' } },
      { result: 'failed', said: 'SSPR_0029: x' },
    ],
    ['failed without a word', { status: 200, body: { status: 'failed', statusDetail: null } }, { result: 'failed' }],
    ['a status of tomorrow', { status: 200, body: { status: 'paused' } }, { result: 'unknown' }],
    ['429', error(429, 'busy', '', { 'retry-after': '7' }), { result: 'running', lookAfter: 7_000 }],
    ['401', error(401, 'InvalidAuthenticationToken'), { result: 'unknown' }],
    ['403', error(403, 'accessDenied'), { result: 'unknown' }],
    ['404', error(404, 'itemNotFound'), { result: 'unknown' }],
    ['503', error(503, 'busy', '', AT_ONCE), { result: 'unknown' }],
    ['a redirect', { status: 302, headers: { location: 'https://evil.example/' } }, { result: 'unknown' }],
    ['something unreadable', { status: 200, body: '<html>' }, { result: 'unknown' }],
    ['a lost connection', 'drop', { result: 'unknown' }],
    ['a time-out', 'hang', { result: 'unknown' }],
  ];
  for (const [what, answer, expected] of seen)
    it(`takes ${what} for ${expected.result}`, async () => {
      graph.answer(answer);
      assert.deepEqual(await look(), expected);
      assert.equal(graph.asked.length, 1);
    });
});
