// Whether somebody is in one of the groups that decide: asked at every click, never remembered.
import type { User } from '@microsoft/microsoft-graph-types';
import type { Fact } from '../core/account.ts';
import type { Person } from '../core/person.ts';
import type { Log } from '../core/ports.ts';
import { createBatch } from './batch.ts';
import type { Graph } from './client.ts';
import { factsOf, GraphFault } from './fault.ts';
import { groupQuestions, membershipsIn } from './groups.ts';
import { externalOf } from './person.ts';

/** @param guests whether people who sign in at another organisation count, when they are members */
export function createMembership({ graph, log, guests }: { graph: Graph; log: Log; guests: boolean }) {
  const batch = createBatch({ graph });

  /** @param groups object ids; nobody is a member of none */
  return async function isMember(person: Person, groups: readonly string[]): Promise<Fact<boolean>> {
    if (groups.length === 0) return false;
    const id = encodeURIComponent(person.id);
    const memberships = groupQuestions(id, groups);
    try {
      const answers = await batch<string>({
        user: { path: `/users/${id}?$select=id,userPrincipalName,userType,creationType,externalUserState,identities` },
        ...memberships,
      });
      if (membershipsIn(Object.keys(memberships).map(answers), groups).length === 0) return false;
      if (guests) return true;
      const external = externalOf(answers('user') as User);
      return external === 'unknown' ? 'unknown' : !external;
    } catch (error) {
      if (error instanceof GraphFault && error.status === 404) return false;
      log.warn({ groups, ...factsOf(error) }, 'a membership could not be read');
      return 'unknown';
    }
  };
}
