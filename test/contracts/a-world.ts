// Time that stands still until it is moved, and chance that is the same in every run.
import { createHash } from 'node:crypto';
import type { World } from '../../src/core/ports.ts';

export const START = Date.UTC(2026, 10, 2, 9, 0);

/** @param seed worlds with different seeds draw different ids and bytes. */
export function aWorld(seed = 'world'): World & { advance(ms: number): void } {
  let now = START;
  let drawn = 0;

  function random(bytes: number): Buffer {
    const blocks: Buffer[] = [];
    for (let length = 0; length < bytes; length += 32) {
      drawn += 1;
      blocks.push(createHash('sha256').update(`${seed}:${drawn}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, bytes);
  }

  return {
    now: () => now,
    random,
    id: () => random(16).toString('hex'),
    advance(ms) {
      now += ms;
    },
  };
}
