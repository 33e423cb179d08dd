// Who must prove what: custody, not count; every reason to ask for more, and that no reason ever lets anybody ask for less.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Account } from '../../src/core/account.ts';
import {
  CALM,
  type Demand,
  demandOf,
  enoughApprovals,
  missingProofs,
  type Weather,
  wouldDo,
} from '../../src/core/demand.ts';
import { type Policy, DEFAULT_POLICY as policy, type Rule } from '../../src/core/policy.ts';
import { CUSTODY, handsOf, PROOF_KINDS, type ProofKind } from '../../src/core/proof.ts';
import type { Passed, Request } from '../../src/core/request.ts';
import { anAccount, aRequest, MAX } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { HOUR } from './a-desk.ts';

const ALL: Policy = { ...policy, proofs: PROOF_KINDS };
const BY = { by: { id: 'opener', name: 'Opener' }, as: 'manager' } as const;
const shown = (kind: ProofKind, by = MAX.id): Passed => ({
  kind,
  custody: CUSTODY[kind],
  at: START,
  ...(kind === 'vouch' ? { by: { id: by, name: by } } : {}),
});
const [stepUp, vouch, totp, callBack, mailCode] = PROOF_KINDS.map(kind => shown(kind)) as [
  Passed,
  Passed,
  Passed,
  Passed,
  Passed,
];

type Case = {
  request?: Partial<Request>;
  account?: Partial<Account>;
  privileged?: true;
  weather?: Partial<Weather>;
  rules?: Rule[];
  base?: Policy;
};

function requestOf({ request = {}, account = {}, privileged }: Case): Request {
  const plain = aRequest(request);
  return {
    ...plain,
    account: anAccount(account),
    verdict: { ...plain.verdict, ...(privileged ? { privileged } : {}) },
  };
}

function demandFor(given: Case): Demand {
  return demandOf(
    requestOf(given),
    { ...(given.base ?? policy), rules: given.rules ?? [] },
    { ...CALM, ...given.weather },
  );
}

