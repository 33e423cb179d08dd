// The core's Directory, assembled from the reads of this folder. Knows one tenant: nobody of another is in it.
import type { Person } from '../core/person.ts';
import type { Directory, Log, World } from '../core/ports.ts';
import { createAccounts } from './account.ts';
import { createMembership } from './approvers.ts';
import type { Graph } from './client.ts';
import { createDomains } from './domains.ts';
import { createEvidence } from './evidence.ts';
import { createSessions } from './sessions.ts';

/** @param groups object ids; without an admins' group nobody is an admin */
export function createDirectory(deps: {
  readonly graph: Graph;
  readonly tenant: string;
  readonly groups: { readonly approvers: string; readonly admins?: string };
  readonly world: World;
  readonly log: Log;
}): Directory {
  const { tenant, groups } = deps;
  const account = createAccounts({ ...deps, domains: createDomains(deps) });
  const isApprover = createMembership({ ...deps, group: groups.approvers });
  const isAdmin = createMembership({ ...deps, group: groups.admins });
  const { evidence, passwordChangedAt } = createEvidence(deps);
  const endSessions = createSessions(deps);
  const ours = (person: Person) => person.tenant.toLowerCase() === tenant.toLowerCase();

  return {
    account: async person => (ours(person) ? account(person) : undefined),
    isApprover: async person => ours(person) && isApprover(person),
    isAdmin: async person => ours(person) && isAdmin(person),
    evidence: async (person, since, as, known) =>
      ours(person) ? evidence(person, since, as, known) : { what: 'nothing-yet' },
    passwordChangedAt: async person => (ours(person) ? passwordChangedAt(person) : 'unknown'),
    endSessions: async person => {
      if (!ours(person)) throw new Error('sessions can only be ended in the own directory');
      await endSessions(person);
    },
  };
}
