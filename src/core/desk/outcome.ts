// What Graph's answer to a reset proves, and what follows from it.
import type { Instant } from '../account.ts';
import { approvedUntil, evidenceEnds } from '../due.ts';
import { explain } from '../faults.ts';
import type { Begun } from '../ports.ts';
import { isRefused } from '../refusals.ts';
import type { Attempt, Failure, Request, Setback } from '../request.ts';
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
    return decisionOn(tools, current, attempt, answer);
  });
  return isRefused(result) ? tools.world.now() + SECOND : undefined;
}

function decisionOn(tools: Tools, request: Request, attempt: Attempt, answer: Begun): Decision {
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
            nextLookAt: Math.min(now + (answer.lookAfter ?? SECOND), evidenceEnds(attempt, tools.policy)),
          },
        },
        facts: { what: 'accepted', attempt: attempt.number, ...trace },
        tell: [{ kind: 'accepted', audience: 'person' }],
      };
    case 'nothing-happened':
      if (attempt.number < tools.policy.attempts && now + answer.after < approvedUntil(request, tools.policy))
        return again(
          tools,
          answer,
          requeue(now + answer.after, { why: answer.why, attempt: attempt.number, ...trace }),
        );
      return failing({ code: answer.why === 'token' ? 'denied' : 'throttled', ...trace });
    case 'refused': {
      const said = `${answer.code} ${answer.said ?? ''}`.trim();
      const explained = explain(said);
      // A refusal that says AD took the password is none: only evidence can tell.
      if (explained.changed === 'on-premises') return unanswered(now, attempt, trace);
      if (explained.again === 'on-evidence') return leftOpen(now, attempt, said, trace);
      return (
        withAnotherPassword(tools, request, attempt, { code: explained.code, said }, trace) ??
        withOtherHands(tools, request, attempt, { code: explained.code, said }, trace) ??
        failing({ code: explained.code, said, ...trace })
      );
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

/** What was said leaves open what was changed: from here on only the directory can tell, and it is given its time. */
export function leftOpen(
  now: Instant,
  attempt: Attempt,
  said: string | undefined,
  trace: Record<string, string> = {},
): Decision {
  const { operation: _, ...rest } = attempt;
  const ended = { at: now, ...(said === undefined ? {} : { said }) };
  return {
    event: 'note',
    actor: { kind: 'worker' },
    next: { attempt: { ...rest, ended, nextLookAt: now + 5 * SECOND } },
    facts: { what: 'left open', attempt: attempt.number, ...trace },
    personal: said === undefined ? {} : { said },
  };
}

/** A refused password is followed by another, once: two that a policy will not have are a matter for whoever made it. */
export function withAnotherPassword(
  tools: Tools,
  request: Request,
  attempt: Attempt,
  setback: Setback,
  trace: Record<string, string> = {},
): Decision | undefined {
  const { changed, again } = explain(setback.said);
  const before = request.setbacks ?? [];
  const first = before.every(({ code }) => code !== setback.code);
  if (changed !== 'nothing' || again !== 'fresh-password' || !first) return undefined;
  if (attempt.number >= tools.policy.attempts) return undefined;
  const facts = { why: setback.code, attempt: attempt.number, ...trace };
  return requeue(tools.world.now(), facts, { setbacks: [...before, setback] });
}

/**
 * What Graph did not accept from an approver's own token it will not accept a second time: the token is burned with the try, and what Graph
 * asks for instead is asked of the approver.
 */
function again(
  tools: Tools,
  { why, claims }: Extract<Begun, { result: 'nothing-happened' }>,
  decision: Decision,
): Decision {
  if (why !== 'token' || tools.hands.whose !== 'approver') return decision;
  return { ...decision, hands: 'burn', next: { ...decision.next, claims } };
}

/** An approver who may not reset this person, as only Graph could know: the request stays open for another. */
function withOtherHands(
  tools: Tools,
  { setbacks = [] }: Request,
  attempt: Attempt,
  setback: Setback,
  trace: Record<string, string>,
): Decision | undefined {
  const others =
    tools.hands.whose === 'approver' && setback.code === 'denied' && attempt.number < tools.policy.attempts;
  if (!others) return undefined;
  const facts = { why: setback.code, attempt: attempt.number, ...trace };
  return { ...requeue(tools.world.now(), facts, { setbacks: [...setbacks, setback] }), hands: 'burn' };
}

/** Back to approved with the seal burned: only where it is proved that nothing changed. */
export function requeue(
  notBefore: Instant,
  facts: Record<string, string | number>,
  next: Pick<Request, 'setbacks' | 'hold'> = {},
): Decision {
  return {
    event: 'requeue',
    actor: { kind: 'worker' },
    next: { attempt: undefined, notBefore, opened: undefined, handedOver: undefined, ...next },
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
