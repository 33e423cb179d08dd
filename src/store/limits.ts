// Counters that survive restarts: never more than `count` within any stretch of `per` milliseconds, however many processes spend.
import type { Limits, World } from '../core/ports.ts';
import { spentOf } from './rows.ts';
import type { Db } from './schema.ts';

/** Keeps the moments themselves: counts are small, and a fixed window would give twice the count around its edge. */
export function createLimits({ db, world }: { readonly db: Db; readonly world: World }): Limits {
  return {
    async spend(key, { count, per }) {
      const now = world.now();
      return await db.transaction().execute(async trx => {
        const row = await trx
          .insertInto('limits')
          .values({ key, spent: '[]', expires_at: now + per })
          // Changes nothing, but takes the row: of two who spend at once, the second waits and reads what the first left.
          .onConflict(conflict => conflict.column('key').doUpdateSet(eb => ({ key: eb.ref('excluded.key') })))
          .returning('spent')
          .executeTakeFirstOrThrow();
        const spent = spentOf(row).filter(at => at > now - per);
        const blocked = blockedBy(spent, { count, per }, now);
        if (blocked) return blocked;
        const kept = [...spent, now];
        await trx
          .updateTable('limits')
          .set({ spent: JSON.stringify(kept), expires_at: now + per })
          .where('key', '=', key)
          .execute();
        return { left: count - kept.length };
      });
    },

    async full(key, { count, per }) {
      const now = world.now();
      const row = await db.selectFrom('limits').select('spent').where('key', '=', key).executeTakeFirst();
      return blockedBy(row ? spentOf(row).filter(at => at > now - per) : [], { count, per }, now);
    },

    async forgive(key) {
      await db.transaction().execute(async trx => {
        // Writes first, so that the row is held before it is read.
        const row = await trx
          .updateTable('limits')
          .set(eb => ({ key: eb.ref('key') }))
          .where('key', '=', key)
          .returning('spent')
          .executeTakeFirst();
        if (!row) return;
        const spent = JSON.stringify(spentOf(row).slice(0, -1));
        await trx.updateTable('limits').set({ spent }).where('key', '=', key).execute();
      });
    },
  };
}

/** @param spent the moments within the last `per` milliseconds, the oldest first */
function blockedBy(
  spent: readonly number[],
  { count, per }: { readonly count: number; readonly per: number },
  now: number,
): { readonly until: number } | undefined {
  const blocking = spent.at(-count);
  if (count < 1 || (spent.length >= count && blocking !== undefined)) return { until: (blocking ?? now) + per };
  return undefined;
}
