// Whose hands reset: a service account that signed in once, with its second factor; its refresh token does the rest.
import type { AccountInfo, ICachePlugin } from '@azure/msal-node';
import type { Memory, TokenCache } from '../core/keeping.ts';
import type { Hands, Log, World } from '../core/ports.ts';
import type { Sealer } from '../core/seal.ts';
import { Secret } from '../core/secret.ts';
import { classify, type EntraFaultKind } from './faults.ts';
import { createHandsState } from './hands-state.ts';
import type { Msal } from './msal.ts';
import { createCachePlugin, replaceCache } from './token-cache.ts';

/** What the reset and its polling need, and nothing else; `User.Read` lets the account name itself. MSAL adds `offline_access`. */
export const HANDS_SCOPES = ['UserAuthenticationMethod.ReadWrite.All', 'User.Read'];

const PARTITION = 'hands';

/** Only a person can mend these: somebody signs in again, or an admin enables the account or consents. */
const LOST: readonly EntraFaultKind[] = [
  'reauth-required',
  'mfa-required',
  'consent-required',
  'password-expired',
  'bad-credentials',
  'account-disabled',
  'account-locked',
  'unknown-user',
  'app-misconfigured',
  'refused',
];

/** A finished sign-in of the account: MSAL's cache as it stands in memory, nothing of it stored yet. */
export type SignedIn = {
  readonly cache: Secret;
  readonly who: { readonly oid: string; readonly tid: string; readonly upn: string };
};

export type ServiceAccountHands = Hands & {
  /** Stores the sign-in, if it is the right account; replaces whatever was stored, readable or not. */
  accept(signedIn: SignedIn): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: 'wrong-account' }>;
  /** Asks Entra even though a token is held: notices a dead sign-in early, and keeps the 90 days of a refresh token sliding. */
  refresh(): Promise<'fresh' | 'sign-in-needed' | 'unavailable'>;
  forget(): Promise<void>;
};

/**
 * @param msal a new application on the given cache, for the registration of the hands
 * @param account user principal name or object id that must have signed in, and no other
 * @param onLost told once each time the sign-in is lost; whoever must sign in hears of it there
 */
export function createServiceAccountHands(deps: {
  readonly msal: (cache: ICachePlugin) => Msal;
  readonly tokens: TokenCache;
  readonly sealer: Sealer;
  readonly memory: Memory;
  readonly tenant: string;
  readonly account: string;
  readonly world: World;
  readonly log: Log;
  readonly onLost: () => Promise<void>;
}): ServiceAccountHands {
  const { msal, tokens, sealer, tenant, account, world, log } = deps;
  const row = { tokens, sealer, partition: PARTITION };
  const state = createHandsState(deps);

  async function acquire(forceRefresh: boolean): Promise<Awaited<ReturnType<Hands['take']>>> {
    try {
      const app = msal(createCachePlugin(row));
      const signedIn = (await app.getTokenCache().getAllAccounts()).find(isTheAccount);
      if (!signedIn) return await lost('reauth-required');
      const result = await app.acquireTokenSilent({ account: signedIn, scopes: HANDS_SCOPES, forceRefresh });
      if (!result.fromCache) await state.alive(signedIn.username, world.now());
      return { token: new Secret(result.accessToken), as: signedIn.username };
    } catch (error) {
      const { kind, number, correlation } = classify(error);
      if (LOST.includes(kind)) return await lost(kind, number, correlation);
      // Entra out of reach, or a cache nobody can open (then the old row stays as it is): approved requests wait, nothing is lost.
      const facts = { kind, number, correlation, ...(kind === 'unexpected' ? { error } : {}) };
      log.error(facts, 'the token of the hands could not be had');
      return { held: 'unavailable' };
    }
  }

  async function lost(kind: EntraFaultKind, number?: number, correlation?: string) {
    log.error({ kind, number, correlation }, 'the hands must sign in again');
    await state.lost(world.now());
    return { held: 'sign-in-needed' } as const;
  }

  function isTheAccount(candidate: Pick<AccountInfo, 'tenantId' | 'username' | 'localAccountId'>): boolean {
    return (
      candidate.tenantId === tenant &&
      [candidate.username, candidate.localAccountId].some(name => name.toLowerCase() === account.toLowerCase())
    );
  }

  return {
    take: (fresh = false) => acquire(fresh),
    state: () => state.read(),

    async accept({ cache, who }) {
      const right = isTheAccount({ tenantId: who.tid, username: who.upn, localAccountId: who.oid });
      if (!right) return { ok: false, why: 'wrong-account' };
      await replaceCache(row, cache);
      await state.connected(who.upn, world.now());
      return { ok: true };
    },

    async refresh() {
      const taken = await acquire(true);
      return 'held' in taken ? taken.held : 'fresh';
    },

    async forget() {
      await replaceCache(row, new Secret('{}'));
      await state.forgotten();
    },
  };
}
