// What the person says is wrong is part of the diagnosis: it is waited for where the way turns on it, and judged like any fact.
import assert from 'node:assert/strict';
import { anAccount } from '../../contracts/a-request.ts';
import { START } from '../../contracts/a-world.ts';
import { aDesk, done, max, ok, rita, said } from '../a-desk.ts';

const sspr = { capable: true, enabled: true, registered: true, methods: ['mobilePhone'], asOf: START };
const changed = { passwordChangedAt: START - 20 * 60_000 };

async function drafted(account: Parameters<typeof anAccount>[0], how: object = { ask: true }) {
  const bench = aDesk();
  bench.company.state.account = anAccount(account);
  const request = ok(await bench.desk.draft(rita, { locale: 'en', command: bench.click(), ...how }));
  const tells = (trouble: Parameters<typeof bench.desk.tellTrouble>[2]) =>
    bench.desk.tellTrouble(rita, request.id, trouble, bench.click());
  return { ...bench, request, tells };
}

describe('what a person says is wrong', () => {
  it('is waited for before somebody is sent to self-service', async () => {
    const { request, tells } = await drafted({ sspr });
    assert.equal(request.state, 'open');
    const told = ok(await tells('locked'));
    assert.deepEqual([told.state, told.verdict.row, told.said], ['guided', 'locked', 'locked']);
  });

  it('is not waited for where it changes nothing, or was said at once', async () => {
    assert.equal((await drafted({ userType: 'guest' })).request.state, 'refused');
    assert.equal((await drafted({ sspr }, { ask: true, said: 'forgot' })).request.state, 'guided');
    assert.equal((await drafted({ sspr }, {})).request.state, 'guided');
  });

  it('leads whoever lost their second factor away, and only them', async () => {
    const { tells } = await drafted({});
    const told = ok(await tells('mfa-lost'));
    assert.deepEqual([told.state, told.verdict.row], ['refused', 'mfa-lost']);
    assert.equal(ok(await (await drafted({})).tells('other')).state, 'open');
  });

  it('stands through the filing', async () => {
    const { desk, click, row, tells, request } = await drafted({ phones: [] });
    ok(await tells('expired'));
    done(await desk.giveReason(rita, request.id, 'it ran out', click()));
    assert.equal(row(request.id).said, 'expired');
    assert.equal(said(await desk.file(rita, request.id, click())), 'proofs-missing');
  });

  it('is theirs alone to say, and only while they are asked', async () => {
    const { desk, click, request, tells } = await drafted({});
    assert.equal(said(await desk.tellTrouble(max, request.id, 'mfa-lost', click())), 'not-yours');
    done(await desk.cancel(rita, request.id, click()));
    assert.equal(said(await tells('mfa-lost')), 'not-open');
  });

  it('sends whoever is locked again just after a change round their devices first, and to the desk if that does not help', async () => {
    const { desk, click, tells, request } = await drafted(changed);
    assert.equal(ok(await tells('locked')).state, 'guided');
    const resumed = done(await desk.resume(rita, request.id, click()));
    assert.deepEqual([resumed.state, resumed.ssprFailed], ['open', true]);
    assert.equal(ok(await (await drafted(changed)).tells('forgot')).state, 'open', 'not whoever has forgotten it');
  });
});

describe('"it worked" before the desk had anything to do', () => {
  it('ends a request that was offered another way, by what the directory has seen since', async () => {
    for (const [changedAt, evidence] of [
      [START + 60_000, 'password-changed'],
      [START - 3_600_000, 'said-so'],
    ] as const) {
      const { desk, click, world, company, request } = await drafted({ domain: 'managed', federation: null });
      assert.ok(request.verdict.offers?.includes('my-security-info'));
      world.advance(120_000);
      company.state.changedAt = changedAt;
      const ended = done(await desk.saidSo(rita, request.id, click()));
      assert.deepEqual([ended.state, ended.evidence], ['completed', evidence]);
    }
  });

  it('ends no other', async () => {
    const { desk, click, request, row } = await drafted({});
    assert.equal(said(await desk.saidSo(rita, request.id, click())), 'too-late');
    assert.equal(row(request.id).state, 'open');
  });
});
