// Nothing counts that comes from a method, number, address or manager changed of late: whoever takes an account over changes these first.
import type { Account, Changes, Instant } from './account.ts';
import type { Clocks } from './policy.ts';
import type { ProofKind } from './proof.ts';

type Basis = keyof Changes;

/** What each kind rests on, and how long that must have stood. An authenticator enrolled with the desk has a clock of its own. */
const RESTS: Readonly<
  Partial<Record<ProofKind, { readonly on: Basis; readonly settles: (clocks: Clocks) => number }>>
> = {
  'step-up': { on: 'methods', settles: clocks => clocks.methodSettles },
  vouch: { on: 'manager', settles: clocks => clocks.linkSettles },
  'call-back': { on: 'phone', settles: clocks => Math.max(clocks.linkSettles, clocks.methodSettles) },
  'mail-code': { on: 'mail', settles: clocks => clocks.methodSettles },
};

/** True, the moment from which it will be, or 'unknown' where the audit could not be read. */
export function settled(
  kind: ProofKind,
  { changes }: Pick<Account, 'changes'>,
  clocks: Clocks,
  now: Instant,
): true | { readonly until: Instant } | 'unknown' {
  const rests = RESTS[kind];
  if (!rests) return true;
  if (changes === 'unknown') return 'unknown';
  const until = (changes[rests.on] ?? Number.NEGATIVE_INFINITY) + rests.settles(clocks);
  return now >= until ? true : { until };
}

/**
 * The proofs that still count by what the directory says now: its audit is minutes late, so a change may show only after the proof was
 * passed. What cannot be read this time takes nothing back; when the proof was given, it could be read.
 */
export function lasting<P extends { readonly kind: ProofKind }>(
  request: { readonly proofs: readonly P[]; readonly account: Pick<Account, 'changes'> },
  clocks: Clocks,
  now: Instant,
): readonly P[] {
  return request.proofs.filter(({ kind }) => typeof settled(kind, request.account, clocks, now) !== 'object');
}
