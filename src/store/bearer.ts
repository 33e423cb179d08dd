// Bearer secrets that we hand out: 256 random bits, of which only the hash is stored. No salt is needed for so much chance.
import type { World } from '../core/ports.ts';
import { sha256 } from './canonical.ts';

const BYTES = 32;

/** base64url, 43 characters. */
export function newBearer(world: World): string {
  return world.random(BYTES).toString('base64url');
}

export function hashOfBearer(bearer: string): string {
  return sha256(bearer);
}
