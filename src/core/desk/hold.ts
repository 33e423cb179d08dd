// An approved request that cannot begin: it waits for what is missing, goes back to the desk, or ends.
import type { Instant } from '../account.ts';
import type { FaultCode } from '../faults.ts';
import type { Notice } from '../ports.ts';
import { isRefused } from '../refusals.ts';
import type { HoldReason, Recalled, Request } from '../request.ts';
import { act, ifUnmoved, lookOf } from './act.ts';
import { failing } from './outcome.ts';
import type { Tools } from './tools.ts';
import type { Standing } from './weather.ts';

/** How soon a held request is looked at again. An arriving owner wakes it at once, unless they arrive in the middle of this very look. */
const LOOK_AGAIN = 15_000;

export async function hold(tools: Tools, request: Request, why: HoldReason): Promise<Instant | undefined> {
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

export async function giveUp(tools: Tools, request: Request): Promise<Instant | undefined> {
  const decision = {
    event: 'expire',
    actor: { kind: 'clock' },
    facts: { held: request.hold?.why ?? '' },
    tell: [{ kind: 'expired', audience: 'person' }],
  } as const;
  await act(tools, request.id, lookOf(request, 'gave-up'), ifUnmoved(request, decision));
  return undefined;
}

export async function fail(tools: Tools, request: Request, code: FaultCode): Promise<Instant | undefined> {
  // Another worker may have begun meanwhile, and what Graph may be doing is nothing this look knows about.
  await act(tools, request.id, lookOf(request, 'fail'), ifUnmoved(request, failing({ code })));
  return undefined;
}

/**
 * The approvals are void and the desk decides afresh: an approver is none any more, or more is asked by now than was shown.
 * The facts are those it was judged by, perhaps newer than the row's.
 */
export async function recall(
  tools: Tools,
  request: Request,
  { account, verdict }: Pick<Request, 'account' | 'verdict'>,
  { demand, proved }: Standing,
  why: Recalled,
): Promise<Instant | undefined> {
  const decision = {
    event: 'recall',
    actor: { kind: 'worker' },
    next: {
      account,
      verdict,
      demand,
      approvals: [],
      hold: undefined,
      notBefore: undefined,
      remindedAt: undefined,
      setbacks: undefined,
      recalled: why,
      claim: undefined,
    },
    hands: 'burn',
    facts: { why, asks: demand.why.join(' ') },
    tell: [
      { kind: proved ? 'recalled' : 'more-asked', audience: 'person' },
      { kind: 'recalled', audience: 'helpdesk' },
      // Shields are told of once, and not for every request they call back; an approver's sign-in ends by itself.
      ...(why === 'approver may decide no more' || why === 'approver frozen'
        ? [{ kind: 'alarm', audience: 'admins' } as const]
        : []),
    ],
  } as const;
  await act(tools, request.id, lookOf(request, 'recall'), ifUnmoved(request, decision));
  return undefined;
}
