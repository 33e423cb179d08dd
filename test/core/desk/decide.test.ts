// An approver decides: who they are and whether they may is read at the click, and one decision counts.
import assert from 'node:assert/strict';
import { seenOf } from '../../../src/core/seen.ts';
import { anAccount, MAX } from '../../contracts/a-request.ts';
import { abe, aDesk, ada, done, HOUR, MINUTE, max, rita, said, security, stranger } from '../a-desk.ts';
import { gestureFor, powerful, STEP_UP, VOUCH, waiting } from '../waiting.ts';

const DAY = 24 * HOUR;

describe('an approval', () => {
  it('moves the request on and wakes the worker at once', async () => {
    const { desk, filed, click, row, world, store } = aDesk();
    const { id } = await filed();
    done(await desk.approve(ada, id, click()));
    assert.equal(row(id).state, 'approved');
    assert.deepEqual(row(id).approvals, [{ id: ada.id, name: ada.name, at: world.now() }]);
    assert.ok((store.jobs.get(id)?.dueAt ?? Number.POSITIVE_INFINITY) <= world.now());
  });

  it('is refused of everybody who may not', async () => {
    const { desk, filed, click, row, company } = aDesk();
    const { id } = await filed();
    company.state.approvers.add(rita.id).add(MAX.id);
    assert.equal(said(await desk.approve(stranger, id, click())), 'not-an-approver');
    assert.equal(said(await desk.approve(rita, id, click())), 'own-request');
    assert.equal(said(await desk.approve(max, id, click())), 'you-vouched');
    assert.equal(said(await desk.approve({ ...ada, tenant: 'elsewhere' }, id, click())), 'wrong-tenant');
    company.state.approvers.delete(ada.id);
    assert.equal(said(await desk.approve(ada, id, click())), 'not-an-approver');
    company.state.membersReadable = false;
    assert.equal(said(await desk.approve(abe, id, click())), 'membership-unreadable');
    assert.equal(said(await desk.approve(abe, 'nowhere', click())), 'no-such-request');
    assert.deepEqual([row(id).state, row(id).approvals], ['pending', []]);
  });

  it('is refused, with a line, of whoever has no right to it', async () => {
    const { desk, filed, click, company, store } = aDesk();
    const { id } = await filed();
    company.state.approvers.add(rita.id);
    await desk.approve(rita, id, click());
    await desk.deny(stranger, id, 'no', click());
    const tried = store.lines.filter(({ facts }) => facts['what'] === 'decision refused');
    assert.deepEqual(
      tried.map(({ facts, personal }) => [facts['why'], personal.actor]),
      [
        ['own-request', { kind: 'person', id: rita.id, name: rita.name }],
        ['not-an-approver', { kind: 'person', id: stranger.id, name: stranger.name }],
      ],
    );
  });

  it('is refused of an approver whose own account was called not theirs, and theirs given before counts no more', async () => {
    const bench = aDesk();
    const { desk, click, row, company, store } = bench;
    const { id } = await bench.approved();
    company.state.people.set(ada.id, anAccount({ id: ada.id, name: ada.name, upn: 'ada@corp.example' }));
    await desk.draft(ada, { locale: 'en', command: click() });
    done(await desk.notMe(ada, click()));
    await bench.page(id);
    await bench.work();
    assert.deepEqual([row(id).state, row(id).recalled, company.accepted.length], ['pending', 'approver frozen', 0]);
    assert.equal(said(await desk.approve(ada, id, click())), 'you-are-frozen');
    assert.ok(
      store.told.some(({ kind, audience, request }) => kind === 'alarm' && audience === 'admins' && request === id),
    );
    done(await desk.approve(abe, id, click()));
    assert.equal(row(id).state, 'approved');
  });

  it('counts once when clicked twice, delivered five times, or by two at the same moment', async () => {
    const { desk, filed, click, row, store } = aDesk();
    const { id } = await filed();
    const clicks = [
      ...Array.from({ length: 5 }, () => desk.approve(ada, id, 'one delivery')),
      desk.approve(ada, id, click()),
      desk.approve(abe, id, click()),
    ];
    await Promise.all(clicks);
    assert.equal(row(id).approvals.length, 1);
    assert.equal(store.lines.filter(line => line.event === 'approve').length, 1);
  });

  it('needs two different people where the policy says so', async () => {
    const { desk, filed, click, row } = aDesk({ policy: { approvals: 2 } });
    const { id } = await filed();
    done(await desk.approve(ada, id, click()));
    assert.equal(row(id).state, 'pending');
    assert.equal(said(await desk.approve(ada, id, click())), 'already-approved-by-you');
    done(await desk.approve(abe, id, click()));
    assert.deepEqual([row(id).state, row(id).approvals.length], ['approved', 2]);
  });

  it('comes too late after a denial, a cancellation and the end of patience', async () => {
    for (const end of ['deny', 'cancel', 'wait'] as const) {
      const { desk, filed, click, row, pass } = aDesk();
      const { id } = await filed();
      if (end === 'deny') done(await desk.deny(abe, id, 'no', click()));
      if (end === 'cancel') done(await desk.cancel(rita, id, click()));
      if (end === 'wait') await pass(31 * MINUTE);
      const { version } = row(id);
      assert.equal(said(await desk.approve(ada, id, click())), 'already-decided');
      assert.equal(row(id).version, version);
    }
  });

  it('is not one too many for being delivered twice: the last one in the stretch raises no shields', async () => {
    const { desk, filed, click, store } = aDesk({ policy: { decisionsPer10Minutes: 1 } });
    const { id } = await filed();
    const approve = click();
    for (let delivery = 0; delivery < 3; delivery++) done(await desk.approve(ada, id, approve));
    assert.equal(await store.shields.up(), undefined);
  });

  it('needs a second approver when the first has decided twenty times in ten minutes, clicks counted and not deliveries', async () => {
    const { desk, filed, click, row, store } = aDesk();
    for (let clicked = 0; clicked < 20; clicked++) await desk.approve(ada, 'nowhere', click());
    for (let delivered = 0; delivered < 25; delivered++) await desk.approve(abe, 'nowhere', 'the same');
    const { id } = await filed();
    done(await desk.approve(ada, id, 'a click delivered twice'));
    assert.deepEqual([row(id).state, row(id).approvals[0]?.busy], ['pending', true]);
    assert.ok(row(id).demand?.why.includes('busy-approver'));
    assert.equal((await store.shields.up())?.why, 'repeated');
    done(await desk.approve(ada, id, 'a click delivered twice'));
    assert.equal(row(id).approvals.length, 1);
    done(await desk.approve(abe, id, click()));
    assert.deepEqual([row(id).state, row(id).approvals[1]?.busy], ['approved', undefined]);
  });

  it('is enough by itself when ten minutes have passed', async () => {
    const { desk, filed, click, row, world } = aDesk();
    for (let clicked = 0; clicked < 20; clicked++) await desk.deny(ada, 'nowhere', 'no', click());
    world.advance(10 * MINUTE);
    const { id } = await filed();
    done(await desk.approve(ada, id, click()));
    assert.equal(row(id).state, 'approved');
  });

  it('needs a second approver when this one has approved for the same person, or for the same voucher, within a month', async () => {
    const another = { person: stranger.id, account: anAccount({ id: stranger.id }) };
    for (const [second, gap, state] of [
      [{}, MINUTE, 'pending'],
      [another, MINUTE, 'pending'],
      [
        { ...another, proofs: [STEP_UP, { ...VOUCH, by: { id: security.id, name: security.name } }] },
        MINUTE,
        'approved',
      ],
      [{}, 31 * DAY, 'approved'],
    ] as const) {
      const { desk, put, click, row, world } = aDesk();
      await put({ ...waiting(world.now()), id: 'first', state: 'completed', approvals: [{ ...ada, at: world.now() }] });
      world.advance(gap);
      await put({ ...waiting(world.now()), ...second, id: 'second' });
      done(await desk.approve(ada, 'second', click()));
      assert.deepEqual([row('second').state, row('second').approvals.length], [state, 1]);
      if (state === 'approved') continue;
      assert.ok(row('second').demand?.why.includes('repeated-pair'));
      done(await desk.approve(abe, 'second', click()));
      assert.equal(row('second').state, 'approved');
    }
  });

  it('does not count while more is asked than was proved', async () => {
    const { desk, put, click, row, store, world } = aDesk();
    const { id } = await put({
      ...waiting(world.now()),
      proofs: [VOUCH, { ...STEP_UP, kind: 'totp', custody: 'device' }],
    });
    await store.shields.raise({ since: world.now(), until: world.now() + MINUTE, why: 'breaker' });
    assert.equal(said(await desk.approve(ada, id, click())), 'proofs-missing');
    assert.deepEqual(row(id).approvals, []);
    world.advance(MINUTE);
    assert.equal(said(await desk.approve(ada, id, click())), 'done');
  });

  it('is refused for somebody with power over others while shields are up', async () => {
    const { desk, put, click, row, store, world } = aDesk();
    const { id } = await put(powerful(world.now()));
    await store.shields.raise({ since: world.now(), until: world.now() + MINUTE, why: 'breaker' });
    assert.equal(said(await desk.approve(ada, id, click(), gestureFor(row(id), world.now()))), 'shields-up');
  });
});

