// The rows that lead away from the desk: whose password is not reset here, and why. Each says when it cannot tell, too.
import type { Account, Instant } from '../account.ts';
import { READS, type Rest } from './rests.ts';
import { attestedNow, inAny, type OtherSystem, type Situation, type Wave } from './situation.ts';

const HOUR = 3_600_000;
/** AD refuses its protected accounts for ever, but rights that were missing can be given: after a day it is worth another try. */
const PROTECTED_FOR = 24 * HOUR;
/** A network that could not be reached may be back soon; until then every reset would end half done. */
const BROKEN_FOR = HOUR / 2;

export type Closed = {
  readonly row: string;
  /** The condition, and what the person is to do, in the words of docs/diagnosis.md. */
  readonly means: string;
  readonly next: string;
  readonly rests: readonly Rest[];
  readonly when: (situation: Situation) => boolean;
  /** Whether a fact this row needs could not be read. Absent: the row rests on hints and words, whose absence refuses nobody. */
  readonly doubt?: (situation: Situation) => boolean;
  /** Another door than the password's. */
  readonly door?: 'mfa';
};

export const closed = [
  {
    row: 'never',
    means: 'Break-glass account or the delegated identity, listed by name or id',
    next: 'Whoever keeps that account.',
    rests: ['attested by admin'],
    when: ({ account, attested }) =>
      attested.never.some(name => [account.id, account.upn].some(own => equal(own, name))),
  },
  {
    row: 'impersonal',
    means: 'Service, shared or sync account, by group or name pattern',
    next: 'Whoever runs the service.',
    rests: ['attested by admin', READS.checkGroups],
    when: situation => named(situation) || impersonal(situation) === true,
    doubt: situation => impersonal(situation) === 'unknown',
  },
  {
    row: 'guest',
    means: 'Guest of this organisation',
    next: 'The helpdesk of their own organisation.',
    rests: [READS.user],
    when: ({ account }) => account.userType === 'guest',
    doubt: ({ account }) => account.userType === 'unknown',
  },
  {
    row: 'external',
    means: 'Called a member, but signs in at another organisation',
    next: 'The helpdesk of their own organisation.',
    rests: [READS.user],
    when: ({ account }) => account.external === true || account.upn.includes('#EXT#'),
    doubt: ({ account }) => account.external === 'unknown',
  },
  {
    row: 'disabled',
    means: 'Blocked from signing in',
    next: 'The helpdesk says why; a new password would not help.',
    rests: [READS.user],
    when: ({ account }) => account.enabled === false,
    doubt: ({ account }) => account.enabled === 'unknown',
  },
  {
    row: 'elsewhere',
    means: 'In a group whose passwords another system resets',
    next: 'A link to that system.',
    rests: ['attested by admin', READS.checkGroups],
    when: situation => systemOf(situation) !== undefined,
    doubt: ({ account, attested }) => inAny(account, (attested.elsewhere ?? []).map(groupOf)) === 'unknown',
  },
  {
    row: 'not-pilot',
    means: 'In none of the pilot groups that count today',
    next: 'The helpdesk, the way it was before.',
    rests: ['attested by admin', READS.checkGroups],
    when: situation => isPilot(situation) === false,
    doubt: situation => isPilot(situation) === 'unknown',
  },
  {
    row: 'at-risk',
    means: 'Entra ID Protection calls the account at risk',
    next: 'Security decides; admins are told.',
    rests: [READS.risk],
    when: ({ account }) => account.risk === 'at-risk',
  },
  {
    row: 'privileged',
    means: 'Holds an active admin role, of any scope, or is in a role-assignable group',
    next: 'Another administrator, in person. Served with stricter demands where privileged targets are switched on.',
    rests: [READS.memberOf, READS.roles],
    when: unlessAllowed(({ roles }) => roles),
    doubt: ({ account }) => account.roles === 'unknown',
  },
  {
    row: 'eligible',
    means: 'Can activate an admin role in Privileged Identity Management',
    next: 'Another administrator, in person: whoever has the password is a step from the role.',
    rests: [READS.eligible],
    when: unlessAllowed(({ eligibleRoles }) => eligibleRoles),
    doubt: ({ account }) => account.eligibleRoles === 'unknown',
  },
  {
    row: 'role-group-owner',
    means: 'Owns a role-assignable group',
    next: 'Another administrator, in person: an owner can make themselves a member.',
    rests: [READS.owned],
    when: unlessAllowed(({ ownsRoleGroups }) => ownsRoleGroups),
    doubt: ({ account }) => account.ownsRoleGroups === 'unknown',
  },
  {
    row: 'desk-power',
    means:
      'Approver or admin of this desk, or owner of one of their groups, of a group inside one, or of our app registrations',
    next: 'Another administrator, in person: whoever has the password could decide about everybody else’s.',
    rests: [READS.checkGroups, READS.owned, READS.nested],
    when: unlessAllowed(({ deskPower }) => deskPower),
    doubt: ({ account }) => account.deskPower === 'unknown',
  },
  {
    row: 'restricted',
    means: 'In a restricted management administrative unit',
    next: 'The administrators of that unit.',
    rests: [READS.user],
    when: ({ account }) => account.restricted === true,
    doubt: ({ account }) => account.restricted === 'unknown',
  },
  {
    row: 'mfa-lost',
    means: 'The person has lost their second factor',
    next: 'A stricter door of its own, where the admin configured one; never this desk.',
    rests: ['asked'],
    when: ({ said }) => said === 'mfa-lost',
    door: 'mfa',
  },
  {
    row: 'writeback-off',
    means: 'Synced, and password writeback is off',
    next: 'The helpdesk, which resets in Active Directory.',
    rests: [READS.user, 'attested by admin'],
    when: ({ account, attested, now }) => account.synced === true && attestedNow(attested.writeback, now) === false,
    doubt: ({ account }) => account.synced === 'unknown',
  },
  {
    row: 'writeback-broken',
    means: 'Synced, and in the last half hour a reset could not reach the company network',
    next: 'Later again, or the helpdesk.',
    rests: [READS.user, 'own records'],
    when: ({ account, history, now }) => account.synced === true && within(history?.writebackFailedAt, BROKEN_FOR, now),
    doubt: ({ account }) => account.synced === 'unknown',
  },
  {
    row: 'protected',
    means: 'Synced, and in the last day Active Directory itself refused a reset of this account',
    next: 'The admins of Active Directory, by hand.',
    rests: [READS.user, 'own records'],
    when: ({ account, history, now }) => account.synced === true && within(history?.protectedAt, PROTECTED_FOR, now),
    doubt: ({ account }) => account.synced === 'unknown',
  },
] as const satisfies readonly Closed[];

