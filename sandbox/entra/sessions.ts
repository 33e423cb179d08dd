// Which accounts each browser is signed in to, and what it takes for a session to be dead.
import { randomBytes } from 'node:crypto';
import type { Request } from 'restify';
import { cookie } from '../pages.ts';
import { type Person, providerOf } from '../world.ts';

/** How somebody proved who they are. `amr` as in Entra's v1 tokens: pwd, fido, rsa (Authenticator), mfa. */
export type Proven = {
  readonly at: number;
  readonly amr: readonly string[];
};

/** One browser's memory; accounts stay listed when their session has died. */
export type Visitor = { readonly id: string; readonly sessions: Map<Person, Proven> };

const COOKIE = 'sandbox-entra';

/** The cookie every answer to a browser sets again. */
export function cookieFor(visitor: Visitor): string {
  return `${COOKIE}=${visitor.id}; Path=/login; HttpOnly; SameSite=Lax`;
}

export function createVisitors() {
  const visitors = new Map<string, Visitor>();
  return {
    find(req: Request): Visitor | undefined {
      return visitors.get(cookie(req, COOKIE) ?? '');
    },
    /** The browser's memory; a new one for a browser never seen. */
    welcome(req: Request): Visitor {
      const known = this.find(req);
      if (known) return known;
      const fresh: Visitor = { id: randomBytes(24).toString('base64url'), sessions: new Map() };
      visitors.set(fresh.id, fresh);
      return fresh;
    },
  };
}

/**
 * Revoking ends every session. A changed password ends those begun with the old one, unless it only arrived by directory
 * sync, which leaves whoever is signed in alone (Microsoft: "Refresh tokens", "Implement password hash synchronization").
 */
export function alive(person: Person, proven: Proven): boolean {
  if (proven.at <= person.sessionsValidFrom) return false;
  const byPassword = proven.amr.includes('pwd') && !providerOf(person);
  return !(byPassword && person.cloud && person.cloud.changedAt > proven.at);
}
