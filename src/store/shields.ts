// Shields, one set for the whole desk: kept beside the other small facts, so that every instance sees the same, and each change with its line.
import type { Instant } from '../core/account.ts';
import { named } from '../core/person.ts';
import type { AuditLine, ShieldsDown, ShieldsUp, World } from '../core/ports.ts';
import type { EndingShields, ShieldsEvent } from '../core/shields.ts';
import { raiseExactly } from './jobs.ts';
import { createMemory } from './kept.ts';
import { SHIELDS, writeLine } from './ledger.ts';
import { personalOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { Wakes } from './wakes.ts';

/** `over`: it is written down that their time is over. `version`: how many lines there are; absent where they were raised before there were any. */
type Kept = ShieldsUp & { readonly lowered?: ShieldsDown; readonly over?: true; readonly version?: number };

type Line = Pick<AuditLine, 'facts' | 'personal'> & {
  readonly event: ShieldsEvent | 'note';
  readonly to: 'up' | 'down';
};
type Change = { readonly kept: Kept; readonly lines: readonly Line[] };

/** Whoever handles it tells people, and has every request that waits looked at again. */
const JOB = 'shields:changed';

export function createShields(deps: { readonly db: Db; readonly world: World; readonly wakes: Wakes }): EndingShields {
  const { db, world, wakes } = deps;
  const stand = (kept: Kept | undefined) => kept !== undefined && !isDown(kept) && world.now() < kept.until;
  const end = (kept: Kept | undefined) => (kept && !isDown(kept) && world.now() >= kept.until ? [ended(kept)] : []);

  /** What they are from now on, its lines, and the word of it to everybody, in one. @param next gives undefined where nothing is to be changed */
  async function change(next: (now: Kept | undefined) => Change | undefined, tell = true): Promise<void> {
    const at = world.now();
    const done = await db.transaction().execute(async trx => {
      const before = await read(trx);
      const changed = next(before.kept);
      if (!changed) return 'as it was';
      if (!(await write(trx, world, before, changed))) return 'somebody was faster';
      if (tell) await raiseExactly(trx, world, JOB, at);
      return 'changed';
    });
    if (done === 'somebody was faster') return change(next, tell);
    if (done === 'changed' && tell) wakes.ring(at);
  }

  async function newest() {
    const { version: _lines, over: _noted, ...known } = (await read(db)).kept ?? {};
    return 'until' in known ? known : undefined;
  }

  return {
    async up() {
      const kept = await newest();
      return stand(kept) ? kept : undefined;
    },
    newest,
    raise: shields =>
      change(now => (stand(now) && !shields.by ? undefined : { kept: shields, lines: [...end(now), raised(shields)] })),
    lower: lowered =>
      change(now => (now && stand(now) ? { kept: { ...now, lowered }, lines: [loweredBy(lowered)] } : undefined)),
    // Whoever waits for the end has told of it.
    expire: () =>
      change(
        now => (now && end(now).length > 0 ? { kept: { ...now, over: true }, lines: end(now) } : undefined),
        false,
      ),
  };
}

/** As the row says it: what the last line must have brought about. Undefined when they were never up. */
export async function shieldsAsLeft(db: Db) {
  const { kept } = await read(db);
  return kept && { version: kept.version ?? 0, state: isDown(kept) ? 'down' : 'up' };
}

/** Takes who raised and lowered them before then, and why, out of lines and row. Gives the number of lines that name nobody any more. */
export async function forgetShields(trx: Db, world: World, before: Instant): Promise<number> {
  const beside = await trx
    .selectFrom('desk_audit_personal as beside')
    .innerJoin('desk_audit as line', join =>
      join.onRef('line.request', '=', 'beside.request').onRef('line.version', '=', 'beside.version'),
    )
    .select(['beside.version', 'beside.body'])
    .where('line.request', '=', SHIELDS)
    .where('line.at', '<', before)
    .execute();
  const people = beside.filter(({ body }) => personalOf(body).actor.kind === 'person').map(({ version }) => version);
  const row = await read(trx);
  if (people.length === 0 || !row.kept) return 0;
  await trx.deleteFrom('desk_audit_personal').where('request', '=', SHIELDS).where('version', 'in', people).execute();
  const note: Line = {
    event: 'note',
    to: isDown(row.kept) ? 'down' : 'up',
    facts: { what: 'erased', why: 'age', lines: people.length },
    personal: { actor: { kind: 'clock' } },
  };
  const kept = (row.kept.lowered?.at ?? row.kept.until) < before ? nameless(row.kept) : row.kept;
  // Nothing of it is kept then; whoever cares for the evidence comes again.
  if (!(await write(trx, world, row, { kept, lines: [note] }))) throw new Error('the shields were changed meanwhile');
  return people.length;
}

function isDown({ lowered, over }: Kept): boolean {
  return lowered !== undefined || over === true;
}

function nameless({ by, why, lowered, ...kept }: Kept): Kept {
  const nobody = { id: '', name: '' };
  return { ...kept, why: by ? '' : why, ...(lowered ? { lowered: { at: lowered.at, why: '', by: nobody } } : {}) };
}

/** A reason is somebody's own words; what raised them by itself is a fact. */
function raised({ until, why, by }: ShieldsUp): Line {
  const [facts, personal] = by
    ? [untilThen(until), { actor: named(by), why }]
    : [{ ...untilThen(until), why }, { actor: { kind: 'desk' } as const }];
  return { event: 'raise', to: 'up', facts, personal };
}

function loweredBy({ by, why }: ShieldsDown): Line {
  return { event: 'lower', to: 'down', facts: {}, personal: { actor: named(by), why } };
}

function ended({ until }: ShieldsUp): Line {
  return { event: 'expire', to: 'down', facts: untilThen(until), personal: { actor: { kind: 'clock' } } };
}

/** Facts are read by people and by other systems. */
function untilThen(moment: Instant) {
  return { until: new Date(moment).toISOString() };
}

type Row = { readonly text: string; readonly kept: Kept | undefined };

async function read(db: Db): Promise<Row> {
  const text = (await createMemory(db).read(SHIELDS)) ?? '';
  return { text, kept: text === '' ? undefined : (JSON.parse(text) as Kept) };
}

/** False when the row says something else by now. */
async function write(trx: Db, world: World, { text, kept: before }: Row, { kept, lines }: Change): Promise<boolean> {
  const first = before?.version ?? 0;
  const after = JSON.stringify({ ...kept, version: first + lines.length });
  if (!(await swap(trx, text, after))) return false;
  let from: Line['to'] = before && !isDown(before) ? 'up' : 'down';
  for (const [index, { to, event, facts, personal }] of lines.entries()) {
    const version = first + index + 1;
    const line = { request: SHIELDS, version, at: world.now(), event, from, to, facts, personal };
    await writeLine(trx, world, { ...line, command: `${event}:${version}` });
    from = to;
  }
  return true;
}

async function swap(trx: Db, before: string, after: string): Promise<boolean> {
  const written =
    before === ''
      ? await trx
          .insertInto('memory')
          .values({ key: SHIELDS, value: after })
          .onConflict(conflict => conflict.doNothing())
          .returning('key')
          .executeTakeFirst()
      : await trx
          .updateTable('memory')
          .set({ value: after })
          .where('key', '=', SHIELDS)
          .where('value', '=', before)
          .returning('key')
          .executeTakeFirst();
  return written !== undefined;
}
