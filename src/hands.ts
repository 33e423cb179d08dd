// Whose hands reset, as the settings name them: the identity of one of three models, who hears when it is lost, and what is wrong with it at connect.
import type { Config } from './config/config.ts';
import type { Hands, Log, World } from './core/ports.ts';
import type { Sealer } from './core/seal.ts';
import type { HandsSignIn } from './core/sign-in.ts';
import { accountChecks } from './doctor/checks/identity.ts';
import { ordinary, privileged } from './doctor/checks/resetter.ts';
import type { Finding } from './doctor/finding.ts';
import { readIdentity } from './doctor/identity.ts';
import { looking } from './doctor/looking.ts';
import { createApproverHands } from './entra/hands/approver.ts';
import { createDeskHands, type Which } from './entra/hands/desk.ts';
import { type Accepted, createSignedInIdentity } from './entra/hands/service-account.ts';
import { createMsal } from './entra/msal.ts';
import type { Graph } from './graph/client.ts';
import type { Store } from './store/open.ts';

export type Identity = { readonly which: Which; readonly account: string; readonly state: Hands['state'] };
type Connected = Extract<Accepted, { ok: false }> | { readonly ok: true; readonly advice: readonly Finding[] };

export function openHands(deps: {
  readonly config: Config;
  readonly store: Pick<Store, 'tokens' | 'memory' | 'jobs'>;
  readonly graph: Graph;
  readonly sealer: Sealer;
  readonly world: World;
  readonly log: Log;
}) {
  const { config, store, sealer, world, log } = deps;
  const { model, privilegedAccount } = config.hands;
  if (model === 'approver')
    return {
      hands: createApproverHands({ tokens: store.tokens, sealer, world }),
      accept: async (): Promise<Connected> => ({ ok: false, why: 'wrong-account' }),
      refresh: async () => {},
      identities: [],
      take: undefined,
      signInDays: undefined,
    };

  const guest = model === 'guest-admin';
  const identity = (which: Which, partition: string, account: string) =>
    createSignedInIdentity({
      ...store,
      sealer,
      tenant: config.tenant,
      msal: cache => createMsal({ cloud: config.cloud, tenant: config.tenant, ...config.hands, cache }),
      account,
      partition,
      guest,
      world,
      log,
      // A job, so that the mail goes out although the relay is away just now.
      onLost: () => store.jobs.put(`hands:${which}`, world.now()),
    });
  const first = identity('ordinary', 'hands', config.hands.account);
  const second =
    privilegedAccount !== undefined && config.policy.privilegedTargets
      ? identity('privileged', 'hands-privileged', privilegedAccount)
      : undefined;
  const hands = createDeskHands({ ordinary: first, ...(second ? { privileged: second } : {}) });
  const identities: readonly Identity[] = [
    { which: 'ordinary', account: config.hands.account, state: () => first.state() },
    ...(second
      ? [{ which: 'privileged', account: privilegedAccount ?? '', state: () => second.state() } as const]
      : []),
  ];

  return {
    hands,
    async accept(signedIn: HandsSignIn, which: Which): Promise<Connected> {
      const accepted = await hands.accept(signedIn, which);
      return accepted.ok ? { ok: true, advice: await adviceOn(deps, signedIn, which) } : accepted;
    },
    refresh: () => hands.refresh(),
    identities,
    /** For what no request asks for: the canary. */
    take: () => first.take(false),
    /** After how many days somebody must sign in again; undefined when nobody knows. */
    signInDays: config.hands.signInDays,
  };
}

/**
 * What the doctor says of the account, to whoever just connected it. That it need not change its password is shown by the sign-in itself: Entra
 * would have asked for that first.
 */
async function adviceOn(
  { config, graph }: { readonly config: Config; readonly graph: Graph },
  { who }: HandsSignIn,
  which: Which,
): Promise<readonly Finding[]> {
  const resetter = { ordinary, privileged }[which](config);
  const identity = await looking(() => readIdentity(graph, who.oid), 'User.Read.All');
  return accountChecks(identity, { ...resetter, account: who.upn }).filter(({ verdict }) => verdict !== 'pass');
}
