// Anchors: what all chains were on a day, itself a chain, so that what left this database on that day shows whether it was rewritten since.
import type { Anchor, Anchors, Head } from '../core/evidence.ts';
import type { World } from '../core/ports.ts';
import { canonical, sha256 } from './canonical.ts';
import type { Db } from './schema.ts';

export type AnchorFault = { readonly number: number; readonly why: string };

export type KeptAnchors = Anchors & {
  /** Oldest first. */
  all(): Promise<readonly Anchor[]>;
  /** What is wrong with the anchors themselves: whether each follows the one before, and still holds the heads it was made of. */
  verify(): Promise<readonly AnchorFault[]>;
};

/** Below what either database takes as parameters of one statement. */
const AT_ONCE = 1000;

export function createAnchors({ db, world }: { readonly db: Db; readonly world: World }): KeptAnchors {
  const read = (from: Db) => from.selectFrom('anchors').selectAll().orderBy('number');

  return {
    async take() {
      const snapshot = db.transaction().setIsolationLevel('repeatable read');
      return await snapshot.execute(async trx => {
        const heads = await newHeads(trx);
        if (heads.length === 0) return undefined;
        const last = (await read(trx).clearOrderBy().orderBy('number', 'desc').limit(1).execute()).map(anchorOf)[0];
        const fields = {
          number: (last?.number ?? 0) + 1,
          at: world.now(),
          count: heads.length,
          headsHash: hashOfHeads(heads),
          previousHash: last?.hash ?? '',
        };
        const anchor = { ...fields, hash: hashOfAnchor(fields) };
        // Of two instances that come at once, the second finds the number taken, and throws.
        await trx
          .insertInto('anchors')
          .values({
            number: anchor.number,
            at: anchor.at,
            count: anchor.count,
            heads_hash: anchor.headsHash,
            previous_hash: anchor.previousHash,
            hash: anchor.hash,
          })
          .execute();
        for (let from = 0; from < heads.length; from += AT_ONCE) {
          const rows = heads.slice(from, from + AT_ONCE).map(head => ({ ...head, anchor: anchor.number }));
          await trx.insertInto('anchored').values(rows).execute();
        }
        return anchor;
      });
    },

    async untold() {
      return (await read(db).where('told_at', 'is', null).execute()).map(anchorOf);
    },

    async told(number) {
      await db.updateTable('anchors').set({ told_at: world.now() }).where('number', '=', number).execute();
    },

    async missing(limit) {
      const rows = await db
        .selectFrom('anchored')
        .leftJoin('audit', join =>
          join
            .onRef('audit.request', '=', 'anchored.request')
            .onRef('audit.version', '=', 'anchored.version')
            .onRef('audit.hash', '=', 'anchored.hash'),
        )
        .leftJoin('desk_audit', join =>
          join
            .onRef('desk_audit.request', '=', 'anchored.request')
            .onRef('desk_audit.version', '=', 'anchored.version')
            .onRef('desk_audit.hash', '=', 'anchored.hash'),
        )
        .select('anchored.request')
        .distinct()
        .where('audit.hash', 'is', null)
        .where('desk_audit.hash', 'is', null)
        .orderBy('anchored.request')
        .limit(limit)
        .execute();
      return rows.map(({ request }) => request);
    },

    async all() {
      return (await read(db).execute()).map(anchorOf);
    },

    async verify() {
      const snapshot = db.transaction().setIsolationLevel('repeatable read');
      return await snapshot.execute(async trx => {
        const faults: AnchorFault[] = [];
        let before: Anchor | undefined;
        for (const anchor of (await read(trx).execute()).map(anchorOf)) {
          const why = faultOf(anchor, before, await headsOf(trx, anchor.number));
          if (why) faults.push({ number: anchor.number, why });
          before = anchor;
        }
        return faults;
      });
    },
  };
}

function faultOf(anchor: Anchor, before: Anchor | undefined, heads: readonly Head[]): string | undefined {
  if (anchor.number !== (before?.number ?? 0) + 1) return 'the anchor before it is missing';
  if (anchor.previousHash !== (before?.hash ?? '')) return 'it does not follow the anchor before it';
  if (hashOfAnchor(anchor) !== anchor.hash) return 'it was altered';
  return hashOfHeads(heads) === anchor.headsHash ? undefined : 'the heads it was made of were altered';
}

/** Of which no anchor knows yet. */
async function newHeads(trx: Db): Promise<readonly Head[]> {
  const rows = await trx
    .selectFrom('audit')
    .innerJoin('requests', join =>
      join.onRef('requests.id', '=', 'audit.request').onRef('requests.version', '=', 'audit.version'),
    )
    .leftJoin('anchored', join =>
      join.onRef('anchored.request', '=', 'audit.request').onRef('anchored.version', '=', 'audit.version'),
    )
    .select(['audit.request', 'audit.version', 'audit.hash'])
    .where('anchored.hash', 'is', null)
    .execute();
  return [...rows, ...(await newHeadsOfDesk(trx))].map(row => ({ ...row, version: Number(row.version) }));
}

/** Its chains have no row that says how long they are. */
async function newHeadsOfDesk(trx: Db) {
  return await trx
    .selectFrom('desk_audit as line')
    .leftJoin('anchored', join =>
      join.onRef('anchored.request', '=', 'line.request').onRef('anchored.version', '=', 'line.version'),
    )
    .select(['line.request', 'line.version', 'line.hash'])
    .where('anchored.hash', 'is', null)
    .where(eb => {
      const later = eb
        .selectFrom('desk_audit as later')
        .select('later.version')
        .whereRef('later.request', '=', 'line.request')
        .whereRef('later.version', '>', 'line.version');
      return eb.not(eb.exists(later));
    })
    .execute();
}

async function headsOf(trx: Db, anchor: number): Promise<readonly Head[]> {
  const rows = await trx
    .selectFrom('anchored')
    .select(['request', 'version', 'hash'])
    .where('anchor', '=', anchor)
    .execute();
  return rows.map(row => ({ ...row, version: Number(row.version) }));
}

/** Sorted here: databases differ in how they sort text. */
function hashOfHeads(heads: readonly Head[]): string {
  const lines = heads.map(({ request, version, hash }) => canonical([request, version, hash]));
  return sha256(lines.sort().join('\n'));
}

function hashOfAnchor({ number, at, count, headsHash, previousHash }: Omit<Anchor, 'hash'>): string {
  return sha256(canonical({ number, at, count, headsHash, previousHash }));
}

type Row = {
  readonly number: number | string;
  readonly at: number | string;
  readonly count: number | string;
  readonly heads_hash: string;
  readonly previous_hash: string;
  readonly hash: string;
};

function anchorOf(row: Row): Anchor {
  return {
    number: Number(row.number),
    at: Number(row.at),
    count: Number(row.count),
    headsHash: row.heads_hash,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