describe('what a request must show', () => {
  const plain: Demand = {
    apart: 2,
    kinds: ['step-up', 'vouch', 'totp', 'call-back'],
    required: [],
    approvals: 1,
    approverStepUp: false,
    tellAdmins: false,
    why: ['policy'],
  };
  const strong = ['step-up', 'vouch'] as const;
  const vip: Rule = { name: 'vip', groups: ['g1'], approvals: 2, approverStepUp: true, tellAdmins: true };
  const privileged = { kinds: strong, required: strong, approvals: 2, approverStepUp: true, tellAdmins: true } as const;
  const cases: [string, Case, Partial<Demand>][] = [
    ['of anybody: two hands and one approver', {}, {}],
    [
      'of somebody whose second factor was taken away of late: no less, and more',
      { account: { mfaRegistered: false }, weather: { reportStands: false } },
      { required: ['vouch'], approvals: 2, why: ['policy', 'no-mfa'] },
    ],
    ['of somebody whose second factor is unknown: no less', { account: { mfaRegistered: 'unknown' } }, {}],
    [
      'of somebody without a second factor: another person’s word, and two approvers',
      { account: { mfaRegistered: false } },
      { apart: 1, required: ['vouch'], approvals: 2, why: ['policy', 'no-mfa'] },
    ],
    [
      'of privileged people: gesture and voucher, two approvers with a gesture, admins told',
      { privileged: true },
      { ...privileged, why: ['policy', 'privileged'] },
    ],
    [
      'under shields: only strong proofs, two approvers',
      { weather: { shieldsUp: true } },
      { kinds: strong, approvals: 2, why: ['policy', 'shields'] },
    ],
    [
      'asked for by another: only strong proofs',
      { request: { onBehalf: BY } },
      { kinds: strong, why: ['policy', 'by-another'] },
    ],
    [
      'when the same two meet again: one approver more',
      { weather: { repeatedPair: true } },
      { approvals: 2, why: ['policy', 'repeated-pair'] },
    ],
    [
      'when an approver decided too often of late: one approver more',
      { weather: { busyApprover: true } },
      { approvals: 2, why: ['policy', 'busy-approver'] },
    ],
    [
      'of somebody who was reset unusually often: only strong proofs, two approvers',
      { weather: { oftenReset: true } },
      { kinds: strong, approvals: 2, why: ['policy', 'often-reset'] },
    ],
    [
      'of a member of a rule’s group: what the rule asks',
      { account: { groups: ['g1'] }, rules: [vip] },
      { approvals: 2, approverStepUp: true, tellAdmins: true, why: ['policy', 'rule:vip'] },
    ],
    [
      'of a member however the id is written',
      { account: { groups: ['G1'] }, rules: [vip] },
      { approvals: 2, approverStepUp: true, tellAdmins: true, why: ['policy', 'rule:vip'] },
    ],
    ['of whoever is in another group: nothing of that rule', { account: { groups: ['g2'] }, rules: [vip] }, {}],
    [
      'when groups could not be read: what every rule asks',
      { account: { groups: 'unknown' }, rules: [vip] },
      { approvals: 2, approverStepUp: true, tellAdmins: true, why: ['policy', 'rule:vip'] },
    ],
    [
      'by kind of account: federated',
      { rules: [{ name: 'f', kinds: ['federated'], proofs: ['step-up', 'totp'] }] },
      { kinds: ['step-up', 'totp'], why: ['policy', 'rule:f'] },
    ],
    [
      'by kind of account: not synced, where the domain is federated',
      { rules: [{ name: 's', kinds: ['synced', 'cloud'], approvals: 3 }] },
      {},
    ],
    [
      'by kind of account: synced',
      { account: { domain: 'managed' }, rules: [{ name: 's', kinds: ['synced'], approvals: 3 }] },
      { approvals: 3, why: ['policy', 'rule:s'] },
    ],
    [
      'by kind of account: cloud',
      { account: { domain: 'managed', synced: false }, rules: [{ name: 'c', kinds: ['cloud'], approvals: 3 }] },
      { approvals: 3, why: ['policy', 'rule:c'] },
    ],
    [
      'by kind of account, when it could not be read: any',
      { account: { domain: 'unknown', synced: 'unknown' }, rules: [{ name: 'c', kinds: ['cloud'], approvals: 3 }] },
      { approvals: 3, why: ['policy', 'rule:c'] },
    ],
    [
      'of privileged people by a rule for them',
      { privileged: true, rules: [{ name: 'p', kinds: ['privileged'], approvals: 4 }] },
      { ...privileged, approvals: 4, why: ['policy', 'rule:p', 'privileged'] },
    ],
    [
      'by several rules: the strictest of each',
      {
        rules: [
          { name: 'a', proofsApart: 3, approvals: 2 },
          { name: 'b', approvals: 3, proofs: ['totp', 'vouch', 'step-up'] },
        ],
      },
      { apart: 3, approvals: 3, kinds: ['step-up', 'vouch', 'totp'], why: ['policy', 'rule:a', 'rule:b'] },
    ],
    [
      'of somebody without a second factor under shields: two hands again',
      { account: { mfaRegistered: false }, weather: { shieldsUp: true } },
      { apart: 2, kinds: strong, required: ['vouch'], approvals: 2, why: ['policy', 'no-mfa', 'shields'] },
    ],
    [
      'by nobody more than by what asks most: shields and a pair that met before',
      { weather: { shieldsUp: true, repeatedPair: true } },
      { kinds: strong, approvals: 2, why: ['policy', 'shields', 'repeated-pair'] },
    ],
  ];
  for (const [title, given, more] of cases) it(title, () => assert.deepEqual(demandFor(given), { ...plain, ...more }));
});

