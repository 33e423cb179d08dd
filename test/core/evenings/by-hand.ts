// Evenings that lead where chance may never come: each is named for what happens in it.
import { HOUR, MINUTE } from '../a-desk.ts';
import type { Who, Whose } from './cast.ts';
import type { Evening } from './evening.ts';

const CALM: Evening = {
  policy: {
    approvals: 1,
    proofsApart: 2,
    proofs: ['step-up', 'vouch', 'totp', 'call-back'],
    privilegedTargets: false,
    decisionsPer10Minutes: 20,
    breakerPerHour: 20,
    resetsPerDay: 2,
    failedProofsPerDay: 5,
    pairsWithin: 30 * 24 * HOUR,
  },
  other: 'tess',
  starts: { rita: 'approved', other: 'nothing' },
  earlier: { rita: 0, other: 0 },
  approved: 1,
  withoutMfa: 'nobody',
  enrolled: false,
  answers: ['accepted'],
  fates: ['succeeds'],
  operationTakes: 500,
  lag: 0,
  ahead: 0,
  pauses: [0],
  steps: [],
};

const work = { what: 'work', workers: 1 } as const;
const later = { what: 'wait', ms: 2 * MINUTE } as const;
const open = { what: 'open a page', whose: 'rita' } as const;
const reveal = { what: 'reveal', page: 0 } as const;
const freeze = { what: 'freeze', who: 'rita', whose: 'rita' } as const;
const file = { what: 'file', whose: 'rita' } as const;
const gesture = { what: 'gesture', whose: 'rita', how: 'fresh' } as const;
const vouch = (right: boolean) => ({ what: 'vouch', who: 'max', whose: 'rita', right }) as const;
const approve = (who: Who, whose: Whose = 'rita') => ({ what: 'approve', who, whose, gesture: 'none' }) as const;

const LANDING: Evening['steps'] = [[work], [later], [work]];
const PENDING: Evening = { ...CALM, starts: { rita: 'pending', other: 'nothing' } };
const DRAFTED: Evening = { ...CALM, starts: { rita: 'drafted', other: 'nothing' } };
const BOTH: Evening = { ...CALM, approved: 2, starts: { rita: 'approved', other: 'approved' } };
const asking = (policy: Partial<Evening['policy']>): Evening['policy'] => ({ ...CALM.policy, ...policy });

/** What happens, as evenings/chronicle.ts names it, and how an evening gets there. */
export const BY_HAND: Readonly<Record<string, Evening>> = {
  'open: vouch failed': { ...DRAFTED, steps: [[vouch(false)]] },
  'open file': { ...DRAFTED, steps: [[gesture, vouch(true)], [{ what: 'give a reason', whose: 'rita' }], [file]] },
  'pending approve': { ...PENDING, steps: [[approve('ada')]] },
  'approved by two': { ...PENDING, policy: asking({ approvals: 2 }), steps: [[approve('ada'), approve('abe')]] },
  'an approval too many': {
    ...BOTH,
    policy: asking({ decisionsPer10Minutes: 1 }),
    starts: { rita: 'pending', other: 'pending' },
    steps: [[{ what: 'deny', who: 'ada', whose: 'other' }], [approve('ada')]],
  },
  'approved begin': { ...CALM, steps: [[work]] },
  'approved recall': { ...CALM, steps: [[{ what: 'switch', thing: 'ada in the group', whose: 'rita' }], [work]] },
  'recalled for shields': {
    ...BOTH,
    policy: asking({ breakerPerHour: 1, pairsWithin: 1 }),
    approved: 1,
    // Rita is reset, and that is as many as there may be: Tess waits for a second approver.
    steps: [[{ what: 'wait', ms: 6_000 }], [work]],
  },
  'recalled for repeated-pair': {
    ...CALM,
    earlier: { rita: 0, other: 1 },
    steps: [[work]],
  },
  'recalled for often-reset': { ...CALM, earlier: { rita: 2, other: 0 }, steps: [[work]] },
  'resetting requeue': { ...CALM, answers: ['throttled', 'accepted'], steps: [[work]] },
  'resetting fail': { ...CALM, answers: ['forbidden'], steps: [[work]] },
  'resetting land': { ...CALM, steps: LANDING },
  'resetting freeze': { ...CALM, operationTakes: 3 * MINUTE, steps: [[work], [freeze]] },
  'both are helped': { ...BOTH, approved: 3, steps: [[open, { ...open, whose: 'other' }], ...LANDING] },
  'approved: handed off': {
    ...CALM,
    approved: 2,
    starts: { rita: 'asked for and approved', other: 'nothing' },
    steps: [[{ what: 'hand over', who: 'ada', whose: 'rita' }], ...LANDING],
  },
  'landed: seal opened': { ...CALM, steps: [...LANDING, [reveal]] },
  'landed: seal refused to another page': { ...CALM, steps: [...LANDING, [reveal], [open], [reveal]] },
  'landed: handed over': { ...CALM, steps: [...LANDING, [reveal], [{ what: 'have it', page: 0 }]] },
  'landed freeze': { ...CALM, steps: [...LANDING, [freeze]] },
  'frozen: locked out': { ...CALM, steps: [...LANDING, [freeze], [work], [work], [later], [work]] },
  'landed finish': { ...CALM, steps: [...LANDING, [{ what: 'sign in', whose: 'rita', as: 'rita' }]] },
  'somebody is helped again': { ...CALM, earlier: { rita: 1, other: 0 }, approved: 2, steps: LANDING },
  'frozen lift': { ...CALM, steps: [[freeze], [{ what: 'lift', who: 'security', whose: 'rita' }]] },
  // These two take what happens when all have gone home.
  'landed expire': { ...CALM, steps: LANDING },
  'pending expire': PENDING,
};
