// Whose rights reset at the demo company: of each identity model, the settings, the people it needs, and who signs in where.
import { oid } from './people/cast.ts';
import type { Person, World } from './world.ts';

/** As the setting HANDS_MODEL names them. */
export const HANDS_MODELS = ['service-account', 'guest-admin', 'approver'] as const;
export type HandsModel = (typeof HANDS_MODELS)[number];

/** `privileged`: where policy serves people with power over others, which takes stronger hands. */
export type Power = 'ordinary' | 'privileged';

/** Who signs in at the one-time link, by key. Approvers bring hands of their own, so there is nobody to connect. */
const ACCOUNTS: Readonly<Record<HandsModel, Readonly<Record<Power, string>> | undefined>> = {
  'service-account': { ordinary: 'service', privileged: 'privileged-service' },
  'guest-admin': { ordinary: 'kim', privileged: 'kai' },
  approver: undefined,
};

const ROLES = {
  ordinary: 'Authentication Administrator',
  privileged: 'Privileged Authentication Administrator',
} as const satisfies Record<Power, string>;

/** The account that the desk signs in as; undefined where approvers reset with their own hands. */
export function handsAccount(world: World, power: Power): Person | undefined {
  const key = ACCOUNTS[world.hands]?.[power];
  return key === undefined ? undefined : world.find(key);
}

/** Brings in whoever the model needs, with the roles it takes; again and again, without harm. */
export function employ(world: World, power: Power = 'ordinary'): void {
  if (world.hands === 'guest-admin') {
    invite(world, 'service', { key: 'kim', id: oid(99), name: 'Kim Vendor' });
    invite(world, 'privileged-service', { key: 'kai', id: oid(98), name: 'Kai Vendor' });
  }
  // The very same people: rooms and browsers know them already.
  if (world.hands === 'approver')
    for (const approver of world.members('approvers')) Object.assign(approver, { roles: [ROLES[power]] });
}

/** What the bot's settings say of them; empty: left out. */
export function handsSettings(world: World, power: Power = 'ordinary') {
  return {
    HANDS_MODEL: world.hands,
    HANDS_ACCOUNT: handsAccount(world, 'ordinary')?.upn ?? '',
    // Only with the policy: power over the powerful that nobody asked for is remarked by doctor.
    HANDS_PRIVILEGED_ACCOUNT: (power === 'privileged' && handsAccount(world, power)?.upn) || '',
  };
}

/** Whom Entra's audit must name for a reset. @param approver whoever approved last, by key */
export function resetsAs(world: World, approver: string, power: Power = 'ordinary'): string | undefined {
  return (handsAccount(world, power) ?? world.find(approver))?.upn;
}

/** Those whom Entra's audit names, oldest first; of one person or of everybody. */
export function resetters({ audits }: Pick<World, 'audits'>, person?: Pick<Person, 'id'>): readonly string[] {
  return audits
    .filter(({ activityDisplayName }) => activityDisplayName === 'Reset password (by admin)')
    .filter(({ targetResources }) => person === undefined || targetResources?.some(({ id }) => id === person.id))
    .map(({ initiatedBy }) => initiatedBy?.user?.userPrincipalName ?? '');
}

/** An account's twin from another company: the same role, another home. */
function invite(world: World, twin: string, home: Pick<Person, 'key' | 'id' | 'name'>): void {
  const own = world.find(twin);
  if (!own) throw new Error(`the company has no ${twin} to copy`);
  if (world.find(home.key)) return;
  const upn = `${home.key}_vendor.example#EXT#@finch-cloud.example`;
  const cloud = own.cloud && { ...own.cloud };
  world.people.push({ ...own, ...home, upn, userType: 'Guest', groups: new Set(), cloud });
}
