// The sign-in flow as these pages need it: what it is asked, and what it can answer. Somebody else carries it out.
import type { Instant } from '../core/account.ts';
import type { Secret } from '../core/secret.ts';

export const PURPOSES = ['prove', 'finish', 'tracker', 'connect'] as const;
export type Purpose = (typeof PURPOSES)[number];
export type Subject = Readonly<Record<string, string>>;

/** What the hands need of a sign-in; kept only when it is the right account. */
export type HandsSignIn = {
  readonly cache: Secret;
  readonly who: { readonly oid: string; readonly tid: string; readonly upn: string };
};

export type Finished = {
  readonly ok: true;
  readonly purpose: Purpose;
  readonly subject: Subject;
  readonly who: { readonly oid: string; readonly tid: string; readonly name: string; readonly upn: string };
  readonly authTime?: Instant;
  readonly acrs: readonly string[];
  readonly hands?: HandsSignIn;
};

export type Failed = {
  readonly ok: false;
  readonly why: 'cancelled' | 'expired' | 'mismatch' | 'unavailable' | 'refused';
  readonly purpose?: Purpose;
  readonly subject?: Subject;
};

export type Callback = {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  readonly error?: string | undefined;
  readonly error_description?: string | undefined;
};

/** The OIDC flow itself, elsewhere. `browserKey` must come back from the same browser; each start can be finished once. */
export interface SignIn {
  start(purpose: Purpose, subject: Subject): Promise<{ readonly url: string; readonly browserKey: string }>;
  finish(callback: Callback, browserKey: string): Promise<Finished | Failed>;
}

/** What a start page carries: a ticket, or for the tracker the request alone or nothing, since there the sign-in itself decides. */
export type Start = { readonly ticket?: string | undefined; readonly request?: string | undefined };
