// What evidence needs to be relied on: which requests were erased, and the anchors that hold the heads of all chains.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema.alterTable('requests').addColumn('erased_at', 'bigint').execute();

  await schema
    .createTable('anchors')
    .addColumn('number', 'bigint', column => column.primaryKey())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('count', 'bigint', column => column.notNull())
    .addColumn('heads_hash', 'text', column => column.notNull())
    .addColumn('previous_hash', 'text', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('told_at', 'bigint')
    .execute();

  // No foreign key to the audit: a line that was taken away must still be missed here.
  await schema
    .createTable('anchored')
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('anchor', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('anchored_once', ['request', 'version'])
    .execute();
  await schema.createIndex('anchored_by').on('anchored').columns(['anchor']).execute();
}
