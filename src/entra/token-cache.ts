// Keeps MSAL's token cache, encrypted, in a row that several instances share: compare-and-set, and a merge when another was quicker.
import { setTimeout as pause } from 'node:timers/promises';
import type { ICachePlugin, TokenCacheContext } from '@azure/msal-node';
import type { TokenCache } from '../core/keeping.ts';
import type { Sealed, Sealer } from '../core/seal.ts';
import { Secret } from '../core/secret.ts';

export type CacheRow = { readonly tokens: TokenCache; readonly sealer: Sealer; readonly partition: string };

const EMPTY = '{}';
const TRIES = 50;
const LONGEST_PAUSE = 200;

/**
 * MSAL writes every token in plain text; here it only leaves memory sealed, bound to its partition. A row that cannot be opened
 * (unknown key, altered, moved from another partition) throws and is left as it is: overwriting it would lose the sign-in for good.
 * For one operation of one MSAL application; do not share it.
 */
export function createCachePlugin({ tokens, sealer, partition }: CacheRow): ICachePlugin {
  const bases = new WeakMap<TokenCacheContext, { readonly json: Secret; readonly version: number }>();

  async function read() {
    const row = await tokens.read(partition);
    if (!row) return { json: new Secret(EMPTY), version: 0 };
    return { json: sealer.open(row.blob as Sealed, bindingOf(partition)), version: row.version };
  }

  return {
    async beforeCacheAccess(context) {
      const base = await read();
      bases.set(context, base);
      base.json.use(json => context.tokenCache.deserialize(json));
    },

    async afterCacheAccess(context) {
      const base = bases.get(context);
      // MSAL calls this even when the read above threw: without a base there is nothing to build on, so nothing is written.
      if (!base || !context.cacheHasChanged) return;
      const ours = new Secret(context.tokenCache.serialize());
      let latest = { json: ours, version: base.version };
      for (let tried = 0; tried < TRIES; tried++) {
        const blob = sealer.seal(latest.json, bindingOf(partition));
        if (await tokens.write(partition, blob, latest.version)) return;
        await pause(Math.random() * Math.min(LONGEST_PAUSE, 2 ** tried));
        const theirs = await read();
        latest = { json: merged(base.json, ours, theirs.json), version: theirs.version };
      }
      throw new Error(`token cache "${partition}": ${TRIES} others were quicker`);
    },
  };
}

/** Puts this cache in the partition's place, whatever is there, readable or not: how a new sign-in mends a lost one. */
export async function replaceCache({ tokens, sealer, partition }: CacheRow, json: Secret): Promise<void> {
  for (let tried = 0; tried < TRIES; tried++) {
    const version = (await tokens.read(partition))?.version ?? 0;
    if (await tokens.write(partition, sealer.seal(json, bindingOf(partition)), version)) return;
    await pause(Math.random() * Math.min(LONGEST_PAUSE, 2 ** tried));
  }
  throw new Error(`token cache "${partition}": ${TRIES} others were quicker`);
}

/** Names of the delegated permissions of the access tokens in a cache, undefined when it holds none. Looks, and changes nothing. */
export async function heldScopes({ tokens, sealer, partition }: CacheRow): Promise<readonly string[] | undefined> {
  const row = await tokens.read(partition);
  if (!row) return undefined;
  const held = sealer
    .open(row.blob as Sealed, bindingOf(partition))
    .use(json => Object.values((JSON.parse(json || EMPTY) as Sections)['AccessToken'] ?? {}));
  const scopes = held.flatMap(token => String((token as { readonly target?: unknown }).target ?? '').split(' '));
  // Entra writes them with the address of Graph before them, or without.
  return held.length === 0
    ? undefined
    : [...new Set(scopes.map(scope => scope.replace(/^https:\/\/[^/]+\//, '')).filter(scope => scope !== ''))];
}

type Sections = Record<string, Record<string, unknown>>;

/** Three-way merge of MSAL caches (JSON): what we changed or removed since `base`, applied to what another wrote meanwhile. */
export function merge(base: string, ours: string, theirs: string): string {
  const [was, mine, result] = [base, ours, theirs].map(json => JSON.parse(json || EMPTY) as Sections);
  if (!was || !mine || !result) return theirs;
  for (const section of new Set([...Object.keys(was), ...Object.keys(mine)])) {
    const before = was[section] ?? {};
    const now = mine[section] ?? {};
    const target: Record<string, unknown> = { ...result[section] };
    for (const key of Object.keys(before)) if (!(key in now)) delete target[key];
    for (const [key, value] of Object.entries(now))
      if (JSON.stringify(value) !== JSON.stringify(before[key])) target[key] = value;
    result[section] = target;
  }
  return JSON.stringify(result);
}

function merged(base: Secret, ours: Secret, theirs: Secret): Secret {
  return base.use(was => ours.use(mine => theirs.use(latest => new Secret(merge(was, mine, latest)))));
}

function bindingOf(partition: string): string {
  return `token-cache|${partition}`;
}
