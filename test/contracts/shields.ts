// The contract of shields: one set for everybody, whoever raised them, and a word about every change of them.
import { deepEqual, equal } from 'node:assert/strict';
import { drafted } from './a-change.ts';
import { START } from './a-world.ts';
import { type Open, onBench, TWENTY, viewFor } from './bench.ts';

const HOUR = 3_600_000;
const SUE = { id: 'sue', name: 'Sue Security' };
const BY_SUE = { since: START, until: START + HOUR, why: 'calls', by: SUE };
const BY_THEMSELVES = { since: START, until: START + 4 * HOUR, why: 'breaker' };
const DOWN = { at: START, why: 'a drill', by: SUE };

export function shieldsContract(name: string, open: Open): void {
  describe(`shields on ${name}`, () => {
    const bench = onBench(open);
    const raised = async () => (await bench().store.jobs.lease(50, HOUR)).map(({ key }) => key);

    it('are down until somebody raises them, and again when their time is over', async () => {
      const { store, world } = bench();
      deepEqual([await store.shields.up(), await store.shields.newest()], [undefined, undefined]);
      await store.shields.raise(BY_SUE);
      deepEqual(await store.shields.up(), BY_SUE);
      world.advance(HOUR - 1);
      deepEqual(await store.shields.up(), BY_SUE);
      world.advance(1);
      deepEqual([await store.shields.up(), await store.shields.newest()], [undefined, BY_SUE]);
    });

    it('are lowered by somebody, who is remembered', async () => {
      const { store } = bench();
      await store.shields.lower(DOWN);
      equal(await store.shields.newest(), undefined);
      await store.shields.raise(BY_SUE);
      await store.shields.lower(DOWN);
      deepEqual([await store.shields.up(), await store.shields.newest()], [undefined, { ...BY_SUE, lowered: DOWN }]);
      await store.shields.raise(BY_THEMSELVES);
      deepEqual(await store.shields.up(), BY_THEMSELVES);
    });

    it('that somebody raised are never changed by a breaker; a person may change them', async () => {
      const { store } = bench();
      await store.shields.raise(BY_SUE);
      await store.shields.raise(BY_THEMSELVES);
      deepEqual(await store.shields.up(), BY_SUE);
      const longer = { ...BY_SUE, until: START + 2 * HOUR };
      await store.shields.raise(longer);
      deepEqual(await store.shields.up(), longer);
    });

    it('are those that a person raised, whoever else trips the breaker at that moment', async () => {
      await Promise.all(
        TWENTY.map(caller => viewFor(bench(), caller).shields.raise(caller === 10 ? BY_SUE : BY_THEMSELVES)),
      );
      deepEqual(await bench().store.shields.up(), BY_SUE);
    });

    it('have a job raised with every change, and with nothing else', async () => {
      const { store } = bench();
      await store.shields.lower(DOWN);
      deepEqual(await raised(), []);
      await store.shields.raise(BY_SUE);
      deepEqual(await raised(), ['shields:changed']);
      await store.shields.raise(BY_THEMSELVES);
      deepEqual(await raised(), []);
    });
  });

  describe(`a stir on ${name}`, () => {
    const bench = onBench(open);

    it('wakes every request that waits, and has its card drawn anew', async () => {
      const { store, world } = bench();
      for (const state of ['open', 'pending', 'approved', 'resetting', 'denied'] as const)
        await drafted(store, { id: `is-${state}`, person: state, state });
      world.advance(1);
      await store.requests.stir();
      const keys = (await store.jobs.lease(50, HOUR)).map(({ key }) => key).toSorted();
      const waiting = ['is-approved', 'is-pending'];
      deepEqual(keys, [...waiting.map(id => `request:${id}`), ...waiting.map(id => `tell:${id}:card:helpdesk`)]);
    });
  });
}
