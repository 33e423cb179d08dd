// The diagnosis with all it needs: what the desk itself remembers, beside what the directory says.
import type { Account } from '../account.ts';
import { diagnose, type Trouble, type Verdict } from '../diagnosis.ts';
import type { FaultCode } from '../faults.ts';
import type { Person } from '../person.ts';
import type { Tools } from './tools.ts';

const DAY = 24 * 3_600_000;

type Remembering = Pick<Tools, 'attested' | 'history' | 'requests' | 'world'>;

/** Where this account stands now. `said` is what the person said is wrong. */
export async function verdictOn(
  tools: Remembering,
  person: Person,
  account: Account,
  said?: Trouble,
): Promise<Verdict> {
  const now = tools.world.now();
  const failed = (code: FaultCode, whose?: string) => tools.history.failed(code, now - DAY, whose);
  const [protectedAt, writebackFailedAt, recent] = await Promise.all([
    failed('admin-action-required', person.id),
    failed('connectivity'),
    tools.requests.recent(person, now - DAY),
  ]);
  const mended = writebackFailedAt !== undefined && (await tools.history.arrived(writebackFailedAt));
  const resetAt = Math.max(...recent.map(({ landedAt }) => landedAt ?? 0));
  return diagnose({
    account,
    attested: tools.attested,
    now,
    ...(said ? { said } : {}),
    history: {
      ...(protectedAt === undefined ? {} : { protectedAt }),
      ...(writebackFailedAt === undefined || mended ? {} : { writebackFailedAt }),
      ...(resetAt > 0 ? { resetAt } : {}),
    },
  });
}
