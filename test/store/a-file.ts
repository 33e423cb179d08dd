// A bench on SQLite, in a file as in production.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openStore } from '../../src/store/open.ts';
import { aWorld } from '../contracts/a-world.ts';
import type { Bench } from '../contracts/bench.ts';

export async function openSqlite(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'reset-desk-'));
  const file = join(folder, 'desk.db');
  const world = aWorld();
  const store = await openStore({ file, world });
  const behind = new Database(file);
  return {
    store,
    // One connection a process: a second one here would wait for the first on the same thread.
    stores: [store],
    world,
    async run(statement) {
      const prepared = behind.prepare(statement);
      if (prepared.reader) return prepared.all() as Record<string, unknown>[];
      prepared.run();
      return [];
    },
    async close() {
      behind.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
