// Of all the pages a person has opened of a request, the newest is the one that counts.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('sessions')
    .addColumn('number', 'bigint', column => column.notNull().defaultTo(0))
    .execute();
}
