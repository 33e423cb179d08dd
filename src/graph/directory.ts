// The core's Directory, assembled from the reads of this folder. Knows one tenant: nobody of another is in it.
import type { Person } from '../core/person.ts';
import type { Directory, Log, World } from '../core/ports.ts';
import { createAccounts } from './account.ts';
import { createMembership } from './approvers.ts';
import type { Graph } from './client.ts';
import { createStepUpPolicy } from './conditional-access.ts';
import { createDomains } from './domains.ts';
import { createEvidence } from './evidence.ts';
import { createFinder } from './find.ts';
import { createSessions } from './sessions.ts';

/** Object ids. Without an admins' group nobody is an admin. */
export type Groups = {
  readonly approvers: string;
  readonly admins?: string;
  /** Who is asked when nobody decides. */
  readonly escalation?: readonly string[];
  /** Groups that policy names for any other reason: `account.groups` tells which of them somebody is in. */
  readonly named?: readonly string[];
};

export function createDirectory(deps: {
  readonly graph: Graph;
  readonly tenant: string;
  readonly groups: Groups;
  /** Client ids of the desk's own app registrations: who owns one is powerful. */
  readonly registrations: readonly string[];
  /** Whether guests may decide, when they are in the approvers' group. Off unless said; an admin is never one. */
  readonly guests?: boolean;
  /** The authentication context of step-ups; `c1` unless said. */
  readonly stepUpContext?: string;
  readonly world: World;
  readonly log: Log;
}): Directory {
  const { tenant, groups, registrations, guests = false } = deps;
  const admins = groups.admins ? [groups.admins] : [];
  const account = createAccounts({
    ...deps,
    domains: createDomains(deps),
    keys: { groups: [groups.approvers, ...admins, ...(groups.escalation ?? [])], registrations },
    named: groups.named ?? [],
  });
  const isMember = createMembership(deps);
  const stepUpPolicy = createStepUpPolicy({ ...deps, context: deps.stepUpContext ?? 'c1' });
  const { evidence, passwordChangedAt } = createEvidence(deps);
  const find = createFinder(deps);
  const endSessions = createSessions(deps);
  const ours = (person: Person) => person.tenant.toLowerCase() === tenant.toLowerCase();

  return {
    account: async (person, how) => (ours(person) ? account(person, how) : undefined),
    find: async (asked, under) => (under && !ours(under) ? [] : find(asked, under)),
    isApprover: async (person, also = []) => ours(person) && isMember(person, [groups.approvers, ...also], guests),
    isAdmin: async person => ours(person) && isMember(person, admins, false),
    stepUpPolicy: async person => (ours(person) ? stepUpPolicy(person) : 'not-covered'),
    evidence: async (person, since, as, known) =>
      ours(person) ? evidence(person, since, as, known) : { what: 'nothing-yet' },
    passwordChangedAt: async person => (ours(person) ? passwordChangedAt(person) : 'unknown'),
    endSessions: async person => {
      if (!ours(person)) throw new Error('sessions can only be ended in the own directory');
      await endSessions(person);
    },
  };
}
