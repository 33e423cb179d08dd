// What Entra has given out and will have to recognise: authorization codes and refresh tokens.
import { randomBytes } from 'node:crypto';
import type { Person, World } from '../world.ts';
import { type Refusal, refusal } from './aadsts.ts';
import { needsMfa } from './attempt.ts';
import type { Registration } from './registration.ts';
import type { Asked } from './request.ts';
import type { Proven } from './sessions.ts';

/** Somebody, signed in to an application in some way. */
export type Grant = { readonly client: Registration; readonly person: Person; readonly proven: Proven };
export type CodeGrant = Grant & { readonly asked: Asked; readonly at: number; spent: boolean };
export type RefreshGrant = Grant & { readonly at: number };

const CODE_LIFETIME = 10 * 60_000;
/** Idle life of a confidential client's refresh token (Microsoft: "Refresh tokens"). */
const REFRESH_LIFETIME = 90 * 24 * 3_600_000;

export type Grants = ReturnType<typeof createGrants>;

export function createGrants(world: World) {
  const codes = new Map<string, CodeGrant>();
  const refreshTokens = new Map<string, RefreshGrant>();
  return {
    /** An authorization code, good once within ten minutes. */
    code(asked: Asked, person: Person, proven: Proven): string {
      const value = `1.${randomBytes(48).toString('base64url')}`;
      codes.set(value, { client: asked.client, asked, person, proven, at: world.now(), spent: false });
      return value;
    },
    redeem(value: string, client: Registration): CodeGrant | Refusal {
      const grant = codes.get(value);
      if (!grant || grant.client !== client || world.now() - grant.at > CODE_LIFETIME) return refusal('unknownCode');
      if (grant.spent) return refusal('redeemed');
      grant.spent = true;
      return grant;
    },
    /** A refresh token; older ones of the same sign-in stay good. */
    refreshToken(grant: Grant): string {
      const value = `1.${randomBytes(64).toString('base64url')}`;
      refreshTokens.set(value, { client: grant.client, person: grant.person, proven: grant.proven, at: world.now() });
      return value;
    },
    refresh(value: string, client: Registration): RefreshGrant | Refusal {
      const grant = refreshTokens.get(value);
      if (!grant || grant.client !== client) return refusal('malformedToken');
      if (world.now() - grant.at > REFRESH_LIFETIME) return refusal('inactive');
      // Revocation looks at the sign-in, not at when the token was last renewed.
      if (Math.min(grant.at, grant.proven.at) <= grant.person.sessionsValidFrom) return refusal('revoked');
      return standing(world, grant) ?? grant;
    },
  };
}

/** What the directory may hold against a person who is signed in already. A changed password is not among it. */
export function standing(world: World, grant: Grant): Refusal | undefined {
  if (!grant.person.accountEnabled) return refusal('disabled');
  if (needsMfa(world, grant.person) && !grant.proven.amr.includes('mfa')) return refusal('needsMfa');
  return undefined;
}
