// An approver decides: who they are and whether they may is read at the click, and one decision counts.
import assert from 'node:assert/strict';
import { MAX } from '../../contracts/a-request.ts';
import { abe, aDesk, ada, done, MINUTE, max, rita, said, stranger } from '../a-desk.ts';

describe('an approval', () => {
  it('moves the request on and wakes the worker at once', async () => {
    const { desk, filed, click, row, world, store } = aDesk();
    const { id } = await filed();
    done(await desk.approve(ada, id, click()));
    assert.equal(row(id).state, 'approved');
    assert.deepEqual(row(id).approvals, [{ id: ada.id, name: ada.name, at: world.now() }]);
    assert.ok((store.jobs.get(id)?.dueAt ?? Number.POSITIVE_INFINITY) <= world.now());
  });

  it('is refused of everybody who may not', async () => {
    const { desk, filed, click, row, company } = aDesk();
    const { id } = await filed();
    company.state.approvers.add(rita.id).add(MAX.id);
    assert.equal(said(await desk.approve(stranger, id, click())), 'not-an-approver');
    assert.equal(said(await desk.approve(rita, id, click())), 'own-request');
    assert.equal(said(await desk.approve(max, id, click())), 'you-vouched');
    assert.equal(said(await desk.approve({ ...ada, tenant: 'elsewhere' }, id, click())), 'wrong-tenant');
    company.state.approvers.delete(ada.id);
    assert.equal(said(await desk.approve(ada, id, click())), 'not-an-approver');
    company.state.membersReadable = false;
    assert.equal(said(await desk.approve(abe, id, click())), 'membership-unreadable');
    assert.equal(said(await desk.approve(abe, 'nowhere', click())), 'no-such-request');
    assert.deepEqual([row(id).state, row(id).approvals], ['pending', []]);
  });

  it('counts once when clicked twice, delivered five times, or by two at the same moment', async () => {
    const { desk, filed, click, row, store } = aDesk();
    const { id } = await filed();
    const clicks = [
      ...Array.from({ length: 5 }, () => desk.approve(ada, id, 'one delivery')),
      desk.approve(ada, id, click()),
      desk.approve(abe, id, click()),
    ];
    await Promise.all(clicks);
    assert.equal(row(id).approvals.length, 1);
    assert.equal(store.lines.filter(line => line.event === 'approve').length, 1);
  });

  it('needs two different people where the policy says so', async () => {
    const { desk, filed, click, row } = aDesk({ policy: { approvals: 2 } });
    const { id } = await filed();
    done(await desk.approve(ada, id, click()));
    assert.equal(row(id).state, 'pending');
    assert.equal(said(await desk.approve(ada, id, click())), 'already-approved-by-you');
    done(await desk.approve(abe, id, click()));
    assert.deepEqual([row(id).state, row(id).approvals.length], ['approved', 2]);
  });

  it('comes too late after a denial, a cancellation and the end of patience', async () => {
    for (const end of ['deny', 'cancel', 'wait'] as const) {
      const { desk, filed, click, row, pass } = aDesk();
      const { id } = await filed();
      if (end === 'deny') done(await desk.deny(abe, id, 'no', click()));
      if (end === 'cancel') done(await desk.cancel(rita, id, click()));
      if (end === 'wait') await pass(31 * MINUTE);
      const { version } = row(id);
      assert.equal(said(await desk.approve(ada, id, click())), 'already-decided');
      assert.equal(row(id).version, version);
    }
  });

  it('is not given more than twenty times in ten minutes by one person', async () => {
    const { desk, filed, click, world } = aDesk();
    const { id } = await filed();
    for (let clicked = 0; clicked < 20; clicked++) await desk.approve(ada, 'nowhere', click());
    for (let delivered = 0; delivered < 5; delivered++) await desk.approve(abe, 'nowhere', 'the same');
    assert.equal(said(await desk.approve(ada, id, click())), 'too-many-decisions');
    world.advance(10 * MINUTE);
    assert.equal(said(await desk.approve(ada, id, click())), 'done');
  });
});

describe('a denial', () => {
  it('ends the request and tells the person why', async () => {
    const { desk, filed, click, row, world, store } = aDesk();
    const { id } = await filed();
    done(await desk.deny(ada, id, '  Please\ncall us ', click()));
    const denial = { id: ada.id, name: ada.name, at: world.now(), reason: 'Please call us' };
    assert.deepEqual([row(id).state, row(id).denial], ['denied', denial]);
    assert.equal(store.told.at(-1)?.kind, 'denied');
    assert.equal(store.jobs.size, 0);
  });

  it('needs a reason that fits', async () => {
    const { desk, filed, click, row } = aDesk();
    const { id } = await filed();
    assert.equal(said(await desk.deny(ada, id, ' \n', click())), 'reason-empty');
    assert.equal(said(await desk.deny(ada, id, 'x'.repeat(501), click())), 'reason-too-long');
    assert.equal(row(id).state, 'pending');
  });

  it('is refused of everybody who may not', async () => {
    const { desk, filed, click, company } = aDesk();
    const { id } = await filed();
    company.state.approvers.add(rita.id).add(max.id);
    assert.equal(said(await desk.deny(stranger, id, 'no', click())), 'not-an-approver');
    assert.equal(said(await desk.deny(rita, id, 'no', click())), 'own-request');
    assert.equal(said(await desk.deny(max, id, 'no', click())), 'you-vouched');
  });

  it('keeps its reason out of the audit’s facts: it is about a person', async () => {
    const { desk, filed, click, store } = aDesk();
    const { id } = await filed();
    await desk.deny(ada, id, 'sounded like somebody else', click());
    const line = store.lines.at(-1);
    assert.ok(!JSON.stringify(line?.facts).includes('somebody'));
    assert.equal(line?.personal['reason'], 'sounded like somebody else');
  });

  it('and an approval at the same moment: one of both counts', async () => {
    const { desk, filed, click, row, store } = aDesk();
    const { id } = await filed();
    const answers = await Promise.all([desk.approve(ada, id, click()), desk.deny(abe, id, 'no', click())]);
    assert.deepEqual(answers.map(said).toSorted(), ['already-decided', 'done']);
    assert.equal(store.lines.filter(line => ['approve', 'deny'].includes(line.event)).length, 1);
    assert.ok(['approved', 'denied'].includes(row(id).state));
  });
});
