// The keys that seal temporary passwords and tokens in the database, newest first, so that they can be changed without losing anything.
import type { KeyRing } from '../core/seal.ts';
import { Secret } from '../core/secret.ts';
import { list } from './settings.ts';

const BYTES = 32;

/** @param text `id:base64,older-id:base64`: each key 32 bytes. The problem says nothing of the keys themselves. */
export function keyRingOf(text: string): { readonly ring: KeyRing } | { readonly problem: string } {
  const keys = list(text).map(one => ({ id: one.split(':')[0] ?? '', key: one.slice(one.indexOf(':') + 1) }));
  if (keys.length === 0) return { problem: 'holds no key' };
  const wrong = keys.findIndex(({ id, key }) => !/^[\w-]{1,16}$/.test(id) || !isKey(key));
  if (wrong >= 0) return { problem: `entry ${wrong + 1} is not id:base64 of exactly ${BYTES} bytes` };
  if (new Set(keys.map(({ id }) => id)).size < keys.length) return { problem: 'names two keys alike' };
  if (new Set(keys.map(({ key }) => key)).size < keys.length) return { problem: 'holds one key twice' };
  return { ring: keys.map(({ id, key }) => ({ id, key: new Secret(key) })) };
}

/** Canonical base64 only, and not a placeholder of one repeated byte. */
function isKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === BYTES && bytes.toString('base64') === text && new Set(bytes).size > 8;
}
