// Why the desk asks somebody to sign in, and what each reason asks of Entra.
import { HANDS_SCOPES } from './hands.ts';

export type Purpose = 'prove' | 'tracker' | 'finish' | 'connect';

/** Which registration asks, and for what. The desk asks for an identity only, so it gets no permission it could misuse. */
export const PURPOSES: Readonly<
  Record<Purpose, { readonly party: 'desk' | 'hands'; readonly scopes: readonly string[] }>
> = {
  prove: { party: 'desk', scopes: [] },
  tracker: { party: 'desk', scopes: [] },
  finish: { party: 'desk', scopes: [] },
  connect: { party: 'hands', scopes: HANDS_SCOPES },
};

/**
 * `prove` demands the authentication context and never `prompt=login`: that would ask for the very password that was forgotten.
 * `finish` and `connect` demand it, since a session of before proves nothing there. `select_account` is not used: MSAL drops the
 * login hint with it.
 */
export function askFor(purpose: Purpose, contextId: string | undefined): { prompt?: string; claims?: string } {
  const auth_time = { essential: true };
  switch (purpose) {
    case 'prove': {
      const acrs = contextId ? { acrs: { essential: true, value: contextId } } : {};
      return { claims: JSON.stringify({ id_token: { ...acrs, auth_time } }) };
    }
    case 'finish':
      return { prompt: 'login', claims: JSON.stringify({ id_token: { auth_time } }) };
    case 'connect':
      return { prompt: 'login' };
    case 'tracker':
      return {};
  }
}
