// Setting up an authenticator: a privileged act, announced, and of no use for three days.
import assert from 'node:assert/strict';
import { challenge } from '../../../src/core/request.ts';

import { aDesk, ada, done, HOUR, MINUTE, max, ok, rita, said, stranger } from '../a-desk.ts';
import { codeOf, proofBench } from './proofs/a-proof.ts';

async function begun(options: Parameters<typeof proofBench>[0] = {}) {
  const bench = proofBench(options);
  const { desk, click } = bench;
  const { id } = ok(await desk.beginEnrolment(rita, { locale: 'en', command: click() }));
  async function gesture() {
    done(await desk.offerStepUp(rita, id, click()));
    done(await desk.passStepUp(rita, id, bench.signedIn(), click()));
  }
  return { ...bench, id, gesture };
}

describe('setting up an authenticator', () => {
  it('needs a gesture or somebody’s word, given for this and nothing else', async () => {
    const { desk, id, click, row, world } = await begun();
    assert.deepEqual(await desk.missing(row(id)), ['step-up', 'vouch']);
    assert.equal(said(await desk.showEnrolment(rita, id, click())), 'proofs-missing');
    assert.equal(said(await desk.offerCallBack(rita, id, click())), 'proof-switched-off');
    done(await desk.offerVouch(rita, id, click()));
    done(await desk.answerVouch(max, id, challenge(row(id), 'vouch')?.digits ?? '', click()));
    assert.deepEqual(await desk.missing(row(id)), []);
    const { secret } = ok(await desk.showEnrolment(rita, id, click()));
    done(await desk.confirmEnrolment(rita, id, codeOf(secret, world.now()), click()));
    assert.equal(row(id).state, 'completed');
  });

  it('lends none of its proofs to a reset, and takes none from one', async () => {
    const { desk, id, click, gesture, row, drawn } = await begun();
    await gesture();
    done(await desk.giveReason(rita, id, 'let me in', click()));
    assert.equal(said(await desk.file(rita, id, click())), 'too-late');
    assert.equal(row(id).state, 'open');
    const { id: reset } = await drawn();
    assert.deepEqual([row(id).state, row(reset).proofs], ['cancelled', []]);

    const other = aDesk();
    const proved = await other.proved();
    const asked = await other.desk.beginEnrolment(rita, { locale: 'en', command: other.click() });
    assert.equal(said(asked), 'request-running');
    assert.equal(said(await other.desk.showEnrolment(rita, proved.id, other.click())), 'not-open');
  });

  it('is told to the person and the manager, and counts 72 hours later', async () => {
    const { desk, id, click, gesture, row, world, store } = await begun();
    await gesture();
    const { secret } = ok(await desk.showEnrolment(rita, id, click()));
    store.told.length = 0;
    done(await desk.confirmEnrolment(rita, id, codeOf(secret, world.now()), click()));
    assert.deepEqual(
      store.told.map(({ kind, audience }) => `${kind} → ${audience}`),
      ['enrolment-mail → person', 'enrolment-mail → manager', 'enrolled → person'],
    );
    assert.equal(row(id).enrolling?.usableFrom, world.now() + 72 * HOUR);
    assert.deepEqual(await desk.enrolmentOf(rita), { usableFrom: world.now() + 72 * HOUR });
  });

  it('writes its secret down nowhere but sealed', async () => {
    const { desk, id, click, gesture, world, store } = await begun();
    await gesture();
    const { secret } = ok(await desk.showEnrolment(rita, id, click()));
    done(await desk.confirmEnrolment(rita, id, codeOf(secret, world.now()), click()));
    const kept = JSON.stringify(await store.enrolments.find(rita));
    secret.use(plain => {
      assert.ok(plain.length > 20);
      assert.equal((store.written() + kept).includes(plain), false);
    });
  });

  it('takes no code of a screen shown before, no wrong one, none after ten minutes, and six of them at most', async () => {
    const { desk, id, click, gesture, row, world } = await begun();
    await gesture();
    const older = ok(await desk.showEnrolment(rita, id, click()));
    const newer = ok(await desk.showEnrolment(rita, id, click()));
    const confirm = (text: string) => desk.confirmEnrolment(rita, id, text, click());
    assert.deepEqual(await confirm(codeOf(older.secret, world.now())), { refused: 'code-wrong', left: 4 });
    assert.deepEqual(await confirm(''), { refused: 'code-wrong', left: 3 });
    world.advance(10 * MINUTE + 1);
    assert.equal(said(await confirm(codeOf(newer.secret, world.now()))), 'proof-expired');
    for (let tried = 0; tried < 2; tried++) await confirm('000000');
    ok(await desk.showEnrolment(rita, id, click()));
    assert.equal(said(await confirm('000000')), 'too-many-tries');
    assert.equal(row(id).state, 'open');
    assert.equal(await desk.enrolmentOf(rita), undefined);
  });

  it('is nobody else’s to do, and not for whom the desk does not serve', async () => {
    const { desk, id, click, gesture } = await begun();
    await gesture();
    for (const who of [max, ada, stranger, { ...rita, tenant: 'elsewhere' }])
      assert.equal(said(await desk.showEnrolment(who, id, click())), 'not-yours');
    const disabled = proofBench({ account: { enabled: false } });
    const asked = await disabled.desk.beginEnrolment(rita, { locale: 'en', command: disabled.click() });
    assert.equal(said(asked), 'not-for-you');
    const unread = proofBench({ account: { enabled: 'unknown' } });
    assert.equal(
      said(await unread.desk.beginEnrolment(rita, { locale: 'en', command: unread.click() })),
      'directory-unavailable',
    );
  });

  it('needs two hands while shields are up, and a word where no second factor is registered', async () => {
    const { desk, id, click, gesture, row, store } = await begun();
    await gesture();
    await store.shields.raise({ since: 0, until: Number.MAX_SAFE_INTEGER, why: 'a campaign' });
    assert.equal(said(await desk.showEnrolment(rita, id, click())), 'proofs-missing');
    assert.deepEqual(await desk.missing(row(id)), ['vouch']);
    const without = await begun({ account: { mfaRegistered: false } });
    await without.gesture();
    assert.equal(said(await without.desk.showEnrolment(rita, without.id, without.click())), 'proofs-missing');
  });

  it('goes on where it was, however often it is asked for, and ends after half an hour', async () => {
    const { desk, id, click, row, pass, store } = await begun();
    assert.equal(ok(await desk.beginEnrolment(rita, { locale: 'en', command: click() })).id, id);
    await pass(30 * MINUTE);
    assert.equal(row(id).state, 'expired');
    assert.equal(store.told.at(-1)?.kind, 'expired');
  });
});

