// The groups that decide, and those that policy names: what they are, who is in them, and who could put people in.
import type { Group, User } from '@microsoft/microsoft-graph-types';
import { GraphFault } from '../graph/fault.ts';
import type { Desk } from './desk.ts';
import type { Looked } from './finding.ts';
import { looking } from './looking.ts';
import type { Sources } from './sources.ts';

export type Deciding = {
  readonly group: Group;
  /** People in it, through other groups too. */
  readonly people: readonly User[];
  /** Groups in it, at any depth: whoever changes one of them changes who decides. */
  readonly inside: readonly Group[];
  readonly owners: readonly User[];
};

export type GroupFacts = {
  /** null: there is no such group. */
  readonly deciding: Readonly<Record<'approvers' | 'admins' | `escalation${number}`, Looked<Deciding | null>>>;
  /** By object id; whether it has anybody in it. null: there is no such group. */
  readonly named: Readonly<Record<string, Looked<{ readonly name: string; readonly empty: boolean } | null>>>;
};

const PERSON = '$select=id,displayName,userPrincipalName,userType,accountEnabled';
const GROUP =
  '$select=id,displayName,groupTypes,isAssignableToRole,isManagementRestricted,onPremisesSyncEnabled,securityEnabled';
const PERMISSION = 'GroupMember.Read.All';

export async function readGroups(
  graph: Sources['graph'],
  desk: Desk,
  tell: (what: string) => void,
): Promise<GroupFacts> {
  tell('the groups that decide');
  const ids: readonly (readonly [string, string])[] = [
    ['approvers', desk.approversGroup],
    ['admins', desk.adminsGroup],
    ...desk.policy.escalation.map(({ group }, index) => [`escalation${index + 1}`, group] as const),
  ];
  const deciding = await Promise.all(
    ids.map(async ([name, id]) => [name, await looking(() => orNull(() => decidingGroup(graph, id)), PERMISSION)]),
  );
  tell('the groups that policy names');
  const named = await Promise.all(
    namedIn(desk).map(async id => [id, await looking(() => orNull(() => namedGroup(graph, id)), PERMISSION)]),
  );
  return { deciding: Object.fromEntries(deciding), named: Object.fromEntries(named) };
}

/** Each once, in the order of the file. */
function namedIn({ policy, attested }: Desk): readonly string[] {
  return [
    ...new Set([
      ...(attested.pilot ?? []).map(({ group }) => group),
      ...policy.rules.flatMap(({ groups = [] }) => groups),
      ...(attested.elsewhere ?? []).map(({ group }) => group),
      ...(attested.stagedRollout ?? []),
      ...(attested.impersonal?.groups ?? []),
    ]),
  ];
}

async function decidingGroup(graph: Sources['graph'], id: string): Promise<Deciding> {
  const path = `/groups/${encodeURIComponent(id)}`;
  const group = (await graph.get(`${path}?${GROUP}`)) as Group;
  const [members, owners] = await Promise.all([
    graph.all(`${path}/transitiveMembers?${PERSON}&$top=999`),
    graph.all(`${path}/owners?${PERSON}`),
  ]);
  return { group, people: members.filter(isPerson), inside: members.filter(isGroup), owners: owners.filter(isPerson) };
}

/** A pilot may have thousands in it: one is enough to know. */
async function namedGroup(graph: Sources['graph'], id: string) {
  const path = `/groups/${encodeURIComponent(id)}`;
  const group = (await graph.get(`${path}?$select=id,displayName`)) as Group;
  const page = (await graph.get(`${path}/transitiveMembers?$select=id&$top=1`)) as { readonly value?: unknown[] };
  return { name: group.displayName ?? id, empty: (page.value ?? []).length === 0 };
}

async function orNull<T>(reading: () => Promise<T>): Promise<T | null> {
  try {
    return await reading();
  } catch (fault) {
    if (fault instanceof GraphFault && fault.status === 404) return null;
    throw fault;
  }
}

function isPerson(item: unknown): item is User {
  const type = (item as { readonly '@odata.type'?: string })['@odata.type'];
  return type === undefined || type === '#microsoft.graph.user';
}

function isGroup(item: unknown): item is Group {
  return (item as { readonly '@odata.type'?: string })['@odata.type'] === '#microsoft.graph.group';
}
