// Every "no" the desk can say. Each has its sentence in locales under `refusal.<code>`; none carries words of its own.
import type { Instant } from './account.ts';
import type { ApproverRefusal } from './approver.ts';

export type RefusalCode =
  | ApproverRefusal
  | 'no-such-request'
  | 'not-yours'
  | 'no-such-account'
  | 'directory-unavailable'
  | 'too-many-drafts'
  | 'too-many-tries'
  | 'busy'
  | 'not-open'
  | 'too-late'
  | 'already-decided'
  | 'reason-empty'
  | 'reason-too-long'
  | 'proofs-missing'
  | 'proof-expired'
  | 'proof-not-offered'
  | 'proof-wrong-person'
  | 'proof-not-fresh'
  | 'proof-not-passwordless'
  | 'digits-wrong'
  | 'digits-spent'
  | 'no-manager'
  | 'voucher-not-suitable'
  | 'proof-switched-off'
  | 'proof-too-new'
  | 'changes-unreadable'
  | 'step-up-not-covered'
  | 'step-up-unreadable'
  | 'no-number'
  | 'no-other-address'
  | 'too-many-codes'
  | 'code-wrong'
  | 'code-used'
  | 'not-enrolled'
  | 'enrolment-too-new'
  | 'request-running'
  | 'not-for-you'
  | 'not-frozen'
  | 'not-an-admin'
  | 'step-up-needed'
  | 'moved-on'
  | 'locking-out'
  | 'shields-up'
  | 'end-unreasonable'
  | 'same-person-lifts'
  | 'too-many-freezes'
  | 'admin-freezes'
  | 'not-ready-to-reveal'
  | 'other-page'
  | 'newer-page'
  | 'page-by-you'
  | 'reread-over'
  | 'handed-over'
  | 'no-password'
  | 'evidence-too-old'
  | 'asked-by-another'
  | 'nobody-found'
  | 'several-found'
  | 'for-yourself'
  | 'they-ask-themselves'
  | 'join-unknown'
  | 'join-over'
  | 'hand-off-not-now'
  | 'owner-not-enrolled'
  | 'approver-no-right'
  | 'lock-out-no-right'
  | 'lock-out-not-waiting'
  | 'second-approver-needed';

export type Refused = {
  readonly refused: RefusalCode;
  /** From when on it may be tried again, where that is known. */
  readonly until?: Instant;
  /** How many more wrong answers the day has room for. */
  readonly left?: number;
};

export function refuse(code: RefusalCode, more: Omit<Refused, 'refused'> = {}): Refused {
  return { refused: code, ...more };
}

export function isRefused(value: object): value is Refused {
  return 'refused' in value;
}
