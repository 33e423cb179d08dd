// Two stories that must always fail: the unlocked PC and the stolen unlocked phone. Whoever holds a device holds one hand.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRefused } from '../../../../src/core/refusals.ts';
import { challenge } from '../../../../src/core/request.ts';
import { anAccount } from '../../../contracts/a-request.ts';
import { ada, HOUR, MINUTE, max, rita, said } from '../../a-desk.ts';
import { proofBench } from './a-proof.ts';

const EVERY_KIND = { policy: { proofs: ['step-up', 'vouch', 'totp', 'call-back', 'mail-code'] } } as const;

/** Rita's phone had been her authenticator for long; somebody else holds it now, or sits at her PC. */
async function taken() {
  const bench = proofBench(EVERY_KIND);
  const { code } = await bench.enrolled();
  bench.world.advance(72 * HOUR);
  const request = await bench.drawn();
  /** What a whole evening at it came to. */
  const outcome = async () => {
    const filed = await bench.desk.file(rita, request.id, bench.click());
    await bench.desk.approve(ada, request.id, bench.click());
    await bench.work();
    const { state, proofs, approvals } = bench.row(request.id);
    return {
      filed: said(filed),
      state,
      hands: proofs.map(({ kind }) => kind),
      approvals,
      posts: bench.company.state.posts,
    };
  };
  return { ...bench, ...request, code, outcome };
}

describe('the unlocked PC', () => {
  it('has Teams, the mailbox and the desk phone, and never reaches the desk', async () => {
    const { desk, id, click, words, mailed, signedIn, wrong, outcome, world } = await taken();
    // The desk phone rings, and the words are said to whoever picks up; the private mail is open in another tab.
    await desk.offerCallBack(rita, id, click());
    assert.equal(said(await desk.answerCallBack(rita, id, await words(), click())), 'done');
    await desk.offerMailCode(rita, id, click());
    assert.equal(said(await desk.answerMailCode(rita, id, mailed(), click())), 'done');
    // The browser is signed in: Entra answers without a question, with the session of this morning.
    await desk.offerStepUp(rita, id, click());
    const morning = signedIn({ authTime: world.now() - 4 * HOUR });
    assert.equal(said(await desk.passStepUp(rita, id, morning, click())), 'proof-not-fresh');
    assert.equal(said(await desk.passStepUp(rita, id, signedIn({ contexts: [] }), click())), 'proof-not-passwordless');
    // The digits are on the screen, but only Max can type them, from his own account.
    await desk.offerVouch(rita, id, click());
    assert.equal(said(await desk.answerVouch(rita, id, wrong(), click())), 'not-yours');
    const { filed, state, hands, approvals, posts } = await outcome();
    assert.deepEqual(
      { filed, state, approvals, posts },
      { filed: 'proofs-missing', state: 'open', approvals: [], posts: 0 },
    );
    assert.deepEqual(hands, ['call-back', 'mail-code']);
  });

  it('is not asked for less by deleting her methods on her own security page', async () => {
    const { desk, id, click, row, outcome, company, world } = await taken();
    company.state.account = anAccount({ mfaRegistered: false, changes: { methods: world.now() - HOUR } });
    await desk.offerVouch(rita, id, click());
    // Her manager is talked into it; that is one hand, as it was before.
    assert.equal(said(await desk.answerVouch(max, id, challenge(row(id), 'vouch')?.digits ?? '', click())), 'done');
    const { filed, state, posts } = await outcome();
    assert.deepEqual({ filed, state, posts }, { filed: 'proofs-missing', state: 'open', posts: 0 });
  });

  it('is not helped by a policy in report-only: what Entra gives away unasked shows nothing', async () => {
    const { desk, id, click, signedIn, outcome, company } = await taken();
    company.state.stepUpPolicy = 'not-covered';
    assert.equal(said(await desk.offerStepUp(rita, id, click())), 'step-up-not-covered');
    await desk.passStepUp(rita, id, signedIn(), click());
    const { filed, hands } = await outcome();
    assert.deepEqual([filed, hands], ['proofs-missing', []]);
  });

  it('does not get itself an authenticator of its own', async () => {
    const { desk, id, click } = await taken();
    await desk.cancel(rita, id, click());
    const begun = await desk.beginEnrolment(rita, { locale: 'en', command: click() });
    assert.ok(!isRefused(begun));
    assert.equal(said(await desk.showEnrolment(rita, begun.id, click())), 'proofs-missing');
  });
});

