// The request: the one row that is the truth of a person's way back in. Everything else is a view of it or a wake-up for it.
import type { Account, Instant } from './account.ts';
import type { Demand } from './demand.ts';
import type { Trouble, Verdict } from './diagnosis.ts';
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

type Asked<K extends ProofKind> = { readonly kind: K; readonly issuedAt: Instant; readonly expiresAt: Instant };

/** `code` names a code that is made anew from the key ring whenever it is shown or compared (core/codes): the row never holds it. */
type ByCode = { readonly code: string; readonly spent?: true };

/** A proof under way. One of a kind at a time; a new one replaces the old and never gives tries back. */
export type Challenge =
  | Asked<'step-up'>
  | (Asked<'vouch'> & {
      readonly voucher: { readonly id: string; readonly name: string };
      /** What the person reads out and the manager types. Shown in the person's chat; not worth a hash at two digits and one try. */
      readonly digits: string;
      readonly spent?: true;
    })
  | (Asked<'totp'> & { readonly spent?: true })
  /** Words on the approvers' card alone, told to the person on a number of record. `number` is what the card shows. */
  | (Asked<'call-back'> & ByCode & { readonly number: string })
  | (Asked<'mail-code'> & ByCode & { readonly to: string });

/** `steppedUpAt`: when this approver showed a fresh gesture for this very request. */
export type Approval = {
  readonly id: string;
  readonly name: string;
  readonly at: Instant;
  readonly steppedUpAt?: Instant;
  /** Given by somebody who had decided more often of late than one person can with care. */
  readonly busy?: true;
};

export type Denial = Approval & { readonly reason: string };

/** Asked for by somebody else, for a person who cannot open Teams at all. */
export type OnBehalf = {
  readonly by: { readonly id: string; readonly name: string };
  readonly as: 'manager' | 'desk';
  /** Names what the mail about it brings along to stop it (core/codes). */
  readonly stop?: string;
  /** The mail has been used: it stops nothing more. */
  readonly stopped?: true;
};

/**
 * The way to a request from any device, for somebody who cannot open Teams: a code that they are told, and the one page that it opened.
 * `by`: who may read the code out. `page`: the hash of what that page alone holds.
 */
export type Joining = {
  readonly code: string;
  readonly by: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly spent?: true;
  readonly page?: string;
  /** Whoever gave out the code that this page was joined with. */
  readonly letIn?: string;
};

/**
 * How the tracker comes to such a device. `spoken`: words of the desk's beside a code of their own authenticator. `in-person`: digits for
 * somebody who stands before `by`. `opened`: this hand-off opened a tracker.
 */
export type HandOff = {
  readonly how: 'spoken' | 'in-person';
  readonly code: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly opened?: Instant;
};

/**
 * An authenticator being set up. `code` names the secret the page shows (core/codes): the row never holds it. `usableFrom` once a first code
 * has confirmed it.
 */
export type Enrolling = {
  readonly code: string;
  readonly shownAt: Instant;
  readonly usableFrom?: Instant;
  readonly removedAt?: Instant;
};

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
  /** The operation failed with words that leave open what it changed (`connectivity`): from here on only the directory can tell. */
  readonly ended?: { readonly at: Instant; readonly said?: string };
  readonly nextLookAt: Instant;
  readonly looks: number;
};

export type Recalled =
  | 'approver may decide no more'
  | 'approver frozen'
  | 'more is asked'
  | 'approver must sign in again';

/** Why an earlier try was followed by another: what the dictionary calls it, and the service's own words, for the admin. */
export type Setback = { readonly code: string; readonly said?: string };

/** One try to set a password nobody sees. Written before Graph is asked, like an attempt; there is no seal, since nobody shall have it. */
export type Lockout = {
  readonly number: number;
  readonly begunAt: Instant;
  /** Sent as `client-request-id`. */
  readonly correlation: string;
  readonly acceptedAt?: Instant;
  /** Graph's Location, to be polled word for word. */
  readonly operation?: string;
  /** When to look, or to try again. */
  readonly nextAt: Instant;
  /** Nobody's hands are at hand: it goes on once somebody with the right lends theirs. */
  readonly waits?: true;
  readonly ended?: 'locked' | 'failed';
};

/** `network`: Active Directory could not be reached by what writes passwords back. */
export type HoldReason = 'owner' | 'hands' | 'directory' | 'network' | 'pacing';

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
  /** What the person said is wrong, as far as it changes the way. */
  readonly said?: Trouble;
  readonly onBehalf?: OnBehalf;
  readonly joining?: Joining;
  readonly handOff?: HandOff;
  /** Absent: a reset. `enrol`: to set up an authenticator. Proofs belong to one request, and so to one purpose. */
  readonly purpose?: 'enrol';
  readonly enrolling?: Enrolling;
  readonly reason?: string;
  readonly proofs: readonly Passed[];
  readonly challenges: readonly Challenge[];
  readonly consentAt?: Instant;
  readonly approvals: readonly Approval[];
  /** What was asked when it was last judged: for cards. Every judgement makes it anew. */
  readonly demand?: Demand;
  readonly denial?: Denial;
  readonly remindedAt?: Instant;
  /** How many groups of the escalation list have been asked so far. */
  readonly escalated?: number;
  /** The approver who said they look after it; nobody else is kept from deciding. */
  readonly claim?: { readonly id: string; readonly name: string; readonly at: Instant };
  /** An approver wants to speak with the person first. */
  readonly callWanted?: { readonly id: string; readonly name: string; readonly at: Instant };
  readonly hold?: { readonly why: HoldReason; readonly since: Instant; readonly until: Instant };
  /** Not before this moment may the worker begin again. */
  readonly notBefore?: Instant;
  readonly attempt?: Attempt;
  readonly attempts: number;
  /** Whose token lies boxed beside the row, and until when it is good: where people reset with their own hands. */
  readonly hands?: { readonly by: string; readonly until: Instant };
  /** A claims challenge: what Graph wants the next sign-in to ask for, before those hands are good for this. */
  readonly claims?: string;
  /** Why the approvals were void the last time, until somebody approves again. */
  readonly recalled?: Recalled;
  /** What the tries of this approval ended in, each of which provably changed nothing. */
  readonly setbacks?: readonly Setback[];
  readonly landedAt?: Instant;
  /** The seal's story; the box itself lies beside the row. `session` is the tracker page it was bound to. */
  readonly opened?: { readonly session: string; readonly at: Instant };
  /** Other pages that asked for it since, and were refused: the admins have heard of each. */
  readonly aliens?: readonly string[];
  readonly handedOver?: Instant;
  readonly failure?: Failure;
  readonly evidence?: 'signed-in' | 'password-changed' | 'said-so';
  /** Set when a frozen person's sign-in sessions were ended. */
  readonly sessionsEndedAt?: Instant;
  /** Set when a password of ours is replaced by one that nobody sees. */
  readonly lockout?: Lockout;
  readonly frozenBy?: { readonly id: string; readonly name: string };
};

/** The box's binding: a seal opens only for this request, person and attempt. */
export function bindingOf(request: Request, attempt: number): string {
  return `${request.tenant}|${request.person}|${request.id}|${attempt}`;
}

/** The binding of the token that an approver brought: to this request and to them. */
export function handsBindingOf(request: Request, approver: string): string {
  return `hands|${request.tenant}|${request.id}|${approver.toLowerCase()}`;
}

/** Where the box of that token lies. */
export function handsPartitionOf(request: RequestId): string {
  return `approver:${request}`;
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
