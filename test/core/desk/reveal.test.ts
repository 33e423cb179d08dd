// The temporary password leaves its box once: to one page of its owner, after Microsoft accepted it.
import assert from 'node:assert/strict';
import { isRefused } from '../../../src/core/refusals.ts';
import { aDesk, type Bench, done, MINUTE, ok, said, stranger } from '../a-desk.ts';

type Page = Awaited<ReturnType<Bench['page']>>;

async function read({ desk, click }: Bench, { session }: Page, command = click()): Promise<string> {
  const revealed = await desk.reveal(session, command);
  return isRefused(revealed) ? revealed.refused : revealed.password.use(plain => plain);
}

describe('revealing the password', () => {
  it('gives the one that was set, as soon as Microsoft accepts it', async () => {
    const bench = aDesk();
    const { request, page } = await bench.asked();
    assert.equal(bench.row(request.id).state, 'resetting');
    assert.equal(await read(bench, page), bench.company.accepted[0]?.password);
    assert.deepEqual(bench.row(request.id).opened, { session: page.session.id, at: bench.world.now() });
  });

  it('gives nothing before: neither while approved, nor while Graph’s answer is unknown', async () => {
    const waiting = aDesk();
    const { id } = await waiting.approved();
    assert.equal(await read(waiting, await waiting.page(id)), 'not-ready-to-reveal');

    const unknown = aDesk();
    unknown.company.state.answers = ['timeout-after'];
    const { page } = await unknown.asked();
    assert.equal(await read(unknown, page), 'not-ready-to-reveal');
  });

  it('lets the same page read again for ten minutes, and says until when', async () => {
    const bench = aDesk();
    const { page } = await bench.landed();
    const first = ok(await bench.desk.reveal(page.session, bench.click()));
    assert.equal(first.readableUntil, bench.world.now() + 10 * MINUTE);
    bench.world.advance(10 * MINUTE);
    assert.equal(await read(bench, page), bench.company.accepted[0]?.password);
    bench.world.advance(1);
    assert.equal(await read(bench, page), 'reread-over');
  });

  it('does not read again after ten minutes by repeating an old command', async () => {
    const bench = aDesk();
    const { page } = await bench.landed();
    assert.equal(await read(bench, page, 'the same'), bench.company.accepted[0]?.password);
    bench.world.advance(10 * MINUTE + 1);
    assert.equal(await read(bench, page, 'the same'), 'reread-over');
  });

  it('is refused to every other page, and the admins hear of it', async () => {
    const bench = aDesk();
    const { request, page } = await bench.landed();
    assert.equal(await read(bench, page), bench.company.accepted[0]?.password);
    const other = await bench.page(request.id);
    const alarms = () => bench.store.told.filter(notice => notice.kind === 'alarm-page').length;
    assert.equal(alarms(), 0);
    assert.equal(await read(bench, other, 'twice'), 'other-page');
    assert.equal(await read(bench, other, 'twice'), 'other-page');
    assert.equal(alarms(), 1);
    assert.equal(bench.row(request.id).opened?.session, page.session.id);
  });

  it('goes to the newer of two pages that ask at the same moment', async () => {
    const bench = aDesk();
    const { request, page } = await bench.landed();
    const other = await bench.page(request.id);
    const answers = await Promise.all([read(bench, page), read(bench, other)]);
    assert.deepEqual(answers, ['newer-page', bench.company.accepted[0]?.password]);
  });

  it('alarms the admins once for each page that asks, however often it asks', async () => {
    const bench = aDesk();
    const { request, page } = await bench.landed();
    await read(bench, page);
    for (const other of [await bench.page(request.id), await bench.page(request.id)])
      for (let press = 0; press < 5; press++) assert.equal(await read(bench, other), 'other-page');
    assert.equal(bench.store.told.filter(({ kind }) => kind === 'alarm-page').length, 2);
    assert.equal(bench.store.lines.filter(({ facts }) => facts['what'] === 'seal refused to another page').length, 2);
  });

  it('goes to the newest page: one left open earlier, by whoever sat there, gets nothing', async () => {
    const bench = aDesk();
    const { request, page: left } = await bench.landed();
    const newest = await bench.page(request.id);
    assert.equal(await read(bench, left), 'newer-page');
    assert.equal(bench.row(request.id).opened, undefined);
    assert.equal(await read(bench, newest), bench.company.accepted[0]?.password);
  });

  it('stays with the page that took it, whatever is opened afterwards', async () => {
    const bench = aDesk();
    const { request, page } = await bench.landed();
    const password = await read(bench, page);
    await bench.page(request.id);
    assert.equal(await read(bench, page), password);
    assert.equal(said(await bench.desk.haveIt(page.session, bench.click())), 'done');
  });

  it('is refused to a page of somebody else', async () => {
    const bench = aDesk();
    const { request } = await bench.landed();
    assert.equal(await read(bench, await bench.page(request.id, stranger)), 'not-yours');
    assert.equal(await read(bench, await bench.page('nowhere')), 'no-such-request');
    assert.equal(bench.row(request.id).opened, undefined);
  });

  it('ends with "I have it", and the box is burned', async () => {
    const bench = aDesk();
    const { request, page } = await bench.landed();
    await read(bench, page);
    const other = await bench.page(request.id);
    assert.equal(said(await bench.desk.haveIt(other.session, bench.click())), 'other-page');
    const foreign = await bench.page(request.id, stranger);
    assert.equal(said(await bench.desk.haveIt(foreign.session, bench.click())), 'not-yours');
    assert.equal(bench.store.seals.size, 1);
    done(await bench.desk.haveIt(page.session, bench.click()));
    assert.equal(bench.store.seals.size, 0);
    assert.equal(await read(bench, page), 'handed-over');
    assert.equal(said(await bench.desk.haveIt(page.session, bench.click())), 'handed-over');
  });

  it('cannot be handed over before it was opened', async () => {
    const bench = aDesk();
    const { page } = await bench.landed();
    assert.equal(said(await bench.desk.haveIt(page.session, bench.click())), 'other-page');
    assert.equal(bench.store.seals.size, 1);
  });

  it('ends unopened after half an hour, with an alarm: the account is changed and nobody has the key', async () => {
    const bench = aDesk();
    const { request, page } = await bench.landed();
    await bench.pass(30 * MINUTE);
    assert.deepEqual([bench.row(request.id).state, bench.store.seals.size], ['expired', 0]);
    assert.deepEqual(
      bench.store.told.slice(-2).map(notice => notice.kind),
      ['expired', 'alarm'],
    );
    assert.equal(await read(bench, page), 'not-ready-to-reveal');
  });

  it('shows the second password where the first was refused, to whoever may open it then', async () => {
    const bench = aDesk();
    bench.company.state.fates = ['OnPremisesPolicyViolation', 'succeeds'];
    const { request, page } = await bench.asked();
    const first = await read(bench, page);
    await bench.pass(6_000, page.poll);
    assert.equal(bench.row(request.id).opened, undefined);
    await bench.pass(20_000, page.poll);
    assert.equal(bench.row(request.id).state, 'landed');
    const other = await bench.page(request.id);
    const second = await read(bench, other);
    assert.equal(second, bench.company.accepted[1]?.password);
    assert.notEqual(second, first);
  });

  it('says so when the box is gone', async () => {
    const bench = aDesk();
    const { page } = await bench.landed();
    bench.store.seals.clear();
    assert.equal(await read(bench, page), 'no-password');
  });

  it('does not open the next attempt’s box for a page that was let in to the last one', async () => {
    const bench = aDesk();
    const { request, page } = await bench.landed();
    const seal = bench.store.seals.get(request.id);
    assert.ok(seal);
    bench.store.seals.set(request.id, { ...seal, attempt: 2 });
    assert.equal(await read(bench, page), 'no-password');
  });
});
