// What the edges keep between turns and restarts: conversations, posted cards, jobs, the token cache. Not about the request itself.
import type { Instant } from './account.ts';
import type { Person } from './person.ts';
import type { RequestId } from './request.ts';

/** One row per person: the proactive address and the dialog stack in one read. */
export type Conversation = {
  readonly person: Person;
  /** Bot Framework conversation reference (JSON). */
  readonly reference: unknown;
  readonly locale: string;
  /** Their time zone as their Teams names it (IANA); absent until it has named one. */
  readonly zone?: string;
  /** Dialog stack (JSON); holds no answers and no secrets. */
  readonly stack: unknown;
  /** Ids of the last activities handled: a repeat is not handled again. */
  readonly seen: readonly string[];
  /** Replies were promised by the last turn and not yet known to be sent. */
  readonly owed: boolean;
  /** Which process promised them: what a living one owes is on its way, what a dead one owes was lost. */
  readonly by?: string;
  /** 0 when it was never saved. */
  readonly version: number;
};

export interface Conversations {
  find(person: Person): Promise<Conversation | undefined>;
  /** Compare-and-set on `version` (0 inserts); the saved row has `version + 1`. With `wake`, a job `conversation:<tenant>:<id>` looks then. */
  save(conversation: Conversation, wake?: Instant): Promise<'done' | 'stale'>;
  /** The replies of that version were sent: nothing is owed, the job goes. A newer version stays as it is. */
  settle(person: Person, version: number): Promise<void>;
}

/** Where a request's card was posted, so that it can be updated in place. */
export type Posting = { readonly serviceUrl: string; readonly conversation: string; readonly activity: string };

export interface Postings {
  find(request: RequestId, audience: string): Promise<Posting | undefined>;
  save(request: RequestId, audience: string, posting: Posting): Promise<void>;
}

/** Under which name the service address that Teams last sent is kept. */
export const SERVICE_URL = 'service-url';

/** Small facts worth keeping, such as the service address last seen. */
export interface Memory {
  read(key: string): Promise<string | undefined>;
  write(key: string, value: string): Promise<void>;
}

/** A wake-up. `generation` rises with every new reason to look, so a job raised while it ran is run again. */
export type Job = { readonly key: string; readonly generation: number; readonly attempts: number };

export interface Jobs {
  /** Takes up to `limit` due jobs that nobody holds, for `leaseFor` milliseconds. */
  lease(limit: number, leaseFor: number): Promise<readonly Job[]>;
  /** Removes the job, unless it was raised again meanwhile: then it only gives the lease back. */
  done(job: Job): Promise<void>;
  /** Gives the lease back, to be tried again at `dueAt`; counts the attempt. */
  retry(job: Job, dueAt: Instant): Promise<void>;
  /** Upserts: the sooner of both times wins, the generation rises. */
  put(key: string, dueAt: Instant): Promise<void>;
  /** A single instance that starts owns every lease left by its crash. */
  releaseAll(): Promise<void>;
  /** When the next job nobody holds is due. */
  nextDue(): Promise<Instant | undefined>;
}

/** MSAL's cache, already encrypted by the caller. */
export interface TokenCache {
  read(partition: string): Promise<{ readonly blob: string; readonly version: number } | undefined>;
  /** Compare-and-set on the version (0 inserts). */
  write(partition: string, blob: string, version: number): Promise<boolean>;
}
