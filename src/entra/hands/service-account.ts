// An identity that signed in once, with its second factor; its refresh token does the rest. The customer's service account, or a vendor's guest.
import type { AccountInfo, ICachePlugin } from '@azure/msal-node';
import type { Memory, TokenCache } from '../../core/keeping.ts';
import type { Hands, Log, Taken, World } from '../../core/ports.ts';
import type { Sealer } from '../../core/seal.ts';
import { Secret } from '../../core/secret.ts';
import type { HandsSignIn } from '../../core/sign-in.ts';
import { classify, type EntraFaultKind } from '../faults.ts';
import type { Msal } from '../msal.ts';
import { createCachePlugin, replaceCache } from '../token-cache.ts';
import { createHandsState } from './state.ts';

/** What the reset and its polling need, and nothing else; `User.Read` lets the account name itself. MSAL adds `offline_access`. */
export const HANDS_SCOPES = ['UserAuthenticationMethod.ReadWrite.All', 'User.Read'];

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

/** The permission without which a token resets nobody. */
const NEEDED = HANDS_SCOPES[0] ?? '';

export type Accepted = { readonly ok: true } | { readonly ok: false; readonly why: 'wrong-account' | 'scope-missing' };

export type SignedInIdentity = {
  /** `fresh` asks Entra even though a token is held. */
  take(fresh: boolean): Promise<Taken>;
  state: Hands['state'];
  /** Stores the sign-in, if it is the right account and may do the work; replaces whatever was stored, readable or not. */
  accept(signedIn: HandsSignIn): Promise<Accepted>;
  /** Asks Entra even though a token is held: notices a dead sign-in early, and keeps the 90 days of a refresh token sliding. */
  refresh(): Promise<'fresh' | 'sign-in-needed' | 'unavailable'>;
  forget(): Promise<void>;
};

/**
 * @param msal a new application on the given cache, for the registration of the hands
 * @param account user principal name or object id that must have signed in, and no other
 * @param partition where its tokens lie: one account a partition, or MSAL would mix them
 * @param guest it lives in another directory, and Entra's audit names it by its name there or here: so it is known by its object id alone
 * @param onLost told once each time the sign-in is lost; whoever must sign in hears of it there
 */
export function createSignedInIdentity(deps: {
  readonly msal: (cache: ICachePlugin) => Msal;
  readonly tokens: TokenCache;
  readonly sealer: Sealer;
  readonly memory: Memory;
  readonly tenant: string;
  readonly account: string;
  readonly partition: string;
  readonly guest?: boolean;
  readonly world: World;
  readonly log: Log;
  readonly onLost: () => Promise<void>;
}): SignedInIdentity {
  const { msal, tokens, sealer, tenant, partition, guest = false, world, log } = deps;
  const names = namesOf(deps.account, guest);
  const row = { tokens, sealer, partition };
  const state = createHandsState(deps);

  async function acquire(forceRefresh: boolean) {
    try {
      const app = msal(createCachePlugin(row));
      const signedIn = (await app.getTokenCache().getAllAccounts()).find(isTheAccount);
      if (!signedIn) return await lost('reauth-required');
      const result = await app.acquireTokenSilent({ account: signedIn, scopes: HANDS_SCOPES, forceRefresh });
      if (!result.fromCache) await state.alive(signedIn.username, world.now());
      return { token: new Secret(result.accessToken), as: guest ? signedIn.localAccountId : signedIn.username };
    } catch (error) {
      const { kind, number, correlation } = classify(error);
      if (LOST.includes(kind)) return await lost(kind, number, correlation);
      // Entra out of reach, or a cache nobody can open (then the old row stays as it is): approved requests wait, nothing is lost.
      const facts = { partition, kind, number, correlation, ...(kind === 'unexpected' ? { error } : {}) };
      log.error(facts, 'the token of the hands could not be had');
      return { held: 'unavailable' } as const;
    }
  }

  async function lost(kind: EntraFaultKind, number?: number, correlation?: string) {
    log.error({ partition, kind, number, correlation }, 'the hands must sign in again');
    await state.lost(world.now());
    return { held: 'sign-in-needed' } as const;
  }

  function isTheAccount(candidate: Pick<AccountInfo, 'tenantId' | 'username' | 'localAccountId'>): boolean {
    return (
      candidate.tenantId === tenant &&
      [candidate.username, candidate.localAccountId].some(name => names.includes(name.toLowerCase()))
    );
  }

  return {
    take: acquire,
    state: () => state.read(),

    async accept({ cache, who, scopes }) {
      const right = isTheAccount({ tenantId: who.tid, username: who.upn, localAccountId: who.oid });
      if (!right) return { ok: false, why: 'wrong-account' };
      if (!scopes.some(scope => scope.endsWith(NEEDED))) return { ok: false, why: 'scope-missing' };
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

/**
 * What the account may be called in a token. A guest's own name is the one at home (`kim@vendor.example`), and the directory writes that as
 * `kim_vendor.example#EXT#@customer.example`.
 */
function namesOf(account: string, guest: boolean): readonly string[] {
  const own = account.toLowerCase();
  const [, local] = /^(.+)#ext#@/.exec(own) ?? [];
  return guest && local !== undefined ? [own, local.replace(/_(?=[^_]*$)/, '@')] : [own];
}
