// The account whose hands reset: its entry, its roles, and the domain it signs in at.
import type { Domain, UnifiedRoleAssignment, User } from '@microsoft/microsoft-graph-types';
import { GraphFault } from '../graph/fault.ts';
import type { Sources } from './sources.ts';

export type Identity = {
  readonly user: User;
  readonly assignments: readonly UnifiedRoleAssignment[];
  readonly domain: Domain | null;
};

const USER =
  '$select=id,displayName,userPrincipalName,accountEnabled,userType,passwordPolicies,onPremisesSyncEnabled,lastPasswordChangeDateTime';

/** null: nobody of that name is there. */
export async function readIdentity(graph: Sources['graph'], account: string | undefined): Promise<Identity | null> {
  if (!account) return null;
  const user = await found<User>(graph, `/users/${encodeURIComponent(account)}?${USER}`);
  if (!user) return null;
  const principal = `principalId eq '${(user.id ?? '').replaceAll("'", "''")}'`;
  const assignments = await graph.all(
    `/roleManagement/directory/roleAssignments?$filter=${encodeURIComponent(principal)}&$expand=roleDefinition`,
  );
  const [, suffix = ''] = /@([^@]+)$/.exec(user.userPrincipalName ?? '') ?? [];
  const domain = await found<Domain>(graph, `/domains/${encodeURIComponent(suffix)}`);
  return { user, assignments: assignments as readonly UnifiedRoleAssignment[], domain };
}

async function found<T>(graph: Sources['graph'], path: string): Promise<T | null> {
  try {
    return (await graph.get(path)) as T;
  } catch (fault) {
    if (fault instanceof GraphFault && fault.status === 404) return null;
    throw fault;
  }
}
