// The story ends on evidence: a fresh sign-in, a change the directory saw, or, weakest, the person's word.
import assert from 'node:assert/strict';
import { anAccount, TENANT } from '../../contracts/a-request.ts';
import { START } from '../../contracts/a-world.ts';
import { aDesk, done, HOUR, MINUTE, max, ok, rita, said, stranger } from '../a-desk.ts';

const capable = { capable: true, enabled: true, registered: true, methods: [], asOf: START };
const who = (authTime: number | undefined, id = rita.id) => ({
  tenant: TENANT,
  id,
  contexts: [],
  ...(authTime ? { authTime } : {}),
});

async function guided() {
  const bench = aDesk();
  bench.company.state.account = anAccount({ sspr: capable });
  const { id } = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click() }));
  return { ...bench, id };
}

/** Landed, and the password taken: from here on a change seen in the directory is the owner's own. */
async function taken() {
  const bench = aDesk();
  const { request, page } = await bench.landed();
  ok(await bench.desk.reveal(page.session, bench.click()));
  return { ...bench, id: request.id, page };
}

describe('signing in to check', () => {
  it('completes the request, and burns what was left of the password', async () => {
    const { desk, id, row, click, world, store } = await taken();
    world.advance(MINUTE);
    done(await desk.signedIn(id, who(world.now()), click()));
    assert.deepEqual(
      [row(id).state, row(id).evidence, store.seals.size, store.jobs.size],
      ['completed', 'signed-in', 0, 0],
    );
    assert.equal(store.told.at(-1)?.kind, 'completed');
  });

  it('counts only from after the landing, give or take the clocks’ five seconds', async () => {
    const { desk, id, row, click } = await taken();
    const { landedAt = 0 } = row(id);
    assert.equal(said(await desk.signedIn(id, who(landedAt - 5_001), click())), 'evidence-too-old');
    assert.equal(said(await desk.signedIn(id, who(undefined), click())), 'evidence-too-old');
    assert.equal(said(await desk.signedIn(id, who(landedAt - 5_000), click())), 'done');
  });

  it('is refused to somebody else', async () => {
    const { desk, id, row, click, world } = await taken();
    assert.equal(said(await desk.signedIn(id, who(world.now(), max.id), click())), 'proof-wrong-person');
    assert.equal(said(await desk.signedIn(id, { ...who(world.now()), tenant: 'x' }, click())), 'proof-wrong-person');
    assert.equal(row(id).state, 'landed');
  });

  it('is too early while Microsoft is still at it, and too late once it is over', async () => {
    const { desk, asked, pass, click, world } = aDesk();
    const { request } = await asked();
    assert.equal(said(await desk.signedIn(request.id, who(world.now()), click())), 'not-ready-to-reveal');
    await pass(10_000);
    done(await desk.signedIn(request.id, who(world.now()), click()));
    assert.equal(said(await desk.signedIn(request.id, who(world.now()), click())), 'too-late');
  });

  it('ends the road of self-service as well', async () => {
    const { desk, id, row, click, world } = await guided();
    done(await desk.signedIn(id, who(world.now()), click()));
    assert.equal(row(id).state, 'completed');
  });
});

describe('"it worked"', () => {
  it('is believed, and called evidence only when the directory saw a change', async () => {
    for (const [changedAfter, evidence] of [
      [undefined, 'said-so'],
      [MINUTE, 'password-changed'],
    ] as const) {
      const { desk, id, row, click, world, company } = await guided();
      const since = row(id).since;
      world.advance(5 * MINUTE);
      company.state.changedAt = changedAfter && since + changedAfter;
      done(await desk.saidSo(rita, id, click()));
      assert.deepEqual([row(id).state, row(id).evidence], ['completed', evidence]);
    }
  });

  it('does not need the directory', async () => {
    const { desk, id, row, click, company } = await guided();
    company.state.readable = false;
    done(await desk.saidSo(rita, id, click()));
    assert.equal(row(id).evidence, 'said-so');
  });

  it('is the owner’s word, and about self-service only', async () => {
    const { desk, id, click } = await guided();
    assert.equal(said(await desk.saidSo(stranger, id, click())), 'not-yours');
    const other = await taken();
    assert.equal(said(await other.desk.saidSo(rita, other.id, other.click())), 'too-late');
  });
});

describe('what nobody told us', () => {
  it('is seen in the directory: self-service worked, and the person never came back to say so', async () => {
    const { id, row, pass, company, world } = await guided();
    await pass(25 * MINUTE);
    company.state.changedAt = world.now();
    assert.equal(row(id).state, 'guided');
    await pass(10 * MINUTE);
    assert.deepEqual([row(id).state, row(id).evidence], ['completed', 'password-changed']);
  });

  it('is seen in the directory: the person chose a password of their own', async () => {
    const { id, row, pass, company, world } = await taken();
    await pass(2 * HOUR);
    assert.equal(row(id).state, 'landed');
    company.state.changedAt = world.now();
    await pass(10 * MINUTE);
    assert.deepEqual([row(id).state, row(id).evidence], ['completed', 'password-changed']);
  });

  it('is not taken from our own reset, which the directory shows late', async () => {
    const { id, row, pass, company } = await taken();
    company.state.lag = 20 * MINUTE;
    await pass(HOUR);
    assert.equal(row(id).state, 'landed');
  });

  it('is asked again when the directory could not be read', async () => {
    const { id, row, pass, company, world } = await guided();
    company.state.changedAt = world.now() + 1;
    company.state.readable = false;
    await pass(HOUR);
    assert.equal(row(id).state, 'guided');
    company.state.readable = true;
    await pass(10 * MINUTE);
    assert.equal(row(id).state, 'completed');
  });

  it('ends after a day without evidence: quietly on Microsoft’s road, with an alarm after a reset', async () => {
    const sspr = await guided();
    await sspr.pass(24 * HOUR);
    assert.equal(sspr.row(sspr.id).state, 'expired');
    assert.ok(!sspr.store.told.some(notice => notice.kind === 'alarm'));

    const reset = await taken();
    const { landedAt = 0 } = reset.row(reset.id);
    await reset.pass(24 * HOUR - 1 - (reset.world.now() - landedAt));
    assert.equal(reset.row(reset.id).state, 'landed');
    await reset.pass(1);
    assert.deepEqual([reset.row(reset.id).state, reset.store.seals.size], ['expired', 0]);
    assert.ok(reset.store.told.some(notice => notice.kind === 'alarm' && notice.audience === 'admins'));
  });
});
