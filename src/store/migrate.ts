// Brings a database up to date when it is opened. Safe when two instances start at once: the second waits, then finds nothing to do.
import { Migrator } from 'kysely';
import * as first from './migrations/001-first.ts';
import * as judgement from './migrations/002-judgement.ts';
import * as evidence from './migrations/003-evidence.ts';
import * as onePage from './migrations/004-one-page.ts';
import * as deskAudit from './migrations/005-desk-audit.ts';
import type { Db } from './schema.ts';

const MIGRATIONS = {
  '001-first': first,
  '002-judgement': judgement,
  '003-evidence': evidence,
  '004-one-page': onePage,
  '005-desk-audit': deskAudit,
};

/**
 * @param schema PostgreSQL's schema to work in. Without it Kysely would take its own table in any other schema for ours.
 * @throws when a migration fails (nothing of it is kept), or when the database was written by a newer release.
 */
export async function migrate(db: Db, schema: string | undefined): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('the database could not be brought up to date; nothing was changed', { cause: error });
}
