// Shields: who may raise them, when they go up by themselves, and what they do to requests under way.
import assert from 'node:assert/strict';
import type { Passed } from '../../../src/core/request.ts';
import { anAccount } from '../../contracts/a-request.ts';
import { abe, aDesk, ada, type Bench, done, HOUR, MINUTE, max, ok, rita, said, security } from '../a-desk.ts';
import { powerful, VOUCH, waiting } from '../waiting.ts';

const DAY = 24 * HOUR;

async function raised(bench: Bench, hours = 1) {
  ok(await bench.desk.raiseShields(security, 'calls that want codes', bench.world.now() + hours * HOUR));
}

describe('shields', () => {
  it('are raised and lowered by admins alone, with a reason and an end that is in sight', async () => {
    const { desk, store, world, company } = aDesk();
    const soon = world.now() + HOUR;
    const up = async () => (await store.shields.up()) !== undefined;
    for (const actor of [rita, ada]) assert.equal(said(await desk.raiseShields(actor, 'x', soon)), 'not-an-admin');
    assert.equal(said(await desk.raiseShields(security, ' ', soon)), 'reason-empty');
    assert.equal(said(await desk.raiseShields(security, 'x'.repeat(501), soon)), 'reason-too-long');
    for (const end of [world.now(), world.now() + 7 * DAY + 1])
      assert.equal(said(await desk.raiseShields(security, 'x', end)), 'end-unreasonable');
    assert.equal(await up(), false);
    ok(await desk.raiseShields(security, ' calls \n that want codes', soon));
    const by = { id: security.id, name: security.name };
    assert.deepEqual(await desk.shields(), { since: world.now(), until: soon, why: 'calls that want codes', by });
    assert.equal(said((await desk.lowerShields(ada, 'enough')) as object), 'not-an-admin');
    assert.equal(said((await desk.lowerShields(security, '')) as object), 'reason-empty');
    assert.equal(await up(), true);
    assert.equal(await desk.lowerShields(security, 'it was a drill'), 'down');
    assert.equal(await up(), false);
    company.state.admins.delete(security.id);
    assert.equal(said(await desk.raiseShields(security, 'x', soon)), 'not-an-admin');
  });

  it('go down by themselves at their end', async () => {
    const bench = aDesk();
    await raised(bench, 2);
    bench.world.advance(2 * HOUR - 1);
    assert.notEqual(await bench.desk.shields(), 'down');
    bench.world.advance(1);
    assert.equal(await bench.desk.shields(), 'down');
  });

  it('ask for two approvers of everybody, also of a request that waits already, and for one again when they are down', async () => {
    const bench = aDesk();
    const { desk, row, work, click, store } = bench;
    const { id } = await bench.filed();
    assert.equal(row(id).demand?.approvals, 1);
    await raised(bench);
    await work();
    assert.deepEqual([row(id).demand?.approvals, row(id).demand?.why.includes('shields')], [2, true]);
    done(await desk.approve(ada, id, click()));
    assert.equal(row(id).state, 'pending');
    await desk.lowerShields(security, 'over');
    await work();
    assert.equal(row(id).demand?.approvals, 1);
    assert.ok(!store.told.some(({ kind }) => kind === 'more-asked'));
  });

  it('tell whoever proved too little for them, once', async () => {
    const bench = aDesk();
    const { put, row, pass, store, world } = bench;
    const totp: Passed = { kind: 'totp', custody: 'device', at: world.now() };
    const first = { ...waiting(world.now()), proofs: [{ ...VOUCH, at: world.now() }, totp] };
    const { id } = await put(first);
    await pass(MINUTE);
    // As filing leaves it.
    await store.requests.commit({
      before: row(id),
      after: { ...row(id), version: 2, demand: { ...NO_DEMAND } },
      line: {
        event: 'note',
        from: 'pending',
        to: 'pending',
        at: world.now(),
        facts: {},
        personal: { actor: { kind: 'desk' } },
      },
      command: 'judged',
      wake: world.now(),
      tell: [],
    });
    await pass(MINUTE);
    await raised(bench);
    await pass(5 * MINUTE);
    assert.equal(store.told.filter(({ kind }) => kind === 'more-asked').length, 1);
  });

  it('call back what was approved and has not begun, with a word to the person and the desk; what is resetting goes on', async () => {
    const bench = aDesk();
    const { row, work, store, pass, desk, click, page } = bench;
    const { id } = await bench.approved();
    await pass(MINUTE);
    assert.equal(row(id).hold?.why, 'owner');
    await raised(bench);
    await work();
    assert.deepEqual([row(id).state, row(id).approvals, row(id).hold], ['pending', [], undefined]);
    const told = store.told.map(({ kind, audience }) => `${kind} → ${audience}`);
    for (const notice of ['recalled → person', 'recalled → helpdesk']) assert.ok(told.includes(notice), notice);
    assert.ok(!told.includes('alarm → admins'), 'they are told once, of the shields');
    for (const approver of [ada, abe]) done(await desk.approve(approver, id, click()));
    await page(id);
    await work();
    assert.equal(row(id).state, 'resetting');
    await raised(bench);
    await pass(MINUTE);
    assert.equal(row(id).state, 'landed');
  });

  it('keep everybody with power over others out, wherever their request is', async () => {
    const bench = aDesk({ policy: { privilegedTargets: true } });
    const { put, row, pass, page, world, company } = bench;
    const approvals = [ada, abe].map(({ id, name }) => ({ id, name, at: world.now(), steppedUpAt: world.now() }));
    const { id } = await put({ ...powerful(world.now()), state: 'approved', approvals });
    await raised(bench);
    await page(id);
    await pass(1_000);
    assert.deepEqual([row(id).state, company.state.posts], ['pending', 0]);
  });
});

