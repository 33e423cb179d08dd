// One world with its Teams on a free port and a fake bot to call, for one test.
import type { AddressInfo } from 'node:net';
import type { JWTPayload } from 'jose';
import restify from 'restify';
import { REGISTRATIONS } from '../../sandbox/company.ts';
import { ISSUERS, type Keys } from '../../sandbox/keys.ts';
import { teams as addTeams, createTeams } from '../../sandbox/teams/teams.ts';
import { createWorld, type World } from '../../sandbox/world.ts';
import { createFakeBot } from './fake-bot.ts';

export type Stage = Awaited<ReturnType<typeof createStage>>;

export type ConnectorAnswer = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
};

export async function createStage(keys: Keys) {
  const world = createWorld();
  const server = restify.createServer();
  server.use(restify.plugins.queryParser({ mapParams: false }));
  server.use(restify.plugins.bodyParser({ mapParams: false }));
  const { pace } = addTeams(server, world, keys);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bot = await createFakeBot();

  /** One call of the bot to the connector: with its own token, or the one given, or none (null). */
  async function call(method: string, path: string, body: unknown, token?: string | null): Promise<ConnectorAnswer> {
    const bearer = token === undefined ? await botToken(world, keys) : token;
    const headers = {
      'content-type': 'application/json',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    };
    const response = await fetch(`${world.origin}/teams${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await response.text();
    const answer = (text === '' ? {} : JSON.parse(text)) as ConnectorAnswer['body'];
    const code = (answer['error'] as { code: string } | undefined)?.code;
    return { status: response.status, body: answer, code, retryAfter: response.headers.get('retry-after') };
  }

  return {
    world,
    bot,
    pace,
    teams: createTeams(world, keys, bot.endpoint),
    /** The bot sends an activity to a conversation. */
    send: (conversation: string, activity: unknown, token?: string | null) =>
      call('POST', `/v3/conversations/${encodeURIComponent(conversation)}/activities`, activity, token),
    /** The bot changes a message. */
    update: (conversation: string, id: string, activity: unknown) =>
      call('PUT', `/v3/conversations/${encodeURIComponent(conversation)}/activities/${id}`, activity),
    create: (parameters: unknown) => call('POST', '/v3/conversations', parameters),
    async close(): Promise<void> {
      await bot.close();
      await new Promise<void>(resolve => server.close(resolve));
    },
  };
}

/** A connector token as Entra makes it for the bot; `claims` replaces some. */
export function botToken(world: World, keys: Keys, claims: JWTPayload = {}): Promise<string> {
  const appid = REGISTRATIONS.bot.clientId;
  const right = { aud: 'https://api.botframework.com', iss: ISSUERS.v1(world.tenant), appid, tid: world.tenant };
  return keys.entra.sign({ ...right, ...claims }, { expiresIn: 600 });
}
