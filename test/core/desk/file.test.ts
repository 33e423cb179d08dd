// The request goes to the desk: with a reason, with proofs held apart, and with everything read again.
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import { aDesk, done, HOUR, MINUTE, rita, said, stranger } from '../a-desk.ts';

describe('filing', () => {
  it('hands the request to the desk, and tells person and manager by mail', async () => {
    const { desk, proved, row, click, world, store } = aDesk();
    const { id } = await proved();
    store.told.length = 0;
    done(await desk.file(rita, id, click()));
    assert.deepEqual([row(id).state, row(id).consentAt], ['pending', world.now()]);
    assert.deepEqual(
      store.told.map(({ kind, audience }) => `${kind} → ${audience}`),
      ['card → helpdesk', 'card → person', 'vouch-card → manager', 'filed-mail → person', 'filed-mail → manager'],
    );
  });

  it('raises an alarm when the same person’s resets land again and again', async () => {
    const bench = aDesk({ policy: { resetsPerDay: 1 } });
    const { request, page } = await bench.landed();
    done(
      await bench.desk.signedIn(
        request.id,
        { tenant: rita.tenant, id: rita.id, authTime: bench.world.now(), contexts: [] },
        bench.click(),
      ),
    );
    assert.ok(page);
    const again = await bench.proved();
    bench.store.told.length = 0;
    done(await bench.desk.file(rita, again.id, bench.click()));
    assert.ok(bench.store.told.some(({ kind, audience }) => kind === 'alarm-repeat' && audience === 'admins'));
    assert.equal(bench.row(again.id).state, 'pending');
  });

  it('is the owner’s alone', async () => {
    const { desk, proved, click } = aDesk();
    const { id } = await proved();
    assert.equal(said(await desk.file(stranger, id, click())), 'not-yours');
    assert.equal(said(await desk.file(rita, 'nowhere', click())), 'no-such-request');
  });

  it('is refused without a reason, and without proofs', async () => {
    const { desk, put, click, row } = aDesk();
    const { id } = await put({});
    assert.equal(said(await desk.file(rita, id, click())), 'reason-empty');
    done(await desk.giveReason(rita, id, 'forgot', click()));
    assert.equal(said(await desk.file(rita, id, click())), 'proofs-missing');
    assert.equal(row(id).state, 'open');
  });

  it('is refused when a proof went stale while the person hesitated', async () => {
    const { desk, proved, click, world } = aDesk();
    const { id } = await proved();
    world.advance(HOUR);
    assert.equal(said(await desk.file(rita, id, click())), 'proofs-missing');
  });

  it('reads the account again, and refuses one that may no longer be touched', async () => {
    const { desk, proved, click, row, company, store } = aDesk();
    const { id } = await proved();
    company.state.account = anAccount({ roles: ['Global Administrator'] });
    done(await desk.file(rita, id, click()));
    assert.deepEqual([row(id).state, row(id).verdict.row], ['refused', 'privileged']);
    assert.ok(!store.told.some(notice => notice.audience === 'helpdesk'));
  });

  it('keeps what it read: the desk decides on today’s facts', async () => {
    const { desk, proved, click, row, company } = aDesk();
    const { id } = await proved();
    company.state.account = anAccount({ department: 'Finance' });
    done(await desk.file(rita, id, click()));
    assert.equal(row(id).account.department, 'Finance');
  });

  it('waits for a directory that cannot be read', async () => {
    const { desk, proved, click, row, company } = aDesk();
    const { id } = await proved();
    company.state.readable = false;
    assert.equal(said(await desk.file(rita, id, click())), 'directory-unavailable');
    assert.equal(row(id).state, 'open');
    company.state.readable = true;
    assert.equal(said(await desk.file(rita, id, click())), 'done');
  });

  it('happens once: the second click finds it filed', async () => {
    const { desk, proved, click, row } = aDesk();
    const { id } = await proved();
    const answers = await Promise.all([click(), click()].map(command => desk.file(rita, id, command)));
    assert.deepEqual(answers.map(said).toSorted(), ['done', 'too-late']);
    assert.equal(row(id).state, 'pending');
  });

  it('reminds the desk after a quarter of an hour, once, and expires after half an hour', async () => {
    const { filed, pass, row, store } = aDesk();
    const { id } = await filed();
    const reminders = () => store.told.filter(notice => notice.kind === 'reminder').length;
    await pass(15 * MINUTE - 1);
    assert.equal(reminders(), 0);
    await pass(1);
    assert.equal(reminders(), 1);
    await pass(15 * MINUTE - 1);
    assert.deepEqual([reminders(), row(id).state], [1, 'pending']);
    await pass(1);
    assert.equal(row(id).state, 'expired');
    assert.equal(store.told.at(-1)?.kind, 'expired');
    assert.equal(store.jobs.size, 0);
  });
});