describe('shields that go up by themselves', () => {
  /** So many resets were begun, each at its moment before now. */
  function begun(bench: Bench, count: number, ago: number) {
    for (let number = 0; number < count; number++)
      bench.store.lines.push({
        event: 'begin',
        from: 'approved',
        to: 'resetting',
        at: bench.world.now() - ago,
        facts: {},
        personal: { actor: { kind: 'worker' } },
        request: `other-${number}`,
        version: 1,
      });
  }
  const begin = async (bench: Bench) => {
    const { id } = await bench.approved();
    await bench.page(id);
    await bench.work();
    return bench.row(id).state;
  };

  it('do so before the reset that would be one too many for an hour, which then waits for a second approver', async () => {
    for (const [count, ago, state, up] of [
      [19, MINUTE, 'resetting', undefined],
      [20, MINUTE, 'pending', 'breaker'],
      [40, HOUR + 1, 'resetting', undefined],
    ] as const) {
      const bench = aDesk();
      begun(bench, count, ago);
      assert.equal(await begin(bench), state, `${count} resets`);
      assert.equal((await bench.store.shields.up())?.why, up);
      assert.equal(bench.company.state.posts, state === 'resetting' ? 1 : 0);
    }
  });

  it('take what is usual in a large company for usual', async () => {
    for (const [ofLate, up] of [
      [49, undefined],
      [51, 'breaker'],
    ] as const) {
      const bench = aDesk();
      // Ten an hour over thirty days, with those of late.
      begun(bench, 7_200 - ofLate, DAY);
      begun(bench, ofLate, MINUTE);
      await begin(bench);
      assert.equal((await bench.store.shields.up())?.why, up);
    }
  });

  it('count only what came after somebody lowered them', async () => {
    const bench = aDesk();
    begun(bench, 30, MINUTE);
    await raised(bench);
    await bench.desk.lowerShields(security, 'a migration, we know');
    assert.equal(await begin(bench), 'resetting');
    assert.equal(await bench.desk.shields(), 'down');
  });

  it('never shorten or replace those that somebody raised', async () => {
    const bench = aDesk();
    await raised(bench, 24);
    begun(bench, 30, MINUTE);
    const { id } = await bench.filed();
    for (const approver of [ada, abe]) done(await bench.desk.approve(approver, id, bench.click()));
    await bench.page(id);
    await bench.work();
    assert.equal(bench.row(id).state, 'resetting');
    assert.equal((await bench.store.shields.up())?.by?.id, security.id);
  });

  it('do so when somebody who was reset twice within a day files a third, and tell the admins; no wish alone does it', async () => {
    for (const [landed, up] of [
      [[HOUR, 2 * HOUR], 'repeated'],
      [[HOUR, DAY], undefined],
      [[HOUR], undefined],
    ] as const) {
      const bench = aDesk();
      const { world, put, store } = bench;
      world.advance(3 * DAY);
      // Opened long before they landed: the day counts from the landing.
      for (const [index, ago] of landed.entries())
        await put({
          id: `before-${index}`,
          state: 'completed',
          openedAt: world.now() - ago - DAY,
          landedAt: world.now() - ago,
        });
      ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
      assert.equal(await store.shields.up(), undefined);
      const { id } = await bench.filed();
      assert.equal((await store.shields.up())?.why, up);
      assert.equal(bench.row(id).demand?.approvals, up ? 2 : 1);
      assert.equal(
        store.told.some(({ kind }) => kind === 'alarm-repeat'),
        up !== undefined,
      );
    }
  });
});

