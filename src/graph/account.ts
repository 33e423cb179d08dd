// Reads what the directory says about one person, in one batch. A part that fails leaves its facts 'unknown'.
import type { RiskyUser, User, UserRegistrationDetails } from '@microsoft/microsoft-graph-types';
import type { Account, Fact, HybridAgent } from '../core/account.ts';
import type { Person } from '../core/person.ts';
import type { Log, World } from '../core/ports.ts';
import { type Answers, createBatch } from './batch.ts';
import { createCache } from './cache.ts';
import { changesIn, changesPath } from './changes.ts';
import type { Graph, Page } from './client.ts';
import type { Domains } from './domains.ts';
import { factsOf, GraphFault } from './fault.ts';
import { groupQuestions, membershipsIn } from './groups.ts';
import { agentIn, agentPath } from './hybrid-agent.ts';
import { type Asking, createNested } from './nested.ts';
import { personFacts, personPath } from './person.ts';
import {
  both,
  deskPowerOf,
  type Held,
  type Keys,
  ownedRoleGroups,
  powerQuestions,
  roleNames,
  rolesAmong,
  withoutPim,
} from './power.ts';
import { NO_REPORT, notReported, type ReportFacts, reportFacts, reportPath } from './report.ts';
import { createRisk, notListed, riskOf } from './risk.ts';

const MINUTE = 60_000;
/** Long enough for the questions of one turn, too short for anybody to lean on. */
const REMEMBERED = 5_000;
/** The report is hours old when it is new, and may be asked for half a time a second in the whole tenant. */
const REPORT_REMEMBERED = 10 * MINUTE;
const AGENT_REMEMBERED = 10 * MINUTE;
/** Of 500 rows each. Who changes more often than that in 30 days is no person; what is beyond stays unknown. */
const AUDIT_PAGES = 3;

/** Those that protect somebody: an account without one of them is read again, not remembered. */
const VITAL = [
  'enabled',
  'userType',
  'external',
  'synced',
  'domain',
  'federation',
  'roles',
  'eligibleRoles',
  'ownsRoleGroups',
  'deskPower',
  'groups',
  'restricted',
] as const satisfies readonly (keyof Account)[];

type Deps = {
  readonly graph: Graph;
  readonly domains: Domains;
  readonly keys: Keys;
  /** Groups whose members policy treats otherwise (object ids). */
  readonly named: readonly string[];
  readonly world: World;
  readonly log: Log;
};

