// Somebody who is not served, taken apart: what makes it so, which switch there is, what would be asked if it were on, and what to do today.
import type { Config } from '../../config/config.ts';
import type { Account, Instant } from '../../core/account.ts';
import { DIAGNOSIS, type RefusedRow, type Verdict } from '../../core/diagnosis.ts';
import { type Case, caseOf, type Judgement } from './case.ts';
import { day } from './moments.ts';

/** What would be asked of somebody whom a switch of the policy keeps out; or by what they would be refused all the same. */
export type IfServed = Case | { readonly still: string };

export type Refusal = {
  /** The facts that this very person is refused by, one sentence each. */
  readonly because: readonly string[];
  readonly now: readonly string[];
  readonly switch?: { readonly is: readonly string[]; readonly ifOn: IfServed };
};

type Known = Pick<Config, 'policy' | 'groupNames' | 'approversGroup' | 'attested' | 'hands'>;

/** @param served how they would be judged with the switch on; absent where there is none for them */
export function refusalOf(config: Known, judgement: Judgement, served: Judgement | undefined, now: Instant): Refusal {
  const { account, verdict } = judgement;
  return {
    because: becauseOf(config, account, verdict, now),
    now: NOW[verdict.row as RefusedRow] ?? [],
    ...(served ? { switch: { is: switchOf(config), ifOn: ifServed(config, served) } } : {}),
  };
}

/** Rows that `privilegedTargets` opens. */
export function isSwitchable({ row }: Pick<Verdict, 'row'>): boolean {
  return POWER.includes(row);
}

const POWER: readonly string[] = ['privileged', 'eligible', 'role-group-owner', 'desk-power'] satisfies RefusedRow[];

function becauseOf(config: Known, account: Account, { row }: Verdict, now: Instant): readonly string[] {
  if (POWER.includes(row)) return powersOf(account);
  const { groupNames, attested } = config;
  const name = (id: string) => groupNames[id] ?? id;
  switch (row) {
    case 'never':
      return ['They are named in NEVER_RESET, in never of the policy file, or are an account of the desk itself.'];
    case 'impersonal': {
      const { groups = [], names = [] } = attested.impersonal ?? {};
      return [`They fit never of the policy file: ${[...groups.map(name), ...names].join(', ')}.`];
    }
    case 'not-pilot': {
      const open = (attested.pilot ?? []).filter(
        ({ from = now, until = Number.POSITIVE_INFINITY }) => from <= now && now < until,
      );
      return [
        open.length === 0
          ? 'No wave of the pilot is open today.'
          : `Open today: ${open.map(({ group }) => name(group)).join(', ')}. They are a member of none of these.`,
      ];
    }
    case 'writeback-off': {
      const { by = '', until } = attested.writeback ?? {};
      return [`${by} attested that writeback is off${until === undefined ? '' : `, until ${day(until - 1)}`}.`];
    }
    default:
      return [];
  }
}

function powersOf({ roles, eligibleRoles, ownsRoleGroups, deskPower }: Account): readonly string[] {
  const said = (what: string, held: readonly string[] | 'unknown') =>
    held === 'unknown' || held.length === 0 ? [] : [`${what}: ${held.join(', ')}.`];
  const of = (as: 'member' | 'owner') =>
    deskPower === 'unknown' ? deskPower : deskPower.filter(power => power.as === as).map(power => power.of);
  return [
    ...said('They hold these roles, or are in these role-assignable groups', roles),
    ...said('They can activate these roles in Privileged Identity Management', eligibleRoles),
    ...said('They own these role-assignable groups', ownsRoleGroups),
    ...said('They are a member of these groups that decide at this desk', of('member')),
    ...said('They own these groups or registrations of this desk', of('owner')),
  ];
}

function switchOf({ hands: { model, privilegedAccount } }: Known): readonly string[] {
  const hands =
    model === 'approver'
      ? 'Whoever approves resets with their own rights, so it takes approvers who hold Privileged Authentication Administrator.'
      : privilegedAccount === undefined
        ? 'It also takes an account of its own that may reset such people: HANDS_PRIVILEGED_ACCOUNT, with Privileged Authentication Administrator, connected by npm run connect (docs/identity.md). There is none yet, so a reset would fail with nothing changed.'
        : `Such people would be reset by ${privilegedAccount} (HANDS_PRIVILEGED_ACCOUNT).`;
  return ['"privilegedTargets": true in the policy file, and a restart of the bot. It is off.', hands];
}

function ifServed(config: Known, judgement: Judgement): IfServed {
  const { verdict } = judgement;
  if (verdict.route === 'refused') return { still: DIAGNOSIS.find(({ row }) => row === verdict.row)?.means ?? '' };
  return caseOf(config, judgement);
}

const BY_HAND = [
  'See them face to face, or on a video call with somebody who knows them.',
  'An administrator who may reset them (Privileged Authentication Administrator or Global Administrator always may): Entra admin center, Users, the person, Reset password.',
  'Afterwards look at what they signed in to of late: Entra admin center, Users, the person, Sign-in logs.',
];

/** What an admin can do today. Other rows say it in their own words. */
const NOW: Readonly<Partial<Record<RefusedRow, readonly string[]>>> = {
  privileged: BY_HAND,
  eligible: BY_HAND,
  'role-group-owner': BY_HAND,
  'desk-power': BY_HAND,
  disabled: ['Find out why: Entra admin center, Users, the person, Account status, and the audit logs beside it.'],
  'at-risk': [
    'Entra admin center, ID Protection, Risky users: look into it, then confirm or dismiss the risk. Once it is dismissed they can ask again.',
  ],
  'not-pilot': ['Add them to a group of an open wave, or change the waves in pilot of the policy file.'],
  never: ['If that is not meant: take them out there, and restart the bot.'],
  impersonal: ['If that is not meant: take the group or the pattern out there, and restart the bot.'],
  unreadable: ['Try again in a few minutes. If it stays: npm run doctor says which permission is missing.'],
};
