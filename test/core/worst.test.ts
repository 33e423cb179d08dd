// How many approvers a desk must have: as many as its policy can come to ask for, and no request asks for more.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { demandOf } from '../../src/core/demand.ts';
import { DEFAULT_POLICY, type Policy, type Rule } from '../../src/core/policy.ts';
import { mostApprovals } from '../../src/core/worst.ts';
import { abe, aDesk, ada, done, HOUR } from './a-desk.ts';

describe('the approvers that a request can come to need', () => {
  const most = (policy: Partial<Policy>) => mostApprovals({ ...DEFAULT_POLICY, ...policy });

  it('are two where one is usual, and one more than usual everywhere else', () =>
    assert.deepEqual(
      [1, 2, 5].map(approvals => most({ approvals })),
      [2, 3, 6],
    ));

  it('are what a rule asks, whoever it speaks of', () => {
    for (const rule of [{ groups: ['vip'] }, { kinds: ['cloud'] }, { kinds: ['federated'] }, {}] as const)
      assert.equal(most({ rules: [{ name: 'r', ...rule, approvals: 4 }] }), 4, JSON.stringify(rule));
  });

  it('are what a rule asks of people with power over others, where those are served', () => {
    const rules = [{ name: 'p', kinds: ['privileged'], approvals: 4 }] as const;
    assert.deepEqual([most({ rules }), most({ rules, privilegedTargets: true })], [2, 4]);
  });

  it('are those whom the second request takes that the same manager vouches for within the month', async () => {
    const bench = aDesk({ policy: { approvals: 2 } });
    const { desk, click } = bench;
    const first = await bench.filed();
    done(await desk.approve(ada, first.id, click()));
    assert.equal(done(await desk.approve(abe, first.id, click())).state, 'approved');
    done(await desk.cancel({ tenant: first.tenant, id: first.person }, first.id, click()));
    await bench.pass(20 * 24 * HOUR);
    const again = await bench.filed();
    done(await desk.approve(ada, again.id, click()));
    const both = done(await desk.approve(abe, again.id, click()));
    assert.deepEqual([both.state, both.demand?.approvals], ['pending', mostApprovals(bench.policy)]);
  });

  it('are never more than was said, whoever asks and whatever the day', () => {
    const rule: fc.Arbitrary<Rule> = fc.record(
      {
        name: fc.constant('r'),
        groups: fc.constantFrom(['vip'], ['others']),
        kinds: fc.subarray(['cloud', 'synced', 'federated', 'privileged'] as const, { minLength: 1 }),
        approvals: fc.integer({ min: 1, max: 5 }),
      },
      { requiredKeys: ['name'] },
    );
    const fact = fc.constantFrom(true, false, 'unknown' as const);
    const judged = fc.record({
      account: fc.record({
        mfaRegistered: fact,
        synced: fact,
        domain: fc.constantFrom('managed' as const, 'federated' as const, 'unknown' as const),
        groups: fc.constantFrom<string[] | 'unknown'>(['vip'], [], 'unknown'),
      }),
      privileged: fc.boolean(),
    });
    const weather = fc.record({
      shieldsUp: fc.boolean(),
      repeatedPair: fc.boolean(),
      busyApprover: fc.boolean(),
      oftenReset: fc.boolean(),
      reportStands: fc.boolean(),
    });
    const policy = fc.record({
      approvals: fc.integer({ min: 1, max: 5 }),
      rules: fc.array(rule, { maxLength: 3 }),
      privilegedTargets: fc.boolean(),
    });
    fc.assert(
      fc.property(policy, judged, weather, (asked, { account, privileged }, now) => {
        const whole = { ...DEFAULT_POLICY, ...asked };
        // Who has power over others is refused where policy does not serve them.
        const verdict = privileged && asked.privilegedTargets ? { privileged: true as const } : {};
        assert.ok(demandOf({ account, verdict }, whole, now).approvals <= mostApprovals(whole));
      }),
    );
  });
});
