// From approved to resetting. Only the process whose own `begin` was committed may ask Graph, once, for that attempt.
import type { Instant } from '../account.ts';
import { diagnose } from '../diagnosis.ts';
import { temporaryPassword } from '../password.ts';
import type { Notice } from '../ports.ts';
import { isRefused } from '../refusals.ts';
import { type Attempt, bindingOf, type HoldReason, type Request } from '../request.ts';
import type { Secret } from '../secret.ts';
import { act, ifUnmoved, lookOf } from './act.ts';
import { failing, tellOutcome } from './outcome.ts';
import type { Tools } from './tools.ts';

/** How soon a held request is looked at again. An arriving owner wakes it at once, unless they arrive in the middle of this very look. */
const LOOK_AGAIN = 15_000;
/** If the process dies after `begin`, the next one looks for evidence from here on. */
const FIRST_LOOK = 30_000;

export async function beginReset(tools: Tools, request: Request): Promise<Instant | undefined> {
  const now = tools.world.now();
  if (request.hold && now >= request.hold.until) return giveUp(tools, request);
  if (request.notBefore !== undefined && now < request.notBefore && !request.hold) return request.notBefore;

  const seen = await tools.sessions.lastSeen(request.id);
  if (seen === undefined || now - seen > tools.policy.atHand) return hold(tools, request, 'owner');

  const person = { tenant: request.tenant, id: request.person };
  const account = await tools.directory.account(person).catch((fault: unknown) => {
    tools.log.warn({ fault, request: request.id }, 'the directory could not be read before a reset');
    return undefined;
  });
  if (!account) return hold(tools, request, 'directory');
  const verdict = diagnose(account, tools.attested);
  if (verdict.row === 'unreadable') return hold(tools, request, 'directory');
  if (verdict.route === 'refused') return fail(tools, request, 'not-eligible');

  const members = await Promise.all(
    request.approvals.map(approval => tools.directory.isApprover({ tenant: request.tenant, id: approval.id })),
  );
  if (members.includes('unknown')) return hold(tools, request, 'directory');
  if (members.includes(false)) return recall(tools, request);

  const taken = await tools.hands.take(request.attempts > 0);
  if ('held' in taken) return hold(tools, request, 'hands');

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
      handedOver: undefined,
    },
    seal: tools.sealer.seal(password, bindingOf(request, attempt.number)),
    facts: { attempt: attempt.number, as: taken.as },
  } as const;
  const begun = await act(tools, request.id, lookOf(request, 'begin'), ifUnmoved(request, decision));
  if (isRefused(begun)) return tools.world.now() + 1_000;
  const ours =
    !begun.repeated && begun.done.state === 'resetting' && begun.done.attempt?.correlation === attempt.correlation;
  if (!ours) return undefined;
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

async function hold(tools: Tools, request: Request, why: HoldReason): Promise<Instant | undefined> {
  const now = tools.world.now();
  const again = now + LOOK_AGAIN;
  // Held for the same reason already: the row says so, only the next look moves.
  if (request.hold?.why === why) return Math.min(again, request.hold.until);
  const patience = why === 'owner' ? tools.policy.ownerAbsence : tools.policy.heldFor;
  // However the reasons take turns, an approval does not outlive `heldFor`.
  const until = Math.min(now + patience, request.since + tools.policy.heldFor);
  const told: Partial<Record<HoldReason, Notice>> = {
    owner: { kind: 'called', audience: 'person' },
    hands: { kind: 'alarm-held', audience: 'admins' },
  };
  const note = {
    event: 'note',
    actor: { kind: 'worker' },
    next: { hold: { why, since: now, until }, notBefore: again },
    facts: { what: `held for ${why}` },
    tell: [told[why] ?? []].flat(),
  } as const;
  const result = await act(tools, request.id, lookOf(request, `hold-${why}`), ifUnmoved(request, note));
  return isRefused(result) ? now + 1_000 : undefined;
}

async function giveUp(tools: Tools, request: Request): Promise<Instant | undefined> {
  const decision = {
    event: 'expire',
    actor: { kind: 'clock' },
    facts: { held: request.hold?.why ?? '' },
    tell: [{ kind: 'expired', audience: 'person' }],
  } as const;
  await act(tools, request.id, lookOf(request, 'gave-up'), ifUnmoved(request, decision));
  return undefined;
}

async function fail(tools: Tools, request: Request, code: string): Promise<Instant | undefined> {
  // Another worker may have begun meanwhile, and what Graph may be doing is nothing this look knows about.
  await act(tools, request.id, lookOf(request, 'fail'), ifUnmoved(request, failing({ code })));
  return undefined;
}

/** The approver is no approver any more: the approval is void and the desk decides afresh. */
async function recall(tools: Tools, request: Request): Promise<Instant | undefined> {
  const decision = {
    event: 'recall',
    actor: { kind: 'worker' },
    next: { approvals: [], hold: undefined, notBefore: undefined, remindedAt: undefined },
    facts: { why: 'approver left the group' },
    tell: [
      { kind: 'recalled', audience: 'person' },
      { kind: 'alarm', audience: 'admins' },
    ],
  } as const;
  await act(tools, request.id, lookOf(request, 'recall'), ifUnmoved(request, decision));
  return undefined;
}
