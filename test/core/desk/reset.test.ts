// What Graph answered, what became of it, and what that proves: a second password only where the first provably changed nothing.
import assert from 'node:assert/strict';
import type { Answer, Fate } from '../a-company.ts';
import { aDesk, HOUR, MINUTE } from '../a-desk.ts';

/** A reset asked of a Graph that answers and ends so; the owner stays on their page. */
async function asked(answers: Answer[], fates: Fate[] = ['succeeds'], options: Parameters<typeof aDesk>[0] = {}) {
  const bench = aDesk(options);
  Object.assign(bench.company.state, { answers, fates });
  const { request, page } = await bench.asked();
  const { id } = request;
  const wait = (ms: number) => bench.pass(ms, page.poll);
  const posts = () => bench.company.state.posts;
  const end = () => [bench.row(id).state, bench.row(id).failure?.code, posts()];
  return { ...bench, id, wait, posts, end, page };
}

describe('an accepted reset', () => {
  it('lands when its operation has succeeded, and the person and their manager are told', async () => {
    const { id, wait, row, end, store, world } = await asked(['accepted']);
    await wait(4_999);
    assert.equal(row(id).state, 'resetting');
    await wait(1_000);
    assert.deepEqual(end(), ['landed', undefined, 1]);
    assert.ok((row(id).landedAt ?? 0) <= world.now());
    const told = store.told.map(({ kind, audience }) => `${kind} → ${audience}`);
    for (const notice of ['landed → person', 'changed-mail → person', 'changed-mail → manager'])
      assert.ok(told.includes(notice), notice);
    assert.equal(store.seals.size, 1);
  });

  it('lands on the directory’s word when there is no operation to look at, or it cannot be read', async () => {
    const without = await asked(['accepted-without-operation']);
    await without.wait(2 * MINUTE);
    assert.deepEqual(without.end(), ['landed', undefined, 1]);

    const unreadable = await asked(['accepted']);
    unreadable.company.state.operationsReadable = false;
    await unreadable.wait(2 * MINUTE);
    assert.deepEqual(unreadable.end(), ['landed', undefined, 1]);

    const disconnected = await asked(['accepted']);
    disconnected.company.state.connected = false;
    await disconnected.wait(2 * MINUTE);
    assert.deepEqual(disconnected.end(), ['landed', undefined, 1]);
  });

  it('lands when Active Directory took the password although the cloud did not yet', async () => {
    const { wait, end, store } = await asked(['accepted'], ['OnPremisesSuccessCloudFailure']);
    await wait(MINUTE);
    assert.deepEqual(end(), ['landed', undefined, 1]);
    assert.equal(store.seals.size, 1);
  });

  it('is followed by another password, once, when the first was refused by policy', async () => {
    const better = await asked(['accepted'], ['OnPremisesPolicyViolation', 'succeeds']);
    await better.wait(MINUTE);
    assert.deepEqual(better.end(), ['landed', undefined, 2]);
    assert.equal(new Set(better.company.accepted.map(reset => reset.password)).size, 2);

    const never = await asked(['accepted'], ['OnPremisesPolicyViolation']);
    await never.wait(5 * MINUTE);
    assert.deepEqual(never.end(), ['failed', 'policy', 2]);
    assert.equal(never.store.seals.size, 0);
  });

  for (const [fate, code] of [
    ['SSPR_0029: OnPremisesAdminActionRequired', 'admin-action-required'],
    ['words nobody has written down', 'unknown'],
  ] as const) {
    it(`fails for good on "${fate}", and no second password is sent`, async () => {
      const { id, wait, end, row, store } = await asked(['accepted'], [fate]);
      await wait(MINUTE);
      assert.deepEqual(end(), ['failed', code, 1]);
      assert.equal(row(id).failure?.said, fate);
      assert.equal(store.seals.size, 0);
      const told = store.told.map(({ kind, audience }) => `${kind} → ${audience}`);
      assert.deepEqual(told.slice(-2), ['failed → person', 'alarm → admins']);
    });
  }

  it('without any end fails as unknown after half an hour, and not before', async () => {
    const { wait, end } = await asked(['accepted'], ['never']);
    await wait(29 * MINUTE);
    assert.equal(end()[0], 'resetting');
    await wait(MINUTE);
    assert.deepEqual(end(), ['failed', 'unknown-outcome', 1]);
  });

  it('is looked at less and less often, and no sooner than Graph asks', async () => {
    const looks: number[] = [];
    const bench = aDesk();
    bench.company.state.fates = ['never'];
    const { page } = await bench.asked();
    const start = bench.world.now();
    await bench.pass(30_000, () => {
      looks.push((bench.world.now() - start) / 1_000);
      return page.poll();
    });
    const pauses = looks.map((at, index) => at - (looks[index - 1] ?? 0));
    assert.equal(pauses[0], 1);
    assert.equal(pauses.at(-1), 5);
    assert.deepEqual(
      pauses,
      pauses.toSorted((a, b) => a - b),
    );
  });

  it('ends with its time-box even when Graph asks for a longer wait', async () => {
    const bench = aDesk();
    const { begin } = bench.company.resets;
    bench.company.state.fates = ['never'];
    bench.company.resets.begin = async (...all) => ({ ...(await begin(...all)), lookAfter: 24 * HOUR }) as never;
    const { request, page } = await bench.asked();
    await bench.pass(30 * MINUTE, page.poll);
    assert.equal(bench.row(request.id).state, 'failed');
  });
});

