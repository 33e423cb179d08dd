// The contract of history: what the desk did before, over everybody's requests, as the commits wrote it down.
import { deepEqual, equal } from 'node:assert/strict';
import type { Event, State } from '../../src/core/lifecycle.ts';
import type { AuditLine } from '../../src/core/ports.ts';
import type { Passed, Request } from '../../src/core/request.ts';
import { changing, drafted } from './a-change.ts';
import { anAccount, MAX, RITA } from './a-request.ts';
import { START } from './a-world.ts';
import { type Bench, type Open, onBench } from './bench.ts';

const HOUR = 3_600_000;
const ADA = 'AAAAAAAA-0000-4000-8000-000000000001';
const ABE = 'aaaaaaaa-0000-4000-8000-000000000002';
const SAM = 'cccccccc-0000-4000-8000-000000000004';

export function historyContract(name: string, open: Open): void {
  describe(`history on ${name}`, () => {
    const bench = onBench(open);

    it('counts resets since a moment, without those that were proved not to have happened', async () => {
      const { store } = bench();
      for (const [number, events] of [
        ['begin'],
        ['begin', 'requeue', 'begin'],
        ['begin', 'requeue'],
        ['begin', 'fail'],
      ].entries())
        await told(bench(), `request-${number}`, events as Event[], START + number * HOUR);
      equal(await store.history.resets(START), 3);
      equal(await store.history.resets(START + HOUR), 2);
      equal(await store.history.resets(START + 3 * HOUR), 1);
      equal(await store.history.resets(START + 4 * HOUR), 0);
    });

    it('knows in how many other requests an approver and this person, or one of these vouchers, met', async () => {
      const { store } = bench();
      const met = (approver: string, person = RITA.id, vouchers: string[] = [MAX.id], since = START) =>
        store.history.pairs('now', { person, approver, vouchers }, since);
      equal(await met(ADA), 0);
      // Of Rita, whose manager vouched: counted once although Ada met both.
      await approved(bench(), 'one', { person: RITA.id, proofs: [vouchBy(MAX.id)] }, [ADA]);
      equal(await met(ADA), 1);
      equal(await met(ADA.toLowerCase(), RITA.id.toUpperCase()), 1, 'however the ids are written');
      equal(await met(ABE), 0);
      equal(await met(ADA, SAM), 1, 'the voucher alone');
      equal(await met(ADA, SAM, []), 0);
      equal(await met(ADA, RITA.id, []), 1, 'the person alone');
      equal(await met(ADA, RITA.id, [], START + 1), 0, 'longer ago');
      equal(
        await store.history.pairs('one', { person: RITA.id, approver: ADA, vouchers: [] }, START),
        0,
        'this request',
      );
      await approved(bench(), 'two', { person: SAM, proofs: [vouchBy(MAX.id)] }, [ABE, ADA]);
      equal(await met(ADA), 2);
      equal(await met(ABE), 1);
    });

    it('remembers a meeting although the approval was taken back', async () => {
      const { store } = bench();
      const { after } = await approved(bench(), 'one', { person: RITA.id }, [ADA]);
      equal(await store.requests.commit(changing(after, { approvals: [], state: 'pending' })), 'done');
      equal(await store.history.pairs('now', { person: RITA.id, approver: ADA, vouchers: [] }, START), 1);
    });

    it('knows whether anybody’s reset has got to Active Directory since a moment', async () => {
      const { store } = bench();
      const synced = (is: boolean | 'unknown') => ({ account: anAccount({ synced: is }) });
      await told(bench(), 'one', ['begin', 'land'], START, synced(true));
      await told(bench(), 'two', ['begin', 'land'], START + HOUR, synced(false));
      await told(bench(), 'three', ['begin', 'land'], START + HOUR, synced('unknown'));
      await told(bench(), 'four', ['begin', 'requeue', 'begin', 'fail'], START + HOUR, synced(true));
      deepEqual([await store.history.arrived(START), await store.history.arrived(START + 1)], [true, false]);
    });

    it('finds the newest failure of a kind, of one person or of everybody', async () => {
      const { store } = bench();
      await told(bench(), 'one', ['begin', 'fail'], START, { person: RITA.id }, { code: 'connectivity' });
      await told(bench(), 'two', ['begin', 'fail'], START + HOUR, { person: SAM }, { code: 'connectivity' });
      await told(bench(), 'three', ['begin', 'fail'], START + 2 * HOUR, { person: MAX.id }, { code: 'denied' });
      equal(await store.history.failed('connectivity', START), START + HOUR);
      equal(await store.history.failed('connectivity', START, RITA.id), START);
      equal(await store.history.failed('connectivity', START, RITA.id.toUpperCase()), START);
      deepEqual(
        [
          await store.history.failed('connectivity', START + HOUR + 1),
          await store.history.failed('denied', START, SAM),
        ],
        [undefined, undefined],
      );
    });
  });
}

/** A request in whose audit these events stand, one commit each. */
async function told(
  { store }: Bench,
  id: string,
  events: readonly Event[],
  at: number,
  over: Partial<Request> = {},
  facts: AuditLine['facts'] = {},
): Promise<void> {
  let row = await drafted(store, { id, person: `person-of-${id}`, state: 'cancelled', ...over });
  for (const event of events) {
    const line = { event, from: row.state, to: row.state, at, facts, personal: { actor: { kind: 'worker' } } } as const;
    const change = changing(row, {}, { line });
    equal(await store.requests.commit(change), 'done');
    row = change.after;
  }
}

async function approved({ store }: Bench, id: string, over: Partial<Request>, by: readonly string[]) {
  const state: State = 'cancelled';
  const row = await drafted(store, { id, state, ...over });
  const approvals = by.map(approver => ({ id: approver, name: 'Ada', at: START }));
  const change = changing(row, { approvals });
  equal(await store.requests.commit(change), 'done');
  return change;
}

function vouchBy(id: string): Passed {
  return { kind: 'vouch', custody: 'person', at: START, by: { id, name: 'Max' } };
}
