// An evening, before it is played: what is asked at this desk, where two people stand, how Graph behaves, and what happens step by step.
import fc from 'fast-check';
import { PROOF_KINDS } from '../../../src/core/proof.ts';
import { ANSWERS, FATES } from '../a-company.ts';
import { HOUR, MINUTE } from '../a-desk.ts';
import { happening } from './happening.ts';

const MONTH = 30 * 24 * HOUR;

/**
 * Where somebody's request stands when the evening begins. `drafted`: they were asked to prove themselves. `proved`: enough is shown, nothing
 * filed. The last three were asked for by another: by their manager, by the desk, and by their manager with everybody's consent.
 */
export const STARTS = [
  ...(['nothing', 'drafted', 'proved', 'pending', 'approved', 'landed', 'guided'] as const),
  ...(['asked for', 'asked for by the desk', 'asked for and approved'] as const),
] as const;
export type Start = (typeof STARTS)[number];

const ORDINARY = ['step-up', 'vouch', 'totp', 'call-back'] as const;

/** What the desk asks. Low counts are for the limits to bite within one evening. */
const policy = fc.record({
  approvals: fc.constantFrom(1, 1, 1, 2),
  proofsApart: fc.constantFrom(2, 2, 2, 2, 3),
  proofs: fc.constantFrom(ORDINARY, ORDINARY, PROOF_KINDS),
  privilegedTargets: fc.boolean(),
  decisionsPer10Minutes: fc.constantFrom(20, 20, 1, 2),
  breakerPerHour: fc.constantFrom(20, 20, 20, 1),
  resetsPerDay: fc.constantFrom(2, 2, 1),
  failedProofsPerDay: fc.constantFrom(5, 1, 2),
  pairsWithin: fc.constantFrom(MONTH, 1, 1),
});

export const evening = fc.record({
  policy,
  /** Who is locked out beside Rita: Tess, who is nobody in particular, or Ada, who decides at this desk. */
  other: fc.constantFrom('tess', 'tess', 'ada'),
  starts: fc.record({
    rita: fc.constantFrom<Start>(
      ...STARTS,
      ...STARTS,
      'pending',
      'pending',
      'approved',
      'approved',
      'approved',
      'approved',
    ),
    other: fc.constantFrom<Start>(...STARTS, 'nothing', 'nothing', 'pending', 'approved', 'approved'),
  }),
  /** How many resets each has had today. */
  earlier: fc.record({ rita: fc.constantFrom(0, 0, 1, 2), other: fc.constantFrom(0, 0, 0, 1) }),
  /** How many of the desk have approved what begins as approved. */
  approved: fc.constantFrom(1, 2, 2, 3),
  withoutMfa: fc.constantFrom('nobody', 'nobody', 'nobody', 'rita', 'other'),
  /** Both have set up an authenticator. */
  enrolled: fc.boolean(),
  answers: fc.array(fc.constantFrom(...ANSWERS, 'accepted', 'accepted'), { minLength: 1, maxLength: 4 }),
  fates: fc.array(fc.constantFrom(...FATES, 'succeeds', 'OnPremisesPolicyViolation'), { minLength: 1, maxLength: 4 }),
  operationTakes: fc.constantFrom(500, 5_000, 40_000, 3 * MINUTE),
  lag: fc.constantFrom(0, 10_000, MINUTE, 12 * MINUTE),
  ahead: fc.constantFrom(0, 0, 4_000, 60_000),
  /** How many turns of the loop each call waits, over and over: what makes two things happen at once in every order. */
  pauses: fc.array(fc.nat(4), { minLength: 1, maxLength: 12 }),
  steps: fc.array(fc.array(happening, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 12 }),
} as const);
export type Evening = typeof evening extends fc.Arbitrary<infer T> ? T : never;
