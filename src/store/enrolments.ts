// Authenticator apps enrolled with the bot: one a person, the secret sealed, each time step used once.

import type { Person } from '../core/person.ts';
import type { Enrolments } from '../core/ports.ts';
import type { Sealed } from '../core/seal.ts';
import type { Db } from './schema.ts';

const NEVER = -1;

export function createEnrolments(db: Db): Enrolments {
  return {
    async find(person) {
      const row = await db
        .selectFrom('enrolments')
        .selectAll()
        .where('tenant', '=', person.tenant)
        .where('person', '=', idOf(person))
        .executeTakeFirst();
      if (!row) return undefined;
      const usedStep = Number(row.used_step);
      return {
        person,
        secret: row.secret as Sealed,
        enrolledAt: Number(row.enrolled_at),
        usableFrom: Number(row.usable_from),
        ...(usedStep === NEVER ? {} : { usedStep }),
      };
    },

    async save({ person, secret, enrolledAt, usableFrom, usedStep = NEVER }) {
      const fresh = { secret, enrolled_at: enrolledAt, usable_from: usableFrom, used_step: usedStep };
      await db
        .insertInto('enrolments')
        .values({ tenant: person.tenant, person: idOf(person), ...fresh })
        .onConflict(conflict => conflict.columns(['tenant', 'person']).doUpdateSet(fresh))
        .execute();
    },

    async use(person, step) {
      const used = await db
        .updateTable('enrolments')
        .set({ used_step: step })
        .where('tenant', '=', person.tenant)
        .where('person', '=', idOf(person))
        .where('used_step', '<', step)
        .returning('person')
        .executeTakeFirst();
      return used !== undefined;
    },

    async remove(person) {
      await db
        .deleteFrom('enrolments')
        .where('tenant', '=', person.tenant)
        .where('person', '=', idOf(person))
        .execute();
    },
  };
}

function idOf({ id }: Person): string {
  return id.toLowerCase();
}
