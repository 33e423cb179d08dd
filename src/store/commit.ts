// The one way to change a request: row, evidence, wake-up, notices and seal in one transaction, or nothing of it.
import { isLive } from '../core/lifecycle.ts';
import type { Change, World } from '../core/ports.ts';
import { handsPartitionOf } from '../core/request.ts';
import type { Backend } from './backend.ts';
import { writeMeetings } from './history.ts';
import { dropJob, raiseExactly } from './jobs.ts';
import { type NewLine, writeLine } from './ledger.ts';
import type { Db } from './schema.ts';
import type { Wakes } from './wakes.ts';

type Deps = { readonly db: Db; readonly world: World; readonly wakes: Wakes; readonly backend: Backend };

const MOVED_ON = new Error('the request has moved on');

/** The job that looks at a request. */
export function jobOfRequest(id: string): string {
  return `request:${id}`;
}

export function createCommit({ db, world, wakes, backend }: Deps) {
  /** @throws when the change is impossible by construction, or when the database fails: then nothing of it was kept, unless the answer to the final COMMIT was lost. */
  return async function commit(change: Change): Promise<'done' | 'stale' | 'repeated'> {
    refuseNonsense(change);
    const now = world.now();
    try {
      const fresh = await db.transaction().execute(async trx => {
        // First, so that a repeat is told from a lost race. A second writer of the same command waits here for the first.
        if (!(await claimCommand(trx, change))) return false;
        if (!(await writeRow(trx, change))) throw MOVED_ON;
        await writeLine(trx, world, lineOf(change));
        await writeMeetings(trx, change);
        await writeSeal(trx, change);
        await writeHands(trx, change);
        await writeJobs(trx, world, change, now);
        return true;
      });
      if (!fresh) return 'repeated';
    } catch (error) {
      if (error === MOVED_ON || backend.isSecondLive(error)) return 'stale';
      throw error;
    }
    if (change.wake !== undefined) wakes.ring(change.wake);
    if (change.tell.length > 0) wakes.ring(now);
    // The commit is done whatever becomes of this; bytes left in the log go with its next checkpoint.
    if (change.seal === 'burn' || change.hands === 'burn') await backend.scrub(db).catch(() => {});
    return 'done';
  };
}

function lineOf({ after, line, command }: Change): NewLine {
  return { ...line, request: after.id, version: after.version, command };
}

function refuseNonsense({ before, after }: Change): void {
  const expected = (before?.version ?? 0) + 1;
  if (after.version !== expected) {
    throw new Error(`a commit raises the version by one: expected ${expected}, got ${after.version}`);
  }
  if (before && before.id !== after.id) throw new Error('a commit changes one request, not two');
}

async function claimCommand(trx: Db, { after, command }: Change): Promise<boolean> {
  const claimed = await trx
    .insertInto('commands')
    .values({ request: after.id, command, version: after.version })
    .onConflict(conflict => conflict.doNothing())
    .returning('command')
    .executeTakeFirst();
  return claimed !== undefined;
}

async function writeRow(trx: Db, { before, after }: Change): Promise<boolean> {
  const moving = {
    state: after.state,
    live: isLive(after.state) ? 1 : 0,
    version: after.version,
    body: JSON.stringify(after),
  };
  const written = before
    ? await trx
        .updateTable('requests')
        .set(moving)
        .where('id', '=', before.id)
        .where('version', '=', before.version)
        .returning('id')
        .executeTakeFirst()
    : await trx
        .insertInto('requests')
        .values({
          ...moving,
          id: after.id,
          tenant: after.tenant,
          person: after.person.toLowerCase(),
          opened_at: after.openedAt,
        })
        .onConflict(conflict => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
  return written !== undefined;
}

async function writeSeal(trx: Db, { after, seal }: Change): Promise<void> {
  if (seal === undefined) return;
  if (seal === 'burn') {
    await trx.deleteFrom('seals').where('request', '=', after.id).execute();
    return;
  }
  const fresh = { attempt: after.attempts, box: seal };
  await trx
    .insertInto('seals')
    .values({ request: after.id, ...fresh })
    .onConflict(conflict => conflict.column('request').doUpdateSet(fresh))
    .execute();
}

/** Beside MSAL's caches, which are tokens too: one box a request, and a newer approval's replaces the older's. */
async function writeHands(trx: Db, { after, hands }: Change): Promise<void> {
  if (hands === undefined) return;
  const partition = handsPartitionOf(after.id);
  if (hands === 'burn') {
    await trx.deleteFrom('tokens').where('partition', '=', partition).execute();
    return;
  }
  const fresh = { blob: hands, version: after.version };
  await trx
    .insertInto('tokens')
    .values({ partition, ...fresh })
    .onConflict(conflict => conflict.column('partition').doUpdateSet(fresh))
    .execute();
}

async function writeJobs(trx: Db, world: World, { after, wake, tell }: Change, now: number): Promise<void> {
  const look = jobOfRequest(after.id);
  if (wake === undefined) await dropJob(trx, look);
  else await raiseExactly(trx, world, look, wake);
  for (const { kind, audience } of tell) await raiseExactly(trx, world, `tell:${after.id}:${kind}:${audience}`, now);
}
