// What the worker does when woken: looks at the request and does what is due. It is told nothing but the id, so no wake-up is ever stale.
import type { Instant } from '../account.ts';
import { due, EVIDENCE_LOOK, ends, evidenceFrom } from '../due.ts';
import { lockoutDue } from '../lockout.ts';
import { isRefused } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import { act, type Decision, ifUnmoved, lookOf } from './act.ts';
import { beginReset } from './begin.ts';
import { complete } from './finish.ts';
import { lockOut } from './lock-out.ts';
import { lookAtReset } from './look.ts';
import type { Tools } from './tools.ts';
import { lookAtWaiting } from './wait.ts';

/** Looks once. Gives the moment of the next look, or undefined when nothing is left to look for. */
export function advancing(tools: Tools) {
  return async (id: RequestId): Promise<Instant | undefined> => {
    const request = await tools.requests.find(id);
    if (!request) return undefined;
    const sooner = await look(tools, request);
    if (sooner !== undefined) return sooner;
    const now = await tools.requests.find(id);
    return now ? due(now, tools.policy) : undefined;
  };
}

function look(tools: Tools, request: Request): Promise<Instant | undefined> | undefined {
  switch (request.state) {
    case 'open':
      return byTheClock(tools, request);
    case 'pending':
      return lookAtWaiting(tools, request).then(next => next ?? byTheClock(tools, request));
    case 'guided':
    case 'landed':
      return byEvidence(tools, request).then(next => next ?? byTheClock(tools, request));
    case 'approved':
      return beginReset(tools, request);
    case 'resetting':
      return lookAtReset(tools, request);
    case 'frozen':
      return lookAtFrozen(tools, request);
    default:
      return undefined;
  }
}

async function byTheClock(tools: Tools, request: Request): Promise<Instant | undefined> {
  const now = tools.world.now();
  const when = ends(request, tools.policy);
  if (when === undefined || now < when) return when;
  const result = await act(tools, request.id, lookOf(request, 'clock'), ifUnmoved(request, expiring(request)));
  return isRefused(result) ? now + 1_000 : undefined;
}

function expiring(request: Request): Decision {
  const alarm = request.state === 'landed' ? [{ kind: 'alarm', audience: 'admins' } as const] : [];
  return {
    event: 'expire',
    actor: { kind: 'clock' },
    seal: 'burn',
    facts: { in: request.state },
    tell: [{ kind: 'expired', audience: 'person' }, ...alarm],
  };
}

/** The directory may have seen the end of the story although nobody told us. */
async function byEvidence(tools: Tools, request: Request): Promise<Instant | undefined> {
  const settled = evidenceFrom(request, tools.policy);
  const now = tools.world.now();
  if (settled === undefined) return undefined;
  if (now < settled) return due(request, tools.policy);
  const changedAt = await tools.directory
    .passwordChangedAt({ tenant: request.tenant, id: request.person })
    .catch(() => 'unknown' as const);
  if (changedAt !== 'unknown' && changedAt >= settled) {
    await act(tools, request.id, lookOf(request, 'evidence'), current =>
      current.state === request.state ? complete('password-changed', { kind: 'worker' }) : 'leave',
    );
    return undefined;
  }
  const end = ends(request, tools.policy);
  return end !== undefined && now >= end ? undefined : Math.min(now + EVIDENCE_LOOK, end ?? Number.POSITIVE_INFINITY);
}

async function lookAtFrozen(tools: Tools, request: Request): Promise<Instant | undefined> {
  if (request.sessionsEndedAt === undefined) return endSessions(tools, request);
  const now = tools.world.now();
  const locking = lockoutDue(request);
  if (locking !== undefined && now >= locking) return lockOut(tools, request);
  const when = due(request, tools.policy);
  if (when === undefined || now < when) return when;
  await act(
    tools,
    request.id,
    lookOf(request, 'clock'),
    ifUnmoved(request, {
      event: 'note',
      actor: { kind: 'clock' },
      next: { remindedAt: now },
      facts: { what: 'reminded' },
      tell: [{ kind: 'alarm-frozen', audience: 'admins' }],
    }),
  );
  return undefined;
}

async function endSessions(tools: Tools, request: Request): Promise<Instant | undefined> {
  const person = { tenant: request.tenant, id: request.person };
  // Whoever it was may have set it up; setting it up again costs its owner little.
  await tools.enrolments.remove(person);
  await tools.directory.endSessions(person);
  await act(tools, request.id, lookOf(request, 'sessions'), () => ({
    event: 'note',
    actor: { kind: 'worker' },
    next: { sessionsEndedAt: tools.world.now() },
    facts: { what: 'sessions ended' },
  }));
  return undefined;
}
