// While a request waits for its decision: the desk is reminded, the next groups are asked, and their members may decide.
import assert from 'node:assert/strict';
import { aDesk, done, MINUTE, said, stranger } from '../a-desk.ts';

const escalation = [
  { group: 'leads', after: 10 * MINUTE },
  { group: 'security', after: 20 * MINUTE },
];

describe('a request that nobody decides', () => {
  it('is brought to mind after 15 minutes, once, and expires after 30', async () => {
    const { filed, pass, row, store } = aDesk();
    const { id } = await filed();
    const reminders = () => store.told.filter(({ kind }) => kind === 'reminder').length;
    await pass(15 * MINUTE - 1);
    assert.equal(reminders(), 0);
    await pass(14 * MINUTE);
    assert.deepEqual([row(id).state, reminders()], ['pending', 1]);
    await pass(1 * MINUTE + 1);
    assert.equal(row(id).state, 'expired');
  });

  it('goes to the next group of the list, and to the one after that', async () => {
    const { filed, pass, row, store } = aDesk({ policy: { escalation } });
    const { id } = await filed();
    const told = () => store.told.filter(({ kind }) => kind === 'escalated').length;
    await pass(10 * MINUTE - 1);
    assert.deepEqual([row(id).escalated, told()], [undefined, 0]);
    await pass(1);
    assert.deepEqual([row(id).escalated, told()], [1, 1]);
    await pass(10 * MINUTE);
    assert.deepEqual([row(id).escalated, told(), row(id).remindedAt !== undefined], [2, 2, true]);
    await pass(10 * MINUTE);
    assert.equal(row(id).state, 'expired');
  });

  it('lets members of a group decide from when it was asked on, and reads their membership again before the reset', async () => {
    const { desk, filed, pass, click, row, company, page, work } = aDesk({ policy: { escalation } });
    company.state.groups.set('leads', new Set([stranger.id]));
    const { id } = await filed();
    assert.equal(said(await desk.approve(stranger, id, click())), 'not-an-approver');
    await pass(10 * MINUTE);
    done(await desk.approve(stranger, id, click()));
    assert.equal(row(id).state, 'approved');
    company.state.groups.clear();
    await page(id);
    await work();
    assert.deepEqual([row(id).state, company.state.posts], ['pending', 0]);
  });

  it('is not reminded of when the desk comes back after its end', async () => {
    const { filed, world, work, row, store } = aDesk({ policy: { escalation } });
    const { id } = await filed();
    world.advance(60 * MINUTE);
    await work();
    assert.equal(row(id).state, 'expired');
    assert.ok(!store.told.some(({ kind }) => kind === 'reminder' || kind === 'escalated'));
  });

  it('is caught up with in one go when the desk was away for a while', async () => {
    const { filed, world, pass, row } = aDesk({ policy: { escalation } });
    const { id } = await filed();
    world.advance(25 * MINUTE);
    await pass(0);
    assert.deepEqual([row(id).escalated, row(id).remindedAt, row(id).state], [2, world.now(), 'pending']);
  });
});
