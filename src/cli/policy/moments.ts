// Times as an admin's terminal shows them: the same everywhere, in UTC.
import type { Instant } from '../../core/account.ts';

/** 2027-03-31 */
export function day(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** 2027-03-31 14:05 UTC */
export function moment(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** "15 minutes", "3 hours", "30 days": the largest unit that says it exactly. */
export function span(ms: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1_000],
  ] as const;
  const [unit, length] = units.find(([, size]) => ms % size === 0) ?? ['second', 1_000];
  const amount = ms / length;
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
