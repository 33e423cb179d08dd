// The contract of crossings: which resets got to Active Directory, which had to wait, and which never did.
import { deepEqual } from 'node:assert/strict';
import type { Event } from '../../src/core/lifecycle.ts';
import type { AuditLine } from '../../src/core/ports.ts';
import { changing, drafted } from './a-change.ts';
import { START } from './a-world.ts';
import { type Bench, type Open, onBench } from './bench.ts';

const HOUR = 3_600_000;

export function crossingsContract(name: string, open: Open): void {
  describe(`crossings on ${name}`, () => {
    const bench = onBench(open);

    it('tells apart who arrived, who had to wait for the company network, and who never got there', async () => {
      const { store } = bench();
      await told(bench(), 'one', true, [
        [0, 'begin', {}],
        [1, 'requeue', { why: 'connectivity', attempt: 1 }],
        [2, 'land', {}],
      ]);
      await told(bench(), 'two', true, [[3, 'fail', { code: 'connectivity' }]]);
      await told(bench(), 'three', true, [
        [4, 'requeue', { why: 'throttled' }],
        [5, 'fail', { code: 'denied' }],
      ]);
      await told(bench(), 'four', false, [[6, 'land', {}]]);
      deepEqual(await store.crossings(START), {
        arrived: { count: 1, last: START + 2 * HOUR },
        waited: { count: 1, last: START + HOUR },
        lost: { count: 1, last: START + 3 * HOUR },
      });
      deepEqual(await store.crossings(START + 3 * HOUR), {
        arrived: { count: 0 },
        waited: { count: 0 },
        lost: { count: 1, last: START + 3 * HOUR },
      });
    });
  });
}

/** A request of somebody from Active Directory or not, in whose audit these events stand, at these hours. */
async function told(
  { store }: Bench,
  id: string,
  synced: boolean,
  events: readonly (readonly [hour: number, event: Event, facts: AuditLine['facts']])[],
): Promise<void> {
  let row = await drafted(store, { id, person: `person-of-${id}`, state: 'cancelled' });
  for (const [hour, event, facts] of events) {
    const at = START + hour * HOUR;
    const line = { event, from: row.state, to: row.state, at, facts, personal: { actor: { kind: 'worker' } } } as const;
    const change = changing(row, { account: { ...row.account, synced } }, { line });
    deepEqual(await store.requests.commit(change), 'done');
    row = change.after;
  }
}
