// Directory roles: who holds or could activate which, and who may reset whose password.
import { GROUPS, type GroupKey, ROLES, TENANT } from '../company.ts';
import type { Person, World } from '../world.ts';
import { filterBy } from './filter.ts';
import { collection, pick, seconds, selected } from './odata.ts';
import { badRequest, isRefusal, refuse } from './refusals.ts';
import type { Answers, Call, Reply, RoleName } from './types.ts';
import { DEFAULT_USER, USER, userObject } from './user-object.ts';

const DEFINITION = 'microsoft.graph.unifiedRoleDefinition';

/** Who looks after groups: the demo company's identity administrator, and one who has been forgotten there. */
export const OWNERS: Readonly<Record<GroupKey, readonly string[]>> = {
  approvers: ['ada', 'olga'],
  admins: ['ada'],
  staff: [],
  executives: [],
  factory: [],
  stagedRollout: [],
};

/**
 * "Who can reset passwords" (Entra's privileged roles page, 2026-06-05): target's role → roles that may reset it, besides
 * the two that may reset everybody. A role that is not named here is theirs alone.
 */
const RESETTERS: Readonly<Record<RoleName, readonly RoleName[]>> = {
  'no role': ['Password', 'Helpdesk', 'Authentication', 'User'],
  'Authentication Administrator': ['Authentication'],
  'Directory Readers': ['Password', 'Helpdesk', 'Authentication', 'User'],
  'Guest Inviter': ['Password', 'Helpdesk', 'Authentication', 'User'],
  'Password Administrator': ['Password', 'Helpdesk', 'Authentication', 'User'],
  'Message Center Reader': ['Helpdesk', 'Authentication', 'User'],
  'Reports Reader': ['Helpdesk', 'Authentication', 'User'],
  'Usage Summary Reports Reader': ['Helpdesk', 'Authentication', 'User'],
  'User Experience Success Manager': ['Helpdesk', 'Authentication', 'User'],
  'Helpdesk Administrator': ['Helpdesk', 'User'],
  'Groups Administrator': ['User'],
  'User Administrator': ['User'],
};
const EVERYBODY: readonly RoleName[] = ['Privileged Authentication Administrator', 'Global Administrator'];

/** Active roles count, PIM-eligible ones do not: that gap is Microsoft's, and the caller's to mind. */
export function mayReset(callerRoles: readonly RoleName[], target: Person): boolean {
  if (callerRoles.some(role => EVERYBODY.includes(role))) return true;
  if (groupsOf(target).some(key => GROUPS[key].isAssignableToRole)) return false;
  const held: readonly RoleName[] = target.roles?.length ? target.roles : ['no role'];
  return held.every(role => RESETTERS[role]?.some(who => callerRoles.includes(`${who} Administrator`)));
}

export const roleAnswers: Answers<
  | 'GET /roleManagement/directory/roleAssignments'
  | 'GET /roleManagement/directory/roleDefinitions'
  | 'GET /roleManagement/directory/roleEligibilityScheduleInstances'
> = {
  'GET /roleManagement/directory/roleAssignments': call => {
    // The reference: without a filter by principal or role the call is refused.
    if (call.query.get('$filter') === null)
      return badRequest('A filter by principalId or roleDefinitionId is required.');
    return answer(call, 'roleAssignments', 'microsoft.graph.unifiedRoleAssignment', assignments(call.world));
  },
  'GET /roleManagement/directory/roleDefinitions': call =>
    answer(call, 'roleDefinitions', DEFINITION, Object.keys(ROLES).map(definition)),
  'GET /roleManagement/directory/roleEligibilityScheduleInstances': call =>
    // As public issues show it (maester 1421).
    call.world.licence === 'P2'
      ? answer(
          call,
          'roleEligibilityScheduleInstances',
          'microsoft.graph.unifiedRoleEligibilityScheduleInstance',
          eligibilities(call.world),
        )
      : refuse(
          400,
          'AadPremiumLicenseRequired',
          'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
        ),
};

function answer(call: Call, set: string, type: string, items: readonly object[]): Reply {
  const passes = filterBy(call.query.get('$filter'), {
    principalId: ['eq'],
    roleDefinitionId: ['eq'],
    displayName: ['eq', 'startswith'],
    isBuiltIn: ['eq'],
  });
  if (typeof passes !== 'function') return passes;
  const expand = call.query.get('$expand')?.split(',') ?? [];
  const odd = expand.find(name => !['roleDefinition', 'principal'].includes(name));
  if (odd !== undefined) return badRequest(`Expanding '${odd}' is not supported.`);
  const shown = items.filter(passes).map(item => {
    const own = pick(item, selected(call.query), Object.keys(item), type);
    return isRefusal(own) ? own : { ...own, ...expanded(call.world, expand, item) };
  });
  return shown.find(isRefusal) ?? collection(`roleManagement/directory/${set}`, call, shown);
}

function expanded(world: World, expand: readonly string[], item: object): object {
  const role = Object.keys(ROLES).find(name => 'roleDefinitionId' in item && roleId(name) === item.roleDefinitionId);
  const person = 'principalId' in item ? world.find(String(item.principalId)) : undefined;
  const principal = person && pick(userObject(world, person), undefined, DEFAULT_USER, USER);
  return {
    ...(expand.includes('roleDefinition') && role !== undefined ? { roleDefinition: definition(role) } : {}),
    ...(expand.includes('principal') && principal ? { principal: { '@odata.type': `#${USER}`, ...principal } } : {}),
  };
}

function assignments(world: World) {
  return world.people.flatMap(person =>
    (person.roles ?? []).map(role => ({
      id: Buffer.from(`${roleId(role)}${person.id}`)
        .toString('base64url')
        .slice(0, 44),
      principalId: person.id,
      directoryScopeId: '/',
      roleDefinitionId: roleId(role),
    })),
  );
}

function eligibilities(world: World) {
  return world.people.flatMap(person =>
    (person.eligibleRoles ?? []).map(role => ({
      id: `${roleId(role)}-${person.id}`,
      principalId: person.id,
      roleDefinitionId: roleId(role),
      directoryScopeId: '/',
      appScopeId: null,
      memberType: 'Direct',
      roleEligibilityScheduleId: `${TENANT}-${person.id}`,
      startDateTime: seconds(person.createdAt),
      endDateTime: null,
    })),
  );
}

function definition(name: string) {
  const id = roleId(name);
  return {
    id,
    description: `Built-in role ${name}.`,
    displayName: name,
    isBuiltIn: true,
    isEnabled: true,
    resourceScopes: ['/'],
    templateId: id,
    version: '1',
    rolePermissions: [{ allowedResourceActions: [] as string[], condition: null }],
  };
}

/** Built-in roles: the definition's id is the template's. */
function roleId(name: string): string | undefined {
  return Object.entries(ROLES).find(([role]) => role === name)?.[1];
}

/** Groups whose membership or ownership makes a person a protected target. */
function groupsOf(person: Person): GroupKey[] {
  return (Object.keys(GROUPS) as GroupKey[]).filter(key => person.groups.has(key) || OWNERS[key].includes(person.key));
}
