// The first tables. A migration that was released is never edited: later changes come as files after it.
import { type Kysely, sql } from 'kysely';

/** One statement list for both databases: `bigint` is SQLite's INTEGER, `text` is the same in both. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('requests')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('tenant', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('live', 'integer', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .addColumn('opened_at', 'bigint', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .execute();
  await schema
    .createIndex('requests_one_live')
    .on('requests')
    .columns(['tenant', 'person'])
    .unique()
    .where(sql<boolean>`live = 1`)
    .execute();
  await schema.createIndex('requests_of_person').on('requests').columns(['tenant', 'person', 'opened_at']).execute();

  await schema
    .createTable('seals')
    .addColumn('request', 'text', column => column.primaryKey().references('requests.id'))
    .addColumn('attempt', 'bigint', column => column.notNull())
    .addColumn('box', 'text', column => column.notNull())
    .execute();

  // No foreign key: the command is written before the request's row, so that a repeat is told from a lost race.
  await schema
    .createTable('commands')
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('command', 'text', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('commands_once', ['request', 'command'])
    .execute();

  await schema
    .createTable('audit')
    .addColumn('request', 'text', column => column.notNull().references('requests.id'))
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
    .addPrimaryKeyConstraint('audit_line', ['request', 'version'])
    .execute();
  await schema
    .createTable('audit_personal')
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .addColumn('salt', 'text', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('audit_personal_line', ['request', 'version'])
    .addForeignKeyConstraint('audit_personal_of', ['request', 'version'], 'audit', ['request', 'version'])
    .execute();

  await schema
    .createTable('jobs')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('leased_until', 'bigint', column => column.notNull())
    .addColumn('generation', 'bigint', column => column.notNull())
    .addColumn('attempts', 'bigint', column => column.notNull())
    .execute();
  await schema.createIndex('jobs_due').on('jobs').columns(['due_at']).execute();

  await schema
    .createTable('limits')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('spent', 'text', column => column.notNull())
    .addColumn('expires_at', 'bigint', column => column.notNull())
    .execute();

  await schema
    .createTable('tickets')
    .addColumn('hash', 'text', column => column.primaryKey())
    .addColumn('purpose', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('expires_at', 'bigint', column => column.notNull())
    .execute();

  await schema
    .createTable('sessions')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('bearer_hash', 'text', column => column.notNull().unique())
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('seen_at', 'bigint', column => column.notNull())
    .execute();
  await schema.createIndex('sessions_of_request').on('sessions').columns(['request', 'seen_at']).execute();

  await schema
    .createTable('conversations')
    .addColumn('tenant', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .addColumn('owed', 'integer', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('conversation_of', ['tenant', 'person'])
    .execute();

  await schema
    .createTable('postings')
    .addColumn('request', 'text', column => column.notNull())
    .addColumn('audience', 'text', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('posting_of', ['request', 'audience'])
    .execute();

  await schema
    .createTable('memory')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('value', 'text', column => column.notNull())
    .execute();

  await schema
    .createTable('tokens')
    .addColumn('partition', 'text', column => column.primaryKey())
    .addColumn('blob', 'text', column => column.notNull())
    .addColumn('version', 'bigint', column => column.notNull())
    .execute();
}
