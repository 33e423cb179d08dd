// What every verb of the desk works with.

import type { Codes } from '../codes.ts';
import type { Attested } from '../diagnosis.ts';
import type { Policy } from '../policy.ts';
import type {
  Authenticator,
  Directory,
  Enrolments,
  Hands,
  History,
  Limits,
  Log,
  Requests,
  Resets,
  Sessions,
  Shields,
  Tickets,
  World,
} from '../ports.ts';
import type { Sealer } from '../seal.ts';

export type Tools = {
  readonly requests: Requests;
  readonly limits: Limits;
  readonly tickets: Tickets;
  readonly sessions: Sessions;
  readonly directory: Directory;
  readonly history: History;
  readonly shields: Shields;
  readonly enrolments: Enrolments;
  readonly codes: Codes;
  readonly authenticator: Authenticator;
  readonly hands: Hands;
  readonly resets: Resets;
  readonly sealer: Sealer;
  readonly policy: Policy;
  readonly attested: Attested;
  /** The Conditional Access authentication context a step-up must satisfy, e.g. `c1`. */
  readonly stepUpContext: string;
  readonly world: World;
  readonly log: Log;
};
