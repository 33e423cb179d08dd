// What makes an account powerful: roles held or a step away, and keys to the desk itself.
import type { DeskPower, Fact } from '../core/account.ts';
import type { Question } from './batch.ts';
import { GraphFault } from './fault.ts';

/** An item of a membership or ownership: directory objects of any kind. */
export type Held = {
  readonly '@odata.type'?: string;
  readonly id?: string;
  readonly appId?: string | null;
  readonly displayName?: string | null;
  readonly isAssignableToRole?: boolean | null;
};

/** The groups that decide, and the app registrations of this desk: whoever holds one holds a key to everybody's account. */
export type Keys = { readonly groups: readonly string[]; readonly registrations: readonly string[] };

/** Ids are encoded for paths; in a filter the quote is the only sign that could end the text. */
export function powerQuestions(id: string) {
  const principal = `$filter=principalId eq '${id.replaceAll("'", "''")}'&$expand=roleDefinition`;
  return {
    memberOf: { path: `/users/${id}/transitiveMemberOf?$select=id,displayName,roleTemplateId,isAssignableToRole` },
    owned: { path: `/users/${id}/ownedObjects?$select=id,displayName,appId,isAssignableToRole` },
    roles: { path: `/roleManagement/directory/roleAssignments?${principal.replaceAll(' ', '%20')}` },
    eligible: {
      path: `/roleManagement/directory/roleEligibilityScheduleInstances?${principal.replaceAll(' ', '%20')}`,
    },
  } as const satisfies Readonly<Record<string, Question>>;
}

/** Active tenant-wide roles and role-assignable groups, through groups as well. */
export function rolesAmong(memberOf: readonly Held[]): readonly string[] {
  return memberOf
    .filter(held => held['@odata.type'] === '#microsoft.graph.directoryRole' || held.isAssignableToRole === true)
    .map(nameOf);
}

/** Assignments say which role by id alone, unless its definition came along. */
export function roleNames(assignments: readonly unknown[]): readonly string[] {
  return assignments.map(one => {
    const { roleDefinition, roleDefinitionId } = one as {
      roleDefinition?: { displayName?: string | null } | null;
      roleDefinitionId?: string | null;
    };
    return roleDefinition?.displayName ?? roleDefinitionId ?? 'unnamed';
  });
}

/** Two views of the same: what one of them shows is there, and only both together show that there is nothing. */
export function both(one: Fact<readonly string[]>, other: Fact<readonly string[]>): Fact<readonly string[]> {
  const seen = [one, other].flatMap(fact => (fact === 'unknown' ? [] : fact));
  if (seen.length === 0 && (one === 'unknown' || other === 'unknown')) return 'unknown';
  return [...new Set(seen)];
}

/**
 * Without P2 Graph answers 400 `AadPremiumLicenseRequired` (seen in maester issue 1421): the tenant has no PIM, so nobody is eligible.
 * Anything else is unknown, a missing consent too: whoever could become an admin must not slip through.
 */
export function withoutPim(error: unknown): readonly [] | undefined {
  return error instanceof GraphFault && error.status === 400 && error.code === 'AadPremiumLicenseRequired'
    ? []
    : undefined;
}

export function ownedRoleGroups(owned: readonly Held[]): readonly string[] {
  return owned.filter(held => held.isAssignableToRole === true).map(nameOf);
}

/**
 * @param member ids of the deciding groups that this person is in
 * @param within ids of the groups inside the deciding groups: they matter only to whoever owns a group
 */
export function deskPowerOf(
  {
    member,
    owned,
    memberOf,
    within,
  }: {
    readonly member: Fact<readonly string[]>;
    readonly owned: Fact<readonly Held[]>;
    readonly memberOf: Fact<readonly Held[]>;
    readonly within: Fact<readonly string[]>;
  },
  { groups, registrations }: Keys,
): Fact<readonly DeskPower[]> {
  if (member === 'unknown' || owned === 'unknown') return 'unknown';
  if (within === 'unknown' && owned.some(isGroup)) return 'unknown';
  const deciding = within === 'unknown' ? groups : [...groups, ...within];
  const named = (id: string) => {
    const known = memberOf === 'unknown' ? undefined : memberOf.find(held => same(held.id, id));
    return known ? nameOf(known) : id;
  };
  return [
    ...groups
      .filter(group => member.some(id => same(id, group)))
      .map(group => ({ as: 'member', of: named(group) }) as const),
    ...owned
      .filter(held => deciding.some(id => same(held.id, id)) || registrations.some(id => same(held.appId, id)))
      .map(held => ({ as: 'owner', of: nameOf(held) }) as const),
  ];
}

export function isGroup(held: Held): boolean {
  return held['@odata.type'] === '#microsoft.graph.group';
}

function nameOf({ displayName, id }: Held): string {
  return displayName ?? id ?? 'unnamed';
}

export function same(one: string | null | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
