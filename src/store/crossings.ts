// Whether the way to Active Directory is open, by what the commits of resets wrote down.
import type { Instant } from '../core/account.ts';
import type { Crossings, Some } from '../core/crossings.ts';
import type { FaultCode } from '../core/faults.ts';
import { requestOf } from './rows.ts';
import type { Db } from './schema.ts';

const UNREACHED: FaultCode = 'connectivity';

/** Requests whose personal data was erased say no more whose they were: ask about days, not months. */
export async function crossings(db: Db, since: Instant): Promise<Crossings> {
  const rows = await db
    .selectFrom('audit')
    .innerJoin('requests', 'requests.id', 'audit.request')
    .select(['audit.at', 'audit.event', 'audit.facts', 'requests.body'])
    .where('audit.event', 'in', ['land', 'requeue', 'fail'])
    .where('audit.at', '>=', since)
    .where('requests.erased_at', 'is', null)
    .orderBy('audit.at')
    .execute();
  const told = rows.map(({ at, event, facts, body }) => ({
    at: Number(at),
    event,
    // Facts are kept as text: no JSON operator that both databases have.
    facts: JSON.parse(facts) as { readonly why?: unknown; readonly code?: unknown },
    synced: requestOf({ body }).account.synced === true,
  }));
  return {
    arrived: some(told.filter(({ event, synced }) => event === 'land' && synced)),
    waited: some(told.filter(({ event, facts }) => event === 'requeue' && facts.why === UNREACHED)),
    lost: some(told.filter(({ event, facts }) => event === 'fail' && facts.code === UNREACHED)),
  };
}

function some(found: readonly { readonly at: Instant }[]): Some {
  const last = found.at(-1)?.at;
  return { count: found.length, ...(last === undefined ? {} : { last }) };
}
