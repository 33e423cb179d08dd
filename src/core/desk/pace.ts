// How often one person does a thing: counted once a click, not once a delivery, and before the row is looked at.
import type { Person } from '../person.ts';
import type { CommandId } from '../ports.ts';
import type { Tools } from './tools.ts';

export const TEN_MINUTES = 600_000;

/** When there is room again, where this is one too many within ten minutes. @param count how many there is room for */
export async function tooMany(
  { limits }: Pick<Tools, 'limits'>,
  what: 'decide' | 'freeze',
  { tenant, id }: Person,
  command: CommandId,
  count: number,
): Promise<{ readonly until: number } | undefined> {
  const key = `${what}:${tenant}:${id}`;
  const once = { count: 1, per: TEN_MINUTES };
  const [delivered, refused] = [`once:${key}:${command}`, `over:${key}:${command}`];
  // A second delivery hears what the first one heard, however full it has become since.
  if (await limits.full(delivered, once)) return limits.full(refused, once);
  const spent = await limits.spend(key, { count, per: TEN_MINUTES });
  const full = 'until' in spent ? spent : undefined;
  // Marked last: of two deliveries at once, the one that comes second at worst hears that it is too many.
  if (full) await limits.spend(refused, once);
  const first = 'left' in (await limits.spend(delivered, once));
  if (!first && !full) await limits.forgive(key);
  return full;
}
