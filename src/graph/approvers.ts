// Whether somebody is in the approvers' or the admins' group: asked at every click, never remembered.
import type { Person } from '../core/person.ts';
import type { Log } from '../core/ports.ts';
import type { Graph } from './client.ts';
import { factsOf, GraphFault } from './fault.ts';

/** @param group object id of the group; nobody is a member of none */
export function createMembership({ graph, log, group }: { graph: Graph; log: Log; group: string | undefined }) {
  return async function isMember(person: Person): Promise<boolean | 'unknown'> {
    if (!group) return false;
    try {
      const path = `/users/${encodeURIComponent(person.id)}/checkMemberGroups`;
      const answer = (await graph.post(path, { groupIds: [group] })) as { value?: unknown } | undefined;
      if (!Array.isArray(answer?.value)) return 'unknown';
      return answer.value.some(id => typeof id === 'string' && id.toLowerCase() === group.toLowerCase());
    } catch (error) {
      if (error instanceof GraphFault && error.status === 404) return false;
      log.warn({ group, ...factsOf(error) }, 'a membership could not be read');
      return 'unknown';
    }
  };
}
