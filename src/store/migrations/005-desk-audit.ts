// What was done to the desk itself leaves lines as well: a chain of its own for each thing that belongs to no request, in tables of the same shape.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('desk_audit')
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('event', 'text', column => column.notNull())
    .addColumn('from_state', 'text', column => column.notNull())
    .addColumn('to_state', 'text', column => column.notNull())
    .addColumn('command', 'text', column => column.notNull())
    .addColumn('facts', 'text', column => column.notNull())
    .addColumn('personal_hash', 'text', column => column.notNull())
    .addColumn('previous_hash', 'text', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('desk_audit_line', ['request', 'version'])
    .execute();
  await schema
    .createTable('desk_audit_personal')
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .addColumn('salt', 'text', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('desk_audit_personal_line', ['request', 'version'])
    .addForeignKeyConstraint('desk_audit_personal_of', ['request', 'version'], 'desk_audit', ['request', 'version'])
    .execute();
}
