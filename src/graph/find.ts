// Looks somebody up by what a colleague calls them: a user principal name, an address, or the beginning of a name.
import type { User } from '@microsoft/microsoft-graph-types';
import type { Person } from '../core/person.ts';
import type { Found } from '../core/ports.ts';
import type { Graph, Page } from './client.ts';

/** One more than anybody would read through. */
const MOST = 6;
const SELECT = 'id,displayName,userPrincipalName,mail';

/** `GET /users` (basic properties, documented filters) and `GET /users/{id}/directReports`; both are covered by `User.Read.All`. */
export function createFinder({ graph, tenant }: { readonly graph: Graph; readonly tenant: string }) {
  const found = ({ id, displayName, userPrincipalName }: User): Found[] =>
    id ? [{ tenant, id, name: displayName ?? '', upn: userPrincipalName ?? '' }] : [];

  async function among(filter: string): Promise<readonly Found[]> {
    const query = `$filter=${encodeURIComponent(filter)}&$select=${SELECT}&$top=${MOST}`;
    const { value = [] } = (await graph.get(`/users?${query}`)) as Page;
    return (value as User[]).flatMap(found);
  }

  return async function find(asked: string, under?: Person): Promise<readonly Found[]> {
    if (under) {
      const path = `/users/${encodeURIComponent(under.id)}/directReports?$select=${SELECT}`;
      // Contacts may report to somebody too; they have no account.
      const reports = (await graph.all(path)) as (User & { '@odata.type'?: string })[];
      return reports
        .filter(one => one['@odata.type'] === '#microsoft.graph.user' && fits(one, asked))
        .slice(0, MOST)
        .flatMap(found);
    }
    const text = `'${asked.replaceAll("'", "''")}'`;
    if (!asked.includes('@')) return among(`startswith(displayName,${text})`);
    const byName = await among(`userPrincipalName eq ${text}`);
    return byName.length > 0 ? byName : among(`mail eq ${text}`);
  };
}

function fits({ displayName, userPrincipalName, mail }: User, asked: string): boolean {
  const wanted = asked.toLowerCase();
  const named = [userPrincipalName, mail].some(one => one?.toLowerCase() === wanted);
  return named || displayName?.toLowerCase().startsWith(wanted) === true;
}
