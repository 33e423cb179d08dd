// The contract of limits: the last one is given once, and the count holds for every stretch of time, not for calendar windows.
import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { START } from './a-world.ts';
import { type Open, onBench, TWENTY, viewFor } from './bench.ts';

const HOUR = 3_600_000;

export function limitsContract(name: string, open: Open): void {
  describe(`limits on ${name}`, () => {
    const bench = onBench(open);

    it('counts down, then says when the next one is free', async () => {
      const { store, world } = bench();
      const limit = { count: 2, per: HOUR };
      deepEqual(await store.limits.spend('key', limit), { left: 1 });
      world.advance(1000);
      deepEqual(await store.limits.spend('key', limit), { left: 0 });
      world.advance(1000);
      deepEqual(await store.limits.spend('key', limit), { until: START + HOUR });
      world.advance(HOUR - 2000);
      deepEqual(await store.limits.spend('key', limit), { left: 0 });
      deepEqual(await store.limits.spend('key', limit), { until: START + 1000 + HOUR });
    });

    it('says whether there is room without taking any', async () => {
      const { store, world } = bench();
      const limit = { count: 1, per: HOUR };
      for (let asked = 0; asked < 3; asked++) equal(await store.limits.full('key', limit), undefined);
      deepEqual(await store.limits.spend('key', limit), { left: 0 });
      deepEqual(await store.limits.full('key', limit), { until: START + HOUR });
      world.advance(HOUR);
      equal(await store.limits.full('key', limit), undefined);
    });

    it('gives the last five to five of twenty who ask at once', async () => {
      const answers = await Promise.all(
        TWENTY.map(caller => viewFor(bench(), caller).limits.spend('key', { count: 5, per: HOUR })),
      );
      const left = answers.flatMap(answer => ('left' in answer ? [answer.left] : []));
      deepEqual(new Set(left), new Set([0, 1, 2, 3, 4]));
      equal(left.length, 5);
    });

    it('gives back one of what was spent, never more, and keeps the rest counted', async () => {
      const { store } = bench();
      const limit = { count: 3, per: HOUR };
      await store.limits.forgive('key');
      for (const left of [2, 1, 0]) deepEqual(await store.limits.spend('key', limit), { left });
      await store.limits.forgive('key');
      deepEqual(await store.limits.spend('key', limit), { left: 0 });
      deepEqual(await store.limits.spend('key', limit), { until: START + HOUR });
    });

    it('keeps keys apart, and forgets one that is forgiven', async () => {
      const { store } = bench();
      const limit = { count: 1, per: HOUR };
      await store.limits.spend('one', limit);
      deepEqual(await store.limits.spend('other', limit), { left: 0 });
      await store.limits.forgive('one');
      deepEqual(await store.limits.spend('one', limit), { left: 0 });
      deepEqual(await store.limits.spend('other', limit), { until: START + HOUR });
    });

    it('waits for enough to pass when the count was lowered', async () => {
      const { store, world } = bench();
      for (const _ of [1, 2, 3]) {
        await store.limits.spend('key', { count: 3, per: HOUR });
        world.advance(10);
      }
      deepEqual(await store.limits.spend('key', { count: 1, per: HOUR }), { until: START + 20 + HOUR });
    });

    it('gives nothing when nothing is allowed', async () => {
      deepEqual(await bench().store.limits.spend('key', { count: 0, per: HOUR }), { until: START + HOUR });
    });

    it('never gives more than the count within any stretch of the period, and always one that is free', async () => {
      const { store, world } = bench();
      const limit = { count: 3, per: 100 };
      let round = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 15 }), async pauses => {
          round += 1;
          const given: number[] = [];
          for (const pause of pauses) {
            world.advance(pause);
            const now = world.now();
            const answer = await store.limits.spend(`round-${round}`, limit);
            const within = given.filter(at => at > now - limit.per);
            if ('left' in answer) given.push(now);
            deepEqual(
              answer,
              within.length < limit.count
                ? { left: limit.count - within.length - 1 }
                : { until: (within[0] ?? now) + limit.per },
            );
          }
        }),
        { numRuns: 25 },
      );
    });

    it('sweeps away what can no longer matter, and nothing else', async () => {
      const { store, world, run } = bench();
      await store.limits.spend('old', { count: 1, per: 10 });
      await store.limits.spend('young', { count: 1, per: 11 });
      world.advance(10);
      await store.sweep();
      deepEqual(await run('select key from limits'), [{ key: 'young' }]);
      equal('until' in (await store.limits.spend('young', { count: 1, per: 11 })), true);
    });
  });
}
