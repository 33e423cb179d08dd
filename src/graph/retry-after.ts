// Reads a Retry-After header: seconds (Graph sends fractions, too) or a date.

/** Milliseconds to wait, never negative; undefined when absent or unreadable. @param now milliseconds since 1970 */
export function retryAfterOf(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000;
  return Number.isFinite(wait) ? Math.max(0, Math.ceil(wait)) : undefined;
}
