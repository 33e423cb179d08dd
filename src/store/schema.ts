// The tables, as Kysely sees them. Times are integers (milliseconds since 1970, UTC); JSON is kept as text, written and read by us alone.
import type { ColumnType, Kysely } from 'kysely';

/** Number in; PostgreSQL hands a bigint back as text, so reading goes through `rows.ts`. */
type Int = ColumnType<number | string, number, number | string>;

type Maybe = ColumnType<number | string | null, number | undefined, number | null>;

type Line = {
  request: string;
  version: Int;
  at: Int;
  event: string;
  from_state: string;
  to_state: string;
  command: string;
  facts: string;
  personal_hash: string;
  previous_hash: string;
  hash: string;
};

type Personal = { request: string; version: Int; salt: string; body: string };

export type Tables = {
  requests: {
    id: string;
    tenant: string;
    /** Lower case: object ids compare without case. The body keeps them as they came. */
    person: string;
    state: string;
    /** 1 while the request is in a live state. A partial unique index allows one live request per person. */
    live: Int;
    version: Int;
    opened_at: Int;
    /** What is left of the row when its personal data was erased is in `remains.ts`. */
    body: string;
    erased_at: Maybe;
  };
  seals: { request: string; attempt: Int; box: string };
  commands: { request: string; command: string; version: Int };
  audit: Line;
  /** The same of the desk itself: `request` says what of it. */
  desk_audit: Line;
  /** Daily: a hash over the heads that are new since the one before, and over that one. */
  anchors: {
    number: Int;
    at: Int;
    count: Int;
    heads_hash: string;
    previous_hash: string;
    hash: string;
    /** When it had left for places outside this database. */
    told_at: Maybe;
  };
  anchored: { request: string; version: Int; hash: string; anchor: Int };
  audit_personal: Personal;
  desk_audit_personal: Personal;
  jobs: { key: string; due_at: Int; leased_until: Int; generation: Int; attempts: Int };
  limits: { key: string; spent: string; expires_at: Int };
  tickets: { hash: string; purpose: string; subject: string; expires_at: Int };
  /** `number`: which page of its request it is, counted from 1; the newest is the page. */
  sessions: { id: string; bearer_hash: string; request: string; person: string; seen_at: Int; number: Int };
  conversations: { tenant: string; person: string; version: Int; owed: Int; body: string };
  postings: { request: string; audience: string; body: string };
  memory: { key: string; value: string };
  meetings: { request: string; approver: string; other: string; at: Int };
  enrolments: {
    tenant: string;
    person: string;
    secret: string;
    enrolled_at: Int;
    usable_from: Int;
    /** -1 before the first use. */
    used_step: Int;
  };
  tokens: { partition: string; blob: string; version: Int };
};

export type Db = Kysely<Tables>;
