// Boxes a secret for the database: AES-256-GCM, bound to what it belongs to, with a ring of keys so that keys can be rotated.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret } from './secret.ts';

/** A boxed secret: `keyId.iv.ciphertext+tag`, the parts base64url. */
export type Sealed = string & { readonly sealed: unique symbol };

/** Newest first: the first seals, all may open. Each key is 32 bytes. */
export type KeyRing = readonly { readonly id: string; readonly key: Secret }[];

export type Sealer = ReturnType<typeof createSealer>;

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `binding` (the GCM additional data) ties a box to its row: moved to another row, it does not open. */
export function createSealer(ring: KeyRing) {
  const newest = ring[0];
  if (!newest) throw new Error('the key ring is empty');
  return {
    seal(secret: Secret, binding: string): Sealed {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(newest.key), iv).setAAD(
        Buffer.from(`${newest.id}|${binding}`),
      );
      const box = secret.use(plain =>
        Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]),
      );
      return `${newest.id}.${iv.toString('base64url')}.${box.toString('base64url')}` as Sealed;
    },

    /** Throws when the key is not in the ring, or the box was altered or belongs elsewhere. */
    open(sealed: Sealed, binding: string): Secret {
      const [id = '', iv = '', box = ''] = sealed.split('.');
      const held = ring.find(candidate => candidate.id === id);
      if (!held) throw new Error(`no key named "${id}" in SEAL_KEYS: put it back, after the newest one`);
      const bytes = Buffer.from(box, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(held.key), Buffer.from(iv, 'base64url'), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(`${id}|${binding}`))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return new Secret(decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8'));
    },
  };
}

function keyOf(secret: Secret): Buffer {
  return secret.use(text => Buffer.from(text, 'base64'));
}
