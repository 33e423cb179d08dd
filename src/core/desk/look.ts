// Resetting: whoever finds this state may only look. Evidence in order: the operation, the directory audit, the date of the change.
import type { Instant } from '../account.ts';
import { evidenceEnds } from '../due.ts';
import { explain } from '../faults.ts';
import type { Looked } from '../ports.ts';
import type { Attempt, Failure, Request } from '../request.ts';
import { act, type Decision, lookOf } from './act.ts';
import { failing, leftOpen, withAnotherPassword } from './outcome.ts';
import type { Tools } from './tools.ts';
import { changeShowsBy, ifNothingChanged } from './unreached.ts';

const SECOND = 1_000;
/** Between looks at an operation, growing: 1 s at first, 10 s in the end. */
const PACE = [1, 1, 1, 2, 2, 3, 5] as const;
const EVIDENCE_PACE = 10 * SECOND;

export async function lookAtReset(tools: Tools, request: Request): Promise<Instant | undefined> {
  const { attempt } = request;
  if (!attempt) throw new Error(`request ${request.id} is resetting without an attempt`);
  const now = tools.world.now();
  if (now < attempt.nextLookAt) return attempt.nextLookAt;
  const seen = await see(tools, request, attempt);
  const decision = judge(tools, request, attempt, seen);
  if (decision === 'look again') {
    const unchanged = now >= changeShowsBy(request, tools.policy) && (await ifNothingChanged(tools, request));
    if (unchanged) return settle(tools, request, unchanged);
    const end = evidenceEnds(attempt, tools.policy);
    if (now >= end) return settle(tools, request, failing(openEnd(attempt)));
    const wait =
      attempt.operation && seen.result === 'running'
        ? (seen.lookAfter ?? pace(now - (attempt.acceptedAt ?? now)))
        : EVIDENCE_PACE;
    return Math.min(now + wait, end);
  }
  return settle(tools, request, decision);
}

type Seen = Looked & { readonly said?: string };

/** The operation first; where it cannot be seen, what the directory shows. */
async function see(tools: Tools, request: Request, attempt: Attempt): Promise<Seen> {
  if (attempt.operation) {
    const taken = await tools.hands.take({ request, privileged: request.verdict.privileged === true });
    if ('token' in taken) {
      const looked = await tools.resets.look(taken.token, attempt.operation);
      if (looked.result !== 'unknown') return looked;
    }
  }
  return fromDirectory(tools, request, attempt);
}

async function fromDirectory(tools: Tools, request: Request, attempt: Attempt): Promise<Seen> {
  const person = { tenant: request.tenant, id: request.person };
  const evidence = await tools.directory
    .evidence(person, attempt.begunAt, attempt.as, request.account.passwordChangedAt)
    .catch((fault: unknown) => {
      tools.log.warn({ fault, request: request.id }, 'the directory shows no evidence at the moment');
      return { what: 'nothing-yet' as const, said: undefined };
    });
  switch (evidence.what) {
    case 'our-reset-succeeded':
    case 'changed-since':
      return { result: 'succeeded' };
    case 'our-reset-failed':
      // The row carries a time, not our attempt: after a first failure it could be that one arriving late, which proves nothing of this one.
      if (attempt.number > 1) return { result: 'unknown' };
      return evidence.said === undefined ? { result: 'failed' } : { result: 'failed', said: evidence.said };
    case 'nothing-yet':
      return { result: 'unknown' };
  }
}

function judge(tools: Tools, request: Request, attempt: Attempt, seen: Seen): Decision | 'look again' {
  const now = tools.world.now();
  if (seen.result === 'running' || seen.result === 'unknown') return 'look again';
  if (seen.result === 'succeeded') return landing(now, {});
  const explained = explain(seen.said);
  if (explained.changed === 'on-premises') return landing(now, { cloud: 'late' });
  if (attempt.ended && explained.changed === 'unknown') return 'look again';
  if (explained.again === 'on-evidence') return leftOpen(now, attempt, seen.said);
  const setback = { code: explained.code, ...said(seen) };
  return withAnotherPassword(tools, request, attempt, setback) ?? failing(setback);
}

/** The time is over, and nothing was to be seen. */
function openEnd({ ended }: Attempt): Failure {
  if (!ended) return { code: 'unknown-outcome' };
  return { code: explain(ended.said).code, ...(ended.said === undefined ? {} : { said: ended.said }) };
}

function landing(now: Instant, facts: Record<string, string>): Decision {
  return {
    event: 'land',
    actor: { kind: 'worker' },
    next: { landedAt: now },
    facts,
    tell: [
      { kind: 'landed', audience: 'person' },
      { kind: 'changed-mail', audience: 'person' },
      { kind: 'changed-mail', audience: 'manager' },
    ],
  };
}

async function settle(tools: Tools, request: Request, decision: Decision): Promise<undefined> {
  await act(tools, request.id, lookOf(request, 'look'), current =>
    current.state === 'resetting' && current.attempt?.correlation === request.attempt?.correlation ? decision : 'leave',
  );
  return undefined;
}

function said(seen: Seen): { said?: string } {
  return 'said' in seen && seen.said !== undefined ? { said: seen.said } : {};
}

function pace(waited: number): number {
  const step = Math.min(PACE.length - 1, Math.floor(waited / (3 * SECOND)));
  return (PACE[step] ?? 5) * SECOND;
}
