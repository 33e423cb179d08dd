// Tries: spent before anything is compared, over all requests and kinds of a person. A right answer gives its own back, nothing else does.
import type { Instant } from '../../account.ts';
import type { CommandId } from '../../ports.ts';
import { type Refused, refuse } from '../../refusals.ts';
import type { Request } from '../../request.ts';
import type { Tools } from '../tools.ts';

const HOUR = 3_600_000;

/** As much of a request as says whose tries are spent on it. */
type Tried = Pick<Request, 'tenant' | 'person' | 'onBehalf'>;

/**
 * There is one count for a person, whoever opened the request, or each further road would be five more guesses at the same authenticator.
 * Of it, requests that others opened may use up less than half: so nobody can lock somebody out of their own road by opening another.
 * @returns `repeated`: a second delivery of the same answer, told apart first, so that it costs nothing
 */
export async function spendTry(
  { limits, policy: { failedProofsPerDay: count, proofCoolDown: per } }: Tools,
  request: Tried,
  command: CommandId,
): Promise<'repeated' | { readonly left: number } | { readonly until: Instant }> {
  const key = tryKey(request);
  const first = await limits.spend(`once:${key}:${command}`, { count: 1, per });
  if ('until' in first) return 'repeated';
  if (!request.onBehalf) return limits.spend(key, { count, per });
  const theirs = await limits.spend(othersKey(request), { count: Math.max(1, Math.floor((count - 1) / 2)), per });
  if ('until' in theirs) return theirs;
  const spent = await limits.spend(key, { count, per });
  if ('left' in spent) return { left: Math.min(spent.left, theirs.left) };
  await limits.forgive(othersKey(request));
  return spent;
}

export async function forgiveTry({ limits }: Pick<Tools, 'limits'>, request: Tried): Promise<void> {
  await limits.forgive(tryKey(request));
  if (request.onBehalf) await limits.forgive(othersKey(request));
}

/**
 * One of the codes an hour that may go to this address or number, whoever asks and for which request.
 * @param command a second delivery of it costs no second code; `busy` until the first has done its work
 */
export async function spendCode(tools: Tools, where: string, command?: CommandId): Promise<Refused | undefined> {
  const first =
    command === undefined ? { left: 0 } : await tools.limits.spend(`once:${where}:${command}`, { count: 1, per: HOUR });
  if ('until' in first) return refuse('busy');
  const spent = await tools.limits.spend(`code:${where}`, { count: tools.policy.codesPerHour, per: HOUR });
  return 'until' in spent ? refuse('too-many-codes', spent) : undefined;
}

function tryKey({ tenant, person }: Tried): string {
  return `proof:${tenant}:${person.toLowerCase()}`;
}

function othersKey(request: Tried): string {
  return `${tryKey(request)}:by-another`;
}
