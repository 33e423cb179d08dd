// The contract of jobs: whoever is due is looked at by one worker at a time, and a reason to look is never lost.
import { deepEqual, equal } from 'node:assert/strict';
import type { Job } from '../../src/core/keeping.ts';
import type { Store } from '../../src/store/open.ts';
import { changing, drafted } from './a-change.ts';
import { START } from './a-world.ts';
import { type Open, onBench, TWENTY, viewFor } from './bench.ts';

const LEASE = 60_000;

async function taken(store: Store): Promise<Job> {
  const [job, ...more] = await store.jobs.lease(10, LEASE);
  if (!job || more.length > 0) throw new Error(`expected one due job, got ${more.length + (job ? 1 : 0)}`);
  return job;
}

async function leased(store: Store): Promise<readonly string[]> {
  return (await store.jobs.lease(10, LEASE)).map(job => job.key);
}

export function jobsContract(name: string, open: Open): void {
  describe(`jobs on ${name}`, () => {
    const bench = onBench(open);

    it('hands out what is due, the oldest first, and not what lies in the future', async () => {
      const { store } = bench();
      await store.jobs.put('B', START - 1);
      await store.jobs.put('C', START - 2);
      await store.jobs.put('A', START);
      await store.jobs.put('later', START + 1);
      deepEqual(
        (await store.jobs.lease(2, LEASE)).map(job => job.key),
        ['C', 'B'],
      );
      deepEqual(await leased(store), ['A']);
    });

    it('gives a job to one of twenty workers', async () => {
      await bench().store.jobs.put('only', START);
      const leases = await Promise.all(TWENTY.map(caller => viewFor(bench(), caller).jobs.lease(10, LEASE)));
      deepEqual(
        leases.flat().map(job => job.key),
        ['only'],
      );
    });

    it('shares many jobs among many workers without giving one twice', async () => {
      for (const index of TWENTY) await bench().store.jobs.put(`job-${index}`, START);
      const leases = await Promise.all(TWENTY.map(caller => viewFor(bench(), caller).jobs.lease(3, LEASE)));
      for (const lease of leases) equal(lease.length <= 3, true);
      const keys = leases.flat().map(job => job.key);
      equal(new Set(keys).size, keys.length);
      const rest = await bench().store.jobs.lease(20, LEASE);
      equal(keys.length + rest.length, 20);
    });

    it('hands a job out again when its worker never came back', async () => {
      const { store, world } = bench();
      await store.jobs.put('key', START);
      await taken(store);
      world.advance(LEASE - 1);
      deepEqual(await leased(store), []);
      world.advance(1);
      deepEqual(await leased(store), ['key']);
    });

    it('forgets a job that is done', async () => {
      const { store, world } = bench();
      await store.jobs.put('key', START);
      await store.jobs.done(await taken(store));
      world.advance(2 * LEASE);
      deepEqual(await leased(store), []);
      equal(await store.jobs.nextDue(), undefined);
    });

    it('runs a job again that was raised while it ran', async () => {
      const { store } = bench();
      await store.jobs.put('key', START);
      const job = await taken(store);
      await store.jobs.put('key', START);
      deepEqual(await leased(store), []);
      await store.jobs.done(job);
      deepEqual(await leased(store), ['key']);
    });

    it('waits for the later time when a job puts itself off while it runs', async () => {
      const { store, world } = bench();
      await store.jobs.put('key', START);
      const job = await taken(store);
      await store.jobs.put('key', START + 1000);
      await store.jobs.done(job);
      deepEqual(await leased(store), []);
      world.advance(1000);
      deepEqual(await leased(store), ['key']);
    });

    it('does not take a job that was dropped and raised anew for the one it leased', async () => {
      const { store } = bench();
      await store.jobs.put('key', START);
      const job = await taken(store);
      await store.jobs.done(job);
      await store.jobs.put('key', START);
      await store.jobs.done(job);
      deepEqual(await leased(store), ['key']);
    });

    it('counts the tries, and starts counting anew when there is a new reason', async () => {
      const { store, world } = bench();
      await store.jobs.put('key', START);
      const first = await taken(store);
      equal(first.attempts, 0);
      await store.jobs.retry(first, START + 10);
      deepEqual(await leased(store), []);
      world.advance(10);
      const second = await taken(store);
      equal(second.attempts, 1);
      await store.jobs.retry(second, START + 1000);
      await store.jobs.put('key', START + 10);
      equal((await taken(store)).attempts, 0);
    });

    it('does not let a late failure put off what was raised meanwhile', async () => {
      const { store } = bench();
      await store.jobs.put('key', START);
      const job = await taken(store);
      await store.jobs.put('key', START);
      await store.jobs.retry(job, START + 1_000_000);
      deepEqual(await leased(store), ['key']);
    });

    it('keeps the sooner of two times', async () => {
      const { store } = bench();
      await store.jobs.put('key', START + 100);
      await store.jobs.put('key', START + 50);
      await store.jobs.put('key', START + 200);
      equal(await store.jobs.nextDue(), START + 50);
    });

    it('takes back every lease when the only instance starts again', async () => {
      const { store } = bench();
      await store.jobs.put('key', START);
      await taken(store);
      await store.jobs.releaseAll();
      deepEqual(await leased(store), ['key']);
    });

    it('says when to look next, and looks after a dead worker when its lease ends', async () => {
      const { store } = bench();
      equal(await store.jobs.nextDue(), undefined);
      await store.jobs.put('key', START);
      equal(await store.jobs.nextDue(), START);
      await taken(store);
      equal(await store.jobs.nextDue(), START + LEASE);
      await store.jobs.put('key', START);
      equal(await store.jobs.nextDue(), START + LEASE);
    });
  });

  describe(`wake-ups of commits on ${name}`, () => {
    const bench = onBench(open);

    it('sets the next look at a request exactly, later as well as sooner, and drops it when there is none', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const later = changing(request, {}, { wake: START + 9_000_000 });
      await store.requests.commit(later);
      equal(await store.jobs.nextDue(), START + 9_000_000);
      const sooner = changing(later.after, {}, { wake: START + 5 });
      await store.requests.commit(sooner);
      equal(await store.jobs.nextDue(), START + 5);
      await store.requests.commit(changing(sooner.after, { state: 'cancelled' }, { wake: undefined }));
      equal(await store.jobs.nextDue(), undefined);
    });

    it('makes one job of a burst of notices to the same people', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const tell = [
        { kind: 'card', audience: 'helpdesk' },
        { kind: 'called', audience: 'person' },
      ] as const;
      const first = changing(request, {}, { tell });
      await store.requests.commit(first);
      await store.requests.commit(changing(first.after, {}, { tell }));
      deepEqual([...(await leased(store))].sort(), ['tell:request-1:called:person', 'tell:request-1:card:helpdesk']);
    });

    it('leaves no wake-up behind when the commit loses', async () => {
      const { store } = bench();
      const request = await drafted(store);
      await store.requests.commit(changing(request, {}, { wake: START + 9_000_000 }));
      const late = changing(
        request,
        {},
        { wake: START, tell: [{ kind: 'card', audience: 'helpdesk' }], command: 'late' },
      );
      equal(await store.requests.commit(late), 'stale');
      equal(await store.jobs.nextDue(), START + 9_000_000);
    });

    it('wakes a request now without changing it', async () => {
      const { store } = bench();
      const request = await drafted(store);
      await store.requests.wake(request.id);
      deepEqual(await leased(store), ['request:request-1']);
      equal((await store.requests.find(request.id))?.version, 1);
    });

    it('tells this process of every job it wrote, and of none that was not kept', async () => {
      const { store } = bench();
      const heard: number[] = [];
      store.onWake(dueAt => heard.push(dueAt - START));
      const request = await drafted(store);
      deepEqual(heard.splice(0), [1_800_000]);
      await store.requests.commit(
        changing(request, {}, { tell: [{ kind: 'card', audience: 'helpdesk' }], wake: undefined }),
      );
      deepEqual(heard.splice(0), [0]);
      await store.requests.commit(changing(request, {}, { command: 'late' }));
      deepEqual(heard.splice(0), []);
      await store.jobs.put('key', START + 7);
      deepEqual(heard.splice(0), [7]);
    });
  });
}
