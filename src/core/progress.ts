// The one projection of a request that people see: card, tracker, `status` and rehearsal all read it. Keys and times, no words.
import type { Instant } from './account.ts';
import { enoughApprovals } from './demand.ts';
import type { Finish } from './diagnosis.ts';
import { ends, sealEnds } from './due.ts';
import { isLive, type State } from './lifecycle.ts';
import type { Policy } from './policy.ts';
import { type HoldReason, type Request, type RequestId, roadOf } from './request.ts';

/** Landings in the order they happen; `on-premises` only where a password travels there. */
export type StepName = 'asked' | 'approved' | 'accepted' | 'on-premises' | 'landed' | 'taken' | 'signed-in';

export type Step = {
  readonly name: StepName;
  readonly status: 'done' | 'now' | 'next' | 'failed';
  readonly at?: Instant;
};

export type Ball = 'you' | 'helpdesk' | 'reset-desk' | 'microsoft' | 'security' | 'nobody';

/** `ready` unopened · `open` bound to a page that may still read it · `handed-over` they said they have it · `gone` burned. */
export type PasswordState = 'not-yet' | 'ready' | 'open' | 'handed-over' | 'gone';

/**
 * The ways to make the temporary password one's own, in the order they are offered. `change-there`: on the page of whoever signs them in,
 * AD FS or another; `provider`: another, whose page nobody wrote down.
 */
export type Way = 'change-there' | 'microsoft' | 'provider' | 'windows' | 'windows-away' | 'remote';

export type Progress = {
  readonly request: RequestId;
  readonly version: number;
  readonly state: State;
  readonly road: 'sspr' | 'helpdesk' | 'refused';
  readonly live: boolean;
  readonly ball: Ball;
  readonly steps: readonly Step[];
  readonly password: PasswordState;
  /** While `open`: until when the page may read it again. While `ready`: until when it waits. */
  readonly passwordUntil?: Instant;
  /** A refused password was replaced by a fresh one. */
  readonly replaced: boolean;
  readonly hold?: HoldReason;
  /** The reset failed half-way to Active Directory, and the desk looks whether it changed anything. */
  readonly unreached?: true;
  readonly failure?: string;
  readonly denial?: { readonly by: string; readonly reason: string };
  readonly finish: Finish;
  readonly updateUrl?: string;
  readonly ways: readonly Way[];
  /** When the present state ends by itself. */
  readonly until?: Instant;
};

export function progressOf(request: Request, policy: Policy): Progress {
  const until = ends(request, policy);
  const password = passwordState(request);
  const passwordUntil =
    password === 'ready' && request.state === 'landed'
      ? sealEnds(request, policy)
      : password === 'open' && request.opened
        ? request.opened.at + policy.rereadFor
        : undefined;
  return {
    request: request.id,
    version: request.version,
    state: request.state,
    road: roadOf(request),
    live: isLive(request.state),
    ball: ballOf(request),
    steps: stepsOf(request),
    password,
    ...(passwordUntil !== undefined ? { passwordUntil } : {}),
    replaced: request.attempts > 1,
    ...(request.hold ? { hold: request.hold.why } : {}),
    ...(request.state === 'resetting' && request.attempt?.ended ? { unreached: true } : {}),
    ...(request.failure ? { failure: request.failure.code } : {}),
    ...(request.denial ? { denial: { by: request.denial.name, reason: request.denial.reason } } : {}),
    finish: request.verdict.finish,
    ...(request.verdict.updateUrl ? { updateUrl: request.verdict.updateUrl } : {}),
    ways: waysOf(request),
    ...(until !== undefined ? { until } : {}),
  };
}

function ballOf(request: Request): Ball {
  switch (request.state) {
    case 'open':
    case 'guided':
    case 'landed':
      return 'you';
    case 'pending':
      return 'helpdesk';
    case 'approved':
      return request.hold?.why === 'owner' ? 'you' : 'reset-desk';
    case 'resetting':
      return 'microsoft';
    case 'frozen':
      return 'security';
    default:
      return 'nobody';
  }
}

function passwordState(request: Request): PasswordState {
  const accepted =
    request.state === 'landed' || (request.state === 'resetting' && request.attempt?.acceptedAt !== undefined);
  if (!accepted) return request.attempts > 0 && !isLive(request.state) ? 'gone' : 'not-yet';
  if (request.handedOver !== undefined) return 'handed-over';
  return request.opened ? 'open' : 'ready';
}

function stepsOf(request: Request): readonly Step[] {
  const { attempt, verdict, landedAt } = request;
  const approvedAt = request.approvals.at(-1)?.at;
  const decided = request.demand
    ? enoughApprovals(request.approvals, request.demand)
    : !['open', 'guided', 'pending'].includes(request.state);
  const times: [StepName, Instant | undefined][] = [
    ['asked', request.consentAt],
    ['approved', decided ? approvedAt : undefined],
    ['accepted', attempt?.acceptedAt ?? landedAt],
    ...(verdict.writeback ? ([['on-premises', landedAt]] as [StepName, Instant | undefined][]) : []),
    ['landed', landedAt],
    ['taken', request.opened?.at],
    ['signed-in', request.state === 'completed' ? request.since : undefined],
  ];
  const current = times.findIndex(([, at]) => at === undefined);
  const broken = request.state === 'failed';
  const live = isLive(request.state);
  return times.map(([name, at], index) => {
    if (at !== undefined) return { name, status: 'done', at };
    if (index !== current) return { name, status: 'next' };
    return { name, status: broken ? 'failed' : live ? 'now' : 'next' };
  });
}

function waysOf(request: Request): readonly Way[] {
  const { finish, updateUrl } = request.verdict;
  const first = finish === 'microsoft' ? 'microsoft' : finish === 'adfs' || updateUrl ? 'change-there' : 'provider';
  const onPremises: Way[] = request.verdict.writeback ? ['windows', 'windows-away', 'remote'] : [];
  return [first, ...(first === 'microsoft' ? [] : (['microsoft'] as const)), ...onPremises];
}
