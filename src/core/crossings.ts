// How resets fared on their way to Active Directory, over a stretch of time.
import type { Instant } from './account.ts';

export type Some = { readonly count: number; readonly last?: Instant };

export type Crossings = {
  /** Landed, of people from Active Directory. */
  readonly arrived: Some;
  /** Could not get there, changed nothing, and were tried again by themselves. */
  readonly waited: Some;
  /** Ended because they could not get there. */
  readonly lost: Some;
};
