// Shields, one set for the whole desk: kept beside the other small facts, so that every instance sees the same.
import type { Shields, ShieldsDown, ShieldsUp, World } from '../core/ports.ts';
import { raiseExactly } from './jobs.ts';
import { createMemory } from './kept.ts';
import type { Db } from './schema.ts';
import type { Wakes } from './wakes.ts';

type Kept = ShieldsUp & { readonly lowered?: ShieldsDown };

const KEY = 'shields';
/** Whoever handles it tells people, and has every request that waits looked at again. */
const JOB = 'shields:changed';

export function createShields(deps: { readonly db: Db; readonly world: World; readonly wakes: Wakes }): Shields {
  const { db, world, wakes } = deps;
  const newest = async () => parsed((await createMemory(db).read(KEY)) ?? '');
  const stand = (kept: Kept | undefined) => kept !== undefined && !kept.lowered && world.now() < kept.until;

  /** What they are from now on, and the word of it to everybody, in one. @param next gives undefined where nothing is to be changed */
  async function change(next: (now: Kept | undefined) => Kept | undefined): Promise<void> {
    const at = world.now();
    const done = await db.transaction().execute(async trx => {
      const before = (await createMemory(trx).read(KEY)) ?? '';
      const kept = next(parsed(before));
      if (!kept) return 'as it was';
      if (!(await swap(trx, before, JSON.stringify(kept)))) return 'somebody was faster';
      await raiseExactly(trx, world, JOB, at);
      return 'changed';
    });
    if (done === 'somebody was faster') return change(next);
    if (done === 'changed') wakes.ring(at);
  }

  return {
    async up() {
      const kept = await newest();
      return stand(kept) ? kept : undefined;
    },
    newest,
    raise: shields => change(now => (stand(now) && !shields.by ? undefined : shields)),
    lower: lowered => change(now => (now && stand(now) ? { ...now, lowered } : undefined)),
  };
}

function parsed(text: string): Kept | undefined {
  return text === '' ? undefined : (JSON.parse(text) as Kept);
}

/** False when it says something else by now. */
async function swap(trx: Db, before: string, after: string): Promise<boolean> {
  const written =
    before === ''
      ? await trx
          .insertInto('memory')
          .values({ key: KEY, value: after })
          .onConflict(conflict => conflict.doNothing())
          .returning('key')
          .executeTakeFirst()
      : await trx
          .updateTable('memory')
          .set({ value: after })
          .where('key', '=', KEY)
          .where('value', '=', before)
          .returning('key')
          .executeTakeFirst();
  return written !== undefined;
}
