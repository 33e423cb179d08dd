// What the worker does for a request that waits for its decision: reminds, asks the next group, and keeps up with what is asked by now.
import type { Instant } from '../account.ts';
import { due, ends, nextGroup } from '../due.ts';
import type { Request } from '../request.ts';
import { act, type Decision, ifUnmoved, lookOf } from './act.ts';
import type { Tools } from './tools.ts';
import { type Standing, standingNow } from './weather.ts';

/** Looks once. Undefined where nothing of this is due, so that it is the end alone that is left to look for. */
export async function lookAtWaiting(tools: Tools, request: Request): Promise<Instant | undefined> {
  const now = tools.world.now();
  const end = ends(request, tools.policy);
  // Late, after the process was down: nobody is reminded of what is over.
  if (end !== undefined && now >= end) return undefined;
  const decision = asksAnew(request, await standingNow(tools, request)) ?? byTheClock(tools, request, now);
  if (!decision) return due(request, tools.policy);
  await act(tools, request.id, lookOf(request, 'waiting'), ifUnmoved(request, decision));
  // The row has moved: it is looked at again, for more may be due at once.
  return now;
}

/** Shields, say, went up or down since the row was judged: the card must say what counts now. */
function asksAnew(request: Request, { demand, proved }: Standing): Decision | undefined {
  const same = JSON.stringify(demand) === JSON.stringify(request.demand);
  if (same || request.demand === undefined) return undefined;
  return {
    event: 'note',
    actor: { kind: 'worker' },
    next: { demand },
    facts: { what: 'asked anew', asks: demand.why.join(' ') },
    ...(proved ? {} : { tell: [{ kind: 'more-asked', audience: 'person' }] }),
  };
}

function byTheClock(tools: Tools, request: Request, now: Instant): Decision | undefined {
  const { policy } = tools;
  const next = nextGroup(request, policy);
  if (next && now >= request.since + next.after) {
    return {
      event: 'note',
      actor: { kind: 'clock' },
      next: { escalated: (request.escalated ?? 0) + 1 },
      facts: { what: 'escalated', group: next.group },
      tell: [
        { kind: 'escalated', audience: 'helpdesk' },
        ...(next.mail ? [{ kind: 'escalated-mail', audience: 'helpdesk' } as const] : []),
      ],
    };
  }
  if (request.remindedAt === undefined && now >= request.since + policy.reminderAfter) {
    return {
      event: 'note',
      actor: { kind: 'clock' },
      next: { remindedAt: now },
      facts: { what: 'reminded' },
      tell: [{ kind: 'reminder', audience: 'helpdesk' }],
    };
  }
  return undefined;
}
