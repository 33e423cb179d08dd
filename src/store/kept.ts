// Small things kept under a key: where a card was posted, facts worth remembering, MSAL's token cache.
import type { Memory, Postings, TokenCache } from '../core/keeping.ts';
import { postingOf } from './rows.ts';
import type { Db } from './schema.ts';

export function createPostings(db: Db): Postings {
  return {
    async find(request, audience) {
      const row = await db
        .selectFrom('postings')
        .select('body')
        .where('request', '=', request)
        .where('audience', '=', audience)
        .executeTakeFirst();
      return row && postingOf(row);
    },
    async save(request, audience, posting) {
      const body = JSON.stringify(posting);
      await db
        .insertInto('postings')
        .values({ request, audience, body })
        .onConflict(conflict => conflict.columns(['request', 'audience']).doUpdateSet({ body }))
        .execute();
    },
  };
}

export function createMemory(db: Db): Memory {
  return {
    async read(key) {
      const row = await db.selectFrom('memory').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value;
    },
    async write(key, value) {
      await db
        .insertInto('memory')
        .values({ key, value })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
        .execute();
    },
  };
}

export function createTokenCache(db: Db): TokenCache {
  return {
    async read(partition) {
      const row = await db
        .selectFrom('tokens')
        .select(['blob', 'version'])
        .where('partition', '=', partition)
        .executeTakeFirst();
      return row && { blob: row.blob, version: Number(row.version) };
    },
    async write(partition, blob, version) {
      const next = { blob, version: version + 1 };
      const written =
        version === 0
          ? await db
              .insertInto('tokens')
              .values({ partition, ...next })
              .onConflict(conflict => conflict.doNothing())
              .returning('version')
              .executeTakeFirst()
          : await db
              .updateTable('tokens')
              .set(next)
              .where('partition', '=', partition)
              .where('version', '=', version)
              .returning('version')
              .executeTakeFirst();
      return written !== undefined;
    },
  };
}
