// The contract of anchors: whoever rewrites the evidence, hashes and all, still differs from what was anchored before.
import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { hashOf } from '../../src/store/chain.ts';
import { changing, drafted } from './a-change.ts';
import { type Bench, type Open, onBench } from './bench.ts';

export function anchorsContract(name: string, open: Open): void {
  describe(`anchors on ${name}`, () => {
    const bench = onBench(open);

    it('hold what is new since the last, and follow each other; where nothing is new there is none', async () => {
      const { store } = bench();
      equal(await store.anchors.take(), undefined);
      const request = await drafted(store);
      await drafted(store, { id: 'request-2', person: 'another' });
      const first = await store.anchors.take();
      equal(await store.anchors.take(), undefined);
      await store.requests.commit(changing(request, {}));
      const second = await store.anchors.take();
      deepEqual([first?.number, first?.count, first?.previousHash], [1, 2, '']);
      deepEqual([second?.number, second?.count, second?.previousHash], [2, 1, first?.hash]);
      deepEqual(await store.anchors.all(), [first, second]);
      deepEqual([await store.anchors.verify(), await store.anchors.missing(9)], [[], []]);
      deepEqual(await store.audit.verify(request.id), { ok: true, count: 2 });
    });

    it('are told of once, and not forgotten before that', async () => {
      const { store } = bench();
      await drafted(store);
      const anchor = await store.anchors.take();
      deepEqual(await store.anchors.untold(), [anchor]);
      await store.anchors.told(1);
      deepEqual(await store.anchors.untold(), []);
    });

    it('name a request whose end was cut off, though its row was put back too', async () => {
      const { store, run } = await anchored(bench());
      await run('delete from audit_personal where version = 2');
      await run('delete from audit where version = 2');
      await run('update requests set version = 1');
      const verdict = await store.audit.verify('request-1');
      deepEqual(verdict.ok ? [] : [verdict.at, verdict.what], [2, 'truncated']);
      deepEqual(await store.anchors.missing(9), ['request-1']);
    });

    it('name a request whose chain was written anew with all its hashes', async () => {
      const { store, run } = await anchored(bench());
      const [, line] = await store.audit.lines('request-1');
      if (!line) throw new Error('there is no second line');
      const hash = hashOf({ ...line, facts: { forged: true } });
      await run(`update audit set facts = '{"forged":true}', hash = '${hash}' where version = 2`);
      const verdict = await store.audit.verify('request-1');
      deepEqual(verdict.ok ? [] : [verdict.at, verdict.what], [2, 'altered']);
      deepEqual(await store.anchors.missing(9), ['request-1']);
    });

    it('name a request that was removed altogether', async () => {
      const { store, run } = await anchored(bench());
      for (const table of ['audit_personal', 'audit', 'requests']) await run(`delete from ${table}`);
      const verdict = await store.audit.verify('request-1');
      deepEqual(verdict.ok ? '' : verdict.what, 'removed');
      deepEqual(await store.audit.known(), ['request-1']);
    });

    const tampering: readonly [string, string, number][] = [
      ['was altered', 'update anchors set at = at + 1 where number = 1', 1],
      ['holds another head', `update anchored set hash = 'x' where anchor = 2`, 2],
      ['has lost a head', 'delete from anchored where anchor = 1', 1],
      ['follows one that was taken out', 'delete from anchors where number = 1', 2],
    ];
    for (const [what, statement, number] of tampering) {
      it(`show that one of them ${what}`, async () => {
        const { store, run } = await anchored(bench());
        await run(statement);
        deepEqual(
          (await store.anchors.verify()).map(fault => fault.number),
          [number],
        );
      });
    }

    it('cannot be made anew without another hash', async () => {
      const { store, run } = await anchored(bench());
      const [before] = await store.anchors.all();
      await run(`update audit set hash = 'x' where version = 2`);
      await run('delete from anchored');
      await run('delete from anchors');
      const after = await store.anchors.take();
      notEqual(after?.hash, before?.hash);
      match(after?.hash ?? '', /^[0-9a-f]{64}$/);
    });
  });
}

/** One request of two lines, anchored after each. */
async function anchored(bench: Bench): Promise<Bench> {
  const request = await drafted(bench.store);
  await bench.store.anchors.take();
  await bench.store.requests.commit(changing(request, {}));
  await bench.store.anchors.take();
  return bench;
}
