// From approved to resetting. Only the process whose own `begin` was committed may ask Graph, once, for that attempt.
import type { Instant } from '../account.ts';
import { temporaryPassword } from '../password.ts';
import { isRefused } from '../refusals.ts';
import { type Attempt, bindingOf, type Request } from '../request.ts';
import type { Secret } from '../secret.ts';
import { act, ifUnmoved, lookOf } from './act.ts';
import { fail, giveUp, hold, recall } from './hold.ts';
import { approves } from './office.ts';
import { tellOutcome } from './outcome.ts';
import { watchPace } from './shields.ts';
import type { Tools } from './tools.ts';
import { verdictOn } from './verdict.ts';
import { type Standing, standingNow } from './weather.ts';

/** If the process dies after `begin`, the next one looks for evidence from here on. */
const FIRST_LOOK = 30_000;
/** Between the commit and the POST. A process that stood still for longer does not know any more what became of the request: it sends nothing. */
const PROMPT = 20_000;

/** What may be otherwise in a while: facts that could not be read, a company network that just could not be reached. */
const WAITS: readonly string[] = ['unreadable', 'writeback-broken'];

export async function beginReset(tools: Tools, request: Request): Promise<Instant | undefined> {
  const now = tools.world.now();
  if (request.hold && now >= request.hold.until) return giveUp(tools, request);
  const resting = request.hold === undefined || request.hold.why === 'network';
  if (request.notBefore !== undefined && now < request.notBefore && resting) return request.notBefore;

  // Before its owner is waited for: what shields ask must not wait for anybody.
  const before = await standingNow(tools, request);
  if (!suffices(before)) return recall(tools, request, request, before, 'more is asked');

  const page = await tools.sessions.newest(request.id);
  if (page === undefined || now - page.seenAt > tools.policy.atHand) return hold(tools, request, 'owner');

  const person = { tenant: request.tenant, id: request.person };
  const account = await tools.directory.account(person, { fresh: true }).catch((fault: unknown) => {
    tools.log.warn({ fault, request: request.id }, 'the directory could not be read before a reset');
    return undefined;
  });
  if (!account) return hold(tools, request, 'directory');
  const verdict = await verdictOn(tools, person, account, request.said);
  if (WAITS.includes(verdict.row)) return hold(tools, request, 'directory');
  if (verdict.route === 'refused') return fail(tools, request, 'not-eligible');

  const members = await Promise.all(
    request.approvals.map(({ id }) => approves(tools, { tenant: request.tenant, id }, request)),
  );
  if (members.includes('unknown')) return hold(tools, request, 'directory');
  await watchPace(tools);
  const facts = { account, verdict };
  const standing = await standingNow(tools, { ...request, ...facts });
  if (members.includes(false)) return recall(tools, request, facts, standing, 'approver may decide no more');
  if (members.includes('frozen')) return recall(tools, request, facts, standing, 'approver frozen');
  if (!suffices(standing)) return recall(tools, request, facts, standing, 'more is asked');

  const taken = await tools.hands.take({
    request,
    fresh: request.attempts > 0,
    privileged: verdict.privileged === true,
  });
  if ('held' in taken) {
    if (taken.held === 'no-privileged-identity') return fail(tools, request, taken.held);
    if (taken.held === 'approver-gone') return recall(tools, request, facts, standing, 'approver must sign in again');
    return hold(tools, request, 'hands');
  }

  const password = temporaryPassword(tools.world, account, tools.policy.passwordLength);
  const attempt: Attempt = {
    number: request.attempts + 1,
    begunAt: tools.world.now(),
    correlation: tools.world.id(),
    as: taken.as,
    // The time-box ends when it says, also where an admin made it shorter than this.
    nextLookAt: tools.world.now() + Math.min(FIRST_LOOK, tools.policy.evidenceFor),
    looks: 0,
  };
  const decision = {
    event: 'begin',
    actor: { kind: 'worker' },
    next: {
      account,
      verdict,
      attempt,
      attempts: attempt.number,
      hold: undefined,
      notBefore: undefined,
      opened: undefined,
      aliens: undefined,
      handedOver: undefined,
    },
    seal: tools.sealer.seal(password, bindingOf(request, attempt.number)),
    // Who approved is a person, and may be erased.
    facts: { attempt: attempt.number, ...(tools.hands.whose === 'desk' ? { as: taken.as } : {}) },
    personal: { as: taken.as },
  } as const;
  const begun = await act(tools, request.id, lookOf(request, 'begin'), ifUnmoved(request, decision));
  if (isRefused(begun)) return tools.world.now() + 1_000;
  const ours =
    !begun.repeated && begun.done.state === 'resetting' && begun.done.attempt?.correlation === attempt.correlation;
  if (!ours) return undefined;
  if (tools.world.now() - attempt.begunAt > PROMPT)
    return tellOutcome(tools, begun.done, attempt, { result: 'nothing-happened', why: 'stalled', after: 0 });
  return send(tools, begun.done, attempt, taken.token, password);
}

async function send(
  tools: Tools,
  request: Request,
  attempt: Attempt,
  token: Secret,
  password: Secret,
): Promise<Instant | undefined> {
  const answer = await tools.resets.begin(token, request.person, password, attempt.correlation);
  tools.log.info(
    {
      request: request.id,
      attempt: attempt.number,
      result: answer.result,
      graphRequest: answer.requestId,
      correlation: attempt.correlation,
    },
    'Graph answered the reset',
  );
  return tellOutcome(tools, request, attempt, answer);
}

function suffices({ proved, approved, shut }: Standing): boolean {
  return proved && approved && !shut;
}
