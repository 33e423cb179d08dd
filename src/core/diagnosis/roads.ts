// The rows that lead on: where the password lives, and the road to a new one. The first that fits; the last fits everybody.
import type { Account, Instant } from '../account.ts';
import { isPrivileged } from './closed.ts';
import { READS, type Rest } from './rests.ts';
import { attestedNow, inAny, type Situation } from './situation.ts';

/** The report's documented latency; an older one says how things were, not how they are. */
const REPORT_LATENCY = 36 * 3_600_000;

export type Road = {
  readonly row: string;
  readonly means: string;
  readonly next: string;
  readonly rests: readonly Rest[];
  readonly when: (situation: Situation) => boolean;
  readonly route: 'sspr' | 'helpdesk';
};

export const roads = [
  {
    row: 'locked',
    means: 'Says they are only locked out of a synced account, and can help themselves by SSPR',
    next: 'SSPR, which can unlock without a new password: promised only where an admin attested that switch.',
    rests: ['asked', READS.report, READS.user, 'attested by admin'],
    when: situation => situation.said === 'locked' && byThemselves(situation) && unlocks(situation) !== false,
    route: 'sspr',
  },
  {
    row: 'sspr',
    means: 'Allowed to use SSPR, with enough methods registered, by a report of the last 36 hours',
    next: 'SSPR; the desk, if that does not work.',
    rests: [READS.report],
    when: byThemselves,
    route: 'sspr',
  },
  {
    row: 'staged-rollout',
    means: 'In a federated domain, but signs in at Microsoft (staged rollout)',
    next: 'The desk; then Microsoft’s sign-in.',
    rests: [READS.domain, 'attested by admin', READS.checkGroups],
    when: ({ account, attested }) =>
      account.domain === 'federated' && inAny(account, attested.stagedRollout ?? []) === true,
    route: 'helpdesk',
  },
  {
    row: 'federated-adfs',
    means: 'In a domain that signs in through AD FS',
    next: 'The desk; then AD FS’s update-password page.',
    rests: [READS.domain, READS.federation],
    when: ({ account }) => account.domain === 'federated' && adfs(account),
    route: 'helpdesk',
  },
  {
    row: 'federated-other',
    means: 'In a domain that signs in through another identity provider',
    next: 'The desk; then the link the domain’s owner or the admin configured.',
    rests: [READS.domain, READS.federation],
    when: ({ account }) => account.domain === 'federated',
    route: 'helpdesk',
  },
  {
    row: 'synced',
    means: 'Managed domain, synced from Active Directory',
    next: 'The desk; writeback carries the password to Active Directory.',
    rests: [READS.domain, READS.user],
    when: ({ account }) => account.synced === true,
    route: 'helpdesk',
  },
  {
    row: 'cloud',
    means: 'Lives in the cloud alone',
    next: 'The desk.',
    rests: [READS.domain, READS.user],
    when: () => true,
    route: 'helpdesk',
  },
] as const satisfies readonly Road[];

/** Whether the report is young enough to be believed. */
export function isFresh({ asOf }: { readonly asOf: Instant }, now: Instant): boolean {
  return now - asOf <= REPORT_LATENCY;
}

export function adfs({ federation }: Account): boolean {
  return federation !== 'unknown' && federation?.provider === 'adfs';
}

/** Whether SSPR can unlock this account; `unknown` where no admin said so. Only AD locks accounts in a way it can lift. */
export function unlocks({ account, attested, now }: Situation): boolean | 'unknown' {
  return account.synced === true && attestedNow(attested.ssprUnlock, now);
}

/** Privileged people go to the desk: what SSPR asks of an admin is a policy of its own that Graph does not show. */
function byThemselves({ account, now }: Situation): boolean {
  const { sspr } = account;
  return sspr !== 'unknown' && sspr.capable && isFresh(sspr, now) && !isPrivileged(account);
}