describe('no reason ever asks for less', () => {
  const kinds = fc.subarray([...PROOF_KINDS], { minLength: 1 });
  const rule: fc.Arbitrary<Rule> = fc.record(
    {
      name: fc.constantFrom('a', 'b', 'c'),
      groups: fc.subarray(['g1', 'g2'], { minLength: 1 }),
      kinds: fc.subarray(['cloud', 'synced', 'federated', 'privileged'] as const, { minLength: 1 }),
      proofsApart: fc.constantFrom(2, 3),
      proofs: kinds,
      approvals: fc.integer({ min: 1, max: 5 }),
      approverStepUp: fc.constant(true),
      tellAdmins: fc.constant(true),
    },
    { requiredKeys: ['name'] },
  );
  const fact = fc.constantFrom(true, false, 'unknown' as const);
  const facts = fc.record({
    mfaRegistered: fact,
    synced: fact,
    domain: fc.constantFrom('managed' as const, 'federated' as const, 'unknown' as const),
    groups: fc.oneof(fc.subarray(['g1', 'g2']), fc.constant('unknown' as const)),
  });
  const proofs = fc
    .array(
      fc.record({
        kind: fc.constantFrom(...PROOF_KINDS),
        by: fc.constantFrom('max', 'mia'),
        ago: fc.integer({ min: 0, max: 2 * HOUR }),
      }),
      { maxLength: 6 },
    )
    .map(all => all.map(({ kind, by, ago }) => ({ ...shown(kind, by), at: START - ago })));
  const approvals = fc.array(
    fc.record(
      {
        id: fc.constantFrom('x', 'X', 'y', 'z'),
        name: fc.constant('n'),
        at: fc.constant(START),
        steppedUpAt: fc.constant(START),
      },
      { requiredKeys: ['id', 'name', 'at'] },
    ),
    { maxLength: 5 },
  );
  const everything = fc.record({
    base: fc.record({
      proofsApart: fc.constantFrom(2, 3),
      approvals: fc.constantFrom(1, 2),
      proofs: kinds,
      rules: fc.array(rule, { maxLength: 3 }),
    }),
    account: facts,
    privileged: fc.boolean(),
    onBehalf: fc.boolean(),
    weather: fc.record({
      shieldsUp: fc.boolean(),
      repeatedPair: fc.boolean(),
      busyApprover: fc.boolean(),
      oftenReset: fc.boolean(),
      reportStands: fc.boolean(),
    }),
  });
  type Everything = typeof everything extends fc.Arbitrary<infer T> ? T : never;

  const judge = ({ base, account, privileged, onBehalf, weather }: Everything) => {
    const request = {
      ...requestOf({ account, ...(privileged ? { privileged: true } : {}) }),
      ...(onBehalf ? { onBehalf: BY } : {}),
    };
    const judged: Policy = { ...policy, ...base };
    return { request, judged, demand: demandOf(request, judged, weather) };
  };

  /** Each raises one thing, or makes one fact unreadable. */
  const raises: [string, (from: Everything, extra: Rule) => Everything][] = [
    ['another rule', (from, extra) => ({ ...from, base: { ...from.base, rules: [...from.base.rules, extra] } })],
    ['shields', from => ({ ...from, weather: { ...from.weather, shieldsUp: true } })],
    ['a pair that met before', from => ({ ...from, weather: { ...from.weather, repeatedPair: true } })],
    ['resets of this person again and again', from => ({ ...from, weather: { ...from.weather, oftenReset: true } })],
    ['methods changed of late', from => ({ ...from, weather: { ...from.weather, reportStands: false } })],
    ['a busy approver', from => ({ ...from, weather: { ...from.weather, busyApprover: true } })],
    ['power over others', from => ({ ...from, privileged: true })],
    ['being asked for by another', from => ({ ...from, onBehalf: true })],
    ['groups that cannot be read', from => ({ ...from, account: { ...from.account, groups: 'unknown' } })],
    ['a domain that cannot be read', from => ({ ...from, account: { ...from.account, domain: 'unknown' } })],
    ['a home that cannot be read', from => ({ ...from, account: { ...from.account, synced: 'unknown' } })],
  ];
  for (const [title, raise] of raises)
    it(`${title} asks for as much or more, and nothing is enough that was not enough before`, () => {
      fc.assert(
        fc.property(everything, rule, proofs, approvals, (from, extra, held, given) => {
          const [before, after] = [judge(from), judge(raise(from, extra))];
          const [less, more] = [before.demand, after.demand];
          assert.ok(more.apart >= less.apart);
          assert.ok(more.kinds.every(kind => less.kinds.includes(kind)));
          assert.ok(less.required.every(kind => more.required.includes(kind)));
          assert.ok(more.approvals >= less.approvals);
          assert.ok(more.approverStepUp || !less.approverStepUp);
          assert.ok(more.tellAdmins || !less.tellAdmins);
          const proved = ({ request, judged, demand }: typeof before) =>
            missingProofs({ ...request, proofs: held }, demand, judged, START).length === 0;
          assert.ok(proved(before) || !proved(after));
          assert.ok(enoughApprovals(given, less) || !enoughApprovals(given, more));
        }),
        { numRuns: 300 },
      );
    });

  it('is enough exactly when fresh proofs that count are in enough hands, and the required ones were shown', () => {
    fc.assert(
      fc.property(everything, proofs, (from, held) => {
        const { request, judged, demand } = judge(from);
        const fresh = held.filter(({ at }) => START - at < judged.proofValid);
        const hands = handsOf(fresh.filter(({ kind }) => demand.kinds.includes(kind)));
        const enough =
          hands.size >= demand.apart && demand.required.every(kind => fresh.some(proof => proof.kind === kind));
        const left = missingProofs({ ...request, proofs: held }, demand, judged, START);
        assert.equal(left.length === 0, enough);
        assert.equal(new Set(left).size, left.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe('proofs still to be shown', () => {
  const missing = (proofs: Passed[], given: Case = {}, now = START) =>
    missingProofs({ ...requestOf(given), proofs }, demandFor(given), given.base ?? policy, now);

  it('are all that are switched on, for somebody who has shown nothing, in the order of the policy', () => {
    assert.deepEqual(missing([]), ['step-up', 'vouch', 'totp', 'call-back']);
    assert.deepEqual(missing([], { base: { ...policy, proofs: ['vouch', 'totp'] } }), ['vouch', 'totp']);
  });

  it('are none when two different hands hold them', () => {
    for (const pair of [
      [stepUp, vouch],
      [stepUp, totp],
      [vouch, callBack],
      [totp, vouch],
    ])
      assert.deepEqual(missing(pair), []);
  });

  it('are those of the other hands', () => {
    assert.deepEqual(missing([vouch]), ['step-up', 'totp', 'call-back']);
    assert.deepEqual(missing([stepUp]), ['vouch', 'totp', 'call-back']);
    assert.deepEqual(missing([totp]), ['step-up', 'vouch']);
  });

  it('remain, whatever one stolen device can show', () => {
    assert.deepEqual(missing([totp, callBack, mailCode], { base: ALL }), ['step-up', 'vouch']);
  });

  it('do not include a kind that is not switched on, and what it showed does not count', () => {
    assert.deepEqual(missing([mailCode, vouch]), ['step-up', 'totp', 'call-back']);
  });

  it('go stale after an hour, each on its own', () => {
    assert.deepEqual(missing([stepUp, vouch], {}, START + HOUR - 1), []);
    assert.deepEqual(missing([stepUp, { ...vouch, at: START + 1 }], {}, START + HOUR), [
      'step-up',
      'totp',
      'call-back',
    ]);
    assert.deepEqual(missing([stepUp, vouch], {}, START + HOUR), ['step-up', 'vouch', 'totp', 'call-back']);
  });

  it('are both of the strong ones for privileged people, who cannot pass with one and a device', () => {
    assert.deepEqual(missing([stepUp, totp], { privileged: true }), ['vouch']);
    assert.deepEqual(missing([vouch, shown('vouch', 'mia')], { privileged: true }), ['step-up']);
  });

  it('are the manager’s word for who has no second factor; alone it is enough, and nothing else is', () => {
    const given = { account: { mfaRegistered: false } } as const;
    assert.deepEqual(missing([], given)[0], 'vouch');
    assert.deepEqual(missing([totp], given), ['vouch']);
    assert.deepEqual(missing([stepUp, totp], given), ['vouch']);
    assert.deepEqual(missing([vouch], given), []);
  });

  it('may be two people’s words where somebody else asked, and where there is nothing else to show', () => {
    const behalf = { request: { onBehalf: BY } };
    assert.deepEqual(missing([vouch], behalf), ['step-up', 'vouch']);
    assert.deepEqual(missing([vouch, shown('vouch', 'mia')], behalf), []);
    assert.deepEqual(missing([vouch], { account: { mfaRegistered: false }, weather: { shieldsUp: true } }), [
      'step-up',
      'vouch',
    ]);
    assert.deepEqual(missing([stepUp, vouch], { base: { ...policy, proofsApart: 3 }, weather: { shieldsUp: true } }), [
      'vouch',
    ]);
  });

  it('are never nothing just because nothing else could be asked', () => {
    const rules: Rule[] = [{ name: 'a', proofs: ['totp'] }];
    assert.deepEqual(missing([totp], { rules }), ['vouch']);
    assert.deepEqual(missing([totp, vouch], { rules }), ['vouch']);
  });
});

describe('what somebody still has', () => {
  const enough = (kinds: ProofKind[], given: Case = {}, proofs: Passed[] = [], vouchers?: number) =>
    wouldDo(kinds, { ...requestOf(given), proofs }, demandFor(given), given.base ?? policy, START, vouchers);

  it('could be enough when it lies in enough hands, with what was shown already', () => {
    for (const kinds of [['step-up'], ['vouch'], ['totp', 'call-back']] as ProofKind[][])
      assert.equal(enough(kinds), false, kinds.join());
    assert.equal(enough(['step-up', 'totp']), true);
    assert.equal(enough(['totp'], {}, [vouch]), true);
    assert.equal(enough(['totp', 'step-up'], { privileged: true }), false);
    assert.equal(enough(['vouch'], { account: { mfaRegistered: false } }), true);
  });

  it('is one manager, however often they are asked, but as many as are left above who was asked for by another', () => {
    assert.equal(enough(['vouch'], {}, [vouch]), false);
    const behalf = { request: { onBehalf: BY } };
    assert.equal(enough(['vouch'], behalf, [vouch], 1), true);
    assert.equal(enough(['vouch'], behalf, [], 1), false);
    assert.equal(enough(['vouch'], behalf, [], 2), true);
    assert.equal(enough(['step-up', 'vouch'], behalf, [], 0), false);
    assert.equal(enough(['step-up', 'vouch'], behalf, [], 1), true);
    assert.equal(enough(['step-up'], behalf), false);
  });
});
