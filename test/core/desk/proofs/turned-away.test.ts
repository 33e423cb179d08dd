// What was tried and refused is in the audit: which proof, who, and why. Never what was typed, and never more than a day has room for.
import assert from 'node:assert/strict';
import { TENANT } from '../../../contracts/a-request.ts';
import { ada, done, MINUTE, max, rita, said, stranger } from '../../a-desk.ts';
import { gestureFor } from '../../waiting.ts';
import { DAY, drafted, proofBench } from './a-proof.ts';

type Drafted = Awaited<ReturnType<typeof drafted>>;

const refusals = ({ store }: Pick<Drafted, 'store'>) =>
  store.lines.flatMap(({ facts }) => (facts['why'] === undefined ? [] : [`${facts['what']}: ${facts['why']}`]));

describe('a refused proof leaves a line', () => {
  it('of a sign-in, with why it did not count and as whom it was made', async () => {
    for (const [changed, why] of [
      [{ id: stranger.id }, 'proof-wrong-person'],
      [{ contexts: [] }, 'proof-not-passwordless'],
      [{ authTime: undefined }, 'proof-not-fresh'],
    ] as const) {
      const bench = await drafted();
      const { desk, id, click, signedIn, store } = bench;
      done(await desk.offerStepUp(rita, id, click()));
      assert.equal(said(await desk.passStepUp(rita, id, signedIn(changed), click())), why);
      assert.deepEqual(refusals(bench), [`step-up refused: ${why}`]);
      const { personal } = store.lines.at(-1) ?? {};
      assert.deepEqual(personal?.['signedInAs'], { tenant: TENANT, id: 'id' in changed ? changed.id : rita.id });
    }
  });

  it('of somebody else’s account, which the page turns away without costing a try', async () => {
    const bench = await drafted();
    const { desk, id, click, signedIn } = bench;
    done(await desk.offerStepUp(rita, id, click()));
    for (let again = 0; again < 6; again++) await desk.noteWrongAccount(rita, id, stranger, click());
    await desk.noteWrongAccount(max, id, stranger, click());
    assert.deepEqual(refusals(bench), Array(6).fill('step-up refused: proof-wrong-person'));
    assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'done');
  });

  it('of a method that was new, a policy that covers nobody, and a person who has no tries left', async () => {
    const bench = await drafted({ policy: { failedProofsPerDay: 1 } });
    const { desk, id, click, signedIn, company, world } = bench;
    done(await desk.offerStepUp(rita, id, click()));
    const pass = (changed = {}) => desk.passStepUp(rita, id, signedIn(changed), click());
    company.state.account = company.state.account && {
      ...company.state.account,
      changes: { methods: world.now() - MINUTE },
    };
    await pass();
    company.state.account = company.state.account && { ...company.state.account, changes: {} };
    company.state.stepUpPolicy = 'not-covered';
    await pass();
    company.state.stepUpPolicy = 'covered';
    await pass({ contexts: [] });
    await pass();
    assert.deepEqual(
      refusals(bench),
      ['proof-too-new', 'step-up-not-covered', 'proof-not-passwordless', 'too-many-tries'].map(
        why => `step-up refused: ${why}`,
      ),
    );
  });

  it('of wrong digits and wrong codes, without what was typed', async () => {
    const bench = await drafted();
    const { desk, id, click, wrong, store } = bench;
    done(await desk.offerVouch(rita, id, click()));
    const digits = wrong();
    done(await desk.answerVouch(max, id, digits, click()));
    assert.equal(store.lines.at(-1)?.personal.actor.kind, 'person');
    done(await desk.offerCallBack(rita, id, click()));
    await desk.answerCallBack(rita, id, 'amber zebra', click());
    await desk.answerTotp(rita, id, '123456', click());
    assert.deepEqual(refusals(bench), [
      'vouch failed: digits-wrong',
      'call-back failed: code-wrong',
      'totp refused: not-enrolled',
    ]);
    const audited = JSON.stringify(store.lines);
    for (const typed of ['amber', '123456', `"${digits}"`]) assert.ok(!audited.includes(typed), typed);
  });

  it('of an approver’s sign-in that fell short', async () => {
    const { filed, desk, click, row, store, ...bench } = proofBench();
    const { id } = await filed();
    const stale = { ...gestureFor(row(id), bench.world.now()), authTime: bench.world.now() - MINUTE };
    assert.equal(said(await desk.approve(ada, id, click(), stale)), 'proof-not-fresh');
    const { facts, personal } = store.lines.at(-1) ?? {};
    assert.deepEqual(facts, { what: 'step-up of an approver refused', why: 'proof-not-fresh' });
    assert.deepEqual(personal?.actor, { kind: 'person', id: ada.id, name: ada.name });
    assert.equal(row(id).state, 'pending');
  });

  it('once a delivery, twenty times a day for one request, and none any more once it is over', async () => {
    const bench = await drafted();
    const { desk, id, click, world } = bench;
    done(await desk.offerStepUp(rita, id, click()));
    for (let delivery = 0; delivery < 3; delivery++) await desk.noteWrongAccount(rita, id, stranger, 'one sign-in');
    assert.equal(refusals(bench).length, 1);
    for (let more = 0; more < 30; more++) await desk.noteWrongAccount(rita, id, stranger, click());
    assert.ok(refusals(bench).length <= 20);
    const before = refusals(bench).length;
    done(await desk.cancel(rita, id, click()));
    world.advance(DAY);
    await desk.noteWrongAccount(rita, id, stranger, click());
    assert.equal(refusals(bench).length, before);
  });
});
