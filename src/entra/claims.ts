// Whether an id token is meant for us, from our directory and of now; and what it says about the person.
import type { Instant } from '../core/account.ts';

export type Claims = {
  readonly who: { readonly oid: string; readonly tid: string; readonly name: string; readonly upn: string };
  readonly authTime?: Instant;
  readonly acrs: readonly string[];
};

export type Expected = {
  readonly issuer: string;
  readonly audience: string;
  readonly tenant: string;
  readonly now: Instant;
};

const SKEW = 5 * 60_000;

/**
 * Undefined when issuer, audience, tenant or time is not as it must be, or nobody is named. The signature is not checked again: the token
 * came straight from the token endpoint over TLS (OpenID Connect Core 3.1.3.7), never through a browser.
 */
export function readClaims(token: object, expected: Expected): Claims | undefined {
  const claims = token as Readonly<Record<string, unknown>>;
  const { iss, aud, tid, oid, exp, name, preferred_username, auth_time, acrs } = claims;
  if (iss !== expected.issuer || aud !== expected.audience || tid !== expected.tenant) return undefined;
  if (typeof exp !== 'number' || exp * 1_000 + SKEW < expected.now) return undefined;
  if (typeof oid !== 'string' || oid === '') return undefined;
  const upn = typeof preferred_username === 'string' ? preferred_username : '';
  return {
    // One spelling, as the gate has it: counts and comparisons must not know two of one person.
    who: { oid: oid.toLowerCase(), tid: expected.tenant, name: typeof name === 'string' ? name : upn, upn },
    acrs: (Array.isArray(acrs) ? acrs : [acrs]).filter(one => typeof one === 'string'),
    ...(typeof auth_time === 'number' ? { authTime: auth_time * 1_000 } : {}),
  };
}
