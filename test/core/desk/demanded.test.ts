// Whatever is tried, in any order, under any policy: nobody is reset without the proofs and approvals that were asked for at that moment.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Policy, Rule } from '../../../src/core/policy.ts';
import { CUSTODY, PROOF_KINDS, type ProofKind } from '../../../src/core/proof.ts';
import type { Passed, Request } from '../../../src/core/request.ts';
import { anAccount } from '../../contracts/a-request.ts';
import { abe, aDesk, ada, HOUR, MINUTE, max, rita, security, stranger } from '../a-desk.ts';
import { gestureFor, STEP_UP, VOUCH } from '../waiting.ts';

/** The same tries in every run; another seed hunts for others. */
const SEED = Number(process.env['EVENING_SEED'] ?? 20_261_102);
const TRIES = 500;
const PEOPLE = { rita, max, ada, abe, stranger } as const;

const rule: fc.Arbitrary<Rule> = fc.record(
  {
    name: fc.constant('a rule'),
    groups: fc.constantFrom(['vip'], ['others']),
    kinds: fc.constantFrom(['federated'], ['cloud'], ['privileged']),
    proofsApart: fc.constantFrom(2, 3),
    proofs: fc.constantFrom<ProofKind[]>(['step-up', 'vouch'], ['vouch', 'totp']),
    approvals: fc.constantFrom(1, 2),
    approverStepUp: fc.boolean(),
  },
  { requiredKeys: ['name'] },
);
const policy: fc.Arbitrary<Partial<Policy>> = fc.record({
  proofsApart: fc.constantFrom(2, 2, 2, 3),
  approvals: fc.constantFrom(1, 1, 2),
  proofs: fc.constantFrom<ProofKind[]>(['step-up', 'vouch', 'totp', 'call-back'], [...PROOF_KINDS], ['vouch', 'totp']),
  rules: fc.array(rule, { maxLength: 2 }),
  privilegedTargets: fc.constant(true),
  escalation: fc.constantFrom([], [{ group: 'leads', after: 10 * MINUTE }]),
  decisionsPer10Minutes: fc.constantFrom(1, 20),
});

