// What the owner of a request says in the chat: the reason, "it did not work", "cancel".
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import { START } from '../../contracts/a-world.ts';
import { aDesk, done, MINUTE, ok, rita, said, stranger } from '../a-desk.ts';

const capable = { capable: true, enabled: true, registered: true, methods: [], asOf: START };

async function drafted(bench = aDesk()) {
  const request = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
  return { ...bench, id: request.id };
}

async function guided() {
  const bench = aDesk();
  bench.company.state.account = anAccount({ sspr: capable });
  return drafted(bench);
}

describe('giving a reason', () => {
  it('keeps it, tidied, and raises the version', async () => {
    const { desk, id, row, click } = await drafted();
    done(await desk.giveReason(rita, id, '  I forgot\n\u202Eit  ', click()));
    assert.deepEqual([row(id).reason, row(id).version, row(id).state], ['I forgot it', 2, 'open']);
  });

  it('refuses one that says nothing, and one longer than five hundred characters', async () => {
    const { desk, id, row, click } = await drafted();
    assert.equal(said(await desk.giveReason(rita, id, ' \u200B\n', click())), 'reason-empty');
    assert.equal(said(await desk.giveReason(rita, id, 'x'.repeat(501), click())), 'reason-too-long');
    assert.equal(row(id).version, 1);
    // Counted as people count: each of these is two code units.
    assert.equal(said(await desk.giveReason(rita, id, '😀'.repeat(500), click())), 'done');
  });

  it('is the owner’s alone', async () => {
    const { desk, id, row, click } = await drafted();
    assert.equal(said(await desk.giveReason(stranger, id, 'mine', click())), 'not-yours');
    assert.equal(said(await desk.giveReason({ ...rita, tenant: 'elsewhere' }, id, 'mine', click())), 'not-yours');
    assert.equal(said(await desk.giveReason(rita, 'no-such-id', 'mine', click())), 'no-such-request');
    assert.equal(row(id).reason, undefined);
  });

  it('is done once for one command, and may be said again with another', async () => {
    const { desk, id, row } = await drafted();
    const [first, second] = [
      await desk.giveReason(rita, id, 'one', 'same'),
      await desk.giveReason(rita, id, 'two', 'same'),
    ];
    assert.ok(!('repeated' in first) && 'repeated' in second);
    assert.deepEqual([row(id).reason, row(id).version], ['one', 2]);
    done(await desk.giveReason(rita, id, 'three', 'other'));
    assert.equal(row(id).reason, 'three');
  });

  it('starts the half hour of patience again', async () => {
    const { desk, id, row, click, pass } = await drafted();
    await pass(29 * MINUTE);
    done(await desk.giveReason(rita, id, 'still here', click()));
    await pass(29 * MINUTE);
    assert.equal(row(id).state, 'open');
    await pass(MINUTE);
    assert.equal(row(id).state, 'expired');
  });

  it('comes too late once the request has gone to the desk', async () => {
    const { desk, filed, click } = aDesk();
    const { id } = await filed();
    assert.equal(said(await desk.giveReason(rita, id, 'another', click())), 'not-open');
  });
});

describe('"it did not work"', () => {
  it('takes a guided person to the desk, with everything known kept', async () => {
    const { desk, id, row, click } = await guided();
    const before = row(id);
    done(await desk.resume(rita, id, click()));
    assert.deepEqual([row(id).state, row(id).ssprFailed, row(id).account], ['open', true, before.account]);
  });

  it('is refused of others, and where nobody was guided', async () => {
    const { desk, id, click } = await guided();
    assert.equal(said(await desk.resume(stranger, id, click())), 'not-yours');
    done(await desk.resume(rita, id, click()));
    assert.equal(said(await desk.resume(rita, id, click())), 'too-late');
  });
});

describe('cancelling', () => {
  it('ends an open, guided, pending or approved request, at the owner’s word alone', async () => {
    const open = await drafted();
    const sspr = await guided();
    const [pending, approved] = [aDesk(), aDesk()];
    const stories = [
      open,
      sspr,
      { ...pending, id: (await pending.filed()).id },
      { ...approved, id: (await approved.approved()).id },
    ];
    for (const { desk, id, row, click, store } of stories) {
      assert.equal(said(await desk.cancel(stranger, id, click())), 'not-yours');
      done(await desk.cancel(rita, id, click()));
      assert.deepEqual([row(id).state, store.jobs.size, store.seals.size], ['cancelled', 0, 0]);
      assert.equal(said(await desk.cancel(rita, id, click())), 'too-late');
    }
  });

  it('comes too late once Microsoft is resetting: nobody can stop that', async () => {
    const { desk, asked, click, row } = aDesk();
    const { request } = await asked();
    assert.equal(said(await desk.cancel(rita, request.id, click())), 'too-late');
    assert.equal(row(request.id).state, 'resetting');
  });

  it('brings the helpdesk’s card up to date, when there is one', async () => {
    const { desk, filed, click, store } = aDesk();
    const { id } = await filed();
    store.told.length = 0;
    await desk.cancel(rita, id, click());
    assert.deepEqual(
      store.told.map(notice => notice.kind),
      ['card', 'card', 'vouch-card'],
    );
  });
});
