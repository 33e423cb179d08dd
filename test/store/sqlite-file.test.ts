// What only a SQLite file has to prove: burned bytes leave the disk, processes take turns, and a kill loses nothing.
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import type { Sealed } from '../../src/core/seal.ts';
import { openStore } from '../../src/store/open.ts';
import { changing, drafted } from '../contracts/a-change.ts';
import { anAccount } from '../contracts/a-request.ts';
import { aWorld } from '../contracts/a-world.ts';
import { closed, TRACES } from '../contracts/erasure.ts';

describe('a SQLite file', () => {
  let folder = '';
  let file = '';
  const stranger = {
    account: anAccount({
      id: 'n',
      name: 'Neighbour',
      upn: 'n@x',
      department: 'd',
      mail: 'n@x',
      otherMails: [],
      samAccountName: 'n',
      manager: null,
    }),
    verdict: { route: 'helpdesk', row: 'federated-adfs', finish: 'adfs', writeback: true },
  } as const;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reset-desk-'));
    file = join(folder, 'data', 'desk.db');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('can be read by nobody but its owner', async () => {
    await (await openStore({ file, world: aWorld() })).close();
    equal((await stat(file)).mode & 0o077, 0);
    equal((await stat(join(folder, 'data'))).mode & 0o077, 0);
  });

  it('is left as it was when it cannot be prepared', async () => {
    const store = await openStore({ file, world: aWorld() });
    await store.close();
    const behind = new Database(file);
    behind.exec('drop table requests; drop table memory; delete from kysely_migration');
    behind.close();
    await rejects(openStore({ file, world: aWorld() }), /could not be brought up to date/);
    const after = new Database(file);
    deepEqual(after.prepare("select name from sqlite_master where name in ('requests', 'memory')").all(), []);
    after.close();
  });

  it('holds no byte of a burned seal, nor does its log, though the bot runs on', async () => {
    const store = await openStore({ file, world: aWorld() });
    const request = await drafted(store);
    const neighbour = await drafted(store, { id: 'request-2', person: 'another' });
    const begun = changing(request, { attempts: 1 }, { seal: 'k1.BURN-ME' as Sealed });
    await store.requests.commit(begun);
    await store.requests.commit(changing(neighbour, { attempts: 1 }, { seal: 'k1.KEEP-ME' as Sealed }));
    ok(await onDisk('BURN-ME'));
    equal(await store.requests.commit(changing(begun.after, {}, { seal: 'burn' })), 'done');
    equal(await onDisk('BURN-ME'), false);
    ok(await onDisk('KEEP-ME'));
    await store.close();
  });

  it('holds no byte of anybody in a request that was erased, nor does its log, though the bot runs on', async () => {
    const world = aWorld();
    const store = await openStore({ file, world });
    // Neighbours on both sides, so that pages have been split and rows moved about.
    const others = Array.from({ length: 120 }, (_, number) => `other-${number}`);
    for (const id of others.slice(0, 60)) await drafted(store, { id, person: id, ...stranger });
    const { id } = await closed(store);
    for (const other of others.slice(60)) await drafted(store, { id: other, person: other, ...stranger });
    deepEqual((await tracesOnDisk()).length, TRACES.length);
    world.advance(86_400_000);
    equal(await store.erasure.erase(id, 'asked'), 'erased');
    deepEqual(await tracesOnDisk(), []);
    ok(await onDisk('Neighbour'));
    await store.close();
  });

  it('of a release without them is brought up to date: of the pages that are open, the one seen last is the page', async () => {
    const world = aWorld();
    const before = await openStore({ file, world });
    const { id, person } = await drafted(before);
    const pages: string[] = [];
    for (let page = 0; page < 4; page++) {
      pages.push((await before.sessions.open(id, person)).bearer);
      world.advance(60_000);
    }
    await before.close();
    const behind = new Database(file);
    for (const statement of [
      'drop table desk_audit_personal',
      'drop table desk_audit',
      'alter table sessions drop column number',
      "delete from kysely_migration where name >= '004'",
    ])
      behind.prepare(statement).run();
    behind.close();
    const store = await openStore({ file, world });
    const seen = await Promise.all(pages.map(bearer => store.sessions.seen(bearer)));
    deepEqual(
      seen.map(session => session?.superseded),
      [true, true, true, undefined],
    );
    await store.close();
  });

  it('is prepared once by three processes that start together, and never gives them more than there is', async () => {
    const children = [1, 2, 3].map(() => start('share'));
    // Each says that it is up, then waits for its input to end.
    await Promise.all(children.map(child => once(child.stdout, 'data')));
    for (const child of children) child.stdin.end();
    const said = await Promise.all(children.map(child => text(child.stdout)));
    const shares = said.map(share => JSON.parse(share) as { spent: number; leased: string[] });
    equal(
      shares.reduce((sum, share) => sum + share.spent, 0),
      10,
    );
    const leased = shares.flatMap(share => share.leased);
    equal(new Set(leased).size, 60);
    equal(leased.length, 60);
  }).timeout(20_000);

  it('keeps every acknowledged commit when the process is killed, and the chain is whole', async () => {
    const child = start('commit');
    const exit = once(child, 'exit');
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.split('\n').length > 30) child.kill('SIGKILL');
    }
    deepEqual(await exit, [null, 'SIGKILL']);
    const acknowledged = Number(said.trimEnd().split('\n').at(-1));
    const store = await openStore({ file, world: aWorld() });
    const version = (await store.requests.find('request-1'))?.version ?? 0;
    ok(version >= acknowledged, `version ${version} was read, ${acknowledged} had been acknowledged`);
    deepEqual(await store.audit.verify('request-1'), { ok: true, count: version });
    ok((await store.jobs.nextDue()) !== undefined);
    await store.close();
  }).timeout(20_000);

  function start(task: 'share' | 'commit') {
    const script = fileURLToPath(new URL('./a-process.js', import.meta.url));
    return spawn(process.execPath, [script, file, task], { stdio: ['pipe', 'pipe', 'inherit'] });
  }

  async function tracesOnDisk(): Promise<readonly string[]> {
    const found = await Promise.all(TRACES.map(async trace => ((await onDisk(trace)) ? [trace] : [])));
    return found.flat();
  }

  async function onDisk(words: string): Promise<boolean> {
    const names = await readdir(join(folder, 'data'));
    const contents = await Promise.all(names.map(name => readFile(join(folder, 'data', name))));
    return contents.some(content => content.includes(words));
  }
});
