// From approved to resetting: only with the owner at hand, everything read again, and hands to do it.
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import { abe, aDesk, ada, type Bench, done, HOUR, MINUTE, rita } from '../a-desk.ts';
import { powerful } from '../waiting.ts';

async function approved(bench: Bench = aDesk()) {
  const { id } = await bench.approved();
  return { ...bench, id, state: () => bench.row(id).state };
}

describe('beginning the reset', () => {
  it('asks Graph once, with the password it has put in the box before', async () => {
    const { id, page, work, store, row, company, world } = await approved();
    await page(id);
    await work();
    assert.equal(company.state.posts, 1);
    const begun = store.lines.find(line => line.event === 'begin');
    assert.deepEqual([begun?.facts['attempt'], begun?.facts['as']], [1, 'reset-desk@corp.example']);
    assert.equal(store.seals.get(id)?.attempt, 1);
    const { attempt, attempts, state } = row(id);
    assert.deepEqual([state, attempts, attempt?.number, attempt?.acceptedAt], ['resetting', 1, 1, world.now()]);
    assert.ok(store.told.some(notice => notice.kind === 'accepted' && notice.audience === 'person'));
  });

  it('sends nothing after its process stood still: what was committed is taken back, and the next look begins anew', async () => {
    let still: (() => void) | undefined;
    const bench = aDesk({ hook: point => void (point === 'after commit' && still?.()) });
    const { id } = await bench.approved();
    const { poll } = await bench.page(id);
    still = () => {
      if (bench.row(id).state !== 'resetting') return;
      still = undefined;
      bench.world.advance(20_001);
    };
    await bench.work();
    assert.deepEqual([bench.row(id).state, bench.company.state.posts, bench.store.seals.size], ['approved', 0, 0]);
    assert.deepEqual(bench.store.lines.find(line => line.event === 'requeue')?.facts, { why: 'stalled', attempt: 1 });
    await poll();
    await bench.work();
    assert.deepEqual([bench.row(id).state, bench.row(id).attempts, bench.company.state.posts], ['resetting', 2, 1]);
  });

  it('sends nothing for a request that was stopped while its process stood still', async () => {
    let still: (() => Promise<unknown>) | undefined;
    const bench = aDesk({ hook: async point => void (point === 'after commit' && (await still?.())) });
    const { id } = await bench.approved();
    await bench.page(id);
    still = async () => {
      if (bench.row(id).state !== 'resetting') return;
      still = undefined;
      bench.world.advance(20_001);
      await bench.desk.freeze(rita, id, bench.click());
    };
    await bench.aProcess().advance(id);
    assert.deepEqual([bench.row(id).state, bench.company.state.posts], ['frozen', 0]);
  });

  it('is done by one of three workers that look at the same moment', async () => {
    const { id, page, work, aProcess, company, store, wrongs } = await approved();
    await page(id);
    await Promise.all([aProcess(), aProcess(), aProcess()].map(process => process.advance(id)));
    await work();
    assert.deepEqual([company.state.posts, wrongs], [1, []]);
    assert.equal(store.lines.filter(line => line.event === 'begin').length, 1);
  });

  it('waits for its owner to be at hand, calls them once, and goes on when they come', async () => {
    const { id, page, pass, state, row, company, store, world } = await approved();
    const called = () => store.told.filter(notice => notice.kind === 'called').length;
    assert.equal(called(), 0);
    await pass(5 * MINUTE);
    assert.deepEqual([state(), row(id).hold?.why, called(), company.state.posts], ['approved', 'owner', 1, 0]);
    await page(id);
    assert.ok((store.jobs.get(id)?.dueAt ?? Number.POSITIVE_INFINITY) <= world.now());
    await pass(0);
    assert.deepEqual([state(), row(id).hold, company.state.posts], ['resetting', undefined, 1]);
  });

  it('finds an owner who came in the very moment it looked away', async () => {
    let come: (() => Promise<unknown>) | undefined;
    const bench = aDesk({ hook: async point => void (point === 'before commit' && (await come?.())) });
    const { id } = await bench.approved();
    come = async () => {
      come = undefined;
      await bench.page(id);
    };
    await bench.work();
    assert.equal(bench.row(id).hold?.why, 'owner');
    await bench.pass(15_000);
    assert.equal(bench.row(id).state, 'resetting');
  });

  it('takes a page that was left for gone', async () => {
    const { id, page, world, work, row } = await approved();
    const { poll } = await page(id);
    world.advance(20_001);
    await work();
    assert.equal(row(id).hold?.why, 'owner');
    await poll();
    await work();
    assert.equal(row(id).state, 'resetting');
  });

  it('gives up after half an hour without its owner, and nothing was changed', async () => {
    const { id, pass, state, row, company, store } = await approved();
    await pass(30 * MINUTE);
    assert.deepEqual([state(), row(id).hold?.why, company.state.posts], ['expired', 'owner', 0]);
    assert.equal(store.told.at(-1)?.kind, 'expired');
    assert.equal(store.jobs.size, 0);
  });

  it('waits for hands that must sign in again, tells the admins, and goes on by itself', async () => {
    const bench = await approved();
    bench.company.state.connected = false;
    const { poll } = await bench.page(bench.id);
    await bench.pass(HOUR, poll);
    assert.equal(bench.row(bench.id).hold?.why, 'hands');
    assert.equal(bench.store.told.filter(notice => notice.kind === 'alarm-held').length, 1);
    bench.company.state.connected = true;
    await bench.pass(15_000, poll);
    assert.equal(bench.state(), 'resetting');
  });

  it('waits for a directory that cannot be read, or not in the part that protects people', async () => {
    for (const broken of ['readable', 'membersReadable', 'facts'] as const) {
      const bench = await approved();
      const { poll } = await bench.page(bench.id);
      if (broken === 'facts') bench.company.state.account = anAccount({ roles: 'unknown' });
      else bench.company.state[broken] = false;
      await bench.pass(10 * MINUTE, poll);
      assert.deepEqual([bench.row(bench.id).hold?.why, bench.company.state.posts], ['directory', 0], broken);
      if (broken === 'facts') bench.company.state.account = anAccount();
      else bench.company.state[broken] = true;
      await bench.pass(15_000, poll);
      assert.equal(bench.state(), 'resetting', broken);
    }
  });

  it('is held for four hours at most, however the reasons take turns', async () => {
    const bench = await approved();
    const { poll } = await bench.page(bench.id);
    let hour = 0;
    while (bench.state() === 'approved') {
      bench.company.state.connected = false;
      await bench.pass(50 * MINUTE, poll);
      await bench.pass(10 * MINUTE);
      assert.ok(++hour <= 4, 'held for longer than four hours');
    }
    assert.deepEqual([bench.state(), bench.company.state.posts], ['expired', 0]);
  });

  it('is refused when the account has become one that nobody resets here', async () => {
    const bench = await approved();
    await bench.page(bench.id);
    bench.company.state.account = anAccount({ roles: ['Global Administrator'] });
    await bench.work();
    assert.deepEqual([bench.state(), bench.row(bench.id).failure?.code], ['failed', 'not-eligible']);
    assert.equal(bench.company.state.posts, 0);
  });

  it('goes back to the desk when whoever approved is no approver any more', async () => {
    const bench = await approved();
    await bench.page(bench.id);
    bench.company.state.approvers.delete(ada.id);
    await bench.work();
    assert.deepEqual([bench.state(), bench.row(bench.id).approvals, bench.company.state.posts], ['pending', [], 0]);
    assert.ok(bench.store.told.some(notice => notice.kind === 'recalled'));
    done(await bench.desk.approve(abe, bench.id, bench.click()));
    await bench.work();
    assert.equal(bench.state(), 'resetting');
  });

  for (const change of ['not eligible', 'recalled', 'gave up'] as const) {
    it(`is left alone by a worker that finds it ${change} while another one has begun`, async () => {
      let begin: (() => Promise<unknown>) | undefined;
      const bench = aDesk({ hook: async point => void (point === 'find' && (await begin?.())) });
      const { id } = await bench.approved();
      if (change === 'gave up') await bench.pass(29 * MINUTE);
      await bench.page(id);
      const slow = bench.aProcess();
      let looks = 0;
      begin = async () => {
        // The slow one has read the row; before it reads it again to commit, the fast one begins.
        if (++looks !== 2) return;
        begin = undefined;
        bench.company.state.account = anAccount();
        bench.company.state.approvers.add(ada.id);
        // Two machines, two clocks.
        if (change === 'gave up') bench.world.advance(-MINUTE);
        await bench.aProcess().advance(id);
      };
      if (change === 'not eligible') bench.company.state.account = anAccount({ enabled: false });
      if (change === 'recalled') bench.company.state.approvers.delete(ada.id);
      if (change === 'gave up') bench.world.advance(MINUTE + 1);
      await slow.advance(id);
      assert.deepEqual([bench.row(id).state, bench.store.seals.size], ['resetting', 1]);
    });
  }

  it('never happens for a request that was cancelled while the worker was reading', async () => {
    let cancel: (() => Promise<unknown>) | undefined;
    const bench = aDesk({ hook: async point => void (point === 'find' && (await cancel?.())) });
    const { id } = await bench.approved();
    await bench.page(id);
    let looks = 0;
    cancel = async () => {
      if (++looks !== 2) return;
      cancel = undefined;
      await bench.desk.cancel(rita, id, bench.click());
    };
    await bench.work();
    assert.deepEqual([bench.row(id).state, bench.company.state.posts, bench.store.seals.size], ['cancelled', 0, 0]);
  });

  it('never uses the identity for ordinary people on somebody with power over others, and fails in words without another', async () => {
    const bench = aDesk({ policy: { privilegedTargets: true } });
    const { company, put, page, work, row, world, store } = bench;
    company.state.account = anAccount({ roles: ['Global Reader'] });
    const approvals = [ada, abe].map(({ id, name }) => ({ id, name, at: world.now(), steppedUpAt: world.now() }));
    const { id } = await put({ ...powerful(world.now()), state: 'approved', approvals });
    await page(id);
    await work();
    assert.deepEqual([row(id).state, row(id).failure?.code], ['failed', 'no-privileged-identity']);
    assert.equal(company.state.posts, 0);
    const told = store.told.map(({ kind, audience }) => `${kind} → ${audience}`);
    for (const notice of ['failed → person', 'alarm → admins']) assert.ok(told.includes(notice), notice);
  });
});
