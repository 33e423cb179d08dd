// What the desk remembers weighs in where the directory cannot tell.
import assert from 'node:assert/strict';
import type { Event } from '../../../src/core/lifecycle.ts';
import { changing } from '../../contracts/a-change.ts';
import { anAccount } from '../../contracts/a-request.ts';
import type { Fate } from '../a-company.ts';
import { aDesk, HOUR, MINUTE, ok, rita } from '../a-desk.ts';

/** An evening that ended in this failure of Rita's reset. */
async function afterFailure(fate: Fate) {
  const bench = aDesk({ policy: { attempts: 1 } });
  Object.assign(bench.company.state, {
    fates: [fate, 'succeeds'],
    account: anAccount({ passwordChangedAt: 'unknown' }),
  });
  const { id } = await bench.approved();
  await bench.page(id);
  await bench.work();
  // Whether anything changed cannot be said without the date of before, so the story ends with the time-box.
  await bench.pass(31 * MINUTE);
  assert.equal(bench.row(id).state, 'failed');
  return bench;
}

const ask = async ({ desk, click }: ReturnType<typeof aDesk>) =>
  ok(await desk.draft(rita, { locale: 'en', command: click() })).verdict.row;

describe('a person who asks again', () => {
  it('is not sent through the same wall when Active Directory refused their account within the day', async () => {
    const bench = await afterFailure('SSPR_0029: OnPremisesAdminActionRequired');
    assert.equal(await ask(bench), 'protected');
    await bench.pass(25 * HOUR);
    assert.equal(await ask(bench), 'federated-adfs');
  });

  it('waits while the company network was just out of reach, and no longer', async () => {
    const bench = await afterFailure('SSPR_0030: OnPremisesConnectivityError, nobody was there');
    assert.equal(await ask(bench), 'writeback-broken');
    await bench.pass(31 * MINUTE);
    assert.equal(await ask(bench), 'federated-adfs');
  });

  it('goes on before that when a reset has got there, and only then: not when one was begun, nor for what never goes there', async () => {
    const bench = await afterFailure('SSPR_0030: OnPremisesConnectivityError, nobody was there');
    /** Somebody else's reset, as far as these events. */
    const another = async (synced: boolean, events: readonly Event[]) => {
      let row = await bench.put({
        id: `${synced} ${events.length}`,
        person: 'x',
        state: 'cancelled',
        account: anAccount({ synced }),
      });
      for (const event of events) {
        const personal = { actor: { kind: 'worker' } } as const;
        const line = { event, from: row.state, to: row.state, at: bench.world.now(), facts: {}, personal };
        const change = changing(row, {}, { line });
        assert.equal(await bench.store.requests.commit(change), 'done');
        row = change.after;
      }
    };
    await another(true, ['begin']);
    assert.equal(await ask(bench), 'writeback-broken');
    await another(false, ['begin', 'land']);
    assert.equal(await ask(bench), 'writeback-broken');
    await another(true, ['begin', 'land']);
    assert.equal(await ask(bench), 'federated-adfs');
  });
});

describe('a person at risk', () => {
  it('is turned away, and security hears of it once a day, however often it is asked', async () => {
    const bench = aDesk();
    bench.company.state.account = anAccount({ risk: 'at-risk' });
    const alarms = () =>
      bench.store.told.filter(({ kind, audience }) => kind === 'alarm-risk' && audience === 'admins');
    assert.equal(await ask(bench), 'at-risk');
    assert.equal(await ask(bench), 'at-risk');
    assert.equal(alarms().length, 1);
    bench.world.advance(25 * HOUR);
    assert.equal(await ask(bench), 'at-risk');
    assert.equal(alarms().length, 2);
  });
});
