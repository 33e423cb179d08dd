// Permissions for one purpose that work once: whoever takes the row out of the table has redeemed it.
import type { Tickets, World } from '../core/ports.ts';
import { hashOfBearer, newBearer } from './bearer.ts';
import { subjectOf } from './rows.ts';
import type { Db } from './schema.ts';

export function createTickets({ db, world }: { readonly db: Db; readonly world: World }): Tickets {
  return {
    async issue(purpose, subject, ttl) {
      const ticket = newBearer(world);
      await db
        .insertInto('tickets')
        .values({
          hash: hashOfBearer(ticket),
          purpose,
          subject: JSON.stringify(subject),
          expires_at: world.now() + ttl,
        })
        .execute();
      return ticket;
    },

    async redeem(purpose, ticket) {
      const row = await db
        .deleteFrom('tickets')
        .where('hash', '=', hashOfBearer(ticket))
        .where('purpose', '=', purpose)
        .returning(['subject', 'expires_at'])
        .executeTakeFirst();
      return row && Number(row.expires_at) > world.now() ? subjectOf(row) : undefined;
    },
  };
}
