// Evenings that lead where chance may never come: each is named for the step of a request's life that happens in it.

import { MINUTE } from './a-desk.ts';
import type { Evening } from './an-evening.ts';

const CALM: Evening = {
  approvals: 1,
  start: 'approved',
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
const LANDING: Evening['steps'] = [[work], [later], [work]];

/** State and event as the audit has them, and how an evening gets there. The last two take what happens when all have gone home. */
export const BY_HAND: Readonly<Record<string, Evening>> = {
  'pending approve': { ...CALM, start: 'pending', steps: [[{ what: 'approve', who: 'ada' }]] },
  'approved begin': { ...CALM, steps: [[work]] },
  'approved recall': { ...CALM, steps: [[{ what: 'switch', thing: 'ada' }], [work]] },
  'resetting requeue': { ...CALM, answers: ['throttled', 'accepted'], steps: [[work]] },
  'resetting fail': { ...CALM, answers: ['forbidden'], steps: [[work]] },
  'resetting land': { ...CALM, steps: LANDING },
  'resetting freeze': { ...CALM, operationTakes: 3 * MINUTE, steps: [[work], [{ what: 'freeze', who: 'rita' }]] },
  'landed freeze': { ...CALM, steps: [...LANDING, [{ what: 'freeze', who: 'rita' }]] },
  'landed finish': { ...CALM, steps: [...LANDING, [{ what: 'sign in' }]] },
  'frozen lift': { ...CALM, steps: [[{ what: 'freeze', who: 'rita' }], [{ what: 'lift', who: 'security' }]] },
  'landed expire': { ...CALM, steps: LANDING },
  'pending expire': { ...CALM, start: 'pending' },
};
