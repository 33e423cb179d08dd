// Where the lines of the audit are written: those of a request beside it, and those of the desk itself in tables of the same shape.
import type { AuditLine, World } from '../core/ports.ts';
import { canonical } from './canonical.ts';
import { type ChainedLine, hashOf, personalHashOf } from './chain.ts';
import type { Db } from './schema.ts';

/** The chain of the shields. Requests are called by ids that no such word is one of. */
export const SHIELDS = 'shields';

const OF_REQUESTS = { lines: 'audit', personal: 'audit_personal' } as const;
const OF_THE_DESK = { lines: 'desk_audit', personal: 'desk_audit_personal' } as const;
const SALT_BYTES = 16;

/** @param chain a request's id, or what of the desk it is about */
export function ledgerOf(chain: string): typeof OF_REQUESTS | typeof OF_THE_DESK {
  return chain === SHIELDS ? OF_THE_DESK : OF_REQUESTS;
}

export type NewLine = Pick<ChainedLine, 'request' | 'version' | 'at' | 'event' | 'from' | 'to' | 'command' | 'facts'> &
  Pick<AuditLine, 'personal'>;

/** Adds the next line to a chain whose row is the caller's by now, so that nobody else can come between the last line and this one. */
export async function writeLine(trx: Db, world: World, { personal, ...line }: NewLine): Promise<void> {
  const { request, version } = line;
  const ledger = ledgerOf(request);
  const salt = world.random(SALT_BYTES).toString('hex');
  const body = canonical(personal);
  const chained: Omit<ChainedLine, 'hash'> = {
    ...line,
    personalHash: personalHashOf(salt, body),
    previousHash: version === 1 ? '' : await hashAt(trx, request, version - 1),
  };
  await trx
    .insertInto(ledger.lines)
    .values({
      request,
      version,
      at: chained.at,
      event: chained.event,
      from_state: chained.from,
      to_state: chained.to,
      command: chained.command,
      facts: canonical(chained.facts),
      personal_hash: chained.personalHash,
      previous_hash: chained.previousHash,
      hash: hashOf(chained),
    })
    .execute();
  await trx.insertInto(ledger.personal).values({ request, version, salt, body }).execute();
}

async function hashAt(trx: Db, request: string, version: number): Promise<string> {
  const { hash } = await trx
    .selectFrom(ledgerOf(request).lines)
    .select('hash')
    .where('request', '=', request)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return hash;
}
