// The evidence as its keepers see it: anchors over all chains, and the erasure of what is personal.
import type { Instant } from './account.ts';
import type { RequestId } from './request.ts';

/** The newest hash of a chain, a request's or the shields', and the version it belongs to. */
export type Head = { readonly request: RequestId; readonly version: number; readonly hash: string };

/** A hash over the heads that are new since the anchor before it, and over that anchor: so one anchor stands for everything up to it. */
export type Anchor = {
  /** From 1, without gaps. */
  readonly number: number;
  readonly at: Instant;
  /** How many heads are new in it. */
  readonly count: number;
  /** sha256 (hex) of the new heads, sorted by chain. */
  readonly headsHash: string;
  /** The hash of the anchor before; empty for the first. */
  readonly previousHash: string;
  /** sha256 (hex) of the canonical JSON of all the fields above. */
  readonly hash: string;
};

export interface Anchors {
  /** Makes one; undefined when nothing has changed since the last. */
  take(): Promise<Anchor | undefined>;
  /** Those that nobody outside this database has been told of, oldest first. */
  untold(): Promise<readonly Anchor[]>;
  told(number: number): Promise<void>;
  /** Requests whose chain no longer holds a head that was anchored; a quick look, at most `limit`. `verify` says more. */
  missing(limit: number): Promise<readonly RequestId[]>;
}

/** `age`: it was kept as long as it should be. `asked`: somebody asked for it. */
export type ErasedWhy = 'age' | 'asked';
export type Erased = 'erased' | 'erased-before' | 'live' | 'unknown';

export interface Erasure {
  /**
   * Takes away what is personal of a closed request, wherever it lies, and writes a line that says so. The chain still verifies, and still says
   * what happened when. To the desk such a request does not exist any more.
   */
  erase(request: RequestId, why: ErasedWhy): Promise<Erased>;
  /**
   * Takes away who raised and lowered shields before then, and their reasons; the chain still verifies, and says that it was done. Gives the
   * number of lines that name nobody any more.
   */
  eraseOfDesk(before: Instant): Promise<number>;
  /** Closed requests with personal data that nothing has happened to since then, oldest first. */
  aged(before: Instant, limit: number): Promise<readonly RequestId[]>;
}

/** As it is written into logs and mails, and found there again. */
export function anchorLine({ number, hash }: Pick<Anchor, 'number' | 'hash'>): string {
  return `${number}:${hash}`;
}
