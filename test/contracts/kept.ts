// The contract of the small things: postings, memory, the token cache.
import { deepEqual, equal } from 'node:assert/strict';
import { countOf, type Open, onBench, TWENTY, viewFor } from './bench.ts';

export function keptContract(name: string, open: Open): void {
  describe(`small things on ${name}`, () => {
    const bench = onBench(open);

    it('finds the card of a request for each audience, where it was last posted', async () => {
      const { store } = bench();
      const posting = { serviceUrl: 'https://smba.example', conversation: '19:team', activity: '1' };
      equal(await store.postings.find('request-1', 'helpdesk'), undefined);
      await store.postings.save('request-1', 'helpdesk', posting);
      await store.postings.save('request-1', 'manager', { ...posting, activity: '2' });
      await store.postings.save('request-1', 'helpdesk', { ...posting, activity: '3' });
      deepEqual(await store.postings.find('request-1', 'helpdesk'), { ...posting, activity: '3' });
      deepEqual(await store.postings.find('request-1', 'manager'), { ...posting, activity: '2' });
    });

    it('remembers the last thing written', async () => {
      const { store } = bench();
      equal(await store.memory.read('service'), undefined);
      await store.memory.write('service', 'one');
      await store.memory.write('service', 'two');
      equal(await store.memory.read('service'), 'two');
    });

    it('lets one of twenty writers of the token cache win, each time', async () => {
      equal(await bench().store.tokens.read('hands'), undefined);
      for (const version of [0, 1]) {
        const outcomes = await Promise.all(
          TWENTY.map(caller => viewFor(bench(), caller).tokens.write('hands', `blob-${version}-${caller}`, version)),
        );
        equal(countOf(outcomes, true), 1);
        deepEqual(await bench().store.tokens.read('hands'), {
          blob: `blob-${version}-${outcomes.indexOf(true)}`,
          version: version + 1,
        });
      }
    });

    it('answers when asked whether it is there', async () => {
      await bench().store.ping();
    });
  });
}
