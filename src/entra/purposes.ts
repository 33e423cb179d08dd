// Why the desk asks somebody to sign in, and what each reason asks of Entra.
import type { Purpose } from '../core/sign-in.ts';
import { HANDS_SCOPES } from './hands/service-account.ts';

export type Asking = { readonly party: 'desk' | 'hands'; readonly scopes: readonly string[] };

/** Those whose sign-in brings the token, where approvers reset with their own hands. */
export const LENDING: readonly Purpose[] = ['approve', 'lock-out'];
export const WITH_OWN_HANDS: Asking = { party: 'hands', scopes: HANDS_SCOPES };

/** Which registration asks, and for what. The desk asks for an identity only, so it gets no permission it could misuse. */
export const ASKED_FOR: Readonly<Record<Purpose, Asking>> = {
  prove: { party: 'desk', scopes: [] },
  approve: { party: 'desk', scopes: [] },
  'lock-out': { party: 'desk', scopes: [] },
  tracker: { party: 'desk', scopes: [] },
  finish: { party: 'desk', scopes: [] },
  connect: { party: 'hands', scopes: HANDS_SCOPES },
  enrol: { party: 'desk', scopes: [] },
};

/**
 * `prove` demands the authentication context and never `prompt=login`: that would ask for the very password that was forgotten.
 * `approve` and `lock-out` demand both, for those people have forgotten nothing; `finish` and `connect` the login, since a session of before proves nothing there. `select_account` is not used: MSAL drops the
 * login hint with it.
 */
export function askFor(
  purpose: Purpose,
  contextId: string | undefined,
  challenge?: string,
): { prompt?: string; claims?: string } {
  const auth_time = { essential: true };
  switch (purpose) {
    case 'prove':
    case 'approve':
    case 'lock-out': {
      const acrs = contextId ? { acrs: { essential: true, value: contextId } } : {};
      const claims = JSON.stringify({ ...challengeIn(challenge), id_token: { ...acrs, auth_time } });
      return purpose === 'prove' ? { claims } : { prompt: 'login', claims };
    }
    case 'finish':
      return { prompt: 'login', claims: JSON.stringify({ id_token: { auth_time } }) };
    case 'connect':
      return { prompt: 'login' };
    case 'tracker':
    case 'enrol':
      return {};
  }
}

/** Graph's claims challenge names what the access token must hold; of the id token the desk asks for itself. */
function challengeIn(challenge: string | undefined): object {
  return challenge === undefined ? {} : (JSON.parse(challenge) as object);
}
