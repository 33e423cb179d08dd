// Work that comes round by itself, as jobs like any other: whichever instance is free does it, and one that crashed is not missed.
import type { Jobs } from '../core/keeping.ts';
import type { World } from '../core/ports.ts';
import type { Handler } from './run.ts';

/** `every`: milliseconds from one end to the next start. */
export type Chore = { readonly every: number; readonly run: () => Promise<void> };

/**
 * Handles `chore:<name>`. A name nobody knows (a chore of an older release) is simply done with. A chore that throws is backed off like any
 * job, and comes round again once it succeeds.
 */
export function createChores(chores: Readonly<Record<string, Chore>>, jobs: Jobs, world: World) {
  const handle: Handler = async name => {
    const chore = Object.hasOwn(chores, name) ? chores[name] : undefined;
    if (!chore) return undefined;
    await chore.run();
    return world.now() + chore.every;
  };
  return {
    handle,
    /** At every start: what was planned already stays as it was planned. */
    async plan(): Promise<void> {
      for (const [name, { every }] of Object.entries(chores)) await jobs.put(`chore:${name}`, world.now() + every);
    },
  };
}
