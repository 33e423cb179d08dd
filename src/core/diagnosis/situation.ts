// What a diagnosis is made from: the directory's facts, what an admin attested, what the person said, and what the desk remembers.
import type { Account, Instant } from '../account.ts';

/** What the person said is wrong. Nobody else can tell: Graph shows neither a lockout in AD nor a lost phone. */
export type Trouble = 'forgot' | 'locked' | 'expired' | 'mfa-lost' | 'other';

/** An admin's word for what Graph cannot show. Counts until it runs out; then it is unknown again. */
export type Attestation = { readonly value: boolean; readonly by: string; readonly until?: Instant };

/** A group (object id) and the time in which it counts. */
export type Wave = { readonly group: string; readonly from?: Instant; readonly until?: Instant };

/** Passwords of this group's members are reset somewhere else. */
export type OtherSystem = { readonly group: string; readonly name: string; readonly link: string };

/** The bot's own settings that weigh in. Groups are object ids; links are https. */
export type Attested = {
  /** Accounts that are never a target: the delegated identity and break-glass accounts (object ids or UPNs). */
  readonly never: readonly string[];
  /** Service, shared and sync accounts: by group, or by user principal name, where `*` stands for anything. */
  readonly impersonal?: { readonly groups: readonly string[]; readonly names: readonly string[] };
  /** Where a federated person changes the temporary password; for every domain that has no link of its own below. */
  readonly updateUrl?: string;
  /** The same by domain (lower case). It was written down for this very domain, so it goes before what the directory says. */
  readonly updateUrls?: Readonly<Record<string, string>>;
  /** When there are any, only their members are served. */
  readonly pilot?: readonly Wave[];
  readonly elsewhere?: readonly OtherSystem[];
  /** Groups that sign in at Microsoft although their domain is federated. Graph’s `featureRolloutPolicies` is closed to applications. */
  readonly stagedRollout?: readonly string[];
  /** Whether SSPR lets people unlock without a new password. */
  readonly ssprUnlock?: Attestation;
  /** Whether password writeback is on. */
  readonly writeback?: Attestation;
  /** Whether SSPR asks for two methods, asks people again after a while whether theirs are right, and tells them of a reset. */
  readonly ssprTwoMethods?: Attestation;
  readonly ssprReconfirm?: Attestation;
  readonly ssprNotices?: Attestation;
  /** Accounts with power over others are served, with stricter demands. Off unless said. */
  readonly privilegedTargets?: boolean;
  /** For rows that refuse: where to go instead. */
  readonly instead?: Readonly<Record<string, string>>;
};

/** From the desk's own records. */
export type History = {
  /** When a reset of this person was last refused by AD itself (`admin-action-required`). */
  readonly protectedAt?: Instant;
  /** When anybody's reset last failed because the company network could not be reached, and none has gone through since. */
  readonly writebackFailedAt?: Instant;
  /** When this person's password was last reset here. */
  readonly resetAt?: Instant;
};

export type Situation = {
  readonly account: Account;
  readonly attested: Attested;
  readonly said?: Trouble;
  readonly history?: History;
  readonly now: Instant;
};

/** The groups whose members the directory must be asked about. */
export function groupsNamed({
  impersonal,
  pilot = [],
  elsewhere = [],
  stagedRollout = [],
}: Attested): readonly string[] {
  return [...(impersonal?.groups ?? []), ...[...pilot, ...elsewhere].map(({ group }) => group), ...stagedRollout];
}

/** An admin's word, while it counts. */
export function attestedNow(attestation: Attestation | undefined, now: Instant): boolean | 'unknown' {
  if (!attestation || (attestation.until !== undefined && now >= attestation.until)) return 'unknown';
  return attestation.value;
}

/** Membership of any of these groups. Of no groups nobody is a member, whatever could be read. */
export function inAny({ groups }: Pick<Account, 'groups'>, wanted: readonly string[]): boolean | 'unknown' {
  if (wanted.length === 0) return false;
  if (groups === 'unknown') return 'unknown';
  return wanted.some(group => groups.some(own => own.toLowerCase() === group.toLowerCase()));
}
