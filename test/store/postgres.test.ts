// The store's contract on a PostgreSQL server, where one is at hand: every test in a schema of its own.
import { equal } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { openStore } from '../../src/store/open.ts';
import { aWorld } from '../contracts/a-world.ts';
import type { Bench } from '../contracts/bench.ts';
import { storeContract } from '../contracts/store.ts';

const url = process.env['TEST_DATABASE_URL'];

if (!url) {
  process.stderr.write(
    '\n  !! PostgreSQL NOT TESTED: set TEST_DATABASE_URL=postgres://… to run the store contract on a real server (PGlite stands in)\n\n',
  );
} else {
  storeContract('PostgreSQL', () => open(url));

  describe('two instances on PostgreSQL', () => {
    it('start at once on an empty database, and share it', async () => {
      const bench = await open(url);
      try {
        await bench.stores[0]?.memory.write('key', 'value');
        equal(await bench.stores[1]?.memory.read('key'), 'value');
      } finally {
        await bench.close();
      }
    });
  });
}

async function open(server: string): Promise<Bench> {
  const schema = `test_${randomBytes(8).toString('hex')}`;
  const address = new URL(server);
  address.searchParams.set('options', `-c search_path=${schema}`);
  const behind = new Pool({ connectionString: address.href, max: 1 });
  await behind.query(`create schema ${schema}`);
  const world = aWorld();
  const [store, second] = await Promise.all([
    openStore({ url: address.href, world, instances: 2 }),
    openStore({ url: address.href, world, instances: 2 }),
  ]);
  return {
    store,
    stores: [store, second],
    world,
    run: async statement => (await behind.query(statement)).rows,
    async close() {
      await store.close();
      await second.close();
      await behind.query(`drop schema ${schema} cascade`);
      await behind.end();
    },
  };
}
