// Reading the evidence: its lines, and whether they are whole and still what was anchored of them.
import type { Instant } from '../core/account.ts';
import type { AuditLine } from '../core/ports.ts';
import type { RequestId } from '../core/request.ts';
import {
  type Anchored,
  broken,
  type ChainedLine,
  holdAgainst,
  type Personal,
  type Verified,
  verifyChain,
} from './chain.ts';
import { ledgerOf, SHIELDS } from './ledger.ts';
import { lineOf, personalOf } from './rows.ts';
import type { Db } from './schema.ts';
import { shieldsAsLeft } from './shields.ts';

/** `personal` is undefined once it was erased. */
export type AuditRow = ChainedLine & { readonly personal: AuditLine['personal'] | undefined };

export type Audit = {
  /** Oldest first. Of a request, or of the shields (`SHIELDS`). */
  lines(request: RequestId): Promise<readonly AuditRow[]>;
  /**
   * Whether the chain is whole, up to the version of the request (or the shields) now, ends in its state, and is what anchors hold of it.
   * Personal data is checked where it was not erased.
   */
  verify(request: RequestId): Promise<Verified>;
  /** Requests that have a line since then, the oldest first; among them the shields. */
  since(moment: Instant): Promise<readonly RequestId[]>;
  /** Every request that anything is known of: rows, lines, or what anchors hold; and the shields, once they were up. */
  known(): Promise<readonly RequestId[]>;
};

export function createAudit({ db }: { readonly db: Db }): Audit {
  return {
    async lines(request) {
      const { lines, personal } = await read(db, request);
      return lines.map(line => {
        const beside = personal.get(line.version);
        return { ...line, personal: beside && personalOf(beside.body) };
      });
    },

    async verify(request) {
      // One snapshot, so that a commit in between does not look like a missing line.
      const snapshot = db.transaction().setIsolationLevel('repeatable read');
      return await snapshot.execute(async trx => {
        const row = request === SHIELDS ? await shieldsAsLeft(trx) : await requestAsLeft(trx, request);
        const { lines, personal } = await read(trx, request);
        const anchored = await anchoredOf(trx, request);
        if (!row)
          return lines.length + anchored.length > 0
            ? broken(1, 'what it is about is not there any more', 'removed')
            : { ok: true, count: 0 };
        const whole = verifyChain(lines, personal, row.version);
        if (!whole.ok) return whole;
        const last = lines.at(-1);
        if (last && last.to !== row.state)
          return broken(last.version, `by now it is ${row.state}, and its last line does not say so`);
        return holdAgainst(lines, anchored);
      });
    },

    async since(moment) {
      const first = (lines: 'audit' | 'desk_audit') =>
        db
          .selectFrom(lines)
          .select(['request', eb => eb.fn.min('at').as('first')])
          .where('at', '>=', moment)
          .groupBy('request');
      const rows = await first('audit').unionAll(first('desk_audit')).orderBy('first').orderBy('request').execute();
      return rows.map(({ request }) => request);
    },

    async known() {
      const rows = await db
        .selectFrom('requests')
        .select('id')
        .union(db.selectFrom('audit').select('request as id'))
        .union(db.selectFrom('desk_audit').select('request as id'))
        .union(db.selectFrom('anchored').select('request as id'))
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

async function requestAsLeft(db: Db, request: RequestId) {
  const row = await db.selectFrom('requests').select(['version', 'state']).where('id', '=', request).executeTakeFirst();
  return row && { version: Number(row.version), state: row.state };
}

async function read(db: Db, request: RequestId) {
  const ledger = ledgerOf(request);
  const lines = await db
    .selectFrom(ledger.lines)
    .selectAll()
    .where('request', '=', request)
    .orderBy('version')
    .execute();
  const beside = await db
    .selectFrom(ledger.personal)
    .select(['version', 'salt', 'body'])
    .where('request', '=', request)
    .execute();
  const personal = beside.map((row): [number, Personal] => {
    const version = Number(row.version);
    return [version, { ...row, version }];
  });
  return { lines: lines.map(lineOf), personal: new Map(personal) };
}

async function anchoredOf(db: Db, request: RequestId): Promise<readonly Anchored[]> {
  const rows = await db
    .selectFrom('anchored')
    .select(['version', 'hash', 'anchor'])
    .where('request', '=', request)
    .orderBy('version')
    .execute();
  return rows.map(({ version, hash, anchor }) => ({ version: Number(version), hash, anchor: Number(anchor) }));
}
