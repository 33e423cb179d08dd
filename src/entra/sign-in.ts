// One OIDC code flow for every sign-in the desk asks for: PKCE, nonce, a state of ours, and bound to the browser that began it.
import type { AuthenticationResult } from '@azure/msal-node';
import type { Log, Tickets, World } from '../core/ports.ts';
import type { Sealer } from '../core/seal.ts';
import { Secret } from '../core/secret.ts';
import type { Callback, Failed, OwnHands, Purpose, SignIn } from '../core/sign-in.ts';
import { isTheBrowser, markOf, secretsOf } from './browser-key.ts';
import { type Claims, readClaims } from './claims.ts';
import { classify } from './faults.ts';
import { issuerOf, type Msal } from './msal.ts';
import { type Login, reachedAt } from './net.ts';
import { ASKED_FOR, type Asking, askFor, LENDING, WITH_OWN_HANDS } from './purposes.ts';
import { createStates } from './states.ts';

/** A registration's client id, and a new MSAL application for it (without a cache plugin: nothing of a sign-in is stored here). */
export type Party = { readonly clientId: string; readonly msal: () => Msal };

/** How long a person may take at Entra; the browser's key must live as long. */
export const SIGN_IN_TTL = 15 * 60_000;

/** @param contextId the authentication context that demands a fresh passwordless gesture (`c1` … `c99`) */
export function createSignIn(deps: {
  readonly desk: Party;
  readonly hands: Party;
  readonly cloud: Login;
  readonly tenant: string;
  readonly redirectUri: string;
  readonly tickets: Tickets;
  readonly sealer: Sealer;
  readonly world: World;
  readonly log: Log;
  readonly contextId?: string;
  /** Approvers reset with their own hands: their sign-in brings a token. */
  readonly ownHands?: boolean;
}): SignIn {
  const { ownHands = false } = deps;
  const lends = (purpose: Purpose) => ownHands && LENDING.includes(purpose);
  const asking = (purpose: Purpose): Asking => (lends(purpose) ? WITH_OWN_HANDS : ASKED_FOR[purpose]);
  const { cloud, tenant, redirectUri, world, log, contextId } = deps;
  const states = createStates({ ...deps, ttl: SIGN_IN_TTL });
  const issuer = issuerOf(cloud, tenant);

  return {
    async start(purpose, { claims, ...subject }) {
      const { party, scopes } = asking(purpose);
      const browserKey = world.random(32).toString('base64url');
      const { nonce, challenge } = secretsOf(browserKey);
      const url = await deps[party].msal().getAuthCodeUrl({
        scopes: [...scopes],
        redirectUri,
        responseMode: 'query',
        state: await states.keep({ purpose, subject, browser: markOf(browserKey) }),
        nonce,
        codeChallenge: challenge,
        codeChallengeMethod: 'S256',
        ...askFor(purpose, contextId, claims),
        ...(subject['upn'] ? { loginHint: subject['upn'] } : {}),
      });
      return { url: reachedAt(cloud, url), browserKey };
    },

    async finish(callback, browserKey) {
      if (!callback.state) return { ok: false, why: 'mismatch' };
      const begun = await states.take(callback.state);
      if (!begun) return { ok: false, why: 'expired' };
      const { purpose, subject, browser } = begun;
      const failed = (why: Failed['why']): Failed => ({ ok: false, why, purpose, subject });
      if (!isTheBrowser(browserKey, browser)) return failed('mismatch');
      if (callback.error) return failed(whyOf(callback, log));
      if (!callback.code) return failed('refused');

      const { party, scopes } = asking(purpose);
      const { nonce, verifier } = secretsOf(browserKey);
      const app = deps[party].msal();
      let claims: Claims | undefined;
      let own: OwnHands | undefined;
      let granted: readonly string[] = [];
      try {
        const code = callback.code;
        const result = await app.acquireTokenByCode({
          code,
          scopes: [...scopes],
          redirectUri,
          codeVerifier: verifier,
          nonce,
        });
        granted = result.scopes;
        own = ownOf(result);
        claims = readClaims(result.idTokenClaims, { issuer, audience: deps[party].clientId, tenant, now: world.now() });
      } catch (error) {
        return failed(whyThrown(error, purpose, log));
      }
      if (!claims) {
        log.warn({ purpose }, 'an id token of another directory, audience or time came back from a sign-in');
        return failed('mismatch');
      }
      const { who, authTime, acrs } = claims;
      return {
        ok: true,
        purpose,
        subject,
        who,
        acrs,
        ...(authTime === undefined ? {} : { authTime }),
        ...(purpose === 'connect'
          ? { hands: { cache: new Secret(app.getTokenCache().serialize()), who, scopes: granted } }
          : {}),
        ...(lends(purpose) && own ? { own } : {}),
      };
    },
  };
}

/** The access token alone: MSAL's memory, with its refresh token, goes with this application. */
function ownOf({ accessToken, expiresOn, account }: AuthenticationResult): OwnHands | undefined {
  const until = expiresOn?.getTime();
  if (!accessToken || until === undefined || !account) return undefined;
  return { token: new Secret(accessToken), as: account.localAccountId, until };
}

function whyOf({ error, error_description }: Callback, log: Log): Failed['why'] {
  const number = /AADSTS(\d+)/.exec(error_description ?? '')?.[1];
  // 65004: declined to consent. Anything else under this name is the person turning back, too.
  if (error === 'access_denied') return 'cancelled';
  if (error === 'temporarily_unavailable' || error === 'server_error') return 'unavailable';
  log.warn({ error, number }, 'Entra sent a sign-in back with an error');
  return 'refused';
}

function whyThrown(error: unknown, purpose: Purpose, log: Log): Failed['why'] {
  const { kind, number, correlation } = classify(error);
  const code = (error as { errorCode?: unknown } | null)?.errorCode;
  log.warn({ purpose, kind, number, correlation, code }, 'a sign-in could not be finished');
  if (kind === 'unavailable') return 'unavailable';
  if (code === 'nonce_mismatch') return 'mismatch';
  return number !== undefined && EXPIRED_CODE.includes(number) ? 'expired' : 'refused';
}

/** The authorization code was used already, or is older than its ten minutes. */
const EXPIRED_CODE = [54005, 70008, 70000];
