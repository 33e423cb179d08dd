// Active Directory out of reach: the reset is held and goes on by itself, but only when nothing is seen to have changed.
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import type { Fate } from '../a-company.ts';
import { aDesk, HOUR, MINUTE } from '../a-desk.ts';

const LOST: Fate = 'SSPR_0030: OnPremisesConnectivityError';
const NOBODY: Fate = 'SSPR_0030: OnPremisesConnectivityError, nobody was there';

async function asked(fates: Fate[], domain: 'managed' | 'federated' = 'federated') {
  const bench = aDesk();
  Object.assign(bench.company.state, { fates, account: anAccount({ domain }) });
  const { request, page } = await bench.asked();
  const { id } = request;
  const wait = (ms: number) => bench.pass(ms, page.poll);
  const end = () => [bench.row(id).state, bench.row(id).failure?.code, bench.company.state.posts];
  return { ...bench, id, wait, end };
}

describe('a reset that ended because the company’s network could not be reached', () => {
  it('is held when nothing has changed for a whole directory sync, and is done once the network is back', async () => {
    const { id, wait, end, row, store } = await asked([NOBODY, 'succeeds']);
    await wait(29 * MINUTE);
    assert.deepEqual(end(), ['resetting', undefined, 1]);
    await wait(2 * MINUTE);
    assert.deepEqual([end(), row(id).hold?.why, store.seals.size], [['approved', undefined, 1], 'network', 0]);
    assert.deepEqual(store.told.filter(({ kind }) => kind === 'alarm-held').length, 1);
    // Whatever wakes it: a network is not back because somebody looks.
    await store.requests.wake(id);
    await wait(0);
    assert.deepEqual(end(), ['approved', undefined, 1]);
    await wait(5 * MINUTE);
    assert.deepEqual(end(), ['landed', undefined, 2]);
    assert.deepEqual(row(id).setbacks, [{ code: 'connectivity', said: NOBODY }]);
  });

  it('is tried again sooner where passwords are synced every two minutes', async () => {
    const { wait, end } = await asked([NOBODY, 'succeeds'], 'managed');
    await wait(9 * MINUTE);
    assert.deepEqual(end(), ['resetting', undefined, 1]);
    await wait(8 * MINUTE);
    assert.deepEqual(end(), ['landed', undefined, 2]);
  });

  it('has landed when the directory shows the change after all, and no second password is sent', async () => {
    const { wait, end, store } = await asked([LOST]);
    await wait(3 * MINUTE);
    assert.deepEqual([end(), store.seals.size], [['landed', undefined, 1], 1]);
  });

  it('fails, and is not sent again, when nobody can read whether anything changed', async () => {
    const { id, wait, end, row, company } = await asked([LOST]);
    await wait(6_000);
    company.state.readable = false;
    await wait(31 * MINUTE);
    assert.deepEqual(end(), ['failed', 'connectivity', 1]);
    assert.equal(row(id).failure?.said, LOST);
  });

  it('fails when the date of before was never known', async () => {
    const bench = aDesk();
    Object.assign(bench.company.state, {
      fates: [NOBODY],
      account: anAccount({ passwordChangedAt: 'unknown' }),
    });
    const { request, page } = await bench.asked();
    await bench.pass(6_000, page.poll);
    // Two dates that nobody knows are not the same date.
    bench.company.state.readable = false;
    await bench.pass(40 * MINUTE, page.poll);
    assert.deepEqual([bench.row(request.id).state, bench.company.state.posts], ['failed', 1]);
  });

  it('is not held for longer than an approval lasts', async () => {
    const { wait, end, store } = await asked([NOBODY]);
    await wait(5 * HOUR);
    const [state, code, posts] = end();
    assert.ok(state === 'failed' || state === 'expired', String(state));
    assert.ok(code === undefined || code === 'connectivity');
    assert.ok((posts as number) > 3 && store.seals.size === 0);
  });
});
