// The composition root: the order of these lines is the architecture. Edges never import each other; they are handed over here.
import { createConversation } from '../dialogs/root.ts';
import { isServiceUrl } from './config/cloud.ts';
import type { Config } from './config/config.ts';
import { createDesk } from './core/desk/desk.ts';
import type { Audience, Log, NoticeKind, World } from './core/ports.ts';
import { createSealer } from './core/seal.ts';
import { openDatabase } from './database.ts';
import { createAppTokens } from './entra/app-tokens.ts';
import { createServiceAccountHands } from './entra/hands.ts';
import { createMsal } from './entra/msal.ts';
import { createSignIn } from './entra/sign-in.ts';
import { createGraph } from './graph/client.ts';
import { createDirectory } from './graph/directory.ts';
import { createResets } from './graph/reset.ts';
import { type Assets, loadAssets } from './http/assets.ts';
import { createRoutes } from './http/routes.ts';
import { createHttp } from './http/server.ts';
import { createChores } from './jobs/chores.ts';
import { createRunner } from './jobs/run.ts';
import { createMailer } from './mail/smtp.ts';
import { createActions } from './teams/actions.ts';
import { createAdapter } from './teams/adapter.ts';
import { createGate } from './teams/gate.ts';
import { createMessenger } from './teams/messenger.ts';
import { createPanes } from './teams/panes.ts';
import { createReception } from './teams/reception.ts';
import { createRouter } from './teams/router.ts';
import { createStepUp } from './teams/step-up.ts';
import { createTurns } from './teams/turn.ts';

const HOUR = 3_600_000;
const JOBS_AT_ONCE = 8;

export type App = { readonly listen: () => Promise<{ readonly port: number }>; readonly stop: () => Promise<void> };

