// Whether somebody is in one of the groups that decide, and still works here: asked at every click, never remembered.
import type { User } from '@microsoft/microsoft-graph-types';
import type { Fact } from '../core/account.ts';
import type { Person } from '../core/person.ts';
import type { Log } from '../core/ports.ts';
import { createBatch } from './batch.ts';
import type { Graph } from './client.ts';
import { factsOf, GraphFault } from './fault.ts';
import { groupQuestions, membershipsIn } from './groups.ts';
import { externalOf } from './person.ts';

const SELECT = 'id,userPrincipalName,accountEnabled,userType,creationType,externalUserState,identities';

export function createMembership({ graph, log }: { readonly graph: Graph; readonly log: Log }) {
  const batch = createBatch({ graph });

  /**
   * @param groups object ids; nobody is a member of none
   * @param guests whether people who sign in at another organisation count, when they are members
   */
  return async function isMember(person: Person, groups: readonly string[], guests: boolean): Promise<Fact<boolean>> {
    if (groups.length === 0) return false;
    const id = encodeURIComponent(person.id);
    const memberships = groupQuestions(id, groups);
    try {
      const answers = await batch<string>({ user: { path: `/users/${id}?$select=${SELECT}` }, ...memberships });
      if (membershipsIn(Object.keys(memberships).map(answers), groups).length === 0) return false;
      return counts(answers('user') as User, guests);
    } catch (error) {
      if (error instanceof GraphFault && error.status === 404) return false;
      log.warn({ groups, ...factsOf(error) }, 'a membership could not be read');
      return 'unknown';
    }
  };
}

/** Memberships outlive a disabled account, and so do Teams sessions for a while: whoever was let go decides nothing. */
function counts(user: User, guests: boolean): Fact<boolean> {
  const enabled = user.accountEnabled ?? 'unknown';
  const external = guests ? false : externalOf(user);
  if (enabled === false || external === true) return false;
  return enabled === 'unknown' || external === 'unknown' ? 'unknown' : true;
}
