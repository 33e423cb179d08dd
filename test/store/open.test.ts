// How the store refuses settings that cannot work: before anything is opened, with a sentence that says what to do.
import { equal, rejects } from 'node:assert/strict';
import { openStore } from '../../src/store/open.ts';
import { aWorld } from '../contracts/a-world.ts';

describe('opening the store', () => {
  const world = aWorld();

  it('refuses to share a SQLite file among instances, and names the way out', async () => {
    await rejects(openStore({ file: ':memory:', instances: 2, world }), /2 are configured: give them a PostgreSQL/);
  });

  it('refuses an address that is not PostgreSQL, without repeating the password in it', async () => {
    const refused = openStore({ url: 'mysql://desk:hunter2@db/desk', world });
    await rejects(refused, (error: Error) => /postgres:\/\//.test(error.message) && !error.message.includes('hunter2'));
  });

  it('refuses to guess where the data should go', async () => {
    await rejects(openStore({ world }), /path of a SQLite file/);
  });

  it('fails when the server is not there', async () => {
    await rejects(openStore({ url: 'postgres://desk@127.0.0.1:1/desk', world }));
  });

  it('opens in memory for tests', async () => {
    const store = await openStore({ file: ':memory:', world });
    await store.ping();
    await store.memory.write('key', 'value');
    equal(await store.memory.read('key'), 'value');
    await store.close();
  });

  it('does not answer a ping once it is closed', async () => {
    const store = await openStore({ file: ':memory:', world });
    await store.close();
    await rejects(store.ping());
  });
});
