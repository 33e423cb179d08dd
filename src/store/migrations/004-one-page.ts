// Of all the pages a person has opened of a request, the newest is the one that counts.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('sessions')
    .addColumn('number', 'bigint', column => column.notNull().defaultTo(0))
    .execute();
  // When those that are open were opened is written nowhere; the one seen last comes nearest.
  await sql`update sessions set number = (
    select count(*) from sessions as earlier where earlier.request = sessions.request
      and (earlier.seen_at < sessions.seen_at or (earlier.seen_at = sessions.seen_at and earlier.id <= sessions.id))
  )`.execute(db);
}
