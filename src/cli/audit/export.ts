// The audit as lines of JSON for another system: hashes as they are, so that whoever has them can make each chain anew.
import type { Instant } from '../../core/account.ts';
import type { AuditRow } from '../../store/audit.ts';
import type { Store } from '../../store/open.ts';
import { DONE, type Door } from '../door.ts';

/** A user principal name or object id: whose hands did it. */
const ACCOUNT = /@|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A request after the other, in the order of their first line since then; the lines of each in their order. */
export async function exported(
  { audit }: Store,
  { print }: Door,
  { since, people }: { readonly since: Instant; readonly people: boolean },
): Promise<number> {
  for (const request of await audit.since(since)) {
    const lines = (await audit.lines(request)).filter(line => line.at >= since);
    print(lines.map(line => `${JSON.stringify(people ? named(line) : unnamed(line))}\n`).join(''));
  }
  return DONE;
}

/** `personal` is null where it was erased. */
function named({ personal, at, ...line }: AuditRow) {
  return { ...line, at: new Date(at).toISOString(), personal: personal ?? null };
}

function unnamed({ at, facts, ...line }: AuditRow) {
  const impersonal = Object.entries(facts).filter(([name, value]) => !(name === 'as' && ACCOUNT.test(String(value))));
  return { ...line, at: new Date(at).toISOString(), facts: Object.fromEntries(impersonal), personal: undefined };
}
