// Every "no" the desk can say. Each has its sentence in locales under `refusal.<code>`; none carries words of its own.
import type { ApproverRefusal } from './policy.ts';

export type RefusalCode =
  | ApproverRefusal
  | 'no-such-request'
  | 'not-yours'
  | 'no-such-account'
  | 'directory-unavailable'
  | 'too-many-drafts'
  | 'too-many-tries'
  | 'too-many-decisions'
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
  | 'not-frozen'
  | 'same-person-lifts'
  | 'not-ready-to-reveal'
  | 'other-page'
  | 'reread-over'
  | 'handed-over'
  | 'no-password'
  | 'evidence-too-old';

export type Refused = { readonly refused: RefusalCode };

export function refuse(code: RefusalCode): Refused {
  return { refused: code };
}

export function isRefused(value: object): value is Refused {
  return 'refused' in value;
}
