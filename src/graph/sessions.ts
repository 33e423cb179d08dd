// Ends a person's sessions everywhere: Graph's revokeSignInSessions, app-only.
import type { Person } from '../core/person.ts';
import type { Graph } from './client.ts';

/** Any 2xx is success (documented so). It takes some minutes to reach every service. Throws GraphFault when Graph did not agree. */
export function createSessions({ graph }: { graph: Graph }) {
  return async function endSessions(person: Person): Promise<void> {
    await graph.post(`/users/${encodeURIComponent(person.id)}/revokeSignInSessions`);
  };
}