describe('an answer that never came', () => {
  for (const answer of ['timeout-after', 'error-after'] as const) {
    it(`(${answer}) is settled by what the directory shows, and never by asking again`, async () => {
      const { id, wait, row, end } = await asked([answer]);
      assert.notEqual(row(id).attempt?.unknownSince, undefined);
      await wait(3 * MINUTE);
      assert.deepEqual(end(), ['landed', undefined, 1]);
    });
  }

  for (const answer of ['timeout-before', 'error'] as const) {
    it(`(${answer}) ends as unknown when the directory shows nothing for half an hour`, async () => {
      const { wait, end, store } = await asked([answer]);
      await wait(29 * MINUTE);
      assert.equal(end()[0], 'resetting');
      await wait(MINUTE);
      assert.deepEqual(end(), ['failed', 'unknown-outcome', 1]);
      assert.equal(store.seals.size, 0);
    });
  }

  it('is settled although the directory could not be read for a while', async () => {
    const { wait, end, company } = await asked(['timeout-after']);
    company.state.readable = false;
    await wait(10 * MINUTE);
    assert.equal(end()[0], 'resetting');
    company.state.readable = true;
    await wait(10_000);
    assert.deepEqual(end(), ['landed', undefined, 1]);
  });

  it('of a first attempt may be settled as failed by the audit, of a second one not: the row could be the first one’s', async () => {
    const first = await asked(['timeout-after'], ['SSPR_0029: OnPremisesAdminActionRequired']);
    await first.wait(3 * MINUTE);
    assert.deepEqual(first.end(), ['failed', 'admin-action-required', 1]);

    const second = await asked(['throttled', 'timeout-after'], ['SSPR_0029: OnPremisesAdminActionRequired']);
    await second.wait(20 * MINUTE);
    assert.equal(second.end()[0], 'resetting');
    await second.wait(20 * MINUTE);
    assert.deepEqual(second.end(), ['failed', 'unknown-outcome', 2]);
  });
});

