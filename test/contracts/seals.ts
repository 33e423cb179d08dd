// The contract of seals: a box lies beside its request for one attempt, and is gone in the commit that burns it.
import { deepEqual, equal } from 'node:assert/strict';
import { handsPartitionOf } from '../../src/core/request.ts';
import type { Sealed } from '../../src/core/seal.ts';
import { changing, drafted } from './a-change.ts';
import { type Open, onBench } from './bench.ts';

export function sealsContract(name: string, open: Open): void {
  describe(`seals on ${name}`, () => {
    const bench = onBench(open);
    const boxed = (text: string) => text as Sealed;

    it('keeps the box with the attempt it was sealed for, whatever the row counts later', async () => {
      const { store } = bench();
      const request = await drafted(store);
      equal(await store.requests.sealed(request.id), undefined);
      const begun = changing(request, { state: 'resetting', attempts: 1 }, { seal: boxed('box-1') });
      await store.requests.commit(begun);
      const noted = changing(begun.after, { attempts: 7 });
      await store.requests.commit(noted);
      deepEqual(await store.requests.sealed(request.id), { box: 'box-1', attempt: 1 });
    });

    it('replaces the box when the next attempt is sealed', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const begun = changing(request, { attempts: 1 }, { seal: boxed('box-1') });
      await store.requests.commit(begun);
      await store.requests.commit(changing(begun.after, { attempts: 2 }, { seal: boxed('box-2') }));
      deepEqual(await store.requests.sealed(request.id), { box: 'box-2', attempt: 2 });
    });

    it('burns the box with the commit that says so, and only with that', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const begun = changing(request, { attempts: 1 }, { seal: boxed('box-1') });
      await store.requests.commit(begun);
      equal(await store.requests.commit(changing(request, {}, { seal: 'burn', command: 'late' })), 'stale');
      deepEqual(await store.requests.sealed(request.id), { box: 'box-1', attempt: 1 });
      equal(await store.requests.commit(changing(begun.after, {}, { seal: 'burn' })), 'done');
      equal(await store.requests.sealed(request.id), undefined);
    });

    it('keeps the token that an approver brought until the commit that burns it, and not when the commit loses', async () => {
      const { store } = bench();
      const request = await drafted(store);
      const lies = () => store.tokens.read(handsPartitionOf(request.id));
      const first = changing(request, {}, { hands: boxed('token-1') });
      await store.requests.commit(first);
      const second = changing(first.after, {}, { hands: boxed('token-2') });
      await store.requests.commit(second);
      equal((await lies())?.blob, 'token-2');
      equal(await store.requests.commit(changing(request, {}, { hands: 'burn', command: 'late' })), 'stale');
      equal((await lies())?.blob, 'token-2');
      await store.requests.commit(changing(second.after, {}, { hands: 'burn' }));
      equal(await lies(), undefined);
    });

    it('does not seal anything when the commit loses', async () => {
      const { store } = bench();
      const request = await drafted(store);
      await store.requests.commit(changing(request, {}));
      equal(await store.requests.commit(changing(request, {}, { seal: boxed('box'), command: 'late' })), 'stale');
      equal(await store.requests.sealed(request.id), undefined);
    });
  });
}
