// The contract of shields: one set for everybody, whoever raised them, and a word about every change of them.
import { deepEqual, equal } from 'node:assert/strict';
import { SHIELDS } from '../../src/store/ledger.ts';
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

  describe(`the audit of shields on ${name}`, () => {
    const bench = onBench(open);
    const lines = async () =>
      (await bench().store.audit.lines(SHIELDS)).map(line => [
        line.event,
        line.from,
        line.to,
        line.at,
        line.facts,
        line.personal,
      ]);
    const sue = { kind: 'person', ...SUE };
    const iso = (moment: number) => new Date(moment).toISOString();
    const desk = { kind: 'desk' };
    const clock = { kind: 'clock' };
    /** Raised and lowered by Sue, raised by themselves, and over. */
    async function anHour() {
      const { store, world } = bench();
      await store.shields.raise(BY_SUE);
      await store.shields.lower(DOWN);
      await store.shields.raise(BY_THEMSELVES);
      world.advance(4 * HOUR);
      await store.shields.expire();
    }

    it('says who raised and lowered them, until when and why, and when their time was over', async () => {
      await anHour();
      deepEqual(await lines(), [
        ['raise', 'down', 'up', START, { until: iso(BY_SUE.until) }, { actor: sue, why: 'calls' }],
        ['lower', 'up', 'down', START, {}, { actor: sue, why: 'a drill' }],
        ['raise', 'down', 'up', START, { until: iso(BY_THEMSELVES.until), why: 'breaker' }, { actor: desk }],
        ['expire', 'up', 'down', START + 4 * HOUR, { until: iso(BY_THEMSELVES.until) }, { actor: clock }],
      ]);
      deepEqual(await bench().store.audit.verify(SHIELDS), { ok: true, count: 4 });
    });

    it('has no line of what changed nothing, and one of an end that somebody came upon later', async () => {
      const { store, world } = bench();
      await store.shields.lower(DOWN);
      await store.shields.expire();
      deepEqual([await lines(), await store.audit.known()], [[], []]);
      await store.shields.raise(BY_SUE);
      await store.shields.raise(BY_THEMSELVES);
      await store.shields.expire();
      world.advance(HOUR);
      await store.shields.lower(DOWN);
      await store.shields.raise({ ...BY_SUE, until: START + 3 * HOUR });
      await store.shields.expire();
      deepEqual(
        (await lines()).map(([event]) => event),
        ['raise', 'expire', 'raise'],
      );
    });

    it('notes an end once, whoever else looks at that moment', async () => {
      const { store, world } = bench();
      await store.shields.raise(BY_SUE);
      world.advance(HOUR);
      await Promise.all(TWENTY.map(caller => viewFor(bench(), caller).shields.expire()));
      deepEqual(await store.audit.verify(SHIELDS), { ok: true, count: 2 });
    });

    it('is one chain, whoever else raises them at that moment', async () => {
      await Promise.all(TWENTY.map(caller => viewFor(bench(), caller).shields.raise({ ...BY_SUE, why: `${caller}` })));
      const { store } = bench();
      deepEqual(await store.audit.verify(SHIELDS), { ok: true, count: 20 });
      equal((await store.shields.up())?.why, (await store.audit.lines(SHIELDS)).at(-1)?.personal?.['why']);
    });

    const tampering: readonly [string, string, number, string][] = [
      [
        'another reason was given',
        `update desk_audit_personal set body = '{"actor":{"kind":"desk"}}' where version = 1`,
        1,
        'altered',
      ],
      ['they were left up for longer', `update desk_audit set facts = '{"until":1}' where version = 1`, 1, 'altered'],
      [
        'a line was cut off',
        'delete from desk_audit_personal where version = 4; delete from desk_audit where version = 4',
        4,
        'truncated',
      ],
      [
        'they are up again without a line',
        `update memory set value = replace(value, ',"over":true', '')`,
        4,
        'altered',
      ],
      [
        'all of it was taken away',
        'delete from desk_audit_personal; delete from desk_audit; delete from memory',
        1,
        'removed',
      ],
    ];
    for (const [what, statements, at, damage] of tampering)
      it(`shows that ${what}`, async () => {
        const { store, run } = bench();
        await anHour();
        await store.anchors.take();
        for (const statement of statements.split('; ')) await run(statement);
        const verdict = await store.audit.verify(SHIELDS);
        deepEqual(verdict.ok ? [] : [verdict.at, verdict.what], [at, damage]);
      });

    it('is anchored like every other chain, and missed when it is no longer what was anchored', async () => {
      const { store, run } = bench();
      await anHour();
      const request = await drafted(store);
      equal((await store.anchors.take())?.count, 2);
      equal(await store.anchors.take(), undefined);
      deepEqual([await store.anchors.verify(), await store.anchors.missing(9)], [[], []]);
      deepEqual(
        [await store.audit.known(), await store.audit.since(START)],
        [
          [request.id, SHIELDS],
          [request.id, SHIELDS],
        ],
      );
      await store.shields.raise(BY_SUE);
      equal((await store.anchors.take())?.count, 1);
      await run(`update desk_audit set hash = 'x' where version = 5`);
      deepEqual(await store.anchors.missing(9), [SHIELDS]);
    });

    it('forgets people in time, and is whole without them', async () => {
      const { store, world } = bench();
      await anHour();
      equal(await store.erasure.eraseOfDesk(START), 0);
      world.advance(1);
      equal(await store.erasure.eraseOfDesk(world.now()), 2);
      equal(await store.erasure.eraseOfDesk(world.now()), 0);
      const left = await store.audit.lines(SHIELDS);
      deepEqual(
        left.map(({ event, personal }) => [event, personal?.actor]),
        [
          ['raise', undefined],
          ['lower', undefined],
          ['raise', desk],
          ['expire', clock],
          ['note', clock],
        ],
      );
      deepEqual(left.at(-1)?.facts, { what: 'erased', why: 'age', lines: 2 });
      deepEqual(await store.audit.verify(SHIELDS), { ok: true, count: 5 });
    });

    it('forgets who raised them last, but not while they are up', async () => {
      const { store, world, run } = bench();
      const named = async () => JSON.stringify(await run('select * from memory')).includes('Sue');
      await store.shields.raise(BY_SUE);
      world.advance(HOUR - 1);
      await store.erasure.eraseOfDesk(world.now());
      deepEqual([await store.shields.up(), await named()], [BY_SUE, true]);
      await store.shields.lower({ ...DOWN, at: world.now() });
      world.advance(1);
      await store.erasure.eraseOfDesk(world.now());
      deepEqual([await store.shields.up(), await named()], [undefined, false]);
      deepEqual(await store.audit.verify(SHIELDS), { ok: true, count: 4 });
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
