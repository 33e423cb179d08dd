// Everything in which the two databases differ. No other file of the store knows which one it works on.
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresDialect,
  type PostgresPool,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
  sql,
} from 'kysely';
import Database from 'libsql';
import { Pool } from 'pg';
import type { Db } from './schema.ts';

export type Backend = {
  readonly dialect: Dialect;
  /** Several processes lease jobs at once: rows that another one is taking are passed over, not waited for. */
  readonly skipLocked: boolean;
  /** Where the tables live; undefined where there are no schemas. */
  schema(db: Db): Promise<string | undefined>;
  /** The error by which the database refuses a second live request of one person. */
  isSecondLive(error: unknown): boolean;
  /** Takes deleted bytes out of the files, as far as this process can. */
  scrub(db: Db): Promise<void>;
};

const BUSY_TIMEOUT = 5000;
const PAUSE = 20;

/** @param file a path (its folder is made when missing), or ':memory:'. */
export function sqlite(file: string): Backend {
  const config = { database: async () => preparedOnce(openFile(file)) };
  const plain = new SqliteDialect(config);
  return {
    dialect: {
      createAdapter: () => new WholeMigrations(),
      createDriver: () => new WriteFirst(config),
      createQueryCompiler: () => plain.createQueryCompiler(),
      createIntrospector: db => plain.createIntrospector(db),
    },
    skipLocked: false,
    schema: async () => undefined,
    // SQLite names the columns of the index, not the index.
    isSecondLive: error =>
      hasCode(error, 'SQLITE_CONSTRAINT_UNIQUE') && error.message.includes('requests.tenant, requests.person'),
    // secure_delete has overwritten the page; the log still holds its earlier image until it is emptied.
    scrub: async db => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}

/** @param pool made by `postgresPool`, or anything with its shape (PGlite in tests). */
export function postgres(pool: PostgresPool): Backend {
  return {
    dialect: new PostgresDialect({ pool }),
    skipLocked: true,
    schema: async db => {
      const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db);
      const name = rows[0]?.name;
      if (!name) throw new Error('the database has no schema on its search_path: create one, or grant its use');
      return name;
    },
    isSecondLive: error => hasCode(error, '23505') && 'constraint' in error && error.constraint === 'requests_one_live',
    // Dead rows are vacuum's; a burned box stays encrypted under a key that is not in this database.
    scrub: async () => {},
  };
}

/** @param url `postgres://…`; its password stays inside the pool. */
export function postgresPool(url: string): PostgresPool {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'reset-desk',
  });
  // A lost idle connection would end the process if nobody listened. The pool drops it; the next query opens another, or fails and says so.
  pool.on('error', () => {});
  return pool;
}

function openFile(file: string): Database.Database {
  const memory = file === ':memory:';
  if (!memory) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const database = new Database(file, { timeout: BUSY_TIMEOUT });
  if (!memory) chmodSync(file, 0o600);
  for (const setting of [
    `busy_timeout = ${BUSY_TIMEOUT}`,
    'journal_mode = wal',
    // Survives a power cut: a reset is begun only after the row that says so is on the disk.
    'synchronous = full',
    'foreign_keys = on',
    'secure_delete = on',
  ]) {
    patiently(() => database.prepare(`pragma ${setting}`).all());
  }
  return database;
}

/** Where two start at once on a new file, SQLite does not let the second wait for its change of journal, whatever the timeout: it is asked again. */
function patiently(ask: () => unknown): void {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      ask();
      return;
    } catch (error) {
      if (!hasCode(error, 'SQLITE_BUSY') || waited >= BUSY_TIMEOUT) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}

/** Kysely prepares every query anew, and libsql frees a statement only when its wrapper is collected; our texts are few, so each is kept. */
function preparedOnce(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(text) {
      const statement = kept.get(text) ?? database.prepare(text);
      kept.set(text, statement);
      return statement;
    },
    close() {
      kept.clear();
      database.close();
    },
  };
}

/** A transaction that reads before it writes cannot wait for another process's write; one that starts as a writer can. */
class WriteFirst extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** SQLite's tables change inside transactions too; Kysely leaves that off, and with it the lock that keeps two starters apart. */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function hasCode(error: unknown, code: string): error is Error {
  return error instanceof Error && 'code' in error && error.code === code;
}
