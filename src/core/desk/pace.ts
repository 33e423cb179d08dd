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
  if ('until' in (await limits.spend(delivered, once))) {
    // A second delivery hears what the first one heard, however full it has become since.
    return limits.full(refused, once);
  }
  const spent = await limits.spend(key, { count, per: TEN_MINUTES });
  if ('left' in spent) return undefined;
  await limits.spend(refused, once);
  return spent;
}
