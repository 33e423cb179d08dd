// Groups and what hangs on them: members, owners, and a person's memberships and possessions.
import { GROUPS, type GroupKey, REGISTRATIONS, ROLES } from '../company.ts';
import type { Person, World } from '../world.ts';
import { collection, entity, GRAPH, pick, selected } from './odata.ts';
import { badRequest, notFound, ok, refuse } from './refusals.ts';
import { OWNERS } from './roles.ts';
import type { Answers, Call, Reply } from './types.ts';
import { DEFAULT_USER, userObject } from './user-object.ts';
import { withTarget } from './users.ts';

type Typed = { readonly '@odata.type': string };
const GROUP = 'microsoft.graph.group';

export const groupAnswers: Answers<
  | 'GET /users/{id}/memberOf'
  | 'GET /users/{id}/transitiveMemberOf'
  | 'GET /users/{id}/ownedObjects'
  | 'POST /users/{id}/checkMemberGroups'
  | 'GET /groups/{group}'
  | 'GET /groups/{group}/members'
  | 'GET /groups/{group}/transitiveMembers'
  | 'GET /groups/{group}/owners'
> = {
  'GET /users/{id}/memberOf': call =>
    withTarget(call, person => advanced(call) ?? objects(call, memberships(call.world, person))),
  'GET /users/{id}/transitiveMemberOf': call =>
    withTarget(call, person => advanced(call) ?? objects(call, memberships(call.world, person, around))),
  'GET /users/{id}/ownedObjects': call => withTarget(call, person => objects(call, possessions(call.world, person))),
  'POST /users/{id}/checkMemberGroups': call => withTarget(call, person => check(call, person)),
  'GET /groups/{group}': call =>
    withGroup(call, key => {
      const all = group(call.world, key);
      return entity('groups', call, all, Object.keys(all), GROUP);
    }),
  'GET /groups/{group}/members': call => withGroup(call, key => members(call, [key], inside(call.world, key))),
  'GET /groups/{group}/transitiveMembers': call =>
    withGroup(call, key => {
      const within = allOf(key, one => inside(call.world, one));
      return members(call, [key, ...within], within);
    }),
  'GET /groups/{group}/owners': call =>
    withGroup(call, key =>
      people(
        call,
        call.world.people.filter(person => OWNERS[key].includes(person.key)),
      ),
    ),
};

function withGroup(call: Call, answer: (key: GroupKey) => Reply): Reply {
  const id = call.params['group'] ?? '';
  const key = call.world.groupById(id);
  return key === undefined ? notFound(id) : answer(key);
}

/** Casts, filters, searches and orders on memberships are "advanced queries" and need both of these. */
function advanced(call: Call): Reply | undefined {
  const asks = call.cast !== undefined || ['$filter', '$search', '$orderby'].some(name => call.query.has(name));
  if (!asks) return undefined;
  if (call.header('consistencylevel') === 'eventual' && call.query.get('$count') === 'true') return undefined;
  return refuse(
    400,
    'Request_UnsupportedQuery',
    'The request uses advanced query capabilities and needs the ConsistencyLevel header and $count=true.',
  );
}

/** Mixed objects: `$select` takes from each what its type has. */
function objects(call: Call, items: readonly Typed[]): Reply {
  const odd = ['$filter', '$search', '$orderby'].find(name => call.query.has(name));
  if (odd !== undefined) return refuse(400, 'Request_UnsupportedQuery', `The sandbox does not know ${odd} here.`);
  const wanted = items.filter(item => call.cast === undefined || item['@odata.type'] === `#${call.cast}`);
  const names = selected(call.query);
  const shown = wanted.map(item =>
    Object.fromEntries(
      Object.entries(item).filter(([name]) => name === '@odata.type' || names === undefined || names.includes(name)),
    ),
  );
  return collection('directoryObjects', call, shown);
}

function people(call: Call, members: readonly Person[]): Reply {
  return objects(
    call,
    members.map(person => asMember(call.world, person, selected(call.query))),
  );
}

/** People of some groups, and groups beside them. */
function members(call: Call, of: readonly GroupKey[], groups: readonly GroupKey[]): Reply {
  const found = new Set(of.flatMap(key => call.world.members(key)));
  return objects(call, [
    ...[...found].map(person => asMember(call.world, person, selected(call.query))),
    ...groups.map(key => ({ '@odata.type': `#${GROUP}`, ...group(call.world, key) })),
  ]);
}

