// Botbuilder's real adapter between a Bot Framework and a connector of our own, on loopback.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TurnContext } from 'botbuilder';
import { type Cloud, cloudOf, isServiceUrl } from '../../src/config/cloud.ts';
import { Secret } from '../../src/core/secret.ts';
import { createMsal } from '../../src/entra/msal.ts';
import { type Adapter, createAdapter, type Logic } from '../../src/teams/adapter.ts';
import { aWorld, START } from '../contracts/a-world.ts';
import { anActivity, aSigner, aToken, BOT, ISSUER, RITA, type Signer, TENANT } from './bot-framework.ts';

const CHANNEL = '19:desk@thread.tacv2';
const TOKEN = 'the-bots-own-token';

type Call = { readonly what: string; readonly token: string | undefined; readonly body: unknown };
type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> };

/** Metadata, keys, token endpoint and connector under one address; the connector answers from a list, then 200. */
async function aMicrosoft(signer: Signer) {
  const calls: Call[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (req, res) => {
    const { status, body, headers } = reply(
      req.method ?? '',
      new URL(req.url ?? '', 'http://here').pathname,
      await textOf(req),
      req.headers.authorization,
    );
    // Two statements: where restify is loaded, writeHead gives nothing back to chain on.
    res.writeHead(status, { 'content-type': 'application/json', ...headers });
    res.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function reply(method: string, path: string, text: string, token: string | undefined): Answer {
    if (path.endsWith('openidconfiguration'))
      return { status: 200, body: { issuer: ISSUER, jwks_uri: `${origin}/keys` } };
    if (path === '/keys') return { status: 200, body: { keys: [signer.jwk] } };
    if (path === `/login/${TENANT}/oauth2/v2.0/token`)
      return { status: 200, body: { token_type: 'Bearer', expires_in: 3_600, access_token: TOKEN } };
    calls.push({
      what: `${method} ${decodeURIComponent(path)}`,
      token,
      body: text === '' ? undefined : JSON.parse(text),
    });
    return answers.shift() ?? { status: 200, body: { id: 'm1' } };
  }
  return { origin, calls, answers, close: () => new Promise(resolve => server.close(resolve)) };
}

function sent(calls: readonly Call[]) {
  return calls.map(call => call.body as Readonly<Record<string, unknown>>);
}

async function textOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function local(origin: string): Cloud {
  const cloud = cloudOf(origin);
  if ('problem' in cloud) throw new Error(cloud.problem);
  return cloud;
}

function anAdapter(origin: string) {
  const cloud = local(origin);
  const world = aWorld();
  const pauses: number[] = [];
  const lines: string[] = [];
  const note = (facts: object, message: string) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  const adapter = createAdapter({
    cloud,
    botId: BOT,
    tenant: TENANT,
    msal: () => createMsal({ cloud, tenant: TENANT, clientId: BOT, secret: new Secret('s') }),
    serviceUrlAllowed: url => isServiceUrl(cloud, url),
    world,
    log: { info: note, warn: note, error: note },
    pause: async ms => void pauses.push(ms),
  });
  return { adapter, serviceUrl: cloud.connectorDefault, pauses, lines };
}

async function caught(failing: Promise<unknown>): Promise<Error> {
  try {
    await failing;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it did not fail');
}

/** What the caller of /api/messages would see. */
async function post(adapter: Adapter, authorization: string, body: Record<string, unknown>, logic: Logic) {
  const seen: { status?: number; body?: unknown; ended: number } = { ended: 0 };
  const res = {
    socket: undefined,
    header: () => res,
    status: (code: number) => Object.assign(seen, { status: code }),
    send: (sent: unknown) => Object.assign(seen, { body: sent }),
    end: () => Object.assign(seen, { ended: seen.ended + 1 }),
  };
  await adapter.processActivity({ headers: { authorization }, body }, res, logic);
  return seen;
}

describe('the adapter', () => {
  const made: { signer?: Signer; microsoft?: Awaited<ReturnType<typeof aMicrosoft>>; stderr?: typeof console.error } =
    {};
  before(async () => {
    // Botbuilder writes what it refuses to the console; these tests provoke it.
    made.stderr = console.error;
    console.error = () => undefined;
    made.signer = await aSigner('k1');
    made.microsoft = await aMicrosoft(made.signer);
  });
  after(async () => {
    if (made.stderr) console.error = made.stderr;
    await made.microsoft?.close();
  });
  function opened() {
    const { signer, microsoft } = made;
    if (!signer || !microsoft) throw new Error('not made yet');
    microsoft.calls.length = 0;
    microsoft.answers.length = 0;
    const desk = anAdapter(microsoft.origin);
    const { serviceUrl } = desk;
    // Botbuilder looks at the real clock, and so does this token.
    const token = async (claims = {}) =>
      `Bearer ${await aToken(signer, Date.now(), { serviceurl: serviceUrl, ...claims })}`;
    const reference = { channelId: 'msteams', serviceUrl, conversation: { id: 'a:rita' } } as Parameters<
      Adapter['send']
    >[0];
    return { ...desk, ...microsoft, token, reference, heard: (part = {}) => anActivity({ serviceUrl, ...part }) };
  }

  describe('in a turn', () => {
    it('answers a person, and shows the connector the bot’s own token', async () => {
      const { adapter, token, heard, calls } = opened();
      const seen = await post(adapter, await token(), heard(), async turn => void (await turn.sendActivity('hello')));
      assert.deepEqual(seen, { status: 200, ended: 1 });
      assert.deepEqual(
        calls.map(call => [call.what, call.token]),
        [['POST /teams/v3/conversations/a:rita/activities/f:1', `Bearer ${TOKEN}`]],
      );
    });

    it('hands on the answer of an invoke', async () => {
      const { adapter, token, heard } = opened();
      const value = { status: 200, body: { statusCode: 200, type: 'x', value: 'thanks' } };
      const answer = async (turn: TurnContext) => void (await turn.sendActivity({ type: 'invokeResponse', value }));
      const seen = await post(adapter, await token(), heard({ type: 'invoke', name: 'adaptiveCard/action' }), answer);
      assert.deepEqual(seen, { status: 200, body: value.body, ended: 1 });
    });

    it('says nothing of the inside when the turn fails; the log does', async () => {
      const { adapter, token, heard, lines } = opened();
      const seen = await post(adapter, await token(), heard(), () => Promise.reject(new Error('row 7 of requests')));
      assert.deepEqual(seen, { status: 500, ended: 1 });
      assert.match(lines.join('\n'), /row 7 of requests/);
    });

    it('does not run for a token of the Emulator, which any tenant can make', async () => {
      const { adapter, token, heard } = opened();
      const iss = 'https://login.microsoftonline.com/72f988bf-0000-0000-0000-000000000000/v2.0';
      const claims = { iss, azp: BOT, ver: '2.0', tid: '72f988bf-0000-0000-0000-000000000000' };
      const turns: string[] = [];
      for (const wrong of [
        claims,
        { ...claims, iss: 'https://login.microsoftonline.com/common/v2.0' },
        { ...claims, iss: undefined },
      ])
        assert.deepEqual(await post(adapter, await token(wrong), heard(), async () => void turns.push('ran')), {
          status: 503,
          ended: 1,
        });
      assert.deepEqual(turns, []);
    });

    it('does not run while botbuilder cannot have the keys, and says no more than 503', async () => {
      const { token, heard } = opened();
      const { adapter } = anAdapter('http://127.0.0.1:9');
      const turns: string[] = [];
      const seen = await post(adapter, await token(), heard(), async () => void turns.push('ran'));
      assert.deepEqual([seen, turns], [{ status: 503, ended: 1 }, []]);
    });

    it('sends a reply again when Teams asks for it, as late as Teams says', async () => {
      const { adapter, token, heard, calls, answers, pauses } = opened();
      answers.push({ status: 412 }, { status: 429, headers: { 'retry-after': '2.5' } });
      const seen = await post(adapter, await token(), heard(), async turn => void (await turn.sendActivity('hello')));
      assert.equal(seen.status, 200);
      assert.equal(calls.length, 3);
      assert.equal(pauses[1], 2_500);
      assert.ok((pauses[0] ?? 0) >= 375 && (pauses[0] ?? 0) <= 625);
    });

    it('never repeats a message that may have arrived', async () => {
      const { adapter, token, heard, calls, answers } = opened();
      answers.push({ status: 500 });
      const seen = await post(adapter, await token(), heard(), async turn => void (await turn.sendActivity('hello')));
      assert.deepEqual([seen, calls.length], [{ status: 500, ended: 1 }, 1]);
    });
  });

  describe('speaking first', () => {
    it('starts a thread, updates the message that started it, and answers in the thread', async () => {
      const { adapter, serviceUrl, answers, calls } = opened();
      const thread = `${CHANNEL};messageid=1762074000000`;
      answers.push({ status: 201, body: { id: thread } });
      const posted = await adapter.postChannel(serviceUrl, CHANNEL, { type: 'message', text: 'a request' });
      const posting = { serviceUrl, conversation: thread, activity: '1762074000000' };
      assert.deepEqual(posted, { posting });
      assert.equal(await adapter.update(posting, { text: 'decided' }), 'delivered');
      assert.equal(await adapter.reply(posting, { text: 'still waiting' }), 'delivered');
      assert.deepEqual(
        calls.map(call => call.what),
        [
          'POST /teams/v3/conversations',
          `PUT /teams/v3/conversations/${thread}/activities/1762074000000`,
          `POST /teams/v3/conversations/${thread}/activities`,
        ],
      );
      const { channelData, isGroup, tenantId } = sent(calls)[0] ?? {};
      assert.deepEqual(
        [channelData, isGroup, tenantId],
        [{ tenant: { id: TENANT }, channel: { id: CHANNEL } }, true, TENANT],
      );
    });

    it('opens somebody’s chat by their object id, and talks there in order', async () => {
      const { adapter, serviceUrl, answers, calls } = opened();
      answers.push({ status: 201, body: { id: 'a:new' } });
      const chat = await adapter.personal(serviceUrl, RITA);
      assert.ok(chat !== 'unreachable' && 'reference' in chat);
      const two = [
        { type: 'message', text: 'one' },
        { type: 'message', text: 'two' },
      ];
      assert.deepEqual(await adapter.send(chat.reference, two), {
        postings: two.map(() => ({ serviceUrl, conversation: 'a:new', activity: 'm1' })),
      });
      const there = await adapter.postPersonal(chat.reference, { text: 'a card' });
      assert.deepEqual(there, { posting: { serviceUrl, conversation: 'a:new', activity: 'm1' } });
      assert.deepEqual(
        sent(calls).map(body => body['text']),
        [undefined, 'one', 'two', 'a card'],
      );
      assert.deepEqual(sent(calls)[0]?.['members'], [{ id: RITA, name: '' }]);
    });

    for (const status of [403, 404])
      it(`gives up quietly when Teams says ${status}: nobody is there`, async () => {
        const { adapter, answers, reference, serviceUrl, calls } = opened();
        answers.push(
          ...Array.from({ length: 4 }, () => ({ status, body: { error: { code: 'BotNotInConversationRoster' } } })),
        );
        assert.equal(await adapter.send(reference, [{ type: 'message', text: 'hello' }]), 'unreachable');
        assert.equal(
          await adapter.update({ serviceUrl, conversation: 'a', activity: '1' }, { text: 'x' }),
          'unreachable',
        );
        assert.equal(await adapter.personal(serviceUrl, RITA), 'unreachable');
        assert.equal(await adapter.postChannel(serviceUrl, CHANNEL, { text: 'x' }), 'unreachable');
        assert.equal(calls.length, 4);
      });

    it('says when to come back instead of waiting for more than ten seconds', async () => {
      const { adapter, answers, reference, calls, pauses } = opened();
      answers.push({ status: 429, headers: { 'retry-after': '60' } });
      assert.deepEqual(await adapter.send(reference, [{ type: 'message', text: 'hello' }]), {
        notBefore: START + 60_000,
      });
      assert.deepEqual([calls.length, pauses], [1, []]);
    });

    it('tries four times and then leaves it for later', async () => {
      const { adapter, answers, reference, calls, pauses } = opened();
      answers.push(...Array.from({ length: 9 }, () => ({ status: 502 })));
      assert.deepEqual(await adapter.send(reference, [{ type: 'message', text: 'hello' }]), {
        notBefore: START + 30_000,
      });
      assert.equal(calls.length, 4);
      assert.ok(pauses.reduce((sum, one) => sum + one, 0) <= 10_000);
    });

    it('fails loudly, and without the token, when Teams does not know the bot', async () => {
      const { adapter, answers, reference } = opened();
      answers.push({ status: 401, body: { error: { code: 'BotNotRegistered', message: 'x' } } });
      const error = await caught(adapter.send(reference, [{ type: 'message', text: 'hello' }]));
      assert.match(error.message, /401 BotNotRegistered/);
      assert.doesNotMatch(JSON.stringify(error) + error.stack, new RegExp(TOKEN));
    });

    it('shows the bot’s token to nobody but Teams', async () => {
      const { adapter } = opened();
      const stranger = await aMicrosoft(await aSigner('k9'));
      const serviceUrl = `${stranger.origin}/teams/`;
      const reference = { channelId: 'msteams', serviceUrl, conversation: { id: 'a:1' } } as Parameters<
        Adapter['send']
      >[0];
      const outcomes = await Promise.allSettled([
        adapter.send(reference, [{ type: 'message', text: 'hello' }]),
        adapter.personal(serviceUrl, RITA),
      ]);
      await stranger.close();
      assert.deepEqual(
        outcomes.map(outcome => outcome.status),
        ['rejected', 'rejected'],
      );
      assert.deepEqual(stranger.calls, []);
    });

    it('keeps the error of a proactive turn for whoever asked for the turn', async () => {
      const { adapter, reference } = opened();
      await assert.rejects(
        adapter.continueConversation(reference, () => Promise.reject(new Error('no such row'))),
        /no such row/,
      );
    });
  });
});
