// Requests that wait for their decision, proved by a gesture and a voucher, and the gesture an approver may be asked for.
import type { Gesture } from '../../src/core/desk/decide.ts';
import type { Passed, Request } from '../../src/core/request.ts';
import { seenOf } from '../../src/core/seen.ts';
import { anAccount, aRequest } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { max } from './a-desk.ts';

export const STEP_UP: Passed = { kind: 'step-up', custody: 'fresh-gesture', at: START };
export const VOUCH: Passed = { kind: 'vouch', custody: 'person', at: START, by: { id: max.id, name: max.name } };

export function waiting(now: number): Partial<Request> {
  const proofs = [STEP_UP, VOUCH].map(proof => ({ ...proof, at: now }));
  return { state: 'pending', reason: 'forgot', consentAt: now, proofs };
}

/** Of somebody with power over others, where policy serves them. */
export function powerful(now: number): Partial<Request> {
  const { verdict } = aRequest();
  return {
    ...waiting(now),
    account: anAccount({ roles: ['Global Reader'] }),
    verdict: { ...verdict, privileged: true },
  };
}

/** As it comes back from a sign-in that was asked for while they looked at this. */
export function gestureFor(request: Request, now: number): Gesture {
  return { authTime: now, contexts: ['c1'], askedAt: now, seen: seenOf(request) };
}
