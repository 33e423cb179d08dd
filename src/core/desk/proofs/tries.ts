// Tries: spent before anything is compared, over all requests and kinds of a person. A right answer gives its own back, nothing else does.
import type { Instant } from '../../account.ts';
import type { Person } from '../../person.ts';
import type { CommandId } from '../../ports.ts';
import { type Refused, refuse } from '../../refusals.ts';
import type { Tools } from '../tools.ts';

const HOUR = 3_600_000;

/** `repeated`: a second delivery of the same answer, told apart first, so that it costs nothing. */
export async function spendTry(
  tools: Tools,
  person: Person,
  command: CommandId,
): Promise<'repeated' | { readonly left: number } | { readonly until: Instant }> {
  const { failedProofsPerDay: count, proofCoolDown: per } = tools.policy;
  const first = await tools.limits.spend(`once:${tryKey(person)}:${command}`, { count: 1, per });
  if ('until' in first) return 'repeated';
  return tools.limits.spend(tryKey(person), { count, per });
}

export async function forgiveTry(tools: Tools, person: Person): Promise<void> {
  await tools.limits.forgive(tryKey(person));
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

function tryKey(person: Person): string {
  return `proof:${person.tenant}:${person.id.toLowerCase()}`;
}
