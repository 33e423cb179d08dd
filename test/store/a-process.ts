// A process of its own on a SQLite file, for what one process cannot show: starting at once, writing at once, being killed.
import { randomBytes, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { World } from '../../src/core/ports.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { changing, drafted } from '../contracts/a-change.ts';

/** A loop that nobody kills ends here. */
const ENOUGH = 5000;
const TURNS = 20;

const [, , file = '', task = ''] = process.argv;
const world: World = { now: () => Date.now(), id: () => randomUUID(), random: bytes => randomBytes(bytes) };
if (task === 'share') await atOnce();
const store = await openStore({ file, world });
if (task === 'share') await share(store);
if (task === 'commit') await commitOnAndOn(store);
await store.close();

/** Says that this process is up, and goes on when its input ends: so several begin together. */
async function atOnce(): Promise<void> {
  process.stdout.write(' ');
  await text(process.stdin);
}

/** Prints what it was given of what several processes share: ten of a limit, and everybody's jobs. */
async function share({ limits, jobs }: Store): Promise<void> {
  const leased: string[] = [];
  let spent = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    if ('left' in (await limits.spend('shared', { count: 10, per: 3_600_000 }))) spent += 1;
    await jobs.put(`${process.pid}-${turn}`, world.now());
    for (const job of await jobs.lease(1, 3_600_000)) leased.push(job.key);
  }
  for (const job of await jobs.lease(3 * TURNS, 3_600_000)) leased.push(job.key);
  process.stdout.write(JSON.stringify({ spent, leased }));
}

/** Prints every version once it is committed, until somebody kills it. */
async function commitOnAndOn(store: Store): Promise<void> {
  let request = await drafted(store);
  while (request.version < ENOUGH) {
    const change = changing(request, { reason: `step ${request.version}` });
    if ((await store.requests.commit(change)) === 'done') process.stdout.write(`${change.after.version}\n`);
    request = change.after;
  }
}
