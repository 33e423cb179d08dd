// A fresh gesture: the right person, after the desk asked, and because Entra really demanded it.
import assert from 'node:assert/strict';
import { isRefused } from '../../../../src/core/refusals.ts';
import { anAccount, TENANT } from '../../../contracts/a-request.ts';
import { aDesk, done, MINUTE, max, rita, said, stranger } from '../../a-desk.ts';
import { DAY, drafted } from './a-proof.ts';

describe('a step-up', () => {
  it('counts when the right person signed in afresh and without a password', async () => {
    const { desk, id, click, row, signedIn, world, store } = await drafted();
    done(await desk.offerStepUp(rita, id, click()));
    world.advance(MINUTE);
    done(await desk.passStepUp(rita, id, signedIn(), click()));
    assert.deepEqual(row(id).proofs, [{ kind: 'step-up', custody: 'fresh-gesture', at: world.now() }]);
    assert.deepEqual(store.told.at(-1), { kind: 'resume', audience: 'person', request: id });
  });

  it('is refused unless it was offered, and once the quarter of an hour is over', async () => {
    const { desk, id, click, signedIn, world } = await drafted();
    assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'proof-not-offered');
    await desk.offerStepUp(rita, id, click());
    world.advance(15 * MINUTE + 1);
    assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'proof-expired');
    await desk.offerStepUp(rita, id, click());
    assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'done');
  });

  it('is refused from somebody else’s sign-in', async () => {
    const { desk, id, click, signedIn, row } = await drafted();
    await desk.offerStepUp(rita, id, click());
    assert.equal(said(await desk.passStepUp(rita, id, signedIn({ id: max.id }), click())), 'proof-wrong-person');
    assert.equal(said(await desk.passStepUp(rita, id, signedIn({ tenant: 'x' }), click())), 'proof-wrong-person');
    assert.equal(said(await desk.passStepUp(max, id, signedIn({ id: max.id }), click())), 'not-yours');
    assert.deepEqual(row(id).proofs, []);
  });

  it('is refused when the sign-in was there before, or nobody knows when it was', async () => {
    const { desk, id, click, signedIn, world } = await drafted();
    await desk.offerStepUp(rita, id, click());
    const before = world.now() - 5_001;
    assert.equal(said(await desk.passStepUp(rita, id, signedIn({ authTime: before }), click())), 'proof-not-fresh');
    assert.equal(said(await desk.passStepUp(rita, id, signedIn({ authTime: undefined }), click())), 'proof-not-fresh');
    // Whole seconds and another machine's clock.
    assert.equal(said(await desk.passStepUp(rita, id, signedIn({ authTime: before + 1 }), click())), 'done');
  });

  it('is refused when Entra did not demand the gesture', async () => {
    const { desk, id, click, signedIn } = await drafted();
    await desk.offerStepUp(rita, id, click());
    for (const contexts of [[], ['c2'], ['c10']])
      assert.equal(said(await desk.passStepUp(rita, id, signedIn({ contexts }), click())), 'proof-not-passwordless');
  });

  it('is only for a request that is open', async () => {
    const { desk, filed, click } = aDesk();
    const { id } = await filed();
    assert.equal(said(await desk.offerStepUp(rita, id, click())), 'not-open');
    const who = { tenant: TENANT, id: rita.id, contexts: ['c1'] };
    assert.equal(said(await desk.passStepUp(rita, id, who, click())), 'not-open');
    assert.equal(said(await desk.passStepUp(rita, 'nowhere', who, click())), 'no-such-request');
    assert.equal(said(await desk.offerStepUp(stranger, id, click())), 'not-yours');
  });

  it('replaces an older one of its kind', async () => {
    const { desk, id, click, signedIn, row, world } = await drafted();
    for (const _ of [1, 2]) {
      await desk.offerStepUp(rita, id, click());
      await desk.passStepUp(rita, id, signedIn(), click());
      world.advance(MINUTE);
    }
    assert.deepEqual([row(id).proofs.length, row(id).challenges.length], [1, 1]);
    assert.equal(row(id).proofs[0]?.at, world.now() - MINUTE);
  });

  it('counts for nothing where no enforced policy asks for it: Entra gives the context away then', async () => {
    const { desk, id, click, signedIn, row, company, logged } = await drafted();
    done(await desk.offerStepUp(rita, id, click()));
    for (const [policy, why] of [
      ['not-covered', 'step-up-not-covered'],
      ['unknown', 'step-up-unreadable'],
    ] as const) {
      company.state.stepUpPolicy = policy;
      for (let tried = 0; tried < 6; tried++)
        assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), why);
      assert.equal(said(await desk.offerStepUp(rita, id, click())), why);
      const [first] = await desk.proofs.available(row(id));
      assert.deepEqual(first, { kind: 'step-up', ready: false, why });
      assert.ok(JSON.stringify(logged).includes(policy));
    }
    // It was nobody's fault, so it cost no try.
    company.state.stepUpPolicy = 'covered';
    assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'done');
  });

  it('waits seven days after a method was changed, and does not count while nobody can see that', async () => {
    const { desk, id, click, signedIn, company, world } = await drafted();
    done(await desk.offerStepUp(rita, id, click()));
    const changed = world.now() - 7 * DAY + MINUTE;
    for (const [changes, why] of [
      [{ methods: changed }, 'proof-too-new'],
      ['unknown', 'changes-unreadable'],
    ] as const) {
      company.state.account = anAccount({ changes });
      assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), why);
      assert.equal(said(await desk.offerStepUp(rita, id, click())), why);
    }
    company.state.account = anAccount({ changes: { methods: changed } });
    const refused = await desk.offerStepUp(rita, id, click());
    assert.ok(isRefused(refused) && refused.until === world.now() + MINUTE);
    world.advance(MINUTE);
    assert.equal(said(await desk.passStepUp(rita, id, signedIn(), click())), 'done');
  });

  it('is taken back when the audit shows only at filing that a method was new', async () => {
    const { desk, proved, company, click, world } = aDesk();
    const { id } = await proved();
    company.state.account = anAccount({ changes: { methods: world.now() - MINUTE } });
    assert.equal(said(await desk.file(rita, id, click())), 'proofs-missing');
    // What cannot be read this time takes nothing back.
    company.state.account = anAccount({ changes: 'unknown' });
    assert.equal(said(await desk.file(rita, id, click())), 'done');
  });
});
