// Where the doctor looks. Every one of these only reads; they are handed in, so that a test stands where the tenant stands.
import type { Instant } from '../core/account.ts';
import type { CanaryFacts } from '../core/canary.ts';
import type { Crossings } from '../core/crossings.ts';

/** The three app registrations of the desk. */
export const REGISTRATIONS = ['bot', 'desk', 'hands'] as const;
export type Which = (typeof REGISTRATIONS)[number];

/** What a page answered, and from which side of the network it was asked. */
export type Probed = {
  /** 0: no answer came. */
  readonly status: number;
  /** Why not, in the network's own word. */
  readonly trouble?: string;
  /** The address the name led to from here. */
  readonly address?: string;
};

export type HandsFacts = {
  readonly connected: boolean;
  readonly as?: string;
  readonly since?: Instant;
  readonly lastRefresh?: Instant;
  /** Delegated permissions of the tokens that are held; undefined when none is. */
  readonly scopes?: readonly string[];
};

export type Room = { readonly status: number; readonly code: string };

/** Each rejects when it cannot look; a fault of Graph's says why. */
export type Sources = {
  /** Read with the desk's own application permissions. Paths from `/users/…` on, encoded. */
  readonly graph: {
    get(path: string): Promise<unknown>;
    all(path: string): Promise<readonly unknown[]>;
  };
  /**
   * Application permissions that Entra puts in a fresh Graph token of this registration: what was really granted, whatever was asked for.
   * Rejects when Entra gives it none.
   */
  readonly granted: (which: Which) => Promise<readonly string[]>;
  readonly hands: (identity: 'ordinary' | 'privileged') => Promise<HandsFacts>;
  readonly probe: (url: string) => Promise<Probed>;
  /** The name of the machine that probes. */
  readonly here: string;
  /** Milliseconds by which this machine's clock is ahead of Microsoft's; negative: behind. */
  readonly ahead: () => Promise<number>;
  /** What is known of the canary's last reset. */
  readonly canary: () => Promise<CanaryFacts>;
  /** How the desk's own resets got to Active Directory since then. */
  readonly crossings: (since: Instant) => Promise<Crossings>;
  readonly database: () => Promise<void>;
  /** When the oldest job nobody holds was due; undefined: none waits. */
  readonly oldestJob: () => Promise<Instant | undefined>;
  /** Greets the relay and signs in; sends nothing. */
  readonly mail: () => Promise<void>;
  /** Asks Teams for the members of the helpdesk's channel, as the bot; posts nothing. */
  readonly channel: () => Promise<Room>;
  /** Hash-free: the first three characters of each configured secret, as Entra keeps them beside a secret (`hint`). */
  readonly hint: (which: Which) => string;
};
