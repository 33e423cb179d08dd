// What people are shown of a request: one projection that card, tracker, `status` and rehearsal read.
import assert from 'node:assert/strict';
import { CALM, demandOf } from '../../src/core/demand.ts';
import { CLOSED, LIVE } from '../../src/core/lifecycle.ts';
import { DEFAULT_POLICY as policy } from '../../src/core/policy.ts';
import { progressOf, type StepName } from '../../src/core/progress.ts';
import type { Attempt, Request } from '../../src/core/request.ts';
import { aRequest } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { MINUTE } from './a-desk.ts';

const at = (minutes: number) => START + minutes * MINUTE;
const approvals = [{ id: 'ada', name: 'Ada', at: at(2) }];
const attempt: Attempt = { number: 1, begunAt: at(3), correlation: 'c', as: 'h', nextLookAt: at(3), looks: 0 };
const accepted: Attempt = { ...attempt, acceptedAt: at(3) };
const opened = { session: 'page', at: at(4) };
const attempts = 1;
const managed = { route: 'helpdesk', row: 'cloud', finish: 'microsoft', writeback: false } as const;

const of = (row: Partial<Request>) => progressOf(aRequest({ consentAt: at(1), ...row }), policy);
const marks = (row: Partial<Request>) =>
  Object.fromEntries(of(row).steps.map(({ name, status }) => [name, status])) as Partial<Record<StepName, string>>;