/** Power over others, or over this desk. Facts that could not be read are refused before anybody asks this. */
export function isPrivileged({ roles, eligibleRoles, ownsRoleGroups, deskPower }: Account): boolean {
  return [roles, eligibleRoles, ownsRoleGroups, deskPower].some(fact => fact !== 'unknown' && fact.length > 0);
}

/** The other system that resets this person's password. */
export function systemOf({ account, attested }: Situation): OtherSystem | undefined {
  return attested.elsewhere?.find(({ group }) => inAny(account, [group]) === true);
}

export function within(at: Instant | undefined, time: number, now: Instant): boolean {
  return at !== undefined && now - at < time;
}

function unlessAllowed(power: (account: Account) => readonly unknown[] | 'unknown') {
  return ({ account, attested }: Situation): boolean => {
    const held = power(account);
    return attested.privilegedTargets !== true && held !== 'unknown' && held.length > 0;
  };
}

function isPilot({ account, attested: { pilot = [] }, now }: Situation): boolean | 'unknown' {
  if (pilot.length === 0) return true;
  const open = pilot.filter(({ from, until }) => (from ?? now) <= now && (until === undefined || now < until));
  return inAny(account, open.map(groupOf));
}

function impersonal({ account, attested }: Situation): boolean | 'unknown' {
  return inAny(account, attested.impersonal?.groups ?? []);
}

function named({ account, attested }: Situation): boolean {
  return (attested.impersonal?.names ?? []).some(pattern => fits(account.upn.toLowerCase(), pattern.toLowerCase()));
}

/** `svc-*@contoso.example`: each star stands for anything. Walked, not turned into a regular expression: patterns come from a file. */
function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.startsWith(first) && name.endsWith(last) && name.length - last.length >= at;
}

function groupOf({ group }: Wave | OtherSystem): string {
  return group;
}

function equal(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
