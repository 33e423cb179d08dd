// Reading requests, and the door to the one way of changing them.
import type { Requests, World } from '../core/ports.ts';
import type { Backend } from './backend.ts';
import { createCommit, jobOfRequest } from './commit.ts';
import { raiseSooner } from './jobs.ts';
import { requestOf, sealOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { Wakes } from './wakes.ts';

type Deps = { readonly db: Db; readonly world: World; readonly wakes: Wakes; readonly backend: Backend };

export function createRequests(deps: Deps): Requests {
  const { db, world, wakes } = deps;
  return {
    async find(id) {
      const row = await db
        .selectFrom('requests')
        .select('body')
        .where('id', '=', id)
        .where('erased_at', 'is', null)
        .executeTakeFirst();
      return row && requestOf(row);
    },

    async live(person) {
      const row = await of(person).where('live', '=', 1).executeTakeFirst();
      return row && requestOf(row);
    },

    async latest(person) {
      const row = await of(person).limit(1).executeTakeFirst();
      return row && requestOf(row);
    },

    async recent(person, since) {
      const rows = await of(person).where('opened_at', '>=', since).execute();
      return rows.map(requestOf);
    },

    async sealed(id) {
      const row = await db.selectFrom('seals').select(['box', 'attempt']).where('request', '=', id).executeTakeFirst();
      return row && sealOf(row);
    },

    async answered(id, command) {
      const row = await db
        .selectFrom('commands')
        .select('command')
        .where('request', '=', id)
        .where('command', '=', command)
        .executeTakeFirst();
      return row !== undefined;
    },

    commit: createCommit(deps),

    async wake(id) {
      const now = world.now();
      await raiseSooner(db, world, jobOfRequest(id), now);
      wakes.ring(now);
    },

    async stir() {
      const now = world.now();
      await db.transaction().execute(async trx => {
        const waiting = await trx
          .selectFrom('requests')
          .select('id')
          .where('live', '=', 1)
          .where('state', 'in', ['pending', 'approved'])
          .execute();
        for (const { id } of waiting) {
          await raiseSooner(trx, world, jobOfRequest(id), now);
          await raiseSooner(trx, world, `tell:${id}:card:helpdesk`, now);
        }
      });
      wakes.ring(now);
    },
  };

  /** Newest first; of two opened in the same millisecond, the live one. */
  function of(person: { readonly tenant: string; readonly id: string }) {
    return db
      .selectFrom('requests')
      .select('body')
      .where('tenant', '=', person.tenant)
      .where('person', '=', person.id.toLowerCase())
      .orderBy('opened_at', 'desc')
      .orderBy('live', 'desc');
  }
}