describe('an approval that asks for a fresh sign-in', () => {
  it('is recorded only with a gesture, and needs two people for somebody with power over others', async () => {
    const { desk, put, click, row, world } = aDesk();
    const { id } = await put(powerful(world.now()));
    assert.equal(said(await desk.approve(ada, id, click())), 'step-up-needed');
    assert.deepEqual(row(id).approvals, []);
    done(await desk.approve(ada, id, click(), gestureFor(row(id), world.now())));
    assert.deepEqual([row(id).state, row(id).approvals[0]?.steppedUpAt], ['pending', world.now()]);
    assert.equal(
      said(await desk.approve(ada, id, click(), gestureFor(row(id), world.now()))),
      'already-approved-by-you',
    );
    assert.equal(said(await desk.approve(abe, id, click())), 'step-up-needed');
    done(await desk.approve(abe, id, click(), gestureFor(row(id), world.now())));
    assert.equal(row(id).state, 'approved');
  });

  it('takes no gesture that is weak, of before the question, or about something else', async () => {
    const { desk, put, click, row, world, company } = aDesk();
    const { id } = await put(powerful(world.now()));
    const good = gestureFor(row(id), world.now());
    const tries = [
      [{ ...good, contexts: ['c2'] }, 'proof-not-passwordless'],
      [{ ...good, authTime: good.askedAt - MINUTE }, 'proof-not-fresh'],
      [{ contexts: good.contexts, askedAt: good.askedAt, seen: good.seen }, 'proof-not-fresh'],
      [{ ...good, seen: seenOf({ ...row(id), reason: 'another reason' }) }, 'moved-on'],
    ] as const;
    for (const [gesture, why] of tries) assert.equal(said(await desk.approve(ada, id, click(), gesture)), why);
    // Where nothing enforces the context, Entra gives it away unasked.
    for (const [policy, why] of [
      ['not-covered', 'step-up-not-covered'],
      ['unknown', 'step-up-unreadable'],
    ] as const) {
      company.state.stepUpPolicy = policy;
      assert.equal(said(await desk.approve(ada, id, click(), good)), why);
    }
    assert.deepEqual(row(id).approvals, []);
  });

  it('still fits after a reminder, a claim and a colleague’s approval, and not after the request was filed anew', async () => {
    const { desk, put, pass, click, row, world } = aDesk();
    const { id } = await put(powerful(world.now()));
    const gesture = gestureFor(row(id), world.now());
    done(await desk.claim(abe, id, click()));
    done(await desk.approve(abe, id, click(), gestureFor(row(id), world.now())));
    await pass(16 * MINUTE);
    assert.ok(row(id).remindedAt);
    assert.equal(gesture.seen, seenOf(row(id)));
    assert.notEqual(gesture.seen, seenOf({ ...row(id), since: world.now() }));
    done(await desk.approve(ada, id, click(), gesture));
    assert.equal(row(id).state, 'approved');
  });

  it('may be given again by whoever approved before one was asked for', async () => {
    const { desk, put, click, row, world } = aDesk();
    const { id } = await put({ ...powerful(world.now()), approvals: [{ ...ada, at: world.now() }] });
    await desk.approve(abe, id, click(), gestureFor(row(id), world.now()));
    assert.equal(row(id).state, 'pending');
    done(await desk.approve(ada, id, click(), gestureFor(row(id), world.now())));
    assert.deepEqual([row(id).state, row(id).approvals.map(({ id }) => id)], ['approved', [abe.id, ada.id]]);
  });
});

