// Whether Entra would really ask this person for a gesture. Where no enforced policy does, it gives the authentication context away.
import type { ConditionalAccessPolicy, User } from '@microsoft/microsoft-graph-types';
import type { Person } from '../core/person.ts';
import type { Directory, Log, World } from '../core/ports.ts';
import { createBatch } from './batch.ts';
import { createCache } from './cache.ts';
import type { Graph, Page } from './client.ts';
import { factsOf } from './fault.ts';
import { enforces, type Met, meets, namedIn } from './gesture-policy.ts';
import { groupQuestions, membershipsIn } from './groups.ts';
import { externalOf } from './person.ts';

type Verdict = Awaited<ReturnType<Directory['stepUpPolicy']>>;

const MINUTE = 60_000;
/** Conditional Access may be asked once a second by all apps of a tenant together (Graph: throttling limits), and changes rarely. */
const POLICIES_REMEMBERED = 5 * MINUTE;
/** The questions of one conversation; a new member of a group waits no longer than that. */
const REMEMBERED = MINUTE;
const USER = '$select=id,userPrincipalName,userType,creationType,externalUserState,identities';
const ROLES = '$select=id,roleTemplateId';

/** @param context the authentication context of step-ups, e.g. `c1` */
export function createStepUpPolicy(deps: {
  readonly graph: Graph;
  readonly context: string;
  readonly world: World;
  readonly log: Log;
}) {
  const { graph, context, world, log } = deps;
  const batch = createBatch({ graph });
  const policies = createCache<readonly ConditionalAccessPolicy[]>(world, POLICIES_REMEMBERED);
  const verdicts = createCache<Verdict>(world, REMEMBERED);

  return async function stepUpPolicy({ id }: Person): Promise<Verdict> {
    const known = verdicts.find(id);
    if (known) return known;
    try {
      const verdict = await judge(id);
      if (verdict !== 'unknown') verdicts.keep(id, verdict);
      return verdict;
    } catch (error) {
      log.warn({ context, ...factsOf(error) }, 'the policies of Conditional Access could not be read');
      return 'unknown';
    }
  };

  async function judge(id: string): Promise<Verdict> {
    const asking = (await readPolicies()).filter(policy => enforces(policy, context) !== false);
    if (asking.length === 0) return 'not-covered';
    const person = await read(id, asking);
    const met = asking.map(policy => {
      const there = meets(policy, person);
      return there === true ? enforces(policy, context) : there;
    });
    if (met.includes(true)) return 'covered';
    return met.includes('unknown') ? 'unknown' : 'not-covered';
  }

  async function readPolicies(): Promise<readonly ConditionalAccessPolicy[]> {
    const known = policies.find('tenant');
    if (known) return known;
    const all = (await graph.all('/identity/conditionalAccess/policies')) as readonly ConditionalAccessPolicy[];
    policies.keep('tenant', all);
    return all;
  }

  async function read(person: string, asking: readonly ConditionalAccessPolicy[]): Promise<Met> {
    const id = encodeURIComponent(person);
    const named = namedIn(asking);
    const groups = groupQuestions(id, named.groups);
    const answers = await batch<string>({
      user: { path: `/users/${id}?${USER}` },
      ...groups,
      ...(named.roles.length > 0
        ? { roles: { path: `/users/${id}/transitiveMemberOf/microsoft.graph.directoryRole?${ROLES}` } }
        : {}),
    });
    const held = named.roles.length > 0 ? await graph.rest(answers('roles') as Page, 'roles') : [];
    return {
      id: person,
      groups: membershipsIn(Object.keys(groups).map(answers), named.groups),
      roles: held.flatMap(role => (role as { roleTemplateId?: string | null }).roleTemplateId ?? []),
      external: externalOf(answers('user') as User),
    };
  }
}
