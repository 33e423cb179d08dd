// Erasing what is personal of a closed request, in one transaction, wherever the store keeps it.
import type { Erased, ErasedWhy, Erasure } from '../core/evidence.ts';
import type { State } from '../core/lifecycle.ts';
import type { World } from '../core/ports.ts';
import { handsPartitionOf, type RequestId } from '../core/request.ts';
import type { Backend } from './backend.ts';
import { jobOfRequest } from './commit.ts';
import { jobOfConversation } from './conversations.ts';
import { dropJob } from './jobs.ts';
import { writeLine } from './ledger.ts';
import { remainsOf } from './remains.ts';
import { requestOf } from './rows.ts';
import type { Db } from './schema.ts';
import { forgetShields } from './shields.ts';

type Deps = { readonly db: Db; readonly world: World; readonly backend: Backend };

const MOVED_ON = new Error('the request has moved on');
const TRIES = 5;

export function createErasure({ db, world, backend }: Deps): Erasure {
  return {
    async erase(request, why) {
      for (let tries = 1; ; tries++) {
        try {
          const erased = await db.transaction().execute(trx => eraseIn(trx, world, request, why));
          // Also what was erased before: its bytes may have stayed in the log then.
          await backend.scrub(db);
          return erased;
        } catch (error) {
          if (error !== MOVED_ON || tries === TRIES) throw error;
        }
      }
    },

    async eraseOfDesk(before) {
      const count = await db.transaction().execute(trx => forgetShields(trx, world, before));
      if (count > 0) await backend.scrub(db);
      return count;
    },

    async aged(before, limit) {
      const rows = await db
        .selectFrom('requests')
        .innerJoin('audit', join =>
          join.onRef('audit.request', '=', 'requests.id').onRef('audit.version', '=', 'requests.version'),
        )
        .select('requests.id')
        .where('requests.live', '=', 0)
        .where('requests.erased_at', 'is', null)
        .where('audit.at', '<', before)
        .orderBy('audit.at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

async function eraseIn(trx: Db, world: World, id: RequestId, why: ErasedWhy): Promise<Erased> {
  const row = await trx.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return 'unknown';
  if (row.erased_at !== null) return 'erased-before';
  if (Number(row.live) === 1) return 'live';
  const [now, version] = [world.now(), Number(row.version)];
  // Raises the version like any commit, so that whoever had read the row before cannot write its people back.
  const ours = await trx
    .updateTable('requests')
    .set({ body: JSON.stringify(remainsOf(requestOf(row))), person: '', version: version + 1, erased_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst();
  if (!ours) throw MOVED_ON;
  await trx.deleteFrom('audit_personal').where('request', '=', id).execute();
  const state = row.state as State;
  await writeLine(trx, world, {
    request: id,
    version: version + 1,
    at: now,
    event: 'note',
    from: state,
    to: state,
    command: 'erase',
    facts: { what: 'erased', why },
    personal: { actor: { kind: why === 'age' ? 'clock' : 'desk' } },
  });
  await dropBeside(trx, id, now);
  await dropConversation(trx, row.tenant, row.person);
  return 'erased';
}

/** `commands` stay: they hold no names, and what was done once must never be done again. */
async function dropBeside(trx: Db, id: RequestId, now: number): Promise<void> {
  for (const table of ['seals', 'sessions', 'postings', 'meetings'] as const)
    await trx.deleteFrom(table).where('request', '=', id).execute();
  await trx.deleteFrom('tokens').where('partition', '=', handsPartitionOf(id)).execute();
  await dropJob(trx, jobOfRequest(id));
  await trx
    .deleteFrom('jobs')
    .where('key', 'like', startingWith(`tell:${id}:`))
    .execute();
  // Those that still work name the request; what has run out may name anybody.
  await trx
    .deleteFrom('tickets')
    .where('subject', 'like', `%${startingWith(`"${id}"`)}`)
    .execute();
  await trx.deleteFrom('tickets').where('expires_at', '<=', now).execute();
  await trx.deleteFrom('limits').where('expires_at', '<=', now).execute();
}

/** `_` would stand for any character; ids of ours never hold it, and where one did, a wake-up too many is dropped at worst. */
function startingWith(text: string): string {
  return `${text.replaceAll('%', '')}%`;
}

/** The person's chat is found again when they write, or by their id; it is kept for as long as something of theirs is. */
async function dropConversation(trx: Db, tenant: string, person: string): Promise<void> {
  const another = await trx
    .selectFrom('requests')
    .select('id')
    .where('tenant', '=', tenant)
    .where('person', '=', person)
    .executeTakeFirst();
  if (another) return;
  await trx.deleteFrom('conversations').where('tenant', '=', tenant).where('person', '=', person).execute();
  await dropJob(trx, jobOfConversation({ tenant, id: person }));
}