const someone = fc.constantFrom<keyof typeof PEOPLE>('ada', 'ada', 'abe', 'abe', 'stranger', 'rita', 'max');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ what: 'file' } as const) },
  { weight: 8, arbitrary: fc.record({ what: fc.constant('approve' as const), who: someone, fresh: fc.boolean() }) },
  { weight: 5, arbitrary: fc.constant({ what: 'come' } as const) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('shields' as const), up: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('mfa' as const), is: fc.constantFrom(true, false, 'unknown' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('groups' as const),
      are: fc.constantFrom(['vip'], [], 'unknown' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('role' as const), has: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('leave' as const), who: fc.constantFrom('ada', 'abe') }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('wait' as const), minutes: fc.constantFrom(1, 11, 16) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const passed = fc.constantFrom<Passed>(
  STEP_UP,
  VOUCH,
  { ...VOUCH, by: { id: abe.id, name: abe.name } },
  ...PROOF_KINDS.filter(kind => CUSTODY[kind] === 'device').map(kind => ({ ...STEP_UP, kind, custody: CUSTODY[kind] })),
);
const story = fc.record({
  policy,
  proofs: fc.oneof(
    fc.array(passed, { maxLength: 4 }),
    fc.array(passed, { maxLength: 2 }).map(more => [STEP_UP, VOUCH, ...more]),
  ),
  onBehalf: fc.constantFrom(undefined, undefined, stranger),
  /** Ada approved for the same person before. */
  met: fc.boolean(),
  /** Rows of before a change of policy: approved by rules that are not these. */
  start: fc.constantFrom('open', 'open', 'pending', 'approved'),
  steps: fc.array(step, { maxLength: 10 }),
});
/** In the end everybody does what they can. */
const HARD: readonly Step[] = [
  { what: 'come' },
  { what: 'file' },
  { what: 'approve', who: 'ada', fresh: true },
  { what: 'come' },
  { what: 'approve', who: 'abe', fresh: true },
  { what: 'come' },
  { what: 'wait', minutes: 11 },
  { what: 'approve', who: 'stranger', fresh: true },
  { what: 'come' },
];
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

describe('a reset', () => {
  it(`never begins with less than is asked for at that moment, in ${TRIES} stories`, async () => {
    const seen = new Map<string, number>();
    const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(story, one => play(one, count)),
      { seed: SEED, numRuns: TRIES },
    );
    // It would be worth nothing if none of them ever began, or never under these circumstances.
    for (const what of ['begun', 'shields', 'privileged', 'no-mfa', 'by-another', 'met', 'busy', 'rule', 'escalated'])
      assert.ok((seen.get(what) ?? 0) > 0, `never begun: ${what} (${JSON.stringify([...seen])})`);
  }).timeout(2 * MINUTE);
});

async function play({ policy, proofs, onBehalf, met, start, steps }: Story, count: (what: string) => void) {
  const bench = aDesk({ policy });
  const { desk, click, company, world, store, put } = bench;
  company.state.privilegedHands = true;
  company.state.groups.set('leads', new Set([stranger.id]));
  const at = world.now();
  const filed = start === 'open' ? {} : { consentAt: at };
  const approvals = start === 'approved' ? [{ ...ada, at }] : [];
  if (met) await put({ id: 'before', state: 'completed', approvals: [{ ...ada, at }] });
  const by = onBehalf && { onBehalf: { by: { id: onBehalf.id, name: onBehalf.name }, as: 'desk' as const } };
  await put({ id: 'now', state: start as 'open', reason: 'forgot', proofs, approvals, ...filed, ...by });
  const page = await bench.page('now');
  for (const step of [...steps, ...HARD]) {
    await happen(step);
    const begun = store.lines.filter(({ event }) => event === 'begin').length;
    await bench.work();
    if (store.lines.filter(({ event }) => event === 'begin').length === begun) continue;
    await judge();
    return;
  }

  async function happen(step: Step): Promise<unknown> {
    const { state } = company;
    const change = (facts: object): void => {
      state.account = { ...(state.account ?? anAccount()), ...facts };
    };
    switch (step.what) {
      case 'file':
        return desk.file(rita, 'now', click());
      case 'approve': {
        const gesture = step.fresh ? gestureFor(bench.row('now'), world.now()) : undefined;
        return desk.approve(PEOPLE[step.who], 'now', click(), gesture);
      }
      case 'come':
        return page.poll();
      case 'shields':
        return step.up
          ? desk.raiseShields(security, 'calls', world.now() + HOUR)
          : desk.lowerShields(security, 'it is over');
      case 'mfa':
        return change({ mfaRegistered: step.is });
      case 'groups':
        return change({ groups: step.are });
      case 'role':
        return change({ roles: step.has ? ['Global Reader'] : [] });
      case 'leave':
        return void state.approvers.delete(PEOPLE[step.who].id);
      case 'wait':
        return bench.pass(step.minutes * MINUTE, () => page.poll());
    }
  }

  /** Said again in other words than the product's, of the row as it was when Graph was asked. */
  async function judge(): Promise<void> {
    const request = bench.row('now');
    const shields = (await store.shields.up()) !== undefined;
    const { account } = request;
    const privileged = account.roles !== 'unknown' && account.roles.length > 0;
    const rules = bench.policy.rules.filter(rule => meets(rule, request, privileged));
    const noMfa = account.mfaRegistered === false;
    const stricter = shields || privileged || request.onBehalf !== undefined;

    const strong: readonly ProofKind[] = ['step-up', 'vouch'];
    const counts = (kind: ProofKind) =>
      bench.policy.proofs.includes(kind) &&
      rules.every(({ proofs }) => !proofs || proofs.includes(kind)) &&
      (!stricter || strong.includes(kind));
    const hands = new Set(request.proofs.filter(({ kind }) => counts(kind)).map(handOf));
    const usual = bench.policy.proofsApart - (noMfa && !stricter ? 1 : 0);
    const apart = Math.max(usual, ...rules.map(({ proofsApart = 0 }) => proofsApart));
    assert.ok(hands.size >= apart, `${hands.size} hands, ${apart} asked for`);
    const kinds = request.proofs.map(({ kind }) => kind);
    if (noMfa) assert.ok(kinds.includes('vouch'), 'somebody else’s word');
    if (privileged)
      assert.ok(
        strong.every(kind => kinds.includes(kind)),
        'both strong proofs',
      );
    assert.ok(!(privileged && (shields || !bench.policy.privilegedTargets)), 'nobody with power over others');

    const approvers = request.approvals.map(({ id }) => id);
    const excluded = [rita.id, request.onBehalf?.by.id, ...request.proofs.map(({ by }) => by?.id)];
    for (const id of approvers) {
      assert.ok(!excluded.includes(id), 'never requester = voucher = opener = approver');
      const escalated = id === stranger.id && (request.escalated ?? 0) > 0;
      assert.ok(company.state.approvers.has(id) || escalated, 'an approver now');
      if (escalated) count('escalated');
    }
    const repeated = met && approvers.includes(ada.id);
    const busy = request.approvals.some(approval => approval.busy);
    const two = shields || privileged || noMfa || repeated || busy;
    const many = Math.max(bench.policy.approvals, two ? 2 : 1, ...rules.map(({ approvals = 1 }) => approvals));
    const stepUp = privileged || rules.some(({ approverStepUp }) => approverStepUp);
    const counted = request.approvals.filter(({ steppedUpAt }) => !stepUp || steppedUpAt !== undefined);
    assert.ok(new Set(counted.map(({ id }) => id)).size >= many, `${counted.length} approvals, ${many} asked for`);

    const circumstances = { begun: true, shields, privileged, met: repeated, busy, rule: rules.length > 0 };
    const more = { 'no-mfa': noMfa, 'by-another': request.onBehalf !== undefined };
    for (const [what, is] of Object.entries({ ...circumstances, ...more })) if (is) count(what);
  }
}

function handOf({ custody, by }: Passed): string {
  return by ? by.id : custody;
}

/** Rita is synced, in a federated domain. */
function meets({ groups, kinds }: Rule, { account }: Request, privileged: boolean): boolean {
  const inGroup = !groups || account.groups === 'unknown' || groups.some(group => account.groups.includes(group));
  return inGroup && (!kinds || kinds.includes('federated') || (privileged && kinds.includes('privileged')));
}
