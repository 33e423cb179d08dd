// Tries are counted over all requests and kinds of a person, and spent before anything is compared.
import assert from 'node:assert/strict';
import { isRefused } from '../../../../src/core/refusals.ts';
import { challenge } from '../../../../src/core/request.ts';
import { ada, done, HOUR, max, ok, rita, said } from '../../a-desk.ts';
import { type Absence, anAbsence, mona, nora } from '../an-absence.ts';
import { DAY, drafted } from './a-proof.ts';

describe('tries in a request that somebody else opened', () => {
  const wrongly = async ({ desk, click, row }: Absence, id: string) => {
    done(await desk.offerVouch(rita, id, click()));
    const { voucher = mona, digits } = challenge(row(id), 'vouch') ?? {};
    const wrong = digits === '10' ? '11' : '10';
    return said(await desk.answerVouch({ ...voucher, tenant: rita.tenant }, id, wrong, click()));
  };

  it('use up less than half of her day: her own road stays open to her', async () => {
    const bench = anAbsence();
    const { desk, click, world } = bench;
    const { id } = await bench.opened();
    assert.deepEqual(
      [await wrongly(bench, id), await wrongly(bench, id), await wrongly(bench, id)],
      ['done', 'done', 'too-many-tries'],
    );
    // Nor does a second request by another bring more.
    done(await desk.cancelFor(max, id, click()));
    const { id: second } = await bench.opened(ada);
    assert.equal(await wrongly(bench, second), 'too-many-tries');
    done(await desk.cancelFor(ada, second, click()));
    const { id: own } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    done(await desk.offerStepUp(rita, own, click()));
    const who = { tenant: rita.tenant, id: rita.id, authTime: world.now(), contexts: ['c1'] };
    assert.equal(said(await desk.passStepUp(rita, own, who, click())), 'done');
  });

  it('count with her own: five a day are all there are, on whatever roads', async () => {
    const bench = anAbsence();
    const { desk, click } = bench;
    const { id } = await bench.opened();
    await wrongly(bench, id);
    await wrongly(bench, id);
    done(await desk.cancelFor(max, id, click()));
    const { id: own } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    done(await desk.offerStepUp(rita, own, click()));
    const fail = () => desk.passStepUp(rita, own, { tenant: rita.tenant, id: rita.id, contexts: [] }, click());
    const answers = [];
    for (let tried = 0; tried < 4; tried++) answers.push(said(await fail()));
    assert.deepEqual(answers, [...Array(3).fill('proof-not-passwordless'), 'too-many-tries']);
  });

  it('are closed to others, too, once she has used up hers', async () => {
    const bench = anAbsence();
    const { desk, click } = bench;
    const { id: own } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    done(await desk.offerStepUp(rita, own, click()));
    for (let tried = 0; tried < 5; tried++)
      await desk.passStepUp(rita, own, { tenant: rita.tenant, id: rita.id, contexts: [] }, click());
    done(await desk.cancel(rita, own, click()));
    const { id } = await bench.opened();
    assert.equal(await wrongly(bench, id), 'too-many-tries');
  });

  it('are given back where the answer was right', async () => {
    const bench = anAbsence();
    const { id } = await bench.opened();
    assert.equal(await wrongly(bench, id), 'done');
    for (const one of [mona, nora]) await bench.vouched(id, one);
    assert.equal(bench.row(id).proofs.length, 2);
  });
});

