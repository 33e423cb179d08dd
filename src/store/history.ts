// What the desk has done before, over all requests: counts for the breaker, and who met whom.
import type { Change, History } from '../core/ports.ts';
import { crossings } from './crossings.ts';
import type { Db } from './schema.ts';

export function createHistory(db: Db): History {
  return {
    async resets(since) {
      const rows = await db
        .selectFrom('audit')
        .select(['event', eb => eb.fn.countAll().as('count')])
        .where('event', 'in', ['begin', 'requeue'])
        .where('at', '>=', since)
        .groupBy('event')
        .execute();
      const count = (event: string) => Number(rows.find(row => row.event === event)?.count ?? 0);
      // A requeue whose begin lies before takes one too many off: at the edge of the stretch, one more or less is as good.
      return Math.max(0, count('begin') - count('requeue'));
    },

    async pairs(request, { person, approver, vouchers }, since) {
      const { count } = await db
        .selectFrom('meetings')
        .select(eb => eb.fn.count('request').distinct().as('count'))
        .where('approver', '=', approver.toLowerCase())
        .where(
          'other',
          'in',
          [person, ...vouchers].map(one => one.toLowerCase()),
        )
        .where('at', '>=', since)
        .where('request', '<>', request)
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async failed(code, since, person) {
      const rows = await db
        .selectFrom('audit')
        .innerJoin('requests', 'requests.id', 'audit.request')
        .select(['audit.at', 'audit.facts'])
        .where('audit.event', '=', 'fail')
        .where('audit.at', '>=', since)
        .$if(person !== undefined, query => query.where('requests.person', '=', (person ?? '').toLowerCase()))
        .orderBy('audit.at', 'desc')
        .execute();
      // Failures are few, and facts are kept as text: no JSON operator that both databases have.
      const found = rows.find(({ facts }) => (JSON.parse(facts) as { code?: unknown }).code === code);
      return found && Number(found.at);
    },

    arrived: async since => (await crossings(db, since)).arrived.count > 0,
  };
}

/** In the transaction of the commit that adds an approval. */
export async function writeMeetings(trx: Db, { before, after, line }: Change): Promise<void> {
  const known = new Set(before?.approvals.map(({ id }) => id));
  const fresh = after.approvals.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return;
  const others = [after.person, ...after.proofs.flatMap(({ by }) => (by ? [by.id] : []))];
  const meetings = fresh.flatMap(({ id }) =>
    [...new Set(others)].map(other => ({
      request: after.id,
      approver: id.toLowerCase(),
      other: other.toLowerCase(),
      at: line.at,
    })),
  );
  await trx
    .insertInto('meetings')
    .values(meetings)
    .onConflict(conflict => conflict.doNothing())
    .execute();
}