describe('the stolen unlocked phone', () => {
  it('has Teams, the authenticator, the mail and the calls, and never reaches the desk', async () => {
    const { desk, id, click, code, words, mailed, outcome } = await taken();
    assert.equal(said(await desk.answerTotp(rita, id, code(), click())), 'done');
    await desk.offerCallBack(rita, id, click());
    assert.equal(said(await desk.answerCallBack(rita, id, await words(), click())), 'done');
    await desk.offerMailCode(rita, id, click());
    assert.equal(said(await desk.answerMailCode(rita, id, mailed(), click())), 'done');
    assert.deepEqual(await desk.missing(((await desk.offerVouch(rita, id, click())) as { done: never }).done), [
      'step-up',
      'vouch',
    ]);
    const { filed, state, hands, approvals, posts } = await outcome();
    assert.deepEqual(
      { filed, state, approvals, posts },
      { filed: 'proofs-missing', state: 'open', approvals: [], posts: 0 },
    );
    assert.deepEqual(hands, ['totp', 'call-back', 'mail-code']);
  });

  it('cannot guess what the manager must hear: ten vouches are not ten tries', async () => {
    const { desk, id, click, row, outcome } = await taken();
    // A manager who types what a voice of theirs dictates, without digits from Rita's screen: two digits, one try each.
    let tried = 0;
    for (let vouch = 0; vouch < 10; vouch++) {
      await desk.offerVouch(rita, id, click());
      const digits = challenge(row(id), 'vouch')?.digits ?? '';
      const answer = await desk.answerVouch(max, id, digits === '42' ? '43' : '42', click());
      if (!isRefused(answer)) tried += 1;
    }
    assert.equal(tried, 5);
    assert.equal((await outcome()).filed, 'proofs-missing');
  });
});

describe('whatever a device holds', () => {
  const step = fc.constantFrom('totp', 'call-back', 'mail-code', 'wait', 'again', 'session');

  it('never files, however much of it is shown, in whichever order and how often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async steps => {
        const attack = await taken();
        const { desk, world, click, code, signedIn } = attack;
        let { id, words, mailed } = attack;
        for (const what of steps) {
          if (what === 'totp') await desk.answerTotp(rita, id, code(), click());
          if (what === 'call-back') {
            await desk.offerCallBack(rita, id, click());
            await desk.answerCallBack(rita, id, await words(), click());
          }
          if (what === 'mail-code') {
            await desk.offerMailCode(rita, id, click());
            await desk.answerMailCode(rita, id, mailed(), click());
          }
          if (what === 'session') {
            await desk.offerStepUp(rita, id, click());
            await desk.passStepUp(rita, id, signedIn({ authTime: world.now() - 10 * MINUTE }), click());
          }
          if (what === 'wait') world.advance(7 * MINUTE);
          if (what === 'again') {
            await desk.cancel(rita, id, click());
            const next = await desk.draft(rita, { locale: 'en', command: click() });
            if (isRefused(next)) continue;
            ({ id, words, mailed } = await attack.drawn());
          }
          assert.notEqual(said(await desk.file(rita, id, click())), 'done');
          assert.equal(attack.row(id).state, 'open');
        }
        assert.ok(!attack.store.lines.some(({ event }) => event === 'file'));
      }),
      { numRuns: 60 },
    );
  });
});