describe('a denial', () => {
  it('ends the request and tells the person why', async () => {
    const { desk, filed, click, row, world, store } = aDesk();
    const { id } = await filed();
    done(await desk.deny(ada, id, '  Please\ncall us ', click()));
    const denial = { id: ada.id, name: ada.name, at: world.now(), reason: 'Please call us' };
    assert.deepEqual([row(id).state, row(id).denial], ['denied', denial]);
    assert.equal(store.told.at(-1)?.kind, 'denied');
    assert.equal(store.jobs.size, 0);
  });

  it('needs a reason that fits', async () => {
    const { desk, filed, click, row } = aDesk();
    const { id } = await filed();
    assert.equal(said(await desk.deny(ada, id, ' \n', click())), 'reason-empty');
    assert.equal(said(await desk.deny(ada, id, 'x'.repeat(501), click())), 'reason-too-long');
    assert.equal(row(id).state, 'pending');
  });

  it('is refused of everybody who may not', async () => {
    const { desk, filed, click, company } = aDesk();
    const { id } = await filed();
    company.state.approvers.add(rita.id).add(max.id);
    assert.equal(said(await desk.deny(stranger, id, 'no', click())), 'not-an-approver');
    assert.equal(said(await desk.deny(rita, id, 'no', click())), 'own-request');
    assert.equal(said(await desk.deny(max, id, 'no', click())), 'you-vouched');
  });

  it('keeps its reason out of the audit’s facts: it is about a person', async () => {
    const { desk, filed, click, store } = aDesk();
    const { id } = await filed();
    await desk.deny(ada, id, 'sounded like somebody else', click());
    const line = store.lines.at(-1);
    assert.ok(!JSON.stringify(line?.facts).includes('somebody'));
    assert.equal(line?.personal['reason'], 'sounded like somebody else');
  });

  it('and an approval at the same moment: one of both counts', async () => {
    const { desk, filed, click, row, store } = aDesk();
    const { id } = await filed();
    const answers = await Promise.all([desk.approve(ada, id, click()), desk.deny(abe, id, 'no', click())]);
    assert.deepEqual(answers.map(said).toSorted(), ['already-decided', 'done']);
    assert.equal(store.lines.filter(line => ['approve', 'deny'].includes(line.event)).length, 1);
    assert.ok(['approved', 'denied'].includes(row(id).state));
  });
});
