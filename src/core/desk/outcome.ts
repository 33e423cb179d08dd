// What Graph's answer to a reset proves, and what follows from it.
import type { Instant } from '../account.ts';
import { explain } from '../faults.ts';
import type { Begun } from '../ports.ts';
import { isRefused } from '../refusals.ts';
import type { Attempt, Failure, Request } from '../request.ts';
import { act, type Decision } from './act.ts';
import type { Tools } from './tools.ts';

const SECOND = 1_000;

/** Writes down the answer to this attempt. Applies only while the row still shows this very attempt under way. */
export async function tellOutcome(
  tools: Tools,
  request: Request,
  attempt: Attempt,
  answer: Begun,
): Promise<Instant | undefined> {
  const result = await act(tools, request.id, `answer:${attempt.correlation}`, current => {
    const ours = current.state === 'resetting' && current.attempt?.correlation === attempt.correlation;
    if (!ours)
      return { event: 'note', actor: { kind: 'worker' }, facts: { what: 'late answer', result: answer.result } };
    return decisionOn(tools, attempt, answer);
  });
  return isRefused(result) ? tools.world.now() + SECOND : undefined;
}

function decisionOn(tools: Tools, attempt: Attempt, answer: Begun): Decision {
  const now = tools.world.now();
  const trace: Record<string, string> = answer.requestId ? { requestId: answer.requestId } : {};
  switch (answer.result) {
    case 'accepted':
      return {
        event: 'note',
        actor: { kind: 'worker' },
        next: {
          attempt: {
            ...attempt,
            acceptedAt: now,
            ...(answer.operation ? { operation: answer.operation } : {}),
            // Graph may say how long to wait, not how long the time-box is.
            nextLookAt: Math.min(now + (answer.lookAfter ?? SECOND), attempt.begunAt + tools.policy.evidenceFor),
          },
        },
        facts: { what: 'accepted', attempt: attempt.number, ...trace },
        tell: [{ kind: 'accepted', audience: 'person' }],
      };
    case 'nothing-happened':
      if (attempt.number < tools.policy.attempts && answer.after < tools.policy.heldFor)
        return requeue(now + answer.after, { why: answer.why, attempt: attempt.number, ...trace });
      return failing({ code: answer.why === 'throttled' ? 'throttled' : 'denied', ...trace });
    case 'refused': {
      const explained = explain(`${answer.code} ${answer.said ?? ''}`);
      // A refusal that says AD took the password is none: only evidence can tell.
      if (explained.changed === 'on-premises') return unanswered(now, attempt, trace);
      if (explained.again === 'fresh-password' && attempt.number < tools.policy.attempts) {
        return requeue(now, { why: explained.code, attempt: attempt.number, ...trace });
      }
      return failing({ code: explained.code, said: `${answer.code} ${answer.said ?? ''}`.trim(), ...trace });
    }
    case 'unknown':
      return unanswered(now, attempt, trace);
  }
}

function unanswered(now: Instant, attempt: Attempt, trace: Record<string, string>): Decision {
  return {
    event: 'note',
    actor: { kind: 'worker' },
    next: { attempt: { ...attempt, unknownSince: now, nextLookAt: now + 5 * SECOND } },
    facts: { what: 'answer unknown', attempt: attempt.number, ...trace },
  };
}

/** Back to approved with the seal burned: only where it is proved that nothing changed. */
export function requeue(notBefore: Instant, facts: Record<string, string | number>): Decision {
  return {
    event: 'requeue',
    actor: { kind: 'worker' },
    next: { attempt: undefined, notBefore, opened: undefined, handedOver: undefined },
    seal: 'burn',
    facts,
  };
}

export function failing(failure: Failure): Decision {
  return {
    event: 'fail',
    actor: { kind: 'worker' },
    next: { failure },
    seal: 'burn',
    facts: { code: failure.code, ...(failure.requestId ? { requestId: failure.requestId } : {}) },
    personal: failure.said ? { said: failure.said } : {},
    tell: [
      { kind: 'failed', audience: 'person' },
      { kind: 'alarm', audience: 'admins' },
    ],
  };
}
