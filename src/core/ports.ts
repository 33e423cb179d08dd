// What the desk needs from the outside, in its own words. Refusals are values; only accidents throw.
import type { Account, Fact, Instant } from './account.ts';
import type { Event, State } from './lifecycle.ts';
import type { Actor, Person } from './person.ts';
import type { Request, RequestId } from './request.ts';
import type { Sealed } from './seal.ts';
import type { Secret } from './secret.ts';

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

export type NoticeKind =
  /** The approval card: bring it up to date, post it if there is none. */
  | 'card'
  | 'vouch-card'
  /** Take the person's conversation to the question that is due. */
  | 'resume'
  | 'called'
  | 'denied'
  | 'recalled'
  | 'expired'
  | 'accepted'
  | 'landed'
  | 'failed'
  | 'completed'
  | 'filed-mail'
  | 'changed-mail'
  | 'frozen-mail'
  | 'reminder'
  /** Something ended badly or was stopped: the row says what. */
  | 'alarm'
  | 'alarm-held'
  | 'alarm-page'
  /** More resets of one person in a day than are usual. */
  | 'alarm-repeat';

export type Audience = 'person' | 'manager' | 'helpdesk' | 'admins';

/** Carries no content: it is rendered from the row at the moment of sending, so it can neither be stale nor carry a secret. */
export type Notice = { readonly kind: NoticeKind; readonly audience: Audience };

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
}

/** Counters that survive restarts. Spent BEFORE the secret is compared; keys run over all requests of a person. */
export interface Limits {
  spend(
    key: string,
    limit: { readonly count: number; readonly per: number },
  ): Promise<{ readonly left: number } | { readonly until: Instant }>;
  /** Gives one back: what was spent turned out right. Never more than was spent. */
  forgive(key: string): Promise<void>;
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
};

export interface Sessions {
  open(request: RequestId, person: string): Promise<{ readonly session: Session; readonly bearer: string }>;
  /** Finds and marks as seen. */
  seen(bearer: string): Promise<Session | undefined>;
  /** Same page, new bearer: how a page moves from Teams to the browser. The old bearer is dead. */
  move(id: string): Promise<string | undefined>;
  /** When a page of this request's owner was last seen. */
  lastSeen(request: RequestId): Promise<Instant | undefined>;
  close(request: RequestId): Promise<void>;
}

export type ChangeEvidence = 'our-reset-succeeded' | 'our-reset-failed' | 'changed-since' | 'nothing-yet';

export interface Directory {
  /** Throws when the person could not be read at all; facts that could not be read are 'unknown'. `undefined`: no such account. */
  account(person: Person): Promise<Account | undefined>;
  /** Membership of the approvers' group, read now. */
  isApprover(person: Person): Promise<boolean | 'unknown'>;
  isAdmin(person: Person): Promise<boolean | 'unknown'>;
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

/** Whose token resets. `held`: the identity must sign in again; approved requests wait. */
export interface Hands {
  /** `fresh` asks for a token that was never used: after Graph refused the last one. */
  take(
    fresh?: boolean,
  ): Promise<{ readonly token: Secret; readonly as: string } | { readonly held: 'sign-in-needed' | 'unavailable' }>;
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
  /** Proved: Graph did not act (429, 401). `after`: milliseconds to wait. */
  | {
      readonly result: 'nothing-happened';
      readonly why: 'throttled' | 'token';
      readonly after: number;
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
