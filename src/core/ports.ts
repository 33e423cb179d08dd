// What the desk needs from the outside, in its own words. Refusals are values; only accidents throw.
import type { Account, Fact, Instant } from './account.ts';
import type { Event, State } from './lifecycle.ts';
import type { Notice } from './notice.ts';
import type { Actor, Person } from './person.ts';
import type { Request, RequestId } from './request.ts';
import type { Sealed } from './seal.ts';
import type { Secret } from './secret.ts';
import type { OwnHands } from './sign-in.ts';

export type { History } from './history.ts';
export type { Audience, Notice, NoticeKind } from './notice.ts';
export type { Shields, ShieldsDown, ShieldsUp } from './shields.ts';

/** Identifies one cause (an activity's id, an HTTP idempotency key, a job's look): unique per request, so a repeat is never done again. */
export type CommandId = string;

/** Time, identity and chance, injected. `random(n)` gives n bytes. */
export interface World {
  now(): Instant;
  id(): string;
  random(bytes: number): Buffer;
}

/** One line of the evidence. `facts` carry no personal data; `personal` lies beside the line under a salted hash and can be erased. */
export type AuditLine = {
  readonly event: Event;
  readonly from: State | 'nothing';
  readonly to: State;
  readonly at: Instant;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly personal: { readonly actor: Actor; readonly [name: string]: unknown };
};

/** The only way to change a request: state, evidence, wake-up, notices and seal, in one transaction. */
export type Change = {
  readonly before?: Request;
  readonly after: Request;
  readonly line: AuditLine;
  readonly command: CommandId;
  /** When the worker must look again; undefined when never. */
  readonly wake: Instant | undefined;
  readonly tell: readonly Notice[];
  readonly seal?: Sealed | 'burn';
  /** The boxed token of the approver whose hands reset. */
  readonly hands?: Sealed | 'burn';
};

export interface Requests {
  find(id: RequestId): Promise<Request | undefined>;
  /** The person's one live request. */
  live(person: Person): Promise<Request | undefined>;
  /** The person's newest request, live or closed. */
  latest(person: Person): Promise<Request | undefined>;
  /** Newest first: the person's requests opened since then. */
  recent(person: Person, since: Instant): Promise<readonly Request[]>;
  sealed(id: RequestId): Promise<{ readonly box: Sealed; readonly attempt: number } | undefined>;
  /** True when this command was already carried out on this request. */
  answered(id: RequestId, command: CommandId): Promise<boolean>;
  /** `stale`: the row has moved on, or the person has another live request (then look again). `repeated`: this command was done before. */
  commit(change: Change): Promise<'done' | 'stale' | 'repeated'>;
  /** Wakes the worker for this request now, without changing the row. */
  wake(id: RequestId): Promise<void>;
  /** Wakes it for every request that waits for a decision or for its owner, and has their cards drawn anew: what is asked of all of them has changed. */
  stir(): Promise<void>;
}

/** So many within any stretch of `per` milliseconds. */
export type Limit = { readonly count: number; readonly per: number };

/** Counters that survive restarts. Spent BEFORE the secret is compared; keys run over all requests of a person. */
export interface Limits {
  spend(key: string, limit: Limit): Promise<{ readonly left: number } | { readonly until: Instant }>;
  /** When there is room again, where there is none now. Spends nothing. */
  full(key: string, limit: Limit): Promise<{ readonly until: Instant } | undefined>;
  /** Gives one back: what was spent turned out right. Never more than was spent. */
  forgive(key: string): Promise<void>;
}

/** An authenticator app enrolled with the bot. */
export type Enrolment = {
  readonly person: Person;
  readonly secret: Sealed;
  readonly enrolledAt: Instant;
  readonly usableFrom: Instant;
  /** The newest time step whose code was used: a code works once. */
  readonly usedStep?: number;
};

export interface Enrolments {
  find(person: Person): Promise<Enrolment | undefined>;
  /** One a person: a new one replaces the old. */
  save(enrolment: Enrolment): Promise<void>;
  /** Compare-and-set on the step: false when this step or a later one was used already. */
  use(person: Person, step: number): Promise<boolean>;
  remove(person: Person): Promise<void>;
}

/** Time-based codes of authenticator apps (RFC 6238: SHA-1, six digits, 30 seconds). */
export interface Authenticator {
  /** The time step, within one of now, whose code this is. `secret`: base64. */
  stepOf(secret: Secret, code: string): number | undefined;
}

/** A short-lived permission for one purpose: only its hash is stored, it works once, and it says what it was for. */
export interface Tickets {
  /** @param ttl milliseconds */
  issue(purpose: string, subject: Readonly<Record<string, string>>, ttl: number): Promise<string>;
  redeem(purpose: string, ticket: string): Promise<Readonly<Record<string, string>> | undefined>;
}

/** A tracker page of one person for one request. The bearer lives in the page; the database holds its hash. */
export type Session = {
  readonly id: string;
  readonly request: RequestId;
  readonly person: string;
  readonly seenAt: Instant;
  /** They have opened another one since: this page no longer counts as their being there. */
  readonly superseded?: true;
};

