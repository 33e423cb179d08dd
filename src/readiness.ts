// The doctor's eyes, as the settings give them: everything it looks at, and nothing it could change. For the daily look and the admin's command.
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { isServiceUrl } from './config/cloud.ts';
import type { Config } from './config/config.ts';
import { canaryFacts } from './core/canary.ts';
import { SERVICE_URL } from './core/keeping.ts';
import type { Letter, Log, World } from './core/ports.ts';
import { createSealer } from './core/seal.ts';
import { openDirectory } from './directory.ts';
import { examine, type Report } from './doctor/doctor.ts';
import { readFacts } from './doctor/facts.ts';
import type { OnPremises } from './doctor/on-premises/result.ts';
import type { HandsFacts, Probed, Room, Sources, Which } from './doctor/sources.ts';
import { createWatch } from './doctor/watch.ts';
import { classify } from './entra/faults.ts';
import { createHandsState } from './entra/hands/state.ts';
import { createMsal } from './entra/msal.ts';
import { heldScopes } from './entra/token-cache.ts';
import type { Graph, Page } from './graph/client.ts';
import { createMailCheck } from './mail/smtp.ts';
import type { Store } from './store/open.ts';

const TIMEOUT = 10_000;
/** A registration report has a line a person: with 999 a page, half a million people. */
const PAGES = 500;

export type Readiness = ReturnType<typeof openReadiness>;

export function openReadiness(config: Config, store: Store, world: World, log: Log) {
  const { graph } = openDirectory(config, world, log);
  const sources = sourcesOf(config, store, world, graph);
  return {
    /** @param tell hears what is read next */
    async report(tell: (what: string) => void = () => {}, onPremises?: OnPremises): Promise<Report> {
      return examine(await readFacts(sources, config, world.now(), tell), config, onPremises);
    },
  };
}

/** The daily look, and what `GET /readyz?deep` gives to who holds the token. */
export function watchReadiness({
  config,
  store,
  world,
  log,
  mail,
}: {
  readonly config: Config;
  readonly store: Store;
  readonly world: World;
  readonly log: Log;
  readonly mail: (letter: Letter) => Promise<void>;
}) {
  const { report } = openReadiness(config, store, world, log);
  const { adminMail, healthToken } = config;
  const tools = { report: () => report(), memory: store.memory, mail, adminMail, locale: 'en', world, log };
  return { ...createWatch(tools), ...(healthToken ? { token: healthToken } : {}) };
}

function sourcesOf(config: Config, store: Store, world: World, graph: Graph): Sources {
  const { cloud, tenant } = config;
  const tokenOf = async (which: Which, scope: string): Promise<string> => {
    try {
      const result = await createMsal({ cloud, tenant, ...config[which] }).acquireTokenByClientCredential({
        scopes: [scope],
      });
      if (!result?.accessToken) throw new Error('Entra answered without a token');
      return result.accessToken;
    } catch (cause) {
      const { kind, number } = classify(cause);
      throw new Error(`Entra gave no token: ${kind}${number === undefined ? '' : `, AADSTS${number}`}`, { cause });
    }
  };

  return {
    graph: {
      get: path => graph.get(path),
      all: async path => graph.rest((await graph.get(path)) as Page, path, PAGES),
    },
    granted: async which => rolesIn(await tokenOf(which, `${cloud.graphName}/.default`)),
    hands: identity => handsOf(config, store, identity === 'privileged' ? 'hands-privileged' : 'hands'),
    probe,
    here: hostname(),
    ahead: () => aheadOf(`${cloud.login}/${tenant}/discovery/v2.0/keys`, world),
    canary: () => canaryFacts(store.memory),
    crossings: store.crossings,
    database: () => store.ping(),
    oldestJob: () => store.jobs.nextDue(),
    mail: () => createMailCheck(config.smtp)(),
    async channel() {
      const serviceUrl = (await store.memory.read(SERVICE_URL)) ?? cloud.connectorDefault;
      const base = isServiceUrl(cloud, serviceUrl) ? serviceUrl : cloud.connectorDefault;
      const token = await tokenOf('bot', cloud.botFrameworkTokenScope);
      return membersOf(
        `${base.replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(config.helpdesk.channel)}`,
        token,
      );
    },
    hint: which => config[which].secret.use(secret => secret.slice(0, 3)),
  };
}

/**
 * What Entra put into the token of an application. Microsoft asks clients to take a Graph token as opaque: nothing is decided by this, it is
 * only shown; and no call of smaller permissions lists what was granted.
 */
function rolesIn(token: string): readonly string[] {
  const [, payload = ''] = token.split('.');
  const { roles } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly roles?: unknown };
  return Array.isArray(roles) ? roles.map(String) : [];
}

async function handsOf(config: Config, { memory, tokens }: Store, partition: string): Promise<HandsFacts> {
  const state = await createHandsState({ memory, onLost: async () => {}, partition }).read();
  const scopes = await heldScopes({ tokens, sealer: createSealer(config.keyRing), partition });
  return { ...state, ...(scopes ? { scopes } : {}) };
}

async function probe(url: string): Promise<Probed> {
  const { hostname: host } = new URL(url);
  const address = await lookup(host).then(
    found => found.address,
    () => undefined,
  );
  const where = address === undefined ? {} : { address };
  try {
    const { status } = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
    return { status, ...where };
  } catch (fault) {
    return { status: 0, trouble: troubleOf(fault), ...where };
  }
}

function troubleOf(fault: unknown): string {
  const { name, cause } = fault as { readonly name?: string; readonly cause?: { readonly code?: string } };
  return cause?.code ?? name ?? 'no answer';
}

/** Half of the way there and back is taken off: what is left is the clock. */
async function aheadOf(url: string, world: World): Promise<number> {
  const sent = world.now();
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
  const back = world.now();
  const date = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(date)) throw new Error('Entra’s answer carries no date');
  return (sent + back) / 2 - date;
}

async function membersOf(conversation: string, token: string): Promise<Room> {
  try {
    const response = await fetch(`${conversation}/pagedmembers?pageSize=50`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = response.ok ? '' : await response.text().catch(() => '');
    return { status: response.status, code: /"code"\s*:\s*"(\w{1,60})"/.exec(text)?.[1] ?? '' };
  } catch (fault) {
    return { status: 0, code: troubleOf(fault) };
  }
}
