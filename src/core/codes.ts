// Short codes that are never written down: made anew from the key ring each time they are shown or compared.
import { hkdfSync, timingSafeEqual } from 'node:crypto';
import type { World } from './ports.ts';
import type { KeyRing } from './seal.ts';
import { Secret } from './secret.ts';
import { WORDS } from './spoken-words.ts';

/** Names a code: key id and a random part. Safe to store; without the key it tells nothing of the code. */
export type CodeName = string;

export type Codes = ReturnType<typeof createCodes>;

const NAME_BYTES = 16;

/** `binding` ties a code to request, person and purpose: under another binding the same name gives another code. */
export function createCodes(ring: KeyRing, world: Pick<World, 'random'>) {
  const newest = ring[0];
  if (!newest) throw new Error('the key ring is empty');

  function bytes(name: CodeName, binding: string, length: number): Buffer {
    const [id = ''] = name.split('.');
    const held = ring.find(candidate => candidate.id === id);
    if (!held) throw new Error(`no key named "${id}" in SEAL_KEYS: put it back, after the newest one`);
    return held.key.use(key =>
      Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), name, `reset-desk code|${binding}`, length)),
    );
  }

  return {
    name: (): CodeName => `${newest.id}.${world.random(NAME_BYTES).toString('base64url')}`,

    /** The name of a code that follows from something known, and so needs no place in a row. */
    nameOf: (id: string): CodeName => `${newest.id}.${id}`,

    /** Six decimal digits (NIST SP 800-63B-4: at least six, at most ten minutes for codes that travel). */
    digits(name: CodeName, binding: string): string {
      // 48 bits over a million: the bias is below one in 10^8.
      return String(bytes(name, binding, 6).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
    },

    /** A secret to be shared with an authenticator app: 160 bits (RFC 4226 recommends that many), base64. */
    secret: (name: CodeName, binding: string): Secret => new Secret(bytes(name, binding, 20).toString('base64')),

    /** Words to be said aloud, chosen to sound unlike each other. */
    words(name: CodeName, binding: string, count: number): readonly string[] {
      const stuff = bytes(name, binding, count * 2);
      return Array.from({ length: count }, (_, index) => WORDS[stuff.readUInt16BE(index * 2) % WORDS.length] ?? '');
    },
  };
}

/** In constant time for texts of one length; spaces around it are not part of an answer. */
export function sameCode(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given.trim())];
  return one.length === other.length && timingSafeEqual(one, other);
}