describe('an authenticator that its owner did not set up', () => {
  for (const [name, who] of [
    ['owner', rita],
    ['manager', max],
  ] as const)
    it(`is stopped by the ${name} before it counts: it goes, and the sessions end`, async () => {
      const bench = proofBench();
      const { enrolment, code } = await bench.enrolled();
      done(await bench.desk.freeze(who, enrolment, bench.click()));
      await bench.work();
      assert.equal(bench.company.state.sessionsEnded, 1);
      assert.equal(await bench.desk.enrolmentOf(rita), undefined);
      bench.world.advance(72 * HOUR);
      assert.equal(bench.row(enrolment).state, 'frozen');
      assert.ok(code());
    });

  it('is not stopped by a stranger, nor a reset by a manager nobody asked', async () => {
    const bench = proofBench();
    const { enrolment } = await bench.enrolled();
    assert.equal(said(await bench.desk.freeze(stranger, enrolment, bench.click())), 'not-yours');
    const other = proofBench();
    const { id } = await other.drawn();
    assert.equal(said(await other.desk.freeze(max, id, other.click())), 'not-yours');
  });

  it('goes with any "this was not me" of its owner', async () => {
    const bench = proofBench();
    await bench.enrolled();
    const { id } = await bench.drawn();
    done(await bench.desk.freeze(rita, id, bench.click()));
    await bench.work();
    assert.equal(await bench.desk.enrolmentOf(rita), undefined);
  });
});

describe('an authenticator whose first code comes as it is stopped', () => {
  it('is not enrolled after all', async () => {
    let stop: (() => Promise<unknown>) | undefined;
    const bench = await begun({ hook: async point => void (point === 'after commit' && (await stop?.())) });
    await bench.gesture();
    const { secret } = ok(await bench.desk.showEnrolment(rita, bench.id, bench.click()));
    stop = async () => {
      if (bench.row(bench.id).state !== 'completed') return;
      stop = undefined;
      done(await bench.desk.freeze(max, bench.id, bench.click()));
      await bench.work();
    };
    await bench.desk.confirmEnrolment(rita, bench.id, codeOf(secret, bench.world.now()), bench.click());
    assert.equal(bench.row(bench.id).state, 'frozen');
    assert.equal(await bench.desk.enrolmentOf(rita), undefined);
  });
});

describe('removing an authenticator', () => {
  it('works at once, in a chat alone, and is told', async () => {
    const { desk, enrolled, click, row, store, world } = proofBench();
    const { enrolment } = await enrolled();
    store.told.length = 0;
    assert.deepEqual(await desk.removeEnrolment(rita, click()), { removed: true });
    assert.equal(row(enrolment).enrolling?.removedAt, world.now());
    assert.deepEqual(
      store.told.map(({ kind, audience }) => `${kind} → ${audience}`),
      ['enrolment-mail → person', 'enrolment-mail → manager'],
    );
    assert.equal(row(enrolment).state, 'completed');
  });

  it('is not undone by what was shown before: a new one begins its 72 hours anew', async () => {
    const { desk, enrolled, click, world } = proofBench();
    const first = await enrolled();
    world.advance(72 * HOUR);
    const second = await enrolled();
    assert.deepEqual(await desk.enrolmentOf(rita), { usableFrom: world.now() + 72 * HOUR });
    assert.equal(said(await desk.showEnrolment(rita, first.enrolment, click())), 'not-open');
    assert.notEqual(first.code(), second.code());
  });
});
