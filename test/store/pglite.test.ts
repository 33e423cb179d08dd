// The store's contract on PGlite: PostgreSQL's engine inside this process, for machines without a server.
import { deepEqual } from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Pool } from 'pg';
import { postgres } from '../../src/store/backend.ts';
import { openStoreOn } from '../../src/store/open.ts';
import { aWorld } from '../contracts/a-world.ts';
import type { Bench } from '../contracts/bench.ts';
import { storeContract } from '../contracts/store.ts';

describe('on PGlite', () => {
  let engine: PGlite | undefined;
  let pool: Pool | undefined;
  let opened = 0;

  before(async function () {
    // Unpacking and starting the engine takes seconds on a slow machine; that is not what is tested.
    this.timeout(60_000);
    engine = await PGlite.create();
    pool = new Pool(Object.assign(createPgConfig(engine), { max: 1, idleTimeoutMillis: 0 }));
  });

  after(async () => {
    await pool?.end();
    await engine?.close();
  });

  async function open(): Promise<Bench> {
    const shared = pool;
    if (!shared) throw new Error('PGlite is not running');
    opened += 1;
    await shared.query(`create schema test_${opened}`);
    await shared.query(`set search_path to test_${opened}`);
    const world = aWorld();
    const stores = [
      await openStoreOn(postgres(borrowed(shared)), world),
      await openStoreOn(postgres(borrowed(shared)), world),
    ] as const;
    return {
      store: stores[0],
      stores,
      world,
      run: async statement => (await shared.query(statement)).rows,
      async close() {
        for (const store of stores) await store.close();
        await shared.query(`drop schema test_${opened} cascade`);
      },
    };
  }

  storeContract('PGlite', open);

  it('prepares its own schema, though another program of this database uses Kysely too', async () => {
    await pool?.query('create schema neighbour');
    await pool?.query('create table neighbour.kysely_migration (name text, timestamp text)');
    await pool?.query('create table neighbour.kysely_migration_lock (id text, is_locked integer)');
    const bench = await open();
    await bench.store.memory.write('key', 'value');
    deepEqual(await bench.run('select * from neighbour.kysely_migration'), []);
    await bench.close();
  });
});

/** A store ends its pool when it closes; this one outlives the store. */
function borrowed(pool: Pool) {
  return { connect: () => pool.connect(), end: async () => {} };
}
