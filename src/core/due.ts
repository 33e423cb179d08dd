// When a state ends by itself, and when the worker must look: computed from the row alone, so no wake-up can be stale.
import type { Instant } from './account.ts';
import { lockoutDue } from './lockout.ts';
import type { Policy } from './policy.ts';
import type { Attempt, Request } from './request.ts';

/** How often the directory is asked whether the story has ended without anybody telling. */
export const EVIDENCE_LOOK = 10 * 60_000;
/** Frozen requests do not end by themselves, so they must not be forgotten. */
const FROZEN_REMINDER = 24 * 60 * 60_000;
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
      return request.attempt && evidenceEnds(request.attempt, policy);
    case 'landed':
      return sealEnds(request, policy) ?? (request.landedAt ?? request.since) + policy.signInWithin;
    default:
      return undefined;
  }
}

/** How long an attempt is looked at. Where its operation failed half-way, the directory is given that time from there on. */
export function evidenceEnds({ begunAt, ended }: Attempt, policy: Policy): Instant {
  return (ended?.at ?? begunAt) + policy.evidenceFor;
}

/** How long an approval may be waited on, whatever it waits for. */
export function approvedUntil({ approvals }: Pick<Request, 'approvals'>, policy: Policy): Instant {
  return Math.max(0, ...approvals.map(({ at }) => at)) + policy.heldFor;
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
      return Math.min(...asks(request, policy), end ?? Number.POSITIVE_INFINITY);
    case 'approved':
      // Held: look often enough to go on by itself soon after the obstacle is gone; an arriving owner wakes it at once.
      if (request.hold) return Math.min(request.hold.until, request.notBefore ?? Number.POSITIVE_INFINITY);
      return request.notBefore ?? request.since;
    case 'resetting':
      return request.attempt?.nextLookAt ?? request.since;
    case 'frozen':
      if (request.sessionsEndedAt === undefined) return request.since;
      return Math.min(
        lockoutDue(request) ?? Number.POSITIVE_INFINITY,
        (request.remindedAt ?? request.since) + FROZEN_REMINDER,
      );
    default:
      return end;
  }
}

/** When a waiting request is brought to mind again, and when the next group is asked; empty when both have been done. */
function asks(request: Request, policy: Policy): readonly Instant[] {
  const next = nextGroup(request, policy);
  return [
    ...(request.remindedAt === undefined ? [request.since + policy.reminderAfter] : []),
    ...(next ? [request.since + next.after] : []),
  ];
}

/** The group that is asked next while nobody decides; undefined when all of them were. */
export function nextGroup(request: Request, policy: Policy): Policy['escalation'][number] | undefined {
  return policy.escalation[request.escalated ?? 0];
}

/** When the unopened seal burns; undefined once it was opened or handed over. */
export function sealEnds(request: Request, policy: Policy): Instant | undefined {
  if (request.opened || request.handedOver) return undefined;
  return (request.landedAt ?? request.since) + policy.sealFor;
}