describe('one person who is reset again and again', () => {
  async function often() {
    const bench = aDesk();
    bench.world.advance(3 * DAY);
    for (const ago of [HOUR, 2 * HOUR])
      await bench.put({ id: `before-${ago}`, state: 'completed', landedAt: bench.world.now() - ago });
    return bench;
  }

  it('is asked for more by their own request, also after an admin has lowered the shields for everybody else', async () => {
    const bench = await often();
    const { id } = await bench.filed();
    await bench.desk.lowerShields(security, 'spoke to her');
    await bench.work();
    const { demand } = bench.row(id);
    assert.deepEqual([demand?.approvals, demand?.why], [2, ['policy', 'often-reset']]);
    done(await bench.desk.approve(ada, id, bench.click()));
    assert.equal(bench.row(id).state, 'pending');
    assert.equal(done(await bench.desk.approve(abe, id, bench.click())).state, 'approved');
  });

  it('does not hold up a whole company all day: for a day after they were lowered, shields stay down for the same person', async () => {
    const bench = await often();
    const again = async () => {
      const { id } = await bench.filed();
      done(await bench.desk.cancel(rita, id, bench.click()));
      return (await bench.store.shields.up())?.why;
    };
    assert.equal(await again(), 'repeated');
    await bench.desk.lowerShields(security, 'spoke to her');
    bench.world.advance(2 * HOUR);
    assert.equal(await again(), undefined);
    assert.equal(bench.store.told.filter(({ kind }) => kind === 'alarm-repeat').length, 2, 'the admins hear of each');
    // Somebody else is another matter.
    for (const ago of [HOUR, 2 * HOUR])
      await bench.put({ id: `other-${ago}`, person: max.id, state: 'completed', landedAt: bench.world.now() - ago });
    const theirs = await bench.put({ id: 'theirs', person: max.id, ...waiting(bench.world.now()), state: 'open' });
    bench.company.state.people.set(max.id, anAccount({ id: max.id }));
    done(await bench.desk.file(max, theirs.id, bench.click()));
    assert.equal((await bench.store.shields.up())?.why, 'repeated');
  });

  it('raises them anew where they ran out and nobody looked', async () => {
    const bench = await often();
    await bench.filed();
    await bench.pass(5 * HOUR);
    assert.equal(await bench.desk.shields(), 'down');
    await bench.filed();
    assert.equal((await bench.store.shields.up())?.why, 'repeated');
  });
});

const NO_DEMAND = {
  apart: 2,
  kinds: ['step-up', 'vouch', 'totp', 'call-back'],
  required: [],
  approvals: 1,
  approverStepUp: false,
  tellAdmins: false,
  why: ['policy'],
} as const;
