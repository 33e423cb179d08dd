// When a state ends by itself, and when the worker must look: computed from the row alone, so no wake-up can be stale.
import type { Instant } from './account.ts';
import type { Policy } from './policy.ts';
import type { Request } from './request.ts';

/** How often the directory is asked whether the story has ended without anybody telling. */
export const EVIDENCE_LOOK = 10 * 60_000;
/** A change of password this long after our own landing was not our own landing arriving late. */
const OWN_CHANGE_SETTLES = 5 * 60_000;

/** When the present state ends if nobody does anything; undefined when it does not, or when something is being done right now. */
export function ends(request: Request, policy: Policy): Instant | undefined {
  switch (request.state) {
    case 'open':
      return request.touchedAt + policy.idle;
    case 'guided':
      return request.since + policy.guidedFor;
    case 'pending':
      return request.since + policy.pendingFor;
    case 'approved':
      return request.hold?.until;
    case 'resetting':
      return request.attempt && request.attempt.begunAt + policy.evidenceFor;
    case 'landed':
      return sealEnds(request, policy) ?? (request.landedAt ?? request.since) + policy.signInWithin;
    default:
      return undefined;
  }
}

/** From when on a change seen in the directory ends the story; undefined while it cannot. */
export function evidenceFrom(request: Request, policy: Policy): Instant | undefined {
  if (request.state === 'guided') return request.since;
  if (request.state !== 'landed' || sealEnds(request, policy) !== undefined) return undefined;
  return (request.landedAt ?? request.since) + OWN_CHANGE_SETTLES;
}

/** The next look, or undefined when nothing is left to do. Every live state has one (tested). */
export function due(request: Request, policy: Policy): Instant | undefined {
  const end = ends(request, policy);
  switch (request.state) {
    case 'guided':
    case 'landed': {
      const from = evidenceFrom(request, policy);
      return from === undefined || end === undefined ? end : Math.min(end, from + EVIDENCE_LOOK);
    }
    case 'pending':
      return request.remindedAt === undefined ? request.since + policy.reminderAfter : end;
    case 'approved':
      // Held: look often enough to go on by itself soon after the obstacle is gone; an arriving owner wakes it at once.
      if (request.hold) return Math.min(request.hold.until, request.notBefore ?? Number.POSITIVE_INFINITY);
      return request.notBefore ?? request.since;
    case 'resetting':
      return request.attempt?.nextLookAt ?? request.since;
    case 'frozen':
      return request.sessionsEndedAt === undefined ? request.since : undefined;
    default:
      return end;
  }
}

/** When the unopened seal burns; undefined once it was opened or handed over. */
export function sealEnds(request: Request, policy: Policy): Instant | undefined {
  if (request.opened || request.handedOver) return undefined;
  return (request.landedAt ?? request.since) + policy.sealFor;
}
