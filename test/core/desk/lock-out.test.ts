// After a freeze, the password that the desk had set is replaced by one that nobody ever sees.
import assert from 'node:assert/strict';
import { aDesk, ada, type Bench, done, HOUR, MINUTE, rita, said, security } from '../a-desk.ts';

/** Landed, opened by whoever has the page, and then "that was not me". */
async function frozen(bench: Bench) {
  const { request, page } = await bench.landed();
  await bench.desk.reveal(page.session, bench.click());
  done(await bench.desk.freeze(ada, request.id, bench.click()));
  const { posts } = bench.company.state;
  return { id: request.id, since: posts, posts: () => bench.company.state.posts - posts };
}

describe('a freeze after a reset', () => {
  it('sets another password, once, which is neither kept nor shown', async () => {
    const bench = aDesk();
    const { id, posts } = await frozen(bench);
    await bench.pass(MINUTE);
    assert.deepEqual([posts(), bench.row(id).lockout?.ended, bench.row(id).state], [1, 'locked', 'frozen']);
    const [first, last] = bench.company.accepted.map(({ password }) => password);
    assert.ok(first && last && first !== last);
    assert.ok(!(bench.store.written() + JSON.stringify(bench.logged)).includes(last));
    assert.deepEqual([bench.store.seals.size, bench.wrongs], [0, []]);
    await bench.pass(48 * HOUR);
    assert.equal(posts(), 1);
  });

  it('is one try of one worker, however many look at the same moment', async () => {
    const bench = aDesk();
    const { id, posts } = await frozen(bench);
    await bench.work();
    await Promise.all([1, 2, 3].map(() => bench.aProcess().advance(id)));
    assert.deepEqual([posts(), bench.wrongs], [1, []]);
  });

  it('leaves everybody alone whose password the desk has not touched', async () => {
    for (const reach of ['filed', 'approved'] as const) {
      const bench = aDesk();
      const { id } = await bench[reach]();
      done(await bench.desk.freeze(rita, id, bench.click()));
      await bench.pass(HOUR);
      assert.equal(bench.company.state.posts, 0, reach);
    }
    const refused = aDesk();
    refused.company.state.answers = ['forbidden'];
    const { request } = await refused.asked();
    assert.equal(request.failure?.code, 'denied');
    done(await refused.desk.freeze(ada, request.id, refused.click()));
    await refused.pass(HOUR);
    assert.equal(refused.company.state.posts, 1);
  });

  it('comes after a reset that is still under way, so that the last password is the one nobody knows', async () => {
    const bench = aDesk();
    bench.company.state.operationTakes = 90_000;
    const { request } = await bench.asked();
    done(await bench.desk.freeze(rita, request.id, bench.click()));
    await bench.pass(119_000);
    assert.equal(bench.company.accepted.length, 1);
    await bench.pass(10 * MINUTE);
    const [first, last] = bench.company.accepted;
    assert.ok(first && last && first.endsAt < last.endsAt);
    assert.equal(bench.row(request.id).lockout?.ended, 'locked');
  });

  it('is tried again when the process died before sending it, and when nobody knows what became of it', async () => {
    const state = { die: false };
    const bench = aDesk({
      hook: point => {
        if (point !== 'before post' || !state.die) return;
        state.die = false;
        throw new Error('died');
      },
    });
    const { id, posts } = await frozen(bench);
    await bench.work();
    state.die = true;
    await assert.rejects(bench.work(), /died/);
    assert.deepEqual([posts(), bench.row(id).lockout?.number], [0, 1]);
    bench.company.state.answers = ['timeout-after', 'accepted'];
    await bench.pass(10 * MINUTE);
    assert.deepEqual([posts(), bench.row(id).lockout?.ended], [2, 'locked']);
  });

  it('tells the admins when it cannot be done, and tries no more', async () => {
    for (const [answers, fates, tries] of [
      [['timeout-before'], ['succeeds'], 3],
      [['forbidden'], ['succeeds'], 1],
      [['policy'], ['succeeds'], 3],
      [['accepted'], ['OnPremisesPolicyViolation'], 3],
    ] as const) {
      const bench = aDesk();
      const { id, posts } = await frozen(bench);
      Object.assign(bench.company.state, { answers: [...answers], fates: [...fates] });
      await bench.pass(2 * HOUR);
      assert.deepEqual([bench.row(id).lockout?.ended, posts()], ['failed', tries], answers[0]);
      assert.equal(bench.store.told.filter(({ kind }) => kind === 'alarm-lockout').length, 1);
    }
  });

  it('is waited for by whoever would lift the freeze, and never comes after it', async () => {
    const bench = aDesk();
    const { id, posts } = await frozen(bench);
    bench.company.state.operationTakes = 90_000;
    await bench.work();
    await bench.work();
    assert.equal(posts(), 1);
    assert.equal(said(await bench.desk.lift(security, id, 'it was her', bench.click())), 'locking-out');
    await bench.pass(2 * MINUTE);
    done(await bench.desk.lift(security, id, 'it was her', bench.click()));
    await bench.pass(HOUR);
    assert.equal(posts(), 1);

    const lifted = aDesk();
    const other = await frozen(lifted);
    done(await lifted.desk.lift(security, other.id, 'it was her', lifted.click()));
    await lifted.pass(HOUR);
    assert.equal(other.posts(), 0);
  });

  it('that is lifted before it was done leaves a line, and the admins hear that the password is still in force', async () => {
    const bench = aDesk();
    const { id, posts } = await frozen(bench);
    bench.company.state.connected = false;
    await bench.pass(MINUTE);
    const alarms = () => bench.store.told.filter(({ kind }) => kind === 'alarm-lifted').length;
    assert.equal(alarms(), 0);
    done(await bench.desk.lift(security, id, 'it was her after all', bench.click()));
    assert.deepEqual([alarms(), bench.store.lines.at(-1)?.facts], [1, { password: 'not replaced' }]);
    bench.company.state.connected = true;
    await bench.pass(HOUR);
    assert.equal(posts(), 0);
  });

  it('waits for hands that must sign in again', async () => {
    const bench = aDesk();
    const { id, posts } = await frozen(bench);
    bench.company.state.connected = false;
    await bench.pass(HOUR);
    assert.deepEqual([posts(), bench.row(id).lockout], [0, undefined]);
    bench.company.state.connected = true;
    await bench.pass(2 * MINUTE);
    assert.equal(bench.row(id).lockout?.ended, 'locked');
  });
});
