// Microsoft's Playground as one more window into the company: what it says reaches the bot as from Teams, what the bot writes reaches it.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { TEAM } from '../../sandbox/company.ts';
import { createKeys, type Keys } from '../../sandbox/keys.ts';
import { playground } from '../../sandbox/playground.ts';
import { createStage, type Stage } from './stage.ts';

type Call = { readonly what: string; readonly body: Record<string, unknown> };

const HANA = '0e000000-0000-4000-8000-000000000030';

describe('the Playground', () => {
  let keys: Keys;
  let stage: Stage;
  let window: Awaited<ReturnType<typeof createWindow>>;
  let door: Awaited<ReturnType<typeof createDoor>>;

  before(async () => {
    keys = await createKeys();
  });

  beforeEach(async () => {
    stage = await createStage(keys);
    window = await createWindow();
    door = await createDoor(stage, window.origin);
  });

  afterEach(async () => {
    await door.close();
    await window.close();
    await stage.close();
  });

  const says = (activity: object, headers: Record<string, string> = {}) =>
    fetch(door.address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ from: { aadObjectId: HANA }, conversation: { id: 'a:personal-hana' }, ...activity }),
    });

  it('speaks for its person as Teams would: signed, from Teams, in their tenant', async () => {
    const answer = await says({ type: 'message', id: '1', text: 'help', serviceUrl: 'http://evil.example' });
    assert.equal(answer.status, 200);
    const [heard] = stage.bot.heard;
    assert.match(heard?.authorization ?? '', /^Bearer /);
    assert.equal(heard?.activity.text, 'help');
    assert.equal(heard?.activity.serviceUrl, `${stage.world.origin}/teams/`);
    assert.equal(heard?.activity.from?.name, 'Hana Weber');
    assert.deepEqual(heard?.activity.channelData?.['tenant'], { id: stage.world.tenant });
  });

  it('speaks for nobody else, and no web page speaks through it', async () => {
    assert.equal((await says({ type: 'message', from: { aadObjectId: 'nobody' } })).status, 403);
    assert.equal((await says({ type: 'message', text: 'x' }, { origin: 'https://evil.example' })).status, 403);
    assert.deepEqual(stage.bot.heard, []);
  });

  it('shows what the bot writes in its chat, and the edit of it in the same place; nobody else’s chat', async () => {
    await says({ type: 'message', id: '1', text: 'help' });
    await stage.send('a:personal-freya', { type: 'message', text: 'for Freya' });
    const { body } = await stage.send('a:personal-hana', { type: 'message', text: 'Hello' });
    await stage.update('a:personal-hana', String(body['id']), { type: 'message', text: 'Hello again' });
    const [first, second] = await window.calls(2);
    assert.equal(first?.what, 'POST /_connector/v3/conversations/a%3Apersonal-hana/activities');
    assert.equal(first?.body['text'], 'Hello');
    assert.equal(second?.what, 'PUT /_connector/v3/conversations/a%3Apersonal-hana/activities/theirs-1');
    assert.equal(second?.body['text'], 'Hello again');
  });

  it('begins a thread for a card in the channel, and a click on it is about the card the bot sent', async () => {
    const created = await stage.create({
      isGroup: true,
      activity: { type: 'message', text: 'a card' },
      channelData: { channel: { id: TEAM.channel.id } },
    });
    await stage.send(String(created.body['id']), { type: 'message', text: 'a reply' });
    // The second is sent after the answer to the first has been read.
    const [begun, replied] = await window.calls(2);
    assert.equal(begun?.what, 'POST /_connector/v3/conversations');
    const channelData = begun?.body['channelData'] as { channel: object } | undefined;
    assert.deepEqual(channelData?.channel, { id: TEAM.channel.id });
    const thread = encodeURIComponent(`${TEAM.channel.id};messageid=theirs-1`);
    assert.equal(replied?.what, `POST /_connector/v3/conversations/${thread}/activities`);
    stage.bot.answer = async () => ({ body: { statusCode: 200 } });
    const answer = await says({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { verb: 'approve' } },
      replyToId: 'theirs-1',
      conversation: { id: `${TEAM.channel.id};messageid=theirs-1` },
    });
    assert.deepEqual(await answer.json(), { statusCode: 200 });
    const { activity } = stage.bot.heard[0] ?? {};
    assert.equal(activity?.replyToId, created.body['activityId']);
    assert.equal(activity?.conversation?.id, created.body['id']);
  });

  it('may be closed without anybody noticing', async () => {
    await says({ type: 'message', id: '1', text: 'help' });
    await window.close();
    assert.equal((await stage.send('a:personal-hana', { type: 'message', text: 'Hello' })).status, 201);
  });
});

/** The sandbox's door for the Playground, on a port of its own. */
async function createDoor(stage: Stage, origin: string) {
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser({ mapParams: false }));
  playground({ server, world: stage.world, teams: stage.teams }, origin);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/playground/messages`,
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}

/** The Playground's own connector, as far as it is used. */
async function createWindow() {
  const calls: Call[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (req, res) => {
    calls.push({ what: `${req.method} ${req.url}`, body: await bodyOf(req) });
    for (const wake of waiting) wake();
    const number = calls.filter(({ what }) => what.startsWith('POST')).length;
    res.end(
      JSON.stringify({
        id: req.url?.endsWith('/conversations') ? 'c' : `theirs-${number}`,
        ...(req.url?.endsWith('/conversations') ? { activityId: `theirs-${number}` } : {}),
      }),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** All calls, as soon as there are so many. */
    calls: (count: number) =>
      new Promise<readonly Call[]>(resolve => {
        const look = () => {
          if (calls.length < count) return;
          waiting.delete(look);
          resolve(calls);
        };
        waiting.add(look);
        look();
      }),
    async close(): Promise<void> {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function bodyOf(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}
