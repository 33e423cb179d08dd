// One company on one address: the world, its services and the bot, brought up together and taken down together.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import restify from 'restify';
import { adfs } from './adfs/adfs.ts';
import { authenticator } from './authenticator.ts';
import { type BotProcess, createBotProcess } from './bot.ts';
import { GROUPS, REGISTRATIONS, TEAM, TENANT } from './company.ts';
import { entra } from './entra/entra.ts';
import { createFaults } from './faults.ts';
import { graph } from './graph/graph.ts';
import { employ, type HandsModel, handsSettings } from './hands.ts';
import { createKeys } from './keys.ts';
import { createMailCatcher } from './mail-catcher.ts';
import { mailbox } from './mailbox.ts';
import { ping } from './ping/ping.ts';
import { createRecorder } from './record.ts';
import { securityInfo } from './security-info.ts';
import { sspr } from './sspr/sspr.ts';
import { createTeams, teams } from './teams/teams.ts';
import { createWorld, type Lags } from './world.ts';

declare module 'restify' {
  interface Server {
    /** Runs before restify looks at the request at all. Missing in @types/restify 8. */
    first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
  }
}

export type Sandbox = Awaited<ReturnType<typeof createSandbox>>;

export type SandboxOptions = {
  /** 0 takes a free port. */
  readonly port?: number;
  readonly botPort?: number;
  /** The built project: where `dist/src/index.js` is. */
  readonly root: string;
  /** Where the bot keeps its database. */
  readonly dataDir: string;
  readonly lags?: Partial<Lags>;
  /** Whose rights reset; a service account's unless told. */
  readonly hands?: HandsModel;
  /** Keeps the Graph traffic, one JSON object a line. */
  readonly record?: string;
  /** Gets everything the bot writes. */
  readonly botLog?: string;
  /** Bot settings over the usual ones (a test shortens clocks by POLICY_FILE). */
  readonly settings?: Readonly<Record<string, string>>;
};

const BODY_LIMIT = 256 * 1024;

/** Listens on loopback. The bot is not started yet: `bot.start()`, then `connectHands` (sandbox/connect.ts). */
export async function createSandbox(options: SandboxOptions) {
  const { lags, hands } = options;
  const world = createWorld({ ...(lags ? { lags } : {}), ...(hands ? { hands } : {}) });
  employ(world);
  const keys = await createKeys();
  const faults = createFaults(world);
  const server = restify.createServer({ name: 'Alder & Finch' });
  server.first(request => {
    // restify builds a URL from this header and dies of a malformed one; nothing here depends on it.
    request.headers.host = 'localhost';
    return true;
  });
  server.use(restify.plugins.queryParser({ mapParams: false }));
  server.use(restify.plugins.bodyParser({ mapParams: false, maxBodySize: BODY_LIMIT }));
  server.use(faults.guard);
  entra(server, world, keys);
  graph(server, world, keys, faults, options.record ? createRecorder(options.record) : undefined);
  teams(server, world, keys);
  adfs(server, world);
  ping(server, world);
  sspr(server, world);
  securityInfo(server, world);
  mailbox(server, world);
  authenticator(server, world);

  const post = await createMailCatcher(world);
  const port = await listen(server, options.port ?? 0);
  const botPort = options.botPort ?? (await freePort());
  world.origin = `http://127.0.0.1:${port}`;
  world.botOrigin = `http://127.0.0.1:${botPort}`;
  /** Read at each start of the bot. */
  const settings: Record<string, string> = {
    ...botSettings(world.origin, world.botOrigin, options.dataDir),
    ...handsSettings(world),
    SMTP_URL: post.url,
    ...options.settings,
  };
  const bot: BotProcess = createBotProcess({
    world,
    command: [process.execPath, '--enable-source-maps', `${options.root}/dist/src/index.js`],
    env: settings,
    cwd: options.root,
    readyUrl: `${world.botOrigin}/readyz`,
    ...(options.botLog ? { log: options.botLog } : {}),
  });
  return {
    world,
    keys,
    faults,
    server,
    settings,
    bot,
    teams: createTeams(world, keys, `${world.botOrigin}/api/messages`),
    async close(): Promise<void> {
      await bot.stop();
      await post.close();
      await new Promise<void>(done => {
        server.close(() => done());
        (server as unknown as { server: { closeAllConnections(): void } }).server.closeAllConnections();
      });
    },
  };
}

/** The bot's settings as an admin of this company would write them. */
function botSettings(origin: string, botOrigin: string, dataDir: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    CLOUD: origin,
    TENANT_ID: TENANT,
    PUBLIC_URL: botOrigin,
    PORT: new URL(botOrigin).port,
    HOST: '127.0.0.1',
    BOT_ID: REGISTRATIONS.bot.clientId,
    BOT_SECRET: REGISTRATIONS.bot.secret,
    DESK_CLIENT_ID: REGISTRATIONS.desk.clientId,
    DESK_CLIENT_SECRET: REGISTRATIONS.desk.secret,
    HANDS_CLIENT_ID: REGISTRATIONS.hands.clientId,
    HANDS_CLIENT_SECRET: REGISTRATIONS.hands.secret,
    APPROVERS_GROUP_ID: GROUPS.approvers.id,
    ADMINS_GROUP_ID: GROUPS.admins.id,
    HELPDESK_TEAM_ID: TEAM.id,
    HELPDESK_CHANNEL_ID: TEAM.channel.id,
    HELPDESK_CONTACT: 'extension 4444, or the IT desk on the ground floor',
    MAIL_FROM: 'reset-desk@finch-cloud.example',
    ADMIN_MAIL: 'ada.brandt@finch-cloud.example',
    STEP_UP_CONTEXT: 'c1',
    SEAL_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    DATA_DIR: dataDir,
    // Most of its people are there because they cannot help themselves.
    SSPR_COVERAGE: '5',
    HEALTH_TOKEN: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'info',
  };
}

function listen(server: restify.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(done => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise<void>(done => probe.close(() => done()));
  if (address === null || typeof address === 'string') throw new Error('no free port could be found');
  return address.port;
}
