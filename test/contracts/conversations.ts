// The contract of conversations: a turn that lost the race is told so, and a reply that is owed is not forgotten.
import { deepEqual, equal } from 'node:assert/strict';
import type { Conversation } from '../../src/core/keeping.ts';
import { MAX, RITA } from './a-request.ts';
import { START } from './a-world.ts';
import { countOf, type Open, onBench, TWENTY, viewFor } from './bench.ts';

const first: Conversation = {
  person: RITA,
  reference: { serviceUrl: 'https://smba.example', conversation: { id: 'a:1' } },
  locale: 'de',
  zone: 'Europe/Berlin',
  stack: [{ id: 'root', state: {} }],
  seen: ['activity-1'],
  owed: true,
  version: 0,
};

export function conversationsContract(name: string, open: Open): void {
  describe(`conversations on ${name}`, () => {
    const bench = onBench(open);

    it('gives a conversation back as it was saved, one version on', async () => {
      const { store } = bench();
      equal(await store.conversations.find(RITA), undefined);
      equal(await store.conversations.save(first), 'done');
      deepEqual(await store.conversations.find(RITA), { ...first, version: 1 });
      deepEqual(await store.conversations.find({ ...RITA, id: RITA.id.toUpperCase() }), { ...first, version: 1 });
      equal(await store.conversations.find(MAX), undefined);
      equal(await store.conversations.find({ ...RITA, tenant: 'another' }), undefined);
    });

    it('lets one of twenty simultaneous first turns win, and one of twenty second ones', async () => {
      for (const version of [0, 1]) {
        const outcomes = await Promise.all(
          TWENTY.map(caller =>
            viewFor(bench(), caller).conversations.save({ ...first, locale: `locale-${caller}`, version }),
          ),
        );
        equal(countOf(outcomes, 'done'), 1);
        const kept = await bench().store.conversations.find(RITA);
        equal(kept?.locale, `locale-${outcomes.indexOf('done')}`);
        equal(kept?.version, version + 1);
      }
    });

    it('remembers the last fifty activities', async () => {
      const { store } = bench();
      const seen = Array.from({ length: 60 }, (_, index) => `activity-${index}`);
      await store.conversations.save({ ...first, seen });
      deepEqual((await store.conversations.find(RITA))?.seen, seen.slice(10));
    });

    it('looks again at replies that are owed, until they are known to be sent', async () => {
      const { store } = bench();
      await store.conversations.save(first, START + 5000);
      equal(await store.jobs.nextDue(), START + 5000);
      await store.conversations.settle(RITA, 1);
      equal(await store.jobs.nextDue(), undefined);
      deepEqual(await store.conversations.find(RITA), { ...first, owed: false, version: 1 });
    });

    it('names the job after the person', async () => {
      const { store } = bench();
      await store.conversations.save(first, START);
      deepEqual(
        (await store.jobs.lease(1, 1)).map(job => job.key),
        [`conversation:${RITA.tenant}:${RITA.id}`],
      );
    });

    it('still owes the replies of a newer turn when an older one is settled', async () => {
      const { store } = bench();
      await store.conversations.save(first, START + 5000);
      await store.conversations.save({ ...first, version: 1 }, START + 5000);
      await store.conversations.settle(RITA, 1);
      equal((await store.conversations.find(RITA))?.owed, true);
      equal(await store.jobs.nextDue(), START + 5000);
    });

    it('raises no job for a turn that lost', async () => {
      const { store } = bench();
      await store.conversations.save(first);
      equal(await store.conversations.save(first, START), 'stale');
      equal(await store.jobs.nextDue(), undefined);
    });
  });
}
