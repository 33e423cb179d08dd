// What the desk would ask of one person: judged by the bot's own code over today's facts, and nothing of it written down.
import { createAuthenticator } from '../../authenticator.ts';
import type { Config } from '../../config/config.ts';
import type { Account } from '../../core/account.ts';
import { createCodes } from '../../core/codes.ts';
import { proving } from '../../core/desk/proofs/proofs.ts';
import type { Tools } from '../../core/desk/tools.ts';
import { verdictOn } from '../../core/desk/verdict.ts';
import { demandNow } from '../../core/desk/weather.ts';
import type { Verdict } from '../../core/diagnosis.ts';
import { freshRequest } from '../../core/fresh.ts';
import type { Person } from '../../core/person.ts';
import type { Hands, Log, World } from '../../core/ports.ts';
import type { Request } from '../../core/request.ts';
import { createSealer } from '../../core/seal.ts';
import { openDatabase } from '../../database.ts';
import { openDirectory } from '../../directory.ts';
import { GraphFault } from '../../graph/fault.ts';
import { createResets } from '../../graph/reset.ts';
import type { Store } from '../../store/open.ts';
import type { Judgement } from './case.ts';
import { type Explanation, explanationOf } from './explanation.ts';
import { isSwitchable } from './refusal.ts';

/** @param user user principal name or object id */
export async function explainAt(
  config: Config,
  user: string,
  world: World,
): Promise<Explanation | { readonly trouble: string }> {
  const unreadable: string[] = [];
  const note = (facts: Readonly<Record<string, unknown>>, message: string) =>
    void unreadable.push(said(facts, message));
  const log: Log = { info: () => {}, warn: note, error: note };
  const { graph, directory } = openDirectory(config, world, log);
  const resets = createResets({ graph, graphName: config.cloud.graphName, world, log });
  const store = await openDatabase(config, world).catch((fault: unknown) => fault as Error);
  if (store instanceof Error) return { trouble: `The desk's own records could not be opened: ${store.message}` };
  try {
    const found = (await graph.get(`/users/${encodeURIComponent(user)}?$select=id`)) as { readonly id?: string };
    const person = { tenant: config.tenant, id: found.id ?? user };
    const account = await directory.account(person, { fresh: true });
    if (!account) return { trouble: nobody(user) };
    const tools = toolsFor(config, store, { directory, resets, world, log });
    const judgement = await judge(tools, person, account);
    const served = isSwitchable(judgement.verdict) ? await judge(switchedOn(tools), person, account) : undefined;
    const failed = [...new Set(unreadable)];
    return explanationOf(config, judgement, { failed, now: world.now(), ...(served ? { served } : {}) });
  } catch (fault) {
    return { trouble: fault instanceof GraphFault && fault.status === 404 ? nobody(user) : why(fault) };
  } finally {
    await store.close();
  }
}

async function judge(tools: Tools, person: Person, account: Account): Promise<Judgement> {
  const now = tools.world.now();
  const verdict = await verdictOn(tools, person, account);
  const request = asIfAsked(person, account, verdict, now);
  const [demand, available, enrolment, shields] = await Promise.all([
    demandNow(tools, request),
    proving(tools).proofs.available(request),
    tools.enrolments.find(person),
    tools.shields.up(),
  ]);
  return { account, verdict, demand, available, ...(enrolment ? { enrolment } : {}), ...(shields ? { shields } : {}) };
}

/** As if policy served people with power over others. */
function switchedOn(tools: Tools): Tools {
  const { policy, attested } = tools;
  return {
    ...tools,
    policy: { ...policy, privilegedTargets: true },
    attested: { ...attested, privilegedTargets: true },
  };
}

/** The request this person would open now. It is never kept. */
function asIfAsked({ tenant, id }: Person, account: Account, verdict: Verdict, now: number): Request {
  return freshRequest({ id: 'as-if-asked', tenant, person: id, locale: 'en', account, verdict }, now);
}

/** The desk's own tools, but for its hands: from here nobody can be reset. */
function toolsFor(
  { policy, attested, stepUpContext, keyRing }: Config,
  store: Store,
  outside: Pick<Tools, 'directory' | 'resets' | 'world' | 'log'>,
): Tools {
  const hands: Hands = {
    whose: 'desk',
    offer: () => {
      throw new Error('nobody approves here');
    },
    take: async () => ({ held: 'unavailable' }) as const,
    state: async () => ({ connected: false }),
  };
  return {
    ...store,
    ...outside,
    codes: createCodes(keyRing, outside.world),
    authenticator: createAuthenticator(outside.world),
    sealer: createSealer(keyRing),
    hands,
    policy,
    attested,
    stepUpContext,
  };
}

function nobody(user: string): string {
  return `There is no account “${user}” in this directory. Give its user principal name or its object id.`;
}

/** What a fault of the directory means to whoever keeps this desk. */
function why(fault: unknown): string {
  if (!(fault instanceof GraphFault)) {
    const what = fault instanceof Error ? fault.message : String(fault);
    return `The directory could not be read: ${what}.\nIs it reachable from here, and DESK_CLIENT_SECRET the one that holds now?`;
  }
  if (fault.status === 0) return `The directory could not be reached (${fault.code}).`;
  const mend = [401, 403].includes(fault.status)
    ? ' The registration “Reset Desk (reads and sign-ins)” lacks a permission: see docs/permissions.md.'
    : '';
  return `${fault.message}.${mend}`;
}

function said({ part, code }: Readonly<Record<string, unknown>>, message: string): string {
  const which = [part, code].filter(word => typeof word === 'string').join(', ');
  return which ? `${message} (${which})` : message;
}
