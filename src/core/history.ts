// What the desk has done before, from its own records. Times in milliseconds since 1970.
import type { Instant } from './account.ts';
import type { RequestId } from './request.ts';

export interface History {
  /** Resets begun since then, of everybody, without those that were proved not to have happened. */
  resets(since: Instant): Promise<number>;
  /** Whether this approver approved for this person, or what this voucher vouched for, since then, in another request. */
  pairs(
    request: RequestId,
    people: { readonly person: string; readonly approver: string; readonly vouchers: readonly string[] },
    since: Instant,
  ): Promise<number>;
  /** Newest resets that ended in this failure, of one person or of everybody. */
  failed(code: string, since: Instant, person?: string): Promise<Instant | undefined>;
  /** Whether a reset of somebody from Active Directory has landed since then: the way there is open. Ask about days, not months. */
  arrived(since: Instant): Promise<boolean>;
}
