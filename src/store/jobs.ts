// Wake-ups: a job says where to look, never what to do, so a lost lease or a second look does no harm.
import type { Instant } from '../core/account.ts';
import type { Jobs } from '../core/keeping.ts';
import type { World } from '../core/ports.ts';
import { jobOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { Wakes } from './wakes.ts';

type Deps = { readonly db: Db; readonly world: World; readonly wakes: Wakes; readonly skipLocked: boolean };

export function createJobs({ db, world, wakes, skipLocked }: Deps): Jobs {
  return {
    async lease(limit, leaseFor) {
      const now = world.now();
      // Two statements in one transaction instead of one UPDATE with a subselect: PostgreSQL may run such a subselect
      // again and take more than `limit`, and UPDATE … RETURNING promises no order.
      return await db.transaction().execute(async trx => {
        const due = await trx
          .selectFrom('jobs')
          .select(['key', 'generation', 'attempts'])
          .where('due_at', '<=', now)
          .where('leased_until', '<=', now)
          .orderBy('due_at')
          .orderBy('key')
          .limit(limit)
          .$if(skipLocked, query => query.forUpdate().skipLocked())
          .execute();
        if (due.length === 0) return [];
        // What is due is being served: from here it is due again when the lease ends, or when it is raised.
        const until = now + leaseFor;
        await trx
          .updateTable('jobs')
          .set({ leased_until: until, due_at: until })
          .where(
            'key',
            'in',
            due.map(row => row.key),
          )
          .execute();
        return due.map(jobOf);
      });
    },

    async done(job) {
      const gone = await db
        .deleteFrom('jobs')
        .where('key', '=', job.key)
        .where('generation', '=', job.generation)
        .returning('key')
        .executeTakeFirst();
      if (!gone) await giveBack(job.key);
    },

    async retry(job, dueAt) {
      const tried = await db
        .updateTable('jobs')
        .set(eb => ({ due_at: dueAt, leased_until: 0, attempts: eb('attempts', '+', 1) }))
        .where('key', '=', job.key)
        .where('generation', '=', job.generation)
        .returning('key')
        .executeTakeFirst();
      if (tried) wakes.ring(dueAt);
      else await giveBack(job.key, dueAt);
    },

    async put(key, dueAt) {
      await raiseSooner(db, world, key, dueAt);
      wakes.ring(dueAt);
    },

    async releaseAll() {
      const now = world.now();
      await db.updateTable('jobs').set({ leased_until: 0, due_at: now }).where('leased_until', '>', 0).execute();
    },

    async nextDue() {
      // A job somebody holds counts from the end of its lease: if its holder died, that is when it must be looked at.
      const next = await db
        .selectFrom('jobs')
        .select(eb =>
          eb
            .case()
            .when('leased_until', '>', eb.ref('due_at'))
            .then(eb.ref('leased_until'))
            .else(eb.ref('due_at'))
            .end()
            .as('at'),
        )
        .orderBy('at')
        .limit(1)
        .executeTakeFirst();
      return next && Number(next.at);
    },
  };

  /** It was raised while it ran: due when the raise said, or at `orAt` if that is sooner. */
  async function giveBack(key: string, orAt: Instant = Number.MAX_SAFE_INTEGER): Promise<void> {
    const back = await db
      .updateTable('jobs')
      .set(eb => ({
        leased_until: 0,
        due_at: eb
          .case()
          .when('due_at', '>', orAt)
          .then(eb.cast<number>(eb.val(orAt), 'bigint'))
          .else(eb.ref('due_at'))
          .end(),
      }))
      .where('key', '=', key)
      .returning('due_at')
      .executeTakeFirst();
    if (back) wakes.ring(Number(back.due_at));
  }
}

/** The job is due at `dueAt`, whatever was said before. */
export async function raiseExactly(db: Db, world: World, key: string, dueAt: Instant): Promise<void> {
  await db
    .insertInto('jobs')
    .values(fresh(world, key, dueAt))
    .onConflict(conflict =>
      conflict.column('key').doUpdateSet(eb => ({
        due_at: eb.ref('excluded.due_at'),
        generation: eb('jobs.generation', '+', 1),
        attempts: 0,
      })),
    )
    .execute();
}

/** The sooner of both times wins. */
export async function raiseSooner(db: Db, world: World, key: string, dueAt: Instant): Promise<void> {
  await db
    .insertInto('jobs')
    .values(fresh(world, key, dueAt))
    .onConflict(conflict =>
      conflict.column('key').doUpdateSet(eb => ({
        due_at: eb
          .case()
          .when('jobs.due_at', '<', eb.ref('excluded.due_at'))
          .then(eb.ref('jobs.due_at'))
          .else(eb.ref('excluded.due_at'))
          .end(),
        generation: eb('jobs.generation', '+', 1),
        attempts: 0,
      })),
    )
    .execute();
}

export async function dropJob(db: Db, key: string): Promise<void> {
  await db.deleteFrom('jobs').where('key', '=', key).execute();
}

/** Generations start at a random number: a job that was dropped and raised anew is never taken for the one that was leased before. */
function fresh(world: World, key: string, dueAt: Instant) {
  return { key, due_at: dueAt, leased_until: 0, generation: world.random(6).readUIntBE(0, 6), attempts: 0 };
}