describe('a refused reset', () => {
  it('waits as long as Graph says when it asks to slow down, and tries again with a fresh password', async () => {
    const { id, wait, row, end, posts, store } = await asked(['throttled', 'accepted']);
    assert.deepEqual([row(id).state, store.seals.size], ['approved', 0]);
    await wait(29_999);
    assert.equal(posts(), 1);
    await wait(MINUTE);
    assert.deepEqual(end(), ['landed', undefined, 2]);
  });

  it('tries again with a fresh token', async () => {
    const { wait, end } = await asked(['unauthorized', 'accepted']);
    await wait(MINUTE);
    assert.deepEqual(end(), ['landed', undefined, 2]);
  });

  it('gives up after three, and says what it was', async () => {
    for (const [answer, code] of [
      ['throttled', 'throttled'],
      ['unauthorized', 'denied'],
    ] as const) {
      const { wait, end, company } = await asked([answer]);
      await wait(5 * MINUTE);
      assert.deepEqual(end(), ['failed', code, 3]);
      assert.equal(company.accepted.length, 0);
    }
  });

  it('is followed by one other password, not by two, when Graph itself refuses them', async () => {
    const { wait, end } = await asked(['policy']);
    await wait(5 * MINUTE);
    assert.deepEqual(end(), ['failed', 'policy', 2]);
  });

  it('is not kept waiting for longer than an approval lasts', async () => {
    const bench = aDesk();
    bench.company.resets.begin = async () => ({ result: 'nothing-happened', why: 'throttled', after: 24 * HOUR });
    const { request } = await bench.asked();
    assert.equal(bench.row(request.id).failure?.code, 'throttled');
  });

  it('is not kept waiting for longer than that by Microsoft asking for patience again and again', async () => {
    const bench = aDesk();
    const sent: number[] = [];
    bench.company.resets.begin = async () => {
      sent.push(bench.world.now());
      return { result: 'nothing-happened', why: 'throttled', after: 3 * HOUR };
    };
    const { request, page } = await bench.asked();
    const [{ at: approvedAt } = { at: 0 }] = bench.row(request.id).approvals;
    for (let minutes = 0; minutes < 12 * 60; minutes++) {
      bench.world.advance(MINUTE);
      await page.poll();
      await bench.work();
    }
    assert.equal(bench.row(request.id).failure?.code, 'throttled');
    assert.deepEqual(
      sent.map(at => Math.floor((at - approvedAt) / HOUR)),
      [0, 3],
    );
  });

  it('sends another password at once when Graph itself refused the first', async () => {
    const { wait, end } = await asked(['policy', 'accepted']);
    await wait(MINUTE);
    assert.deepEqual(end(), ['landed', undefined, 2]);
  });

  it('fails at once when Graph forbids it, with what Microsoft said for the admin', async () => {
    const { id, end, row } = await asked(['forbidden']);
    assert.deepEqual(end(), ['failed', 'denied', 1]);
    assert.deepEqual(row(id).failure, { code: 'denied', said: 'Authorization_RequestDenied', requestId: 'graph-2' });
  });

  it('that says Active Directory took the password is no refusal: it waits for evidence', async () => {
    const bench = aDesk();
    bench.company.resets.begin = async () => ({ result: 'refused', code: 'OnPremisesSuccessCloudFailure' });
    const { request, page } = await bench.asked();
    assert.deepEqual([bench.row(request.id).state, bench.store.seals.size], ['resetting', 1]);
    bench.company.state.changedAt = bench.world.now() + 1;
    await bench.pass(MINUTE, page.poll);
    assert.equal(bench.row(request.id).state, 'landed');
  });
});

describe('a process that dies', () => {
  /** Dies at the nth time this point is passed; everybody after it lives. */
  function dyingAt(deadly: string, nth: number) {
    let passed = 0;
    return (point: string) => {
      if (point === deadly && ++passed === nth) throw new Error('the process died');
    };
  }

  async function dead(deadly: string, nth = 1) {
    const armed = { hook: (_: string) => {} };
    const bench = aDesk({ hook: point => armed.hook(point) });
    const { id } = await bench.approved();
    const { poll } = await bench.page(id);
    armed.hook = dyingAt(deadly, nth);
    await assert.rejects(bench.work());
    return { ...bench, id, poll };
  }

  it('before it said what it begins, is followed by one that begins', async () => {
    const { id, poll, pass, row, company, wrongs } = await dead('before commit');
    await pass(2 * MINUTE, poll);
    assert.deepEqual([row(id).state, company.state.posts, wrongs], ['landed', 1, []]);
  });

  it('after it said so and before it asked Graph, is followed by one that only looks', async () => {
    for (const point of ['after commit', 'before post']) {
      const { id, poll, pass, row, company } = await dead(point);
      await pass(20 * MINUTE, poll);
      assert.equal(row(id).state, 'resetting');
      await pass(20 * MINUTE, poll);
      assert.deepEqual([row(id).state, row(id).failure?.code, company.state.posts], ['failed', 'unknown-outcome', 0]);
    }
  });

  it('after it asked Graph, is followed by one that finds what came of it', async () => {
    for (const [point, nth] of [
      ['after post', 1],
      ['before commit', 2],
      ['after commit', 2],
    ] as const) {
      const { id, poll, pass, row, company, store } = await dead(point, nth);
      await pass(5 * MINUTE, poll);
      assert.deepEqual([row(id).state, company.state.posts, store.seals.size], ['landed', 1, 1]);
    }
  });
});