/** Groups directly in this one. The demo company nests none. */
function inside({ estate }: World, key: GroupKey): readonly GroupKey[] {
  return estate.nested[key] ?? [];
}

/** Groups that this one lies directly in. */
function around({ estate }: World, key: GroupKey): readonly GroupKey[] {
  return (Object.keys(GROUPS) as GroupKey[]).filter(outer => estate.nested[outer]?.includes(key));
}

/** What one step leads to, and the next, each once and without the first. */
function allOf(key: GroupKey, step: (key: GroupKey) => readonly GroupKey[]): readonly GroupKey[] {
  const found = new Set<GroupKey>();
  for (const open = [...step(key)]; open.length > 0; ) {
    const next = open.pop();
    if (next === undefined || next === key || found.has(next)) continue;
    found.add(next);
    open.push(...step(next));
  }
  return [...found];
}

function asMember(world: World, person: Person, names: readonly string[] | undefined): Typed {
  const all = userObject(world, person);
  const wanted = (names ?? DEFAULT_USER).filter(name => name in all);
  return { '@odata.type': '#microsoft.graph.user', ...pick(all, wanted, DEFAULT_USER, 'microsoft.graph.user') };
}

/** @param beyond the groups that a group lies in, where those count as well */
function memberships(world: World, person: Person, beyond?: typeof around): Typed[] {
  const own = [...person.groups];
  const all = beyond ? own.flatMap(key => [key, ...allOf(key, one => beyond(world, one))]) : own;
  const groups = [...new Set(all)].map(key => ({ '@odata.type': `#${GROUP}`, ...group(world, key) }));
  const roles = (person.roles ?? []).map(role => ({
    '@odata.type': '#microsoft.graph.directoryRole',
    // An activated role is an object of its own, named after its template only by `roleTemplateId`.
    id: ROLES[role].replace(/^.{8}/, 'd1300000'),
    deletedDateTime: null,
    description: `Built-in role ${role}.`,
    displayName: role,
    roleTemplateId: ROLES[role],
  }));
  return [...groups, ...roles];
}

/** Who owns our app registrations: the identity administrator, and whoever made one and was forgotten there. */
const MAKERS: Readonly<Record<keyof typeof REGISTRATIONS, readonly string[]>> = {
  bot: ['ada', 'dean'],
  desk: ['ada'],
  hands: ['ada'],
};

/** Whoever owns an approver group or one of our app registrations holds a key to the desk. */
function possessions(world: World, person: Person): Typed[] {
  const owned = (Object.keys(GROUPS) as GroupKey[]).filter(key => OWNERS[key].includes(person.key));
  const groups = owned.map(key => ({ '@odata.type': `#${GROUP}`, ...group(world, key) }));
  const made = (Object.keys(MAKERS) as (keyof typeof MAKERS)[]).filter(key => MAKERS[key].includes(person.key));
  const apps = made.map(key => ({
    '@odata.type': '#microsoft.graph.application',
    id: REGISTRATIONS[key].clientId.replace(/^.{8}/, 'a9900000'),
    appId: REGISTRATIONS[key].clientId,
    displayName: REGISTRATIONS[key].name,
  }));
  return [...groups, ...apps];
}

function group(world: World, key: GroupKey) {
  return {
    ...GROUPS[key],
    createdDateTime: '2025-03-03T08:00:00Z',
    deletedDateTime: null,
    description: null,
    groupTypes: [] as string[],
    mail: null,
    mailEnabled: false,
    mailNickname: key,
    isManagementRestricted: null,
    onPremisesSyncEnabled: null,
    securityEnabled: true,
    visibility: null,
    ...world.estate.groups[key],
  };
}

function check({ body, world }: Call, person: Person): Reply {
  const ids = typeof body === 'object' && body !== null && 'groupIds' in body ? body.groupIds : undefined;
  if (!Array.isArray(ids)) return badRequest("The parameter 'groupIds' is required.");
  if (ids.length > 20) return badRequest("The limit of 20 for 'groupIds' is exceeded.");
  const value = ids.map(String).filter(id => {
    const key = world.groupById(id);
    if (key === undefined) return false;
    return [key, ...allOf(key, one => inside(world, one))].some(one => person.groups.has(one));
  });
  return ok({ '@odata.context': `${GRAPH}/$metadata#Collection(Edm.String)`, value });
}
