// What judging needs beyond the request: who met whom, and enrolled authenticators.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  // Beside the row, since a question over everybody's requests must not read everybody's requests.
  await schema
    .createTable('meetings')
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('approver', 'text', column => column.notNull())
    .addColumn('other', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('meeting_once', ['request', 'approver', 'other'])
    .execute();
  await schema.createIndex('meetings_of').on('meetings').columns(['approver', 'other', 'at']).execute();
  await schema.createIndex('audit_when').on('audit').columns(['event', 'at']).execute();

  await schema
    .createTable('enrolments')
    .addColumn('tenant', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('secret', 'text', column => column.notNull())
    .addColumn('enrolled_at', 'bigint', column => column.notNull())
    .addColumn('usable_from', 'bigint', column => column.notNull())
    .addColumn('used_step', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('enrolment_of', ['tenant', 'person'])
    .execute();
}
