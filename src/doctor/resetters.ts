// Who may reset with rights of their own: the holders of each role that resets anybody, themselves or through a group.
import type { DirectoryObject, UnifiedRoleAssignment } from '@microsoft/microsoft-graph-types';
import type { Sources } from './sources.ts';

/** Built-in roles by the id that is theirs in every tenant (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference). */
export const TEMPLATES: Readonly<Record<string, string>> = {
  'Password Administrator': '966707d0-3269-4727-9be2-8c3a10f19b9d',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
};

/** Somebody, by object id, and a role they hold now. */
export type Holder = { readonly person: string; readonly role: string };

/** Active assignments, of whatever scope: where a role ends at a unit, Entra decides at the reset. */
export async function readResetters(graph: Sources['graph']): Promise<readonly Holder[]> {
  const holders = await Promise.all(Object.entries(TEMPLATES).map(([role, id]) => holdersOf(graph, role, id)));
  return holders.flat();
}

async function holdersOf(graph: Sources['graph'], role: string, template: string): Promise<readonly Holder[]> {
  const filter = encodeURIComponent(`roleDefinitionId eq '${template}'`);
  const path = `/roleManagement/directory/roleAssignments?$filter=${filter}&$expand=principal`;
  const assignments = (await graph.all(path)) as readonly UnifiedRoleAssignment[];
  const people = await Promise.all(assignments.map(assignment => peopleOf(graph, assignment)));
  return people.flat().map(person => ({ person, role }));
}

/** Groups that hold a role have no groups in them. */
async function peopleOf(graph: Sources['graph'], { principalId, principal }: UnifiedRoleAssignment) {
  if (!principalId) return [];
  const type = (principal as { readonly '@odata.type'?: string } | null | undefined)?.['@odata.type'];
  if (type !== '#microsoft.graph.group') return [principalId];
  const members = await graph.all(`/groups/${encodeURIComponent(principalId)}/transitiveMembers?$select=id&$top=999`);
  return (members as readonly DirectoryObject[]).flatMap(({ id }) => id ?? []);
}
