// The contract of sessions: a bearer opens one page, moving kills the old bearer, and an owner who arrives wakes the request.
import { deepEqual, equal } from 'node:assert/strict';
import type { Store } from '../../src/store/open.ts';
import { changing, drafted } from './a-change.ts';
import { RITA } from './a-request.ts';
import { START } from './a-world.ts';
import { type Open, onBench } from './bench.ts';

async function leased(store: Store): Promise<readonly string[]> {
  return (await store.jobs.lease(10, 1)).map(job => job.key);
}

/** Rita's open page of a request whose next look is far away. */
async function atHand(store: Store) {
  const request = await drafted(store);
  const opened = await store.sessions.open(request.id, RITA.id);
  for (const job of await store.jobs.lease(10, 1)) await store.jobs.done(job);
  return { request, ...opened };
}

export function sessionsContract(name: string, open: Open): void {
  describe(`sessions on ${name}`, () => {
    const bench = onBench(open);

    it('knows a page by its bearer, and nothing else', async () => {
      const { store } = bench();
      const { session, bearer, request } = await atHand(store);
      deepEqual(session, { id: session.id, request: request.id, person: RITA.id, seenAt: START });
      deepEqual(await store.sessions.seen(bearer), session);
      equal(await store.sessions.seen(session.id), undefined);
      equal(await store.sessions.seen('guess'), undefined);
    });

    it('does not keep the bearer', async () => {
      const { store, run } = bench();
      const { bearer } = await atHand(store);
      equal(JSON.stringify(await run('select * from sessions')).includes(bearer), false);
    });

    it('moves to the browser: same page, new bearer, the old one is dead', async () => {
      const { store } = bench();
      const { session, bearer } = await atHand(store);
      const moved = await store.sessions.move(session.id);
      equal(await store.sessions.seen(bearer), undefined);
      equal((await store.sessions.seen(moved ?? ''))?.id, session.id);
      equal(await store.sessions.move('nobody'), undefined);
    });

    it('remembers when the owner was last there, within three seconds', async () => {
      const { store, world } = bench();
      const { request, bearer } = await atHand(store);
      equal((await store.sessions.newest('another'))?.seenAt, undefined);
      world.advance(3000);
      equal((await store.sessions.seen(bearer))?.seenAt, START + 3000);
      equal((await store.sessions.newest(request.id))?.seenAt, START);
      world.advance(1);
      await store.sessions.seen(bearer);
      equal((await store.sessions.newest(request.id))?.seenAt, START + 3001);
    });

    it('counts the newest page alone: an older one is told so, and is not their being there', async () => {
      const { store, world } = bench();
      const { request, bearer, session } = await atHand(store);
      const newer = await store.sessions.open(request.id, RITA.id);
      world.advance(60_000);
      deepEqual(await store.sessions.seen(bearer), { ...session, seenAt: START + 60_000, superseded: true });
      equal((await store.sessions.newest(request.id))?.seenAt, START);
      equal((await store.sessions.seen(newer.bearer))?.superseded, undefined);
      equal((await store.sessions.newest(request.id))?.seenAt, START + 60_000);
    });

    it('agrees on one page where two were opened at the same moment', async () => {
      const { store } = bench();
      const { id } = await drafted(store);
      const opened = await Promise.all([1, 2, 3].map(() => store.sessions.open(id, RITA.id)));
      const seen = await Promise.all(opened.map(({ bearer }) => store.sessions.seen(bearer)));
      equal(seen.filter(session => session && !session.superseded).length, 1);
    });

    it('is not woken by a page that is no longer the one', async () => {
      const { store, world } = bench();
      const { request, bearer } = await atHand(store);
      await store.sessions.open(request.id, RITA.id);
      world.advance(60_000);
      await store.sessions.seen(bearer);
      deepEqual(await leased(store), []);
    });

    it('wakes the request when its owner opens the page', async () => {
      const { store } = bench();
      const request = await drafted(store);
      deepEqual(await leased(store), []);
      await store.sessions.open(request.id, RITA.id);
      deepEqual(await leased(store), ['request:request-1']);
    });

    it('wakes the request when its owner comes back after more than fifteen seconds, not at every poll', async () => {
      const { store, world } = bench();
      const { bearer } = await atHand(store);
      const heard: number[] = [];
      store.onWake(dueAt => heard.push(dueAt));
      world.advance(15_000);
      await store.sessions.seen(bearer);
      deepEqual(heard, []);
      world.advance(15_001);
      await store.sessions.seen(bearer);
      deepEqual(heard, [START + 30_001]);
      deepEqual(await leased(store), ['request:request-1']);
    });

    it('lets a closed request sleep, whoever looks at its page', async () => {
      const { store, world } = bench();
      const { request, bearer } = await atHand(store);
      await store.requests.commit(changing(request, { state: 'cancelled' }, { wake: undefined }));
      world.advance(60_000);
      await store.sessions.seen(bearer);
      equal(await store.jobs.nextDue(), undefined);
    });

    it('forgets a page a day after its request has ended, and not before', async () => {
      const { store, world } = bench();
      const { request, bearer } = await atHand(store);
      const day = 24 * 3_600_000;
      world.advance(2 * day);
      equal((await store.sessions.seen(bearer))?.request, request.id, 'a live request may take as long as it likes');
      const end = changing(request, { state: 'cancelled', since: world.now() }, { wake: undefined });
      await store.requests.commit(end);
      world.advance(day - 1);
      equal((await store.sessions.seen(bearer))?.request, request.id);
      world.advance(1);
      equal(await store.sessions.seen(bearer), undefined);
    });

    it('closes every page of a request', async () => {
      const { store } = bench();
      const { request, bearer } = await atHand(store);
      const other = await store.sessions.open(request.id, RITA.id);
      await store.sessions.close(request.id);
      equal(await store.sessions.seen(bearer), undefined);
      equal(await store.sessions.seen(other.bearer), undefined);
      equal((await store.sessions.newest(request.id))?.seenAt, undefined);
    });
  });
}
