// Reading the evidence: its lines, whether they are whole, their heads for anchoring elsewhere, and the erasure of what is personal.
import type { AuditLine } from '../core/ports.ts';
import type { RequestId } from '../core/request.ts';
import type { Backend } from './backend.ts';
import { type ChainedLine, type Personal, type Verified, verifyChain } from './chain.ts';
import { lineOf, personalOf } from './rows.ts';
import type { Db } from './schema.ts';

/** `personal` is undefined once it was erased. */
export type AuditRow = ChainedLine & { readonly personal: AuditLine['personal'] | undefined };

export type Head = { readonly request: RequestId; readonly version: number; readonly hash: string };

export type Audit = {
  /** Oldest first. */
  lines(request: RequestId): Promise<readonly AuditRow[]>;
  /** Whether the chain is whole, up to the request's version now. Personal data is checked where it was not erased. */
  verify(request: RequestId): Promise<Verified>;
  /** Takes the personal data beside the lines away; the chain still verifies. The request's own row is not touched. */
  erase(request: RequestId): Promise<void>;
  /** The newest hash of every request, by request: kept elsewhere, they show later whether anything was rewritten. */
  heads(): Promise<readonly Head[]>;
};

export function createAudit({ db, backend }: { readonly db: Db; readonly backend: Backend }): Audit {
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
        const row = await trx.selectFrom('requests').select('version').where('id', '=', request).executeTakeFirst();
        const { lines, personal } = await read(trx, request);
        return verifyChain(lines, personal, Number(row?.version ?? 0));
      });
    },

    async erase(request) {
      await db.deleteFrom('audit_personal').where('request', '=', request).execute();
      await backend.scrub(db);
    },

    async heads() {
      const rows = await db
        .selectFrom('audit')
        .innerJoin('requests', join =>
          join.onRef('requests.id', '=', 'audit.request').onRef('requests.version', '=', 'audit.version'),
        )
        .select(['audit.request', 'audit.version', 'audit.hash'])
        .orderBy('audit.request')
        .execute();
      return rows.map(row => ({ ...row, version: Number(row.version) }));
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