describe('tries', () => {
  it('are five a day over all requests of a person, whatever they try', async () => {
    const { desk, id, click, signedIn, wrong, world } = await drafted();
    const fail = (request: string) => desk.passStepUp(rita, request, signedIn({ contexts: [] }), click());
    await desk.offerStepUp(rita, id, click());
    for (let tried = 0; tried < 4; tried++) assert.equal(said(await fail(id)), 'proof-not-passwordless');
    await desk.offerVouch(rita, id, click());
    done(await desk.answerVouch(max, id, wrong(), click()));
    assert.equal(said(await fail(id)), 'too-many-tries');

    await desk.cancel(rita, id, click());
    const { id: second } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    await desk.offerStepUp(rita, second, click());
    assert.equal(said(await desk.passStepUp(rita, second, signedIn(), click())), 'too-many-tries');

    await desk.cancel(rita, second, click());
    world.advance(24 * HOUR);
    const { id: third } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    await desk.offerStepUp(rita, third, click());
    assert.equal(said(await desk.passStepUp(rita, third, signedIn(), click())), 'done');
  });

  it('cost nothing when an answer is delivered twice, or is right', async () => {
    const { desk, id, click, signedIn } = await drafted();
    await desk.offerStepUp(rita, id, click());
    for (let delivery = 0; delivery < 10; delivery++)
      await desk.passStepUp(rita, id, signedIn({ contexts: [] }), 'the same activity');
    for (let right = 0; right < 10; right++)
      assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'done');
  });

  it('are spent before the digits are compared, even when twenty answers come at once', async () => {
    const { desk, id, click, row, digits, company, store } = await drafted();
    await desk.offerVouch(rita, id, click());
    const right = digits();
    const others = Array.from({ length: 90 }, (_, index) => String(10 + index)).filter(one => one !== right);
    const answers = await Promise.all(others.slice(0, 20).map(guess => desk.answerVouch(max, id, guess, click())));
    const compared = answers.filter(answer => said(answer) === 'done').length;
    assert.equal(compared, 1);
    assert.equal(answers.filter(answer => said(answer) === 'too-many-tries').length, 15);
    assert.deepEqual([row(id).proofs, company.state.posts, store.seals.size], [[], 0, 0]);
  });

  it('are not given back for a word of the manager’s that was given before, be it in the same moment', async () => {
    const { desk, id, click, digits, wrong, signedIn } = await drafted({ policy: { failedProofsPerDay: 1 } });
    done(await desk.offerVouch(rita, id, click()));
    done(await desk.answerVouch(max, id, digits(), click()));
    done(await desk.offerVouch(rita, id, click()));
    done(await desk.answerVouch(max, id, wrong(), click()));
    done(await desk.offerStepUp(rita, id, click()));
    assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'too-many-tries');
  });

  it('say from when on there are more, and a new code gives none back', async () => {
    const { desk, id, click, world } = await drafted({ policy: { proofs: ['step-up', 'vouch', 'mail-code'] } });
    const began = world.now();
    for (let tried = 0; tried < 5; tried++) {
      await desk.offerMailCode(rita, id, click());
      const wrong = await desk.answerMailCode(rita, id, 'nothing', click());
      assert.deepEqual(wrong, { refused: 'code-wrong', left: 4 - tried });
      // A new code each time there may be one.
      world.advance(21 * 60_000);
    }
    world.advance(HOUR);
    done(await desk.offerMailCode(rita, id, click()));
    const late = await desk.answerMailCode(rita, id, 'nothing', click());
    assert.ok(isRefused(late) && late.refused === 'too-many-tries');
    assert.equal(late.until, began + DAY);
  });

  it('are spent once for a wrong code that is delivered twice, and both deliveries hear the same', async () => {
    const { desk, id, click } = await drafted({ policy: { proofs: ['step-up', 'vouch', 'mail-code'] } });
    done(await desk.offerMailCode(rita, id, click()));
    for (let delivery = 0; delivery < 10; delivery++)
      assert.equal(said(await desk.answerMailCode(rita, id, 'nothing', 'the same activity')), 'code-wrong');
    assert.deepEqual(await desk.answerMailCode(rita, id, 'nothing', click()), { refused: 'code-wrong', left: 3 });
  });

  it('are spent once for deliveries that come at the same moment, and only one of them is compared', async () => {
    const { desk, id, click, mailed, row } = await drafted({ policy: { proofs: ['step-up', 'vouch', 'mail-code'] } });
    done(await desk.offerMailCode(rita, id, click()));
    const texts = ['nothing', mailed(), mailed()];
    const heard = await Promise.all(texts.map(text => desk.answerMailCode(rita, id, text, 'the same activity')));
    assert.deepEqual(heard.map(said), ['code-wrong', 'busy', 'busy']);
    assert.deepEqual(row(id).proofs, []);
    assert.deepEqual(await desk.answerMailCode(rita, id, 'nothing', click()), { refused: 'code-wrong', left: 3 });
  });

  it('run out after the time policy names', async () => {
    const policy = {
      proofs: ['step-up', 'vouch', 'mail-code'],
      failedProofsPerDay: 1,
      proofCoolDown: 2 * HOUR,
    } as const;
    const { desk, id, click, world, mailed } = await drafted({ policy: { ...policy, codeValid: DAY, idle: DAY } });
    done(await desk.offerMailCode(rita, id, click()));
    assert.equal(said(await desk.answerMailCode(rita, id, 'nothing', click())), 'code-wrong');
    world.advance(2 * HOUR - 1);
    assert.equal(said(await desk.answerMailCode(rita, id, mailed(), click())), 'too-many-tries');
    world.advance(1);
    assert.equal(said(await desk.answerMailCode(rita, id, mailed(), click())), 'done');
  });
});
