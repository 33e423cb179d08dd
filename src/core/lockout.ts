// After a freeze: whether a password that the desk has set, or may have set, must still be replaced by one that nobody knows.
import type { Instant } from './account.ts';
import type { Request } from './request.ts';

/** Failures after which the old password may not be the old one any more. */
const UNCLEAR: readonly string[] = ['unknown-outcome', 'unknown', 'connectivity', 'success-cloud-failure'];
/** No call to Graph lasts as long: whatever was being sent when the freeze came has been answered by then. */
const ANSWERED = 2 * 60_000;

/** When to go on with it; undefined where no password of ours can be in force, and when it is done. */
export function lockoutDue(request: Request): Instant | undefined {
  const { attempt, landedAt, lockout, since } = request;
  if (request.state !== 'frozen' || lockout?.ended) return undefined;
  if (lockout) return lockout.waits ? undefined : lockout.nextAt;
  if (!mayHaveSet(request)) return undefined;
  // Two at once could end in either order; the one that was begun before the freeze comes first.
  return landedAt === undefined && attempt ? Math.max(since, attempt.begunAt + ANSWERED) : since;
}

/** Whether this request set a password, or may have. */
export function mayHaveSet({ attempt, failure, landedAt }: Request): boolean {
  return landedAt !== undefined || (attempt !== undefined && (!failure || UNCLEAR.includes(failure.code)));
}

/** Graph may be doing it at this very moment: whoever is not frozen any more must not be locked out. */
export function lockingOut({ lockout }: Request, now: Instant): boolean {
  if (!lockout || lockout.ended || (lockout.waits && lockout.number === 0)) return false;
  return now < lockout.begunAt + ANSWERED;
}

/** Whether a password of ours is still in force because nobody's hands are at hand to replace it. */
export function waitsForHands({ state, lockout }: Request): boolean {
  return state === 'frozen' && lockout?.waits === true;
}