export function createAccounts({ graph, domains, keys, named, world, log }: Deps) {
  const batch = createBatch({ graph });
  const accounts = createCache<Account>(world, REMEMBERED);
  const reports = createCache<ReportFacts>(world, REPORT_REMEMBERED);
  const agents = createCache<HybridAgent>(world, AGENT_REMEMBERED);
  const risks = createRisk(world);
  const nested = createNested(world, keys.groups);
  const groups = [...new Set([...keys.groups, ...named])];

  /** Throws when the person could not be read at all; undefined when there is no such account. */
  return async function account(person: Person, { fresh = false } = {}): Promise<Account | undefined> {
    const known = fresh ? undefined : accounts.find(person.id);
    if (known) return known;
    const read = await ask(person.id, fresh);
    if (read && !VITAL.some(fact => read[fact] === 'unknown')) accounts.keep(person.id, read);
    return read;
  };

  async function ask(person: string, fresh: boolean): Promise<Account | undefined> {
    const id = encodeURIComponent(person);
    const risk = risks.question(person, fresh);
    const inside = nested.ask(fresh);
    const answers = await batch<string>({
      user: { path: personPath(id) },
      ...powerQuestions(id),
      ...groupQuestions(id, groups),
      ...inside.questions,
      ...(reports.find(person) ? {} : { report: { path: reportPath(id), hint: true } }),
      ...(agents.find('tenant') ? {} : { agent: { path: agentPath(world.now()), hint: true } }),
      changes: { path: changesPath(id, world.now()), hint: !fresh },
      ...risk,
    });
    const user = personIn(answers);
    if (!user?.id) return undefined;
    const facts = personFacts(user);
    const [domain, power, changes, report, hybridAgent] = await Promise.all([
      orUnknown('domain', () => domains(facts.upn.slice(facts.upn.lastIndexOf('@') + 1))),
      powerIn(answers, inside),
      orUnknown('changes', async () => changesIn(await rest(answers, 'changes', AUDIT_PAGES), person)),
      reportOf(answers, person),
      agentOf(answers),
    ]);
    return {
      ...facts,
      ...power,
      domain: domain === 'unknown' ? 'unknown' : domain.kind,
      federation: domain === 'unknown' ? 'unknown' : domain.federation,
      ...report,
      risk: 'risk' in risk ? risks.keep(person, await riskIn(answers)) : risks.known(person),
      changes,
      hybridAgent,
    };
  }

  async function powerIn(answers: Answers<string>, inside: Asking) {
    const held = async (name: string) => (await rest(answers, name)) as readonly Held[];
    const [memberOf, owned, assigned, eligibleRoles, member, within] = await Promise.all([
      orUnknown('memberOf', () => held('memberOf')),
      orUnknown('owned', () => held('owned')),
      orUnknown('roles', async () => roleNames(await rest(answers, 'roles'))),
      orUnknown('eligible', async () => roleNames(await rest(answers, 'eligible')), withoutPim),
      orUnknown('groups', async () => {
        const parts = Object.keys(groupQuestions('', groups));
        return membershipsIn(parts.map(answers), groups);
      }),
      orUnknown('nested', () => inside.read(held)),
    ]);
    return {
      roles: both(memberOf === 'unknown' ? 'unknown' : rolesAmong(memberOf), assigned),
      eligibleRoles,
      ownsRoleGroups: owned === 'unknown' ? ('unknown' as const) : ownedRoleGroups(owned),
      deskPower: deskPowerOf({ member, owned, memberOf, within }, keys),
      groups: member === 'unknown' ? member : named.filter(group => member.includes(group)),
    };
  }

  async function reportOf(answers: Answers<string>, person: string): Promise<ReportFacts> {
    const known = reports.find(person);
    if (known) return known;
    const read = async () => reportFacts(answers('report') as UserRegistrationDetails);
    const report = await orUnknown('report', read, notReported);
    if (report === 'unknown') return NO_REPORT;
    reports.keep(person, report);
    return report;
  }

  async function agentOf(answers: Answers<string>): Promise<Fact<HybridAgent>> {
    const known = agents.find('tenant');
    if (known) return known;
    const agent = await orUnknown('agent', async () => agentIn((answers('agent') as Page).value ?? []));
    if (agent !== 'unknown') agents.keep('tenant', agent);
    return agent;
  }

  function riskIn(answers: Answers<string>): Promise<Account['risk']> {
    return orUnknown('risk', async () => riskOf(answers('risk') as RiskyUser), notListed);
  }

  async function rest(answers: Answers<string>, name: string, pages?: number): Promise<readonly unknown[]> {
    return graph.rest(answers(name) as Page, name, pages);
  }

  /** `meant`: what a fault says that is an answer after all. */
  async function orUnknown<T>(
    part: string,
    read: () => Promise<T>,
    meant?: (fault: unknown) => T | undefined,
  ): Promise<Fact<T>> {
    try {
      return await read();
    } catch (error) {
      const answer = meant?.(error);
      if (answer !== undefined) return answer;
      log.warn({ part, ...factsOf(error) }, 'a part of an account could not be read');
      return 'unknown';
    }
  }
}

function personIn(answers: Answers<string>): User | undefined {
  try {
    return answers('user') as User;
  } catch (error) {
    if (error instanceof GraphFault && error.status === 404) return undefined;
    throw error;
  }
}
