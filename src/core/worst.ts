// What policy may ask at most: of somebody whom every rule meets, on a day on which everything asks for more.
import type { Account } from './account.ts';
import { demandOf, type Judged, type Weather } from './demand.ts';
import type { Policy } from './policy.ts';

/** What could not be read meets every rule. */
const ANYBODY = {
  domain: 'unknown',
  synced: 'unknown',
  groups: 'unknown',
  mfaRegistered: false,
} as const satisfies Partial<Account>;
const STORM: Weather = {
  shieldsUp: true,
  repeatedPair: true,
  busyApprover: true,
  oftenReset: true,
  reportStands: false,
};

/** How many different approvers a request can come to need: with fewer, some request ends undecided. */
export function mostApprovals(policy: Policy): number {
  const verdict: Judged['verdict'] = policy.privilegedTargets ? { privileged: true } : {};
  return demandOf({ account: ANYBODY, verdict }, policy, STORM).approvals;
}
