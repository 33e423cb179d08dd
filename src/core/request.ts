// The request: the one row that is the truth of a person's way back in. Everything else is a view of it or a wake-up for it.
import type { Account, Instant } from './account.ts';
import type { Verdict } from './diagnosis.ts';
import type { State } from './lifecycle.ts';
import type { Custody, ProofKind } from './proof.ts';

export type RequestId = string;

/** A proof that was passed. `by` is the named person who held it, where it was another person. */
export type Passed = {
  readonly kind: ProofKind;
  readonly custody: Custody;
  readonly at: Instant;
  readonly by?: { readonly id: string; readonly name: string };
};

/** A proof under way. One of a kind at a time; a new one replaces the old and never gives tries back. */
export type Challenge =
  | { readonly kind: 'step-up'; readonly issuedAt: Instant; readonly expiresAt: Instant }
  | {
      readonly kind: 'vouch';
      readonly issuedAt: Instant;
      readonly expiresAt: Instant;
      readonly voucher: { readonly id: string; readonly name: string };
      /** What the person reads out and the manager types. Shown in the person's chat; not worth a hash at two digits and one try. */
      readonly digits: string;
      readonly spent?: true;
    };

export type Approval = { readonly id: string; readonly name: string; readonly at: Instant };

export type Denial = Approval & { readonly reason: string };

/** One try at the reset. Written before Graph is asked, so that after a crash the row says what may have happened. */
export type Attempt = {
  readonly number: number;
  /** When the permission to POST was taken. */
  readonly begunAt: Instant;
  /** Sent as `client-request-id`. */
  readonly correlation: string;
  /** Whose token reset: a user principal name or object id, as Entra's audit will name it. */
  readonly as: string;
  readonly acceptedAt?: Instant;
  /** Graph's Location, to be polled word for word. */
  readonly operation?: string;
  /** Set when Graph's answer never came or could not be read. */
  readonly unknownSince?: Instant;
  readonly nextLookAt: Instant;
  readonly looks: number;
};

export type HoldReason = 'owner' | 'hands' | 'directory' | 'pacing';

export type Failure = {
  /** A row of the fault dictionary (locales `fault.<code>.…`). */
  readonly code: string;
  /** What the service said, verbatim, for the admin; never shown to the person. */
  readonly said?: string;
  readonly requestId?: string;
};

export type Request = {
  readonly id: RequestId;
  /** Raised by every commit; the base of compare-and-set. */
  readonly version: number;
  readonly state: State;
  readonly tenant: string;
  readonly person: string;
  readonly locale: string;
  readonly openedAt: Instant;
  /** When it entered its state. */
  readonly since: Instant;
  /** The last thing its owner did: the idle clock. */
  readonly touchedAt: Instant;
  readonly account: Account;
  readonly verdict: Verdict;
  /** SSPR was tried and did not work: the desk's way is taken from here on. */
  readonly ssprFailed?: true;
  readonly reason?: string;
  readonly proofs: readonly Passed[];
  readonly challenges: readonly Challenge[];
  readonly consentAt?: Instant;
  readonly approvals: readonly Approval[];
  readonly denial?: Denial;
  readonly remindedAt?: Instant;
  readonly hold?: { readonly why: HoldReason; readonly since: Instant; readonly until: Instant };
  /** Not before this moment may the worker begin again. */
  readonly notBefore?: Instant;
  readonly attempt?: Attempt;
  readonly attempts: number;
  readonly landedAt?: Instant;
  /** The seal's story; the box itself lies beside the row. `session` is the tracker page it was bound to. */
  readonly opened?: { readonly session: string; readonly at: Instant };
  readonly handedOver?: Instant;
  readonly failure?: Failure;
  readonly evidence?: 'signed-in' | 'password-changed' | 'said-so';
  /** Set when a frozen person's sign-in sessions were ended. */
  readonly sessionsEndedAt?: Instant;
  readonly frozenBy?: { readonly id: string; readonly name: string };
};

/** The box's binding: a seal opens only for this request, person and attempt. */
export function bindingOf(request: Request, attempt: number): string {
  return `${request.tenant}|${request.person}|${request.id}|${attempt}`;
}

export function challenge<K extends Challenge['kind']>(
  request: Request,
  kind: K,
): Extract<Challenge, { kind: K }> | undefined {
  return request.challenges.find((one): one is Extract<Challenge, { kind: K }> => one.kind === kind);
}

/** Which road the request is on now: SSPR until it did not work, or until it went to the desk before SSPR was possible. */
export function roadOf(request: Request): 'sspr' | 'helpdesk' | 'refused' {
  const atDesk = request.ssprFailed || request.consentAt !== undefined;
  return request.verdict.route === 'sspr' && atDesk ? 'helpdesk' : request.verdict.route;
}
