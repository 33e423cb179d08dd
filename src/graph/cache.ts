// Remembers answers for a while, by name. What is worth remembering is the asker's business.
import type { Instant } from '../core/account.ts';
import type { World } from '../core/ports.ts';

export type Cache<T> = { find(key: string): T | undefined; keep(key: string, value: T): void };

/** Beyond so many, what has run out is thrown away. */
const MANY = 1_000;

/** @param time milliseconds */
export function createCache<T>(world: Pick<World, 'now'>, time: number): Cache<T> {
  const held = new Map<string, { readonly value: T; readonly until: Instant }>();
  return {
    find(key) {
      const known = held.get(key);
      return known && world.now() < known.until ? known.value : undefined;
    },
    keep(key, value) {
      if (held.size >= MANY) for (const [old, { until }] of held) if (until <= world.now()) held.delete(old);
      held.set(key, { value, until: world.now() + time });
    },
  };
}
