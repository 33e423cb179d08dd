// Shields: what stands between a desk and whoever is calling all desks at once.
import type { Instant } from './account.ts';

/** Raised while desks are under attack: only strong proofs, two approvers, nobody privileged. */
export type ShieldsUp = {
  readonly since: Instant;
  readonly until: Instant;
  /** In words when a person raised them; `breaker` when resets came too fast, `repeated` for one person or approver. */
  readonly why: string;
  readonly by?: { readonly id: string; readonly name: string };
};

/** How shields went down before their time. */
export type ShieldsDown = {
  readonly at: Instant;
  readonly why: string;
  readonly by: { readonly id: string; readonly name: string };
};

/** What the audit says happened to them, beside the notes of erasure. */
export type ShieldsEvent = 'raise' | 'lower' | 'expire';

export interface Shields {
  /** Undefined when they are down; what has run out is down. */
  up(): Promise<ShieldsUp | undefined>;
  /** The last time they were raised, and how they were lowered if somebody did. */
  newest(): Promise<(ShieldsUp & { readonly lowered?: ShieldsDown }) | undefined>;
  /** Each change writes a line of the audit. Shields that nobody raised change nothing while some are up: a breaker never shortens what a person decided. */
  raise(shields: ShieldsUp): Promise<void>;
  lower(down: ShieldsDown): Promise<void>;
}

/** As those see them who wait for their end. */
export interface EndingShields extends Shields {
  /** Writes into the audit that their time is over; once, and nothing while it is not. */
  expire(): Promise<void>;
}
