// A frozen person's temporary password may be in the wrong hands: it is replaced by a random one that nobody ever sees.
import type { Instant } from '../account.ts';
import { explain } from '../faults.ts';
import { temporaryPassword } from '../password.ts';
import type { Begun, World } from '../ports.ts';
import { isRefused } from '../refusals.ts';
import type { Lockout, Request } from '../request.ts';
import { act, type Decision, ifUnmoved, lookOf } from './act.ts';
import type { Tools } from './tools.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Between the commit and the POST of one process. Longer than this, and the freeze may have been lifted meanwhile. */
const PROMPT = 30 * SECOND;

/**
 * Does the next thing. A try is sent once, by the process that wrote it down. Unlike a reset it may be tried again when nobody knows what became
 * of it: of two passwords that nobody sees, either will do.
 */
export async function lockOut(tools: Tools, request: Request): Promise<Instant | undefined> {
  const { lockout } = request;
  if (lockout?.operation) return look(tools, request, lockout, lockout.operation);
  if (lockout && lockout.number >= tools.policy.attempts) return note(tools, request, givenUp(tools, lockout));
  const taken = await tools.hands.take({
    request,
    fresh: lockout !== undefined,
    privileged: request.verdict.privileged === true,
  });
  // What an approver lent was for the reset. Somebody must lend theirs to this.
  if ('held' in taken && taken.held === 'approver-gone')
    return note(tools, request, waiting(lockout ?? notBegun(tools.world)));
  if ('held' in taken) return tools.world.now() + MINUTE;

  const now = tools.world.now();
  const fresh: Lockout = {
    number: (lockout?.number ?? 0) + 1,
    begunAt: now,
    correlation: tools.world.id(),
    nextAt: now + 2 * MINUTE,
  };
  const begun = await act(
    tools,
    request.id,
    lookOf(request, 'lock-out'),
    ifUnmoved(request, {
      event: 'note',
      actor: { kind: 'worker' },
      next: { lockout: fresh },
      // Who lent their hands is a person, and may be erased.
      facts: { what: 'locking out', number: fresh.number, ...(tools.hands.whose === 'desk' ? { as: taken.as } : {}) },
      personal: { as: taken.as },
    }),
  );
  const ours = !isRefused(begun) && !begun.repeated && begun.done.lockout?.correlation === fresh.correlation;
  if (!ours || tools.world.now() - now > PROMPT) return undefined;
  const password = temporaryPassword(tools.world, request.account, tools.policy.passwordLength);
  const answer = await tools.resets.begin(taken.token, request.person, password, fresh.correlation);
  await act(tools, request.id, `answer:${fresh.correlation}`, current =>
    current.lockout?.correlation === fresh.correlation && current.state === 'frozen'
      ? answered(tools, fresh, answer)
      : 'leave',
  );
  return undefined;
}

/** Due now, and not tried yet. */
export function notBegun(world: World): Lockout {
  const now = world.now();
  return { number: 0, begunAt: now, correlation: world.id(), nextAt: now };
}

function answered(tools: Tools, lockout: Lockout, answer: Begun): Decision {
  const now = tools.world.now();
  switch (answer.result) {
    case 'accepted':
      return answer.operation
        ? noted({
            ...lockout,
            acceptedAt: now,
            operation: answer.operation,
            nextAt: now + (answer.lookAfter ?? SECOND),
          })
        : ended(lockout, 'locked');
    case 'nothing-happened':
      // A token that Graph did not accept it will not accept again, and only a person has another.
      if (answer.why === 'token' && tools.hands.whose === 'approver') return waiting(lockout, answer.claims);
      return noted({ ...lockout, nextAt: now + answer.after });
    case 'refused': {
      const { again } = explain(`${answer.code} ${answer.said ?? ''}`);
      return again === 'fresh-password' ? noted({ ...lockout, nextAt: now }) : givenUp(tools, lockout);
    }
    case 'unknown':
      return noted({ ...lockout, nextAt: now + MINUTE });
  }
}

async function look(tools: Tools, request: Request, lockout: Lockout, operation: string): Promise<Instant | undefined> {
  const now = tools.world.now();
  const taken = await tools.hands.take({ request, privileged: request.verdict.privileged === true });
  const looked = 'token' in taken ? await tools.resets.look(taken.token, operation) : undefined;
  if (looked?.result === 'succeeded') return note(tools, request, ended(lockout, 'locked'));
  const over = now >= lockout.begunAt + tools.policy.evidenceFor;
  if (looked?.result === 'failed' || over) return note(tools, request, again(lockout, now));
  // Whoever would lift the freeze, or lent their hands, waits for this.
  return now + (looked?.result === 'running' ? Math.max(SECOND, looked.lookAfter ?? 2 * SECOND) : 10 * SECOND);
}

/** The operation failed, or nobody knows: the next look tries another password, as long as there are tries. */
function again({ number, begunAt, correlation }: Lockout, now: Instant): Decision {
  return noted({ number, begunAt, correlation, nextAt: now });
}

function noted(lockout: Lockout): Decision {
  return { event: 'note', actor: { kind: 'worker' }, next: { lockout }, facts: { what: 'locking out goes on' } };
}

/** No more tries with these hands: another person's may do. Where the desk has its own, there are no others. */
function givenUp(tools: Tools, lockout: Lockout): Decision {
  return tools.hands.whose === 'approver' ? waiting(lockout) : ended(lockout, 'failed');
}

/** Until somebody with the right lends their hands (core/desk/lend). */
function waiting({ number, begunAt, correlation, nextAt }: Lockout, claims?: string): Decision {
  return {
    event: 'note',
    actor: { kind: 'worker' },
    next: { lockout: { number, begunAt, correlation, nextAt, waits: true }, hands: undefined, claims },
    facts: { what: 'locking out waits for hands' },
    tell: [{ kind: 'alarm-lockout', audience: 'admins' }],
  };
}

function ended(lockout: Lockout, how: 'locked' | 'failed'): Decision {
  return {
    event: 'note',
    actor: { kind: 'worker' },
    next: { lockout: { ...lockout, ended: how }, hands: undefined },
    facts: { what: how === 'locked' ? 'locked out' : 'not locked out' },
    tell: how === 'failed' ? [{ kind: 'alarm-lockout', audience: 'admins' }] : [],
  };
}

async function note(tools: Tools, request: Request, decision: Decision): Promise<undefined> {
  await act(tools, request.id, lookOf(request, 'locked-out'), ifUnmoved(request, decision));
  return undefined;
}