describe('progress', () => {
  it('says who has the ball', () => {
    const balls = Object.fromEntries([...LIVE, ...CLOSED].map(state => [state, of({ state }).ball]));
    const nobody = Object.fromEntries(CLOSED.map(state => [state, 'nobody']));
    assert.deepEqual(balls, {
      open: 'you',
      guided: 'you',
      pending: 'helpdesk',
      approved: 'reset-desk',
      resetting: 'microsoft',
      landed: 'you',
      frozen: 'security',
      ...nobody,
    });
    assert.equal(of({ state: 'approved', hold: { why: 'owner', since: at(2), until: at(32) } }).ball, 'you');
    assert.equal(of({ state: 'approved', hold: { why: 'hands', since: at(2), until: at(32) } }).ball, 'reset-desk');
  });

  it('marks one step as under way while the request lives, and what is done with its time', () => {
    const story: [Partial<Request>, now: StepName][] = [
      [{ state: 'pending' }, 'approved'],
      [{ state: 'approved', approvals }, 'accepted'],
      [{ state: 'resetting', approvals, attempt }, 'accepted'],
      [{ state: 'resetting', approvals, attempt: accepted }, 'on-premises'],
      [{ state: 'landed', approvals, attempt: accepted, landedAt: at(5) }, 'taken'],
      [{ state: 'landed', approvals, attempt: accepted, landedAt: at(5), opened }, 'signed-in'],
    ];
    for (const [row, now] of story) {
      const { steps } = of(row);
      assert.deepEqual(
        steps.filter(step => step.status === 'now').map(step => step.name),
        [now],
      );
      for (const step of steps) assert.equal(step.at !== undefined, step.status === 'done', step.name);
    }
    assert.ok(
      of({ state: 'completed', approvals, attempt: accepted, landedAt: at(5), opened }).steps.every(
        step => step.status === 'done',
      ),
    );
  });

  it('shows a password taken early as taken, while it is still on its way', () => {
    const early = marks({ state: 'resetting', approvals, attempt: accepted, opened });
    assert.deepEqual([early['on-premises'], early.landed, early.taken], ['now', 'next', 'done']);
  });

  it('has a step on premises only where the password travels there', () => {
    assert.ok('on-premises' in marks({ state: 'pending' }));
    assert.ok(!('on-premises' in marks({ state: 'pending', verdict: managed })));
  });

  it('shows where it stopped', () => {
    assert.equal(marks({ state: 'failed', approvals }).accepted, 'failed');
    assert.equal(marks({ state: 'failed', approvals, attempt: accepted })['on-premises'], 'failed');
    for (const state of ['expired', 'cancelled', 'denied'] as const)
      assert.ok(!Object.values(marks({ state })).some(mark => mark === 'now' || mark === 'failed'), state);
  });

  it('does not call a request approved on the first of two approvals, whatever became of it', () => {
    const demand = demandOf(aRequest(), { ...policy, approvals: 2 }, CALM);
    for (const state of ['pending', 'denied', 'expired', 'cancelled', 'frozen'] as const) {
      const { steps } = progressOf(aRequest({ state, consentAt: at(1), approvals, demand }), policy);
      assert.notEqual(steps.find(step => step.name === 'approved')?.status, 'done', state);
    }
  });

  it('follows the password from not yet to gone', () => {
    const state = (row: Partial<Request>) => of({ attempts, approvals, ...row }).password;
    assert.equal(of({ state: 'pending' }).password, 'not-yet');
    assert.equal(state({ state: 'resetting', attempt }), 'not-yet');
    assert.equal(state({ state: 'resetting', attempt: accepted }), 'ready');
    assert.equal(state({ state: 'landed', attempt: accepted, landedAt: at(5) }), 'ready');
    assert.equal(state({ state: 'landed', attempt: accepted, landedAt: at(5), opened }), 'open');
    assert.equal(
      state({ state: 'landed', attempt: accepted, landedAt: at(5), opened, handedOver: at(6) }),
      'handed-over',
    );
    for (const closed of CLOSED) assert.equal(state({ state: closed, attempt: accepted, opened }), 'gone');
    assert.equal(of({ state: 'denied' }).password, 'not-yet');
    // Between two attempts the first one's password is none.
    assert.equal(state({ state: 'approved' }), 'not-yet');
  });

  it('says how long the password waits, and how long an opened one may be read again', () => {
    const landed = { state: 'landed', attempts, attempt: accepted, landedAt: at(5) } as const;
    assert.equal(of(landed).passwordUntil, at(35));
    assert.equal(of({ ...landed, opened }).passwordUntil, at(14));
    assert.equal(of({ ...landed, opened, handedOver: at(6) }).passwordUntil, undefined);
    assert.equal(of({ state: 'resetting', attempts, attempt: accepted }).passwordUntil, undefined);
  });

  it('says when the state ends, not when somebody looks next', () => {
    assert.equal(of({ state: 'pending', since: at(1) }).until, at(31));
    assert.equal(of({ state: 'resetting', attempt }).until, at(33));
    assert.equal(of({ state: 'approved' }).until, undefined);
    assert.equal(of({ state: 'completed' }).until, undefined);
  });

  it('says that a refused password was replaced', () => {
    assert.equal(of({ state: 'resetting', attempts: 1, attempt }).replaced, false);
    assert.equal(of({ state: 'resetting', attempts: 2, attempt }).replaced, true);
  });

  it('stays on the helpdesk’s road once a request went to the desk, even if SSPR is set up meanwhile', () => {
    const verdict = { ...managed, route: 'sspr', row: 'sspr' } as const;
    assert.equal(progressOf(aRequest({ state: 'guided', verdict }), policy).road, 'sspr');
    assert.equal(progressOf(aRequest({ state: 'open', verdict, ssprFailed: true }), policy).road, 'helpdesk');
    assert.equal(of({ state: 'landed', verdict }).road, 'helpdesk');
    assert.equal(of({ state: 'refused', verdict: { ...managed, route: 'refused', row: 'guest' } }).road, 'refused');
  });

  it('offers the ways to finish, the one of the account’s own sign-in first', () => {
    const adfs = aRequest().verdict;
    assert.deepEqual(of({ verdict: adfs }).ways, ['change-there', 'microsoft', 'windows', 'windows-away', 'remote']);
    assert.deepEqual(of({ verdict: managed }).ways, ['microsoft']);
  });

  it('sends whom another provider signs in to the page that was written down, and says so where none was', () => {
    const { updateUrl: _none, ...other } = { ...aRequest().verdict, finish: 'other' } as const;
    assert.equal(of({ verdict: { ...other, updateUrl: 'https://idp.example/password' } }).ways[0], 'change-there');
    assert.equal(of({ verdict: other }).ways[0], 'provider');
  });

  it('carries names, reasons and codes, and neither proofs nor sessions', () => {
    const denial = { id: 'ada-id', name: 'Ada', at: at(2), reason: 'not known' };
    const shown = of({
      state: 'denied',
      denial,
      opened,
      challenges: [{ kind: 'vouch', issuedAt: 0, expiresAt: 1, voucher: { id: 'max', name: 'Max' }, digits: '73' }],
      failure: { code: 'policy', said: 'verbatim' },
    });
    assert.deepEqual(shown.denial, { by: 'Ada', reason: 'not known' });
    assert.equal(shown.failure, 'policy');
    for (const hidden of ['ada-id', 'page', '73', 'verbatim'])
      assert.ok(!JSON.stringify(shown).includes(hidden), hidden);
  });
});
