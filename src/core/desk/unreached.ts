// Active Directory could not be reached, or was lost half-way. The reset goes on by itself, but only once nothing is seen to have changed.
import type { Instant } from '../account.ts';
import { approvedUntil, evidenceEnds } from '../due.ts';
import { explain } from '../faults.ts';
import type { Policy } from '../policy.ts';
import type { Request } from '../request.ts';
import type { Decision } from './act.ts';
import { requeue } from './outcome.ts';
import type { Tools } from './tools.ts';

const MINUTE = 60_000;
/** Password hash sync runs every two minutes (Entra Connect), and the directory itself is minutes late. */
const HASH_SYNC_SHOWS = 10 * MINUTE;
/** Between two tries: a network that is away for longer than the agent waits is not back in a moment. */
const PAUSE = 5 * MINUTE;

/**
 * When a change by this attempt would be seen in the directory at the latest; never for one whose operation did not end. Of a federated domain
 * the date arrives only with directory sync, every half an hour, so there the whole time-box is waited for.
 */
export function changeShowsBy({ attempt, account }: Request, policy: Policy): Instant {
  if (!attempt?.ended) return Number.POSITIVE_INFINITY;
  const end = evidenceEnds(attempt, policy);
  return account.domain === 'managed' ? Math.min(end, attempt.ended.at + HASH_SYNC_SHOWS) : end;
}

/**
 * Back to approved and held, when the date of the last change is still the one read before the attempt; undefined when that cannot be said,
 * or the approval is too old to wait on. What cannot be read proves nothing.
 */
export async function ifNothingChanged(tools: Tools, request: Request): Promise<Decision | undefined> {
  const { attempt, account, setbacks = [] } = request;
  const known = account.passwordChangedAt;
  const now = tools.world.now();
  const until = approvedUntil(request, tools.policy);
  if (!attempt?.ended || known === 'unknown' || now + PAUSE >= until) return undefined;
  const person = { tenant: request.tenant, id: request.person };
  const seen = await tools.directory.passwordChangedAt(person).catch(() => 'unknown' as const);
  if (seen !== known) return undefined;
  const { said } = attempt.ended;
  const setback = { code: explain(said).code, ...(said === undefined ? {} : { said }) };
  return {
    ...requeue(
      now + PAUSE,
      { why: setback.code, attempt: attempt.number },
      { setbacks: [...setbacks, setback], hold: { why: 'network', since: now, until } },
    ),
    tell: [{ kind: 'alarm-held', audience: 'admins' }],
  };
}
