// The faults worth trying on a reset, by name; what each does is said in `sandbox/words`.
import type { Act, Rule } from '../faults.ts';

/** Each strikes the next reset, once. */
export const PRESETS: readonly { readonly name: string; readonly rule: Rule }[] = [
  preset('throttled', { status: 429, retryAfter: 2 }),
  preset('unavailable', { status: 503 }),
  preset('lost answer', { drop: 'after' }),
  preset('lost request', { drop: 'before' }),
  preset('late', { hang: 20_000, hold: 'before' }),
  preset('garbled', { unreadable: true }),
  preset('forbidden', { status: 403 }),
  preset('crash before', { killBot: 'before' }),
  preset('crash after', { killBot: 'after' }),
  preset('crash answered', { killBot: 'afterAnswer' }),
];

function preset(name: string, act: Act) {
  return { name, rule: { service: 'graph', request: 'POST resetPassword', nth: 1, act } as const };
}
