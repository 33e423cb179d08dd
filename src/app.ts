// The composition root: the order of these lines is the architecture. Edges never import each other; they are handed over here.
import { createConversation } from '../dialogs/root.ts';
import { createAuthenticator } from './authenticator.ts';
import { openCanary } from './canary.ts';
import { isServiceUrl } from './config/cloud.ts';
import type { Config } from './config/config.ts';
import { createCodes } from './core/codes.ts';
import { createDesk } from './core/desk/desk.ts';
import type { Log, World } from './core/ports.ts';
import { createSealer } from './core/seal.ts';
import { openDatabase } from './database.ts';
import { openDirectory } from './directory.ts';
import { createMsal } from './entra/msal.ts';
import { createSignIn } from './entra/sign-in.ts';
import { createResets } from './graph/reset.ts';
import { createHandlers } from './handlers.ts';
import { openHands } from './hands.ts';
import { type Assets, loadAssets } from './http/assets.ts';
import { createRoutes } from './http/routes.ts';
import { createHttp } from './http/server.ts';
import { createChores } from './jobs/chores.ts';
import { createEvidenceCare } from './jobs/evidence.ts';
import { createRunner } from './jobs/run.ts';
import { createLinks } from './links.ts';
import { createMailer } from './mail/smtp.ts';
import { watchReadiness } from './readiness.ts';
import { createActions } from './teams/actions.ts';
import { createAdapter } from './teams/adapter.ts';
import { createAnchorMail } from './teams/anchor-mail.ts';
import { shieldsAsked } from './teams/clicks/shields.ts';
import { createGate } from './teams/gate.ts';
import { createHandsWatch } from './teams/hands-watch.ts';
import { createMessenger } from './teams/messenger.ts';
import { createPanes } from './teams/panes.ts';
import { createReception } from './teams/reception.ts';
import { createRouter } from './teams/router.ts';
import { createShieldsWatch } from './teams/shields-watch.ts';
import { createStanding } from './teams/standing.ts';
import { createStepUp } from './teams/step-up.ts';
import { createTurns } from './teams/turn.ts';

const HOUR = 3_600_000;
const JOBS_AT_ONCE = 8;

export type App = { readonly listen: () => Promise<{ readonly port: number }>; readonly stop: () => Promise<void> };

export async function createApp(config: Config, world: World, log: Log): Promise<App> {
  const { cloud, tenant, publicUrl, policy } = config;
  const { channel: helpdeskChannel } = config.helpdesk;
  const links = createLinks(publicUrl, cloud.ssprUrl, cloud.mySignInsUrl);
  const serviceUrlAllowed = (url: string) => isServiceUrl(cloud, url);

  const store = await openDatabase(config, world);
  const sealer = createSealer(config.keyRing);

  const botMsal = () => createMsal({ cloud, tenant, ...config.bot });
  const { msal: deskMsal, graph, directory } = openDirectory(config, world, log);
  const resets = createResets({ graph, graphName: cloud.graphName, world, log });
  const mail = createMailer({ url: config.smtp, from: config.mailFrom });
  const { hands, ...identity } = openHands({ config, store, graph, sealer, world, log });
  const signIn = createSignIn({
    desk: { clientId: config.desk.clientId, msal: deskMsal },
    hands: { clientId: config.hands.clientId, msal: () => createMsal({ cloud, tenant, ...config.hands }) },
    cloud,
    tenant,
    redirectUri: `${publicUrl}/sign-in/callback`,
    tickets: store.tickets,
    sealer,
    world,
    log,
    contextId: config.stepUpContext,
    ownHands: hands.whose === 'approver',
  });

  const { requests, tickets, sessions, limits, memory, history, shields, enrolments } = store;
  const desk = createDesk({
    requests,
    limits,
    tickets,
    sessions,
    directory,
    history,
    shields,
    enrolments,
    codes: createCodes(config.keyRing, world),
    authenticator: createAuthenticator(world),
    hands,
    resets,
    sealer,
    policy,
    attested: config.attested,
    stepUpContext: config.stepUpContext,
    world,
    log,
  });

  const reached = config.helpdesk.contact ? { contact: config.helpdesk.contact } : {};
  const converse = createConversation({
    desk,
    requests,
    tickets,
    policy,
    world,
    links,
    ...reached,
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
  const rendering = () => ({
    policy,
    now: world.now(),
    trackerUrl: links.tracker,
    joinUrl: links.join,
    lockOutUrl: links.lockOut,
    stopUrl: links.stopping(desk.stopKey),
    usWords: desk.usWords,
    securityInfo: links.securityInfo,
    mailedCode: desk.mailedCode,
  });
  const standing = createStanding({
    requests,
    conversations: store.conversations,
    postings: store.postings,
    carrier: adapter,
    rendering,
  });
  const messenger = createMessenger({
    desk,
    requests,
    conversations: store.conversations,
    postings: store.postings,
    memory,
    turns,
    standing,
    carrier: adapter,
    mail,
    rendering,
    helpdesk: { channel: helpdeskChannel, locale: 'en' },
    adminMail: config.adminMail,
    defaultServiceUrl: cloud.connectorDefault,
    world,
    log,
  });
  const router = createRouter({
    tenant,
    turns,
    standing,
    actions: createActions({ desk, requests, tickets, helpdeskChannel, approvePage: links.approve, rendering, log }),
    shields: (actor, said, words) => shieldsAsked({ desk, rendering }, actor, said, words),
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

  const anchorMail = createAnchorMail({ mail, adminMail: config.adminMail, locale: 'en' });
  const watch = createHandsWatch({ ...identity, memory, mail, adminMail: config.adminMail, locale: 'en', world });
  const readiness = watchReadiness({ config, store, mail, world, log });
  const chores = createChores(
    {
      // Daily: a dead sign-in is noticed before somebody needs it, and the 90 days of a refresh token keep sliding.
      'refresh-hands': { every: 24 * HOUR, run: () => identity.refresh() },
      'remind-hands': { every: 24 * HOUR, run: () => watch.remind() },
      readiness: { every: 24 * HOUR, run: readiness.daily },
      sweep: { every: HOUR, run: store.sweep },
      evidence: { every: 24 * HOUR, run: createEvidenceCare({ ...store, ...config, tell: anchorMail, world, log }) },
    },
    store.jobs,
    world,
  );
  const canary = openCanary({ config, store, directory, resets, take: identity.take, world, log });
  const runner = createRunner({
    jobs: store.jobs,
    handlers: createHandlers({
      advance: desk.advance,
      messenger,
      watchShields: createShieldsWatch({ shields, requests, mail, adminMail: config.adminMail, locale: 'en', world }),
      watchHands: which => watch.lost(which),
      canary: canary.look,
      chore: chores.handle,
    }),
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
      ...reached,
      policy,
      desk,
      requests,
      sessions,
      tickets,
      signIn,
      hands: { state: () => hands.state(), accept: identity.accept },
      messages: createReception({ gate, adapter, router, log }),
      readiness,
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
      await canary.plan();
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
