// Tracker pages: who has which request open, and when they were last there.
import type { Sessions, World } from '../core/ports.ts';
import type { RequestId } from '../core/request.ts';
import { hashOfBearer, newBearer } from './bearer.ts';
import { jobOfRequest } from './commit.ts';
import { raiseSooner } from './jobs.ts';
import { requestOf, sessionOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { Wakes } from './wakes.ts';

type Deps = { readonly db: Db; readonly world: World; readonly wakes: Wakes };

/** A page polls every two seconds; writing each poll down would cost a durable write and tell nothing new. */
const WRITE_AFTER = 3000;
/** Away for longer than this and back: an approval that waits for its owner goes on at once. */
const AWAY_AFTER = 15_000;
/** So long after a request's end its pages still say how it ended; then whoever wants to know signs in. */
export const OPEN_AFTER_END = 24 * 3_600_000;

export function createSessions({ db, world, wakes }: Deps): Sessions {
  return {
    async open(request, person) {
      const now = world.now();
      const bearer = newBearer(world);
      const session = { id: world.id(), request, person, seenAt: now };
      const woke = await db.transaction().execute(async trx => {
        const last = await newest(trx, request);
        await trx
          .insertInto('sessions')
          .values({
            id: session.id,
            bearer_hash: hashOfBearer(bearer),
            request,
            person,
            seen_at: now,
            number: Number(last?.number ?? 0) + 1,
          })
          .execute();
        return await wakeOnArrival(trx, request, last && Number(last.seen_at), now);
      });
      if (woke) wakes.ring(now);
      return { session, bearer };
    },

    /**
     * Writes `seen_at` only when the written one is more than 3 s old, so `newest` may lag behind by as much.
     * The session handed back says now. An owner first seen after more than 15 s wakes a live request. A day after the request has ended no
     * page of it is known any more.
     */
    async seen(bearer) {
      const hash = hashOfBearer(bearer);
      const row = await db.selectFrom('sessions').selectAll().where('bearer_hash', '=', hash).executeTakeFirst();
      if (!row) return undefined;
      const now = world.now();
      const session = { ...sessionOf(row), seenAt: now };
      const endedAt = await endOf(session.request);
      if (endedAt !== undefined && now - endedAt >= OPEN_AFTER_END) return undefined;
      if ((await newest(db, session.request))?.id !== session.id) return { ...session, superseded: true };
      if (now - Number(row.seen_at) <= WRITE_AFTER) return session;
      const woke = await db.transaction().execute(async trx => {
        await trx.updateTable('sessions').set({ seen_at: now }).where('id', '=', session.id).execute();
        return await wakeOnArrival(trx, session.request, Number(row.seen_at), now);
      });
      if (woke) wakes.ring(now);
      return session;
    },

    async move(id) {
      const bearer = newBearer(world);
      const moved = await db
        .updateTable('sessions')
        .set({ bearer_hash: hashOfBearer(bearer) })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst();
      return moved && bearer;
    },

    async newest(request) {
      const page = await newest(db, request);
      return page && { id: page.id, seenAt: Number(page.seen_at) };
    },

    async close(request) {
      await db.deleteFrom('sessions').where('request', '=', request).execute();
    },
  };

  async function endOf(request: RequestId): Promise<number | undefined> {
    const closed = await db
      .selectFrom('requests')
      .select('body')
      .where('id', '=', request)
      .where('live', '=', 0)
      .executeTakeFirst();
    return closed && requestOf(closed).since;
  }

  /** Whether the request's job was raised: only for a live request, or a page left open would wake a closed one for ever. */
  async function wakeOnArrival(trx: Db, request: RequestId, last: number | undefined, now: number): Promise<boolean> {
    if (last !== undefined && now - last <= AWAY_AFTER) return false;
    const live = await trx
      .selectFrom('requests')
      .select('id')
      .where('id', '=', request)
      .where('live', '=', 1)
      .executeTakeFirst();
    if (!live) return false;
    await raiseSooner(trx, world, jobOfRequest(request), now);
    return true;
  }
}

/** Two that were opened in the same moment have the same number; one of them is the newest for everybody who asks. */
function newest(db: Db, request: RequestId) {
  return db
    .selectFrom('sessions')
    .select(['id', 'number', 'seen_at'])
    .where('request', '=', request)
    .orderBy('number', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