export async function createApp(config: Config, world: World, log: Log): Promise<App> {
  const { cloud, tenant, publicUrl, policy } = config;
  const links = createLinks(publicUrl, cloud.ssprUrl);
  const serviceUrlAllowed = (url: string) => isServiceUrl(cloud, url);

  const store = await openDatabase(config, world);
  // Alone on its database, a starting desk owns every lease its crash has left.
  if (config.instances === 1) await store.jobs.releaseAll();
  const sealer = createSealer(config.keyRing);

  const deskMsal = () => createMsal({ cloud, tenant, ...config.desk });
  const botMsal = () => createMsal({ cloud, tenant, ...config.bot });
  const tokens = createAppTokens({ msal: deskMsal, graph: cloud.graphName, world });
  const graph = createGraph({ cloud, token: tokens.graphToken, refused: tokens.discard, world });
  const directory = createDirectory({
    graph,
    tenant,
    groups: { approvers: config.approversGroup, admins: config.adminsGroup },
    world,
    log,
  });
  const resets = createResets({ graph, graphName: cloud.graphName, world, log });
  const mail = createMailer({ url: config.smtp, from: config.mailFrom });
  const hands = createServiceAccountHands({
    msal: cache => createMsal({ cloud, tenant, ...config.hands, cache }),
    tokens: store.tokens,
    sealer,
    memory: store.memory,
    tenant,
    account: config.hands.account,
    world,
    log,
    onLost: async () =>
      log.error({}, 'the delegated identity must sign in again: run `npm run connect`; approved requests wait'),
  });
  const signIn = createSignIn({
    desk: { clientId: config.desk.clientId, msal: deskMsal },
    hands: { clientId: config.hands.clientId, msal: () => createMsal({ cloud, tenant, ...config.hands }) },
    cloud,
    tenant,
    redirectUri: `${publicUrl}/sign-in/callback`,
    tickets: store.tickets,
    world,
    log,
    contextId: config.stepUpContext,
  });

  const { requests, tickets, sessions, limits, memory } = store;
  const desk = createDesk({
    requests,
    limits,
    tickets,
    sessions,
    directory,
    hands,
    resets,
    sealer,
    policy,
    attested: config.attested,
    stepUpContext: config.stepUpContext,
    world,
    log,
  });

  const converse = createConversation({
    desk,
    requests,
    tickets,
    policy,
    world,
    links,
    ...(config.helpdesk.contact ? { contact: config.helpdesk.contact } : {}),
  });
  const turns = createTurns({ conversations: store.conversations, converse, world, log });
  const adapter = createAdapter({
    cloud,
    botId: config.bot.clientId,
    tenant,
    msal: botMsal,
    serviceUrlAllowed,
    world,
    log,
  });
  const rendering = () => ({ policy, now: world.now(), trackerUrl: links.tracker });
  const messenger = createMessenger({
    requests,
    conversations: store.conversations,
    postings: store.postings,
    memory,
    turns,
    carrier: adapter,
    mail,
    rendering,
    helpdesk: { channel: config.helpdesk.channel, locale: 'en' },
    adminMail: config.adminMail,
    defaultServiceUrl: cloud.connectorDefault,
    world,
    log,
  });
  const router = createRouter({
    tenant,
    turns,
    actions: createActions({ desk, requests, helpdeskChannel: config.helpdesk.channel, rendering, log }),
    panes: createPanes({ requests, tickets, trackerPage: links.trackerPage }),
    stepUp: createStepUp({ desk, tickets, limits, log }),
    memory,
    log,
  });
  const gate = createGate({
    metadataUrl: cloud.botFrameworkMetadata,
    issuer: cloud.botFrameworkIssuer,
    appId: config.bot.clientId,
    tenant,
    serviceUrlAllowed,
    world,
  });

  const chores = createChores(
    {
      // Daily: a dead sign-in is noticed before somebody needs it, and the 90 days of a refresh token keep sliding.
      'refresh-hands': { every: 24 * HOUR, run: async () => void (await hands.refresh()) },
      sweep: { every: HOUR, run: store.sweep },
    },
    store.jobs,
    world,
  );
  const runner = createRunner({
    jobs: store.jobs,
    handlers: {
      request: id => desk.advance(id),
      tell: rest => {
        const [id = '', kind, audience] = rest.split(':');
        return messenger.deliver(id, kind as NoticeKind, audience as Audience);
      },
      conversation: rest => {
        const [owner = '', id = ''] = rest.split(':');
        return messenger.look({ tenant: owner, id });
      },
      chore: chores.handle,
    },
    limit: JOBS_AT_ONCE,
    instances: config.instances,
    world,
    log,
  });
  store.onWake(() => runner.nudge());

  const assets: Assets = loadAssets(new URL('../tab/', import.meta.url));
  const http = createHttp({
    host: config.host,
    port: config.port,
    publicUrl,
    routes: createRoutes({
      publicUrl,
      loginOrigin: cloud.login,
      teamsOrigins: cloud.teamsClientOrigins,
      signInUrl: cloud.myAccountUrl,
      assets,
      policy,
      desk,
      requests,
      sessions,
      tickets,
      signIn,
      hands,
      messages: createReception({ gate, adapter, router, log }),
      ping: store.ping,
      world,
      log,
    }),
    world,
    log,
  });

  return {
    async listen() {
      await chores.plan();
      const { port } = await http.listen();
      await runner.start();
      return { port };
    },
    /** Takes no more, ends what is under way, closes. */
    async stop() {
      await http.close();
      await runner.stop();
      await store.close();
    },
  };
}

function createLinks(publicUrl: string, ssprUrl: string) {
  const tracker = (request: string) => `${publicUrl}/sign-in/tracker?request=${encodeURIComponent(request)}`;
  return {
    prove: (ticket: string) => `${publicUrl}/sign-in/prove?ticket=${encodeURIComponent(ticket)}`,
    tracker,
    trackerPage: (request: string, ticket?: string) =>
      ticket ? `${publicUrl}/tracker#ticket=${ticket}` : tracker(request),
    /** `mkt` is documented; a name to fill in is not, so none is given. */
    sspr: (locale: string) => `${ssprUrl}?mkt=${encodeURIComponent(locale)}`,
  };
}