export interface Sessions {
  /** From now on this is the page, and those opened before it are superseded. */
  open(request: RequestId, person: string): Promise<{ readonly session: Session; readonly bearer: string }>;
  /** Finds, and marks as seen unless it is superseded. A day after its request has ended there is nothing to find. */
  seen(bearer: string): Promise<Session | undefined>;
  /** Same page, new bearer: how a page moves from Teams to the browser. The old bearer is dead. */
  move(id: string): Promise<string | undefined>;
  /** The newest page of this request. */
  newest(request: RequestId): Promise<Pick<Session, 'id' | 'seenAt'> | undefined>;
  close(request: RequestId): Promise<void>;
}

export type ChangeEvidence = 'our-reset-succeeded' | 'our-reset-failed' | 'changed-since' | 'nothing-yet';

/** Somebody who was looked for in words. */
export type Found = Person & { readonly name: string; readonly upn: string };

export interface Directory {
  /** Facts may be seconds old unless `fresh` is asked for. Throws when the person could not be read at all; facts that could not be read are 'unknown'. `undefined`: no such account. */
  account(person: Person, how?: { readonly fresh?: boolean }): Promise<Account | undefined>;
  /**
   * Who is meant by a user principal name, an address or the beginning of a name; a handful at most. `under`: only among those who report to
   * this person. Throws when it could not be read.
   */
  find(asked: string, under?: Person): Promise<readonly Found[]>;
  /** Member of the approvers' group or of one of `also` (groups a request was escalated to), read now; nobody disabled, and guests only where policy lets them. */
  isApprover(person: Person, also?: readonly string[]): Promise<boolean | 'unknown'>;
  /** The same of the admins' group; never a guest. */
  isAdmin(person: Person): Promise<boolean | 'unknown'>;
  /**
   * Whether an enabled Conditional Access policy makes Entra ask this person for a passwordless gesture in our authentication context. Where
   * none does, Entra gives the context away unasked, and a step-up shows nothing.
   */
  stepUpPolicy(person: Person): Promise<'covered' | 'not-covered' | 'unknown'>;
  /**
   * What the directory can tell about a password change since then, done by `as` (the hands) or by anybody. `known` is the date of the last
   * change as it was read before: the directory keeps whole seconds, and a change of that very second before is not ours.
   */
  evidence(
    person: Person,
    since: Instant,
    as: string,
    known: Fact<Instant>,
  ): Promise<{ readonly what: ChangeEvidence; readonly said?: string }>;
  /** When the password was last changed, as the directory knows it now. */
  passwordChangedAt(person: Person): Promise<Instant | 'unknown'>;
  endSessions(person: Person): Promise<void>;
}

/**
 * A token, and as whom it acts. `held`: the identity must sign in again, and approved requests wait. `approver-gone`: the approver's own token is
 * used up or too old, and only they can bring another.
 */
export type Taken =
  | { readonly token: Secret; readonly as: string }
  | { readonly held: 'sign-in-needed' | 'unavailable' | 'no-privileged-identity' | 'approver-gone' };

/** Whose token resets: an identity of the desk's own (a service account, a vendor's guest), or whoever approved. */
export interface Hands {
  readonly whose: 'desk' | 'approver';
  /** Boxes the token an approver brought, for this request and them alone. The box is committed with their approval, and burned with it. */
  offer(request: Request, approver: string, own: OwnHands): Sealed;
  /**
   * `fresh` asks for a token that was never used: after Graph refused the last one. `privileged`: the person has power over others, which takes
   * an identity of its own; where there is none, nobody is reset with another.
   */
  take(how: { readonly request: Request; readonly fresh?: boolean; readonly privileged?: boolean }): Promise<Taken>;
  state(): Promise<{
    readonly connected: boolean;
    readonly as?: string;
    readonly since?: Instant;
    readonly lastRefresh?: Instant;
  }>;
}

export type Begun =
  | {
      readonly result: 'accepted';
      readonly operation?: string;
      readonly lookAfter?: number;
      readonly requestId?: string;
    }
  /** Proved: Graph did not act (429, 401), or was never asked (`stalled`). `after`: milliseconds. `claims`: what the next sign-in must ask for. */
  | {
      readonly result: 'nothing-happened';
      readonly why: 'throttled' | 'token' | 'stalled';
      readonly after: number;
      readonly claims?: string;
      readonly requestId?: string;
    }
  | { readonly result: 'refused'; readonly code: string; readonly said?: string; readonly requestId?: string }
  /** Timeout, lost connection, 5xx, unreadable 2xx: it may have been done. Never a reason to send again. */
  | { readonly result: 'unknown'; readonly said?: string; readonly requestId?: string };

export type Looked =
  | { readonly result: 'running'; readonly lookAfter?: number }
  | { readonly result: 'succeeded' }
  /** `said`: Graph's statusDetail, an open string, verbatim. */
  | { readonly result: 'failed'; readonly said?: string }
  | { readonly result: 'unknown' };

export interface Resets {
  begin(token: Secret, target: string, password: Secret, correlation: string): Promise<Begun>;
  look(token: Secret, operation: string): Promise<Looked>;
}

/** A mail in plain text. */
export type Letter = { readonly to: readonly string[]; readonly subject: string; readonly text: string };

/** Told of things worth a line in the log; never given secrets. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}
