// The keys Bot Framework signs with, and what each may sign for. Not jose's own key set: that one drops `endorsements`.
import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';
import type { Instant } from '../core/account.ts';
import type { World } from '../core/ports.ts';

/** `unknown`: no such key. `unavailable`: the keys could not be had, which says nothing about the token. */
export type Found = { readonly key: CryptoKey; readonly endorsed: boolean } | 'unknown' | 'unavailable';

export type SigningKeys = ReturnType<typeof createSigningKeys>;

const MINUTE = 60_000;
const FRESH = 24 * 60 * MINUTE;
/** Bot Framework publishes new keys days before it uses them; so long may the old ones help over an outage. */
const USABLE = 5 * FRESH;
const EMPTY_PAUSE = 5_000;
const TIMEOUT = 5_000;
const MOST_KEYS = 100;

const Metadata = z.looseObject({ jwks_uri: z.url() });
const Jwks = z.looseObject({ keys: z.array(z.looseObject({ kid: z.string().optional() })).max(MOST_KEYS) });
const Jwk = z.looseObject({
  kid: z.string(),
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).optional(),
});

type Held = { readonly keys: ReadonlyMap<string, Exclude<Found, string>>; readonly at: Instant };

/**
 * Keys are fetched again when they are a day old, and for an unknown key id at most once a minute, whoever sends how many. Nothing is
 * remembered of an id that was not found.
 * @param metadataUrl the issuer's OpenID configuration
 * @param endorsement what a key must be endorsed for, e.g. `msteams`
 */
export function createSigningKeys(deps: {
  readonly metadataUrl: string;
  readonly endorsement: string;
  readonly world: World;
  readonly fetch: typeof fetch;
}) {
  const { metadataUrl, endorsement, world } = deps;
  let held: Held = { keys: new Map(), at: Number.NEGATIVE_INFINITY };
  let triedAt = Number.NEGATIVE_INFINITY;
  let failed = false;
  let fetching: Promise<void> | undefined;

  /** One at a time, and not sooner than `pause` after the last. Never rejects. */
  async function refresh(pause: number): Promise<void> {
    if (!fetching && world.now() - triedAt < pause) return;
    fetching ??= load();
    return fetching;
  }

  async function load(): Promise<void> {
    triedAt = world.now();
    try {
      const { jwks_uri } = Metadata.parse(await read(metadataUrl));
      if (new URL(jwks_uri).protocol !== new URL(metadataUrl).protocol) throw new Error('keys by another protocol');
      const { keys } = Jwks.parse(await read(jwks_uri));
      const imported = new Map((await Promise.all(keys.map(one => usable(one, endorsement)))).flat());
      if (imported.size === 0) throw new Error('no usable key');
      held = { keys: imported, at: triedAt };
      failed = false;
    } catch {
      failed = true;
    } finally {
      fetching = undefined;
    }
  }

  async function read(url: string): Promise<unknown> {
    const response = await deps.fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  }

  return {
    async find(kid: string): Promise<Found> {
      if (held.keys.size === 0) await refresh(EMPTY_PAUSE);
      else if (world.now() - held.at > FRESH) await refresh(MINUTE);
      if (!held.keys.has(kid)) await refresh(held.keys.size === 0 ? EMPTY_PAUSE : MINUTE);
      if (world.now() - held.at > USABLE) return 'unavailable';
      return held.keys.get(kid) ?? (failed ? 'unavailable' : 'unknown');
    },
    /** What is kept in memory, for the test that refused requests leave nothing behind. */
    size: () => held.keys.size,
  };
}

/** A key we cannot use is as good as absent; one bad key must not take the others with it. */
async function usable(raw: unknown, endorsement: string): Promise<[string, Exclude<Found, string>][]> {
  const jwk = Jwk.safeParse(raw);
  if (!jwk.success) return [];
  const { kid, kty, n, e, endorsements } = jwk.data;
  try {
    const key = await importJWK({ kty, n, e }, 'RS256');
    return key instanceof Uint8Array ? [] : [[kid, { key, endorsed: endorsements?.includes(endorsement) === true }]];
  } catch {
    return [];
  }
}
