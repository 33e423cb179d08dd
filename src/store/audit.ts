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
import { lineOf, personalOf } from './rows.ts';
import type { Db } from './schema.ts';

/** `personal` is undefined once it was erased. */
export type AuditRow = ChainedLine & { readonly personal: AuditLine['personal'] | undefined };

export type Audit = {
  /** Oldest first. */
  lines(request: RequestId): Promise<readonly AuditRow[]>;
  /**
   * Whether the chain is whole, up to the request's version now, ends in the request's state, and is what anchors hold of it. Personal data is
   * checked where it was not erased.
   */
  verify(request: RequestId): Promise<Verified>;
  /** Requests that have a line since then, the oldest first. */
  since(moment: Instant): Promise<readonly RequestId[]>;
  /** Every request that anything is known of: rows, lines, or what anchors hold. */
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
        const row = await trx
          .selectFrom('requests')
          .select(['version', 'state'])
          .where('id', '=', request)
          .executeTakeFirst();
        const { lines, personal } = await read(trx, request);
        const anchored = await anchoredOf(trx, request);
        if (!row)
          return lines.length + anchored.length > 0
            ? broken(1, 'the request is not there any more', 'removed')
            : { ok: true, count: 0 };
        const whole = verifyChain(lines, personal, Number(row.version));
        if (!whole.ok) return whole;
        const { version = 1, to } = lines.at(-1) ?? {};
        if (to !== row.state) return broken(version, `the request is ${row.state}, and its last line does not say so`);
        return holdAgainst(lines, anchored);
      });
    },

    async since(moment) {
      const rows = await db
        .selectFrom('audit')
        .select(['request', eb => eb.fn.min('at').as('first')])
        .where('at', '>=', moment)
        .groupBy('request')
        .orderBy('first')
        .orderBy('request')
        .execute();
      return rows.map(({ request }) => request);
    },

    async known() {
      const rows = await db
        .selectFrom('requests')
        .select('id')
        .union(db.selectFrom('audit').select('request as id'))
        .union(db.selectFrom('anchored').select('request as id'))
        .orderBy('id')
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

async function read(db: Db, request: RequestId) {
  const lines = await db.selectFrom('audit').selectAll().where('request', '=', request).orderBy('version').execute();
  const beside = await db
    .selectFrom('audit_personal')
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
