// Showing that it is you: a fresh gesture, or a manager who hears you. Tries are counted over all requests of a person.
import assert from 'node:assert/strict';
import { vouchFailed } from '../../../src/core/desk/prove.ts';
import { challenge } from '../../../src/core/request.ts';
import { anAccount, TENANT } from '../../contracts/a-request.ts';
import { aDesk, ada, done, HOUR, MINUTE, max, ok, rita, type Someone, said, stranger } from '../a-desk.ts';

async function drafted(bench = aDesk()) {
  const { id } = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
  const signedIn = (changed = {}) => ({
    tenant: TENANT,
    id: rita.id,
    authTime: bench.world.now(),
    contexts: ['c1'],
    ...changed,
  });
  const digits = () => challenge(bench.row(id), 'vouch')?.digits ?? '';
  const wrong = () => (digits() === '10' ? '11' : '10');
  return { ...bench, id, signedIn, digits, wrong };
}

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
});

describe('a vouch', () => {
  it('counts when the manager types the digits the person read out', async () => {
    const { desk, id, click, row, digits, world, store } = await drafted();
    done(await desk.offerVouch(rita, id, click()));
    assert.match(digits(), /^[1-9]\d$/);
    assert.ok(store.told.some(notice => notice.kind === 'vouch-card' && notice.audience === 'manager'));
    done(await desk.answerVouch(max, id, ` ${digits()} `, click()));
    const by = { id: max.id, name: max.name };
    assert.deepEqual(row(id).proofs, [{ kind: 'vouch', custody: 'person', at: world.now(), by }]);
    assert.equal(vouchFailed(row(id)), false);
    assert.equal(store.told.at(-1)?.kind, 'resume');
  });

  it('has one try: wrong digits end it, and the right ones no longer help', async () => {
    const { desk, id, click, row, digits, wrong, store } = await drafted();
    await desk.offerVouch(rita, id, click());
    const right = digits();
    done(await desk.answerVouch(max, id, wrong(), click()));
    assert.ok(vouchFailed(row(id)));
    assert.equal(store.told.at(-1)?.kind, 'resume');
    assert.equal(said(await desk.answerVouch(max, id, right, click())), 'digits-spent');
    assert.deepEqual(row(id).proofs, []);
    await desk.offerVouch(rita, id, click());
    assert.equal(said(await desk.answerVouch(max, id, digits(), click())), 'done');
    assert.equal(row(id).proofs.length, 1);
  });

  it('is the manager’s alone: not the owner’s, not an approver’s, not a stranger’s', async () => {
    const { desk, id, click, digits, row } = await drafted();
    await desk.offerVouch(rita, id, click());
    const others: Someone[] = [rita, ada, stranger, { ...max, tenant: 'elsewhere' }];
    for (const who of others) assert.equal(said(await desk.answerVouch(who, id, digits(), click())), 'not-yours');
    assert.equal(said(await desk.answerVouch(max, 'nowhere', digits(), click())), 'no-such-request');
    assert.deepEqual(row(id).proofs, []);
  });

  it('shows the same digits while they run, and new ones after an hour', async () => {
    const { desk, id, click, digits, world, row } = await drafted();
    await desk.offerVouch(rita, id, click());
    const [first, issued] = [digits(), challenge(row(id), 'vouch')?.issuedAt];
    world.advance(20 * MINUTE);
    await desk.offerVouch(rita, id, click());
    assert.deepEqual([digits(), challenge(row(id), 'vouch')?.issuedAt], [first, issued]);
    world.advance(40 * MINUTE + 1);
    assert.equal(said(await desk.answerVouch(max, id, first, click())), 'proof-expired');
    await desk.offerVouch(rita, id, click());
    assert.equal(challenge(row(id), 'vouch')?.issuedAt, world.now());
  });

  it('is not offered to a person without a manager, or who is their own', async () => {
    for (const manager of [null, 'unknown', { id: rita.id, name: 'Rita' }] as const) {
      const { desk, company, click } = aDesk();
      company.state.account = anAccount({ manager });
      const { id } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
      assert.equal(said(await desk.offerVouch(rita, id, click())), 'no-manager');
    }
  });

  it('comes too late once the request has moved on', async () => {
    const { desk, id, click, digits } = await drafted();
    await desk.offerVouch(rita, id, click());
    const right = digits();
    await desk.cancel(rita, id, click());
    assert.equal(said(await desk.answerVouch(max, id, right, click())), 'not-open');
    assert.equal(said(await desk.offerVouch(rita, id, click())), 'not-open');
  });

  it('keeps the person’s patience alive: somebody is working on it', async () => {
    const { desk, id, click, digits, pass, row } = await drafted();
    await desk.offerVouch(rita, id, click());
    await pass(29 * MINUTE);
    done(await desk.answerVouch(max, id, digits(), click()));
    await pass(29 * MINUTE);
    assert.equal(row(id).state, 'open');
  });
});
