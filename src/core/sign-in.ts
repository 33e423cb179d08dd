// A sign-in from both ends: what a page asks of it, and what it can answer. `src/entra` carries it out, `src/http` lives on it.
import type { Instant } from './account.ts';
import type { Secret } from './secret.ts';

/** Why the desk asks somebody to sign in. */
export const PURPOSES = ['prove', 'approve', 'lock-out', 'finish', 'tracker', 'connect', 'enrol'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Begun by a link that names a request at the most, and so by anybody: what it leads to is judged by who signed in. The others take a ticket. */
export const ANYBODYS: readonly Purpose[] = ['tracker', 'lock-out'];

/**
 * Travels with the sign-in and comes back with it. `upn`, when there, is offered to Entra as the login hint. `claims`, a challenge of Graph's, is
 * for Entra alone and does not come back: it may be longer than a state that a browser carries.
 */
export type Subject = Readonly<Record<string, string>>;

/** The directory objects of whoever signed in: `oid` the person, `tid` their tenant, `upn` as they wrote or Entra knows it. */
export type Who = { readonly oid: string; readonly tid: string; readonly name: string; readonly upn: string };

/** A finished sign-in of the hands: MSAL's cache as it stands in memory, kept only when it is the right account. */
export type HandsSignIn = {
  readonly cache: Secret;
  readonly who: Omit<Who, 'name'>;
  /** The permissions that Entra granted, as it writes them. */
  readonly scopes: readonly string[];
};

/** A token of whoever signed in, good for one request. `as`: how the directory's audit will name them. */
export type OwnHands = { readonly token: Secret; readonly as: string; readonly until: Instant };

export type Finished = {
  readonly ok: true;
  readonly purpose: Purpose;
  readonly subject: Subject;
  readonly who: Who;
  /** When the person last really authenticated; absent where the registration does not ask for the claim. */
  readonly authTime?: Instant;
  /** Authentication contexts this sign-in satisfied. */
  readonly acrs: readonly string[];
  /** Only for `connect`: to be handed to the hands' `accept`. */
  readonly hands?: HandsSignIn;
  /** Only for `approve` and `lock-out`, where approvers reset with their own hands. */
  readonly own?: OwnHands;
};

export type Failed = {
  readonly ok: false;
  /**
   * `cancelled`: the person turned back. `expired`: too late, or used already. `mismatch`: another browser, account directory or nonce.
   * `unavailable`: Entra could not be reached. `refused`: Entra, or its answer, said no.
   */
  readonly why: 'cancelled' | 'expired' | 'mismatch' | 'unavailable' | 'refused';
  readonly purpose?: Purpose;
  readonly subject?: Subject;
};

/** The query that comes back from Entra, as it came. */
export type Callback = {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  readonly error?: string | undefined;
  readonly error_description?: string | undefined;
};

export interface SignIn {
  /** The address to send the browser to, and the key that must come back with the callback (a cookie of the sign-in path alone). */
  start(purpose: Purpose, subject: Subject): Promise<{ readonly url: string; readonly browserKey: string }>;
  /** The other half: what Entra sent back, and the key of the browser it came from. Works once for each code that Entra gives. */
  finish(callback: Callback, browserKey: string): Promise<Finished | Failed>;
}
