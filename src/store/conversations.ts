// One row per person: where to reach them, and where their dialog stands.
import type { Conversations } from '../core/keeping.ts';
import type { Person } from '../core/person.ts';
import type { World } from '../core/ports.ts';
import { dropJob, raiseSooner } from './jobs.ts';
import { type ConversationBody, conversationOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { Wakes } from './wakes.ts';

type Deps = { readonly db: Db; readonly world: World; readonly wakes: Wakes };

/** Teams repeats a delivery within seconds; fifty turns back is far beyond that. */
const SEEN_KEPT = 50;

export function createConversations({ db, world, wakes }: Deps): Conversations {
  return {
    async find(person) {
      const row = await db
        .selectFrom('conversations')
        .select(['body', 'owed', 'version'])
        .where('tenant', '=', person.tenant)
        .where('person', '=', keyOf(person))
        .executeTakeFirst();
      return row && conversationOf(row);
    },

    async save(conversation, wake) {
      const { person, reference, locale, zone, stack, seen, by, owed, version } = conversation;
      const body: ConversationBody = {
        person,
        reference,
        locale,
        stack,
        seen: seen.slice(-SEEN_KEPT),
        ...(zone ? { zone } : {}),
        ...(by ? { by } : {}),
      };
      const next = { version: version + 1, owed: owed ? 1 : 0, body: JSON.stringify(body) };
      const saved = await db.transaction().execute(async trx => {
        const row =
          version === 0
            ? await trx
                .insertInto('conversations')
                .values({ tenant: person.tenant, person: keyOf(person), ...next })
                .onConflict(conflict => conflict.doNothing())
                .returning('version')
                .executeTakeFirst()
            : await trx
                .updateTable('conversations')
                .set(next)
                .where('tenant', '=', person.tenant)
                .where('person', '=', keyOf(person))
                .where('version', '=', version)
                .returning('version')
                .executeTakeFirst();
        if (row && wake !== undefined) await raiseSooner(trx, world, jobOfConversation(person), wake);
        return row !== undefined;
      });
      if (saved && wake !== undefined) wakes.ring(wake);
      return saved ? 'done' : 'stale';
    },

    async settle(person, version) {
      await db.transaction().execute(async trx => {
        const settled = await trx
          .updateTable('conversations')
          .set({ owed: 0 })
          .where('tenant', '=', person.tenant)
          .where('person', '=', keyOf(person))
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
        if (settled) await dropJob(trx, jobOfConversation(person));
      });
    },
  };
}

function keyOf(person: Person): string {
  return person.id.toLowerCase();
}

export function jobOfConversation(person: Person): string {
  return `conversation:${person.tenant}:${keyOf(person)}`;
}
