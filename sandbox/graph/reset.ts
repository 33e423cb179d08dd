// The reset: accepted at once, done later, and watched through a long-running operation. 202 is not success.
import { randomInt } from 'node:crypto';
import type { DirectoryAudit, LongRunningOperation } from '@microsoft/microsoft-graph-types';
import { adminReset, checkPolicy, type ResetEnd } from '../passwords.ts';
import { isOnPremises, type Person, type World } from '../world.ts';
import { GRAPH } from './odata.ts';
import { badRequest, insufficient, notFound, ok, refuse } from './refusals.ts';
import { mayReset } from './roles.ts';
import type { Answers, Call, Reply } from './types.ts';
import { PASSWORD_METHOD, withTarget } from './users.ts';

/** Which data centre and service unit hold the operation. Without them the real service looks in the wrong place. */
const ROUTE = { aadgdc: 'DUB02P', aadgsu: 'ssprprod-a' };
const CONTEXT = `${GRAPH}/$metadata#microsoft.graph.passwordResetResponse`;

type Operation = { readonly person: Person; readonly startedAt: number; endedAt?: number; end?: ResetEnd };

/** The reset and its operations, of one world. */
export function createResets(
  world: World,
): Answers<
  | 'POST /users/{id}/authentication/methods/{method}/resetPassword'
  | 'POST /users/{id}/authentication/passwordMethods/{method}/resetPassword'
  | 'GET /users/{id}/authentication/operations/{operation}'
> {
  const operations = new Map<string, Operation>();
  const reset = (call: Call) =>
    withTarget(call, person => refusal(call, person) ?? accept(world, operations, call, person));
  return {
    'POST /users/{id}/authentication/methods/{method}/resetPassword': reset,
    'POST /users/{id}/authentication/passwordMethods/{method}/resetPassword': reset,
    'GET /users/{id}/authentication/operations/{operation}': call =>
      withTarget(call, person => {
        const id = call.params['operation'] ?? '';
        const operation = operations.get(id);
        const routed = Object.entries(ROUTE).every(([name, value]) => call.query.get(name) === value);
        if (operation?.person !== person || !routed) return notFound(id);
        return ok({ '@odata.context': context(person), ...describe(world, id, operation) });
      }),
  };
}

/** What is refused before anything is accepted. Codes other than the two public ones are assumed. */
function refusal(call: Call, person: Person): Reply | undefined {
  const { caller, params } = call;
  if (caller.kind !== 'user') return insufficient();
  if (params['method'] !== PASSWORD_METHOD) {
    return refuse(400, 'badRequest', 'The method is not supported for this URL.');
  }
  if (caller.person.id === person.id) {
    return refuse(403, 'accessDenied', "This operation cannot be performed on a user's own account.");
  }
  if (!mayReset(caller.roles, person)) return insufficient();
  if (person.cloud === undefined) return refuse(400, 'badRequest', 'The user has no password in this directory.');
  const fresh = newPassword(call);
  if (fresh === null) return badRequest("The parameter 'newPassword' is not a string.");
  if (fresh === undefined) {
    return isOnPremises(person)
      ? badRequest('newPassword is required for users with on-premises passwords.')
      : undefined;
  }
  return violation(call.world, person, fresh);
}

/** Entra's own rules are checked here; the domain's only when the password is written back, at the operation's end. */
function violation(world: World, person: Person, fresh: string): Reply | undefined {
  const broken = checkPolicy(person, fresh, 'cloud') ?? refusedNext(world, person);
  return broken === undefined ? undefined : refuse(400, 'badRequest', `The new password was not accepted: ${broken}.`);
}

function refusedNext(world: World, person: Person): string | undefined {
  if (!world.quirks.policyRefusesNext || isOnPremises(person)) return undefined;
  world.quirks.policyRefusesNext = false;
  return 'FuzzyPolicyViolationInvalidPassword';
}

function accept(world: World, operations: Map<string, Operation>, call: Call, person: Person): Reply {
  const given = newPassword(call);
  const fresh = given ?? generated();
  const id = world.id();
  const operation: Operation = { person, startedAt: world.now() };
  operations.set(id, operation);
  world.resets.push({ person: person.key, at: world.now(), operation: id });
  setTimeout(() => {
    if (!world.quirks.operationNeverEnds) void end(world, operation, call, fresh);
  }, world.lags.operation).unref();
  return {
    status: 202,
    headers: {
      location: `${GRAPH}/users/${person.id}/authentication/operations/${id}?${new URLSearchParams(ROUTE)}`,
      'retry-after': String(Math.round(world.lags.operation / 1000)),
    },
    body: given === undefined ? { '@odata.context': CONTEXT, newPassword: fresh } : {},
  };
}

async function end(world: World, operation: Operation, call: Call, fresh: string): Promise<void> {
  const { person } = operation;
  // What nobody foresaw fails the operation under a name nobody knows: the bot must take it as that.
  operation.end = await adminReset(world, person, fresh).catch((cause: unknown): ResetEnd => {
    world.tell('graph', 'The sandbox failed', { cause: String(cause) });
    return { outcome: 'failed', statusDetail: 'UnknownError' };
  });
  operation.endedAt = world.now();
  for (const row of auditRows(world, call, person, operation.end)) world.audit(row);
}

/** `undefined`: left out, or null, as the schema allows. `null`: something that is no password. */
function newPassword({ body }: Call): string | null | undefined {
  const value = typeof body === 'object' && body !== null && 'newPassword' in body ? body.newPassword : undefined;
  return value === undefined || value === null ? undefined : typeof value === 'string' ? value : null;
}

/** As Microsoft's looks: `Cuyo5459`. */
function generated(): string {
  const of = (letters: string) => letters.charAt(randomInt(letters.length));
  const consonants = 'bcdfghjkmnpqrstvwxyz';
  const word = of(consonants).toUpperCase() + of('aeou') + of(consonants) + of('aeou');
  return `${word}${randomInt(1000, 10_000)}`;
}

function describe(world: World, id: string, { startedAt, endedAt, end }: Operation): LongRunningOperation {
  const half = startedAt + world.lags.operation / 2;
  const pending = world.now() < half ? 'notStarted' : 'running';
  return {
    id,
    createdDateTime: new Date(startedAt).toISOString(),
    lastActionDateTime: new Date(endedAt ?? (pending === 'running' ? half : startedAt)).toISOString(),
    resourceLocation: null,
    status: end?.outcome ?? pending,
    statusDetail: end?.statusDetail ?? null,
  };
}

function context(person: Person): string {
  return `${GRAPH}/$metadata#users('${person.id}')/authentication/operations/$entity`;
}

/** What the directory tells afterwards. The actor is whoever's token it was, never the approver behind it. */
function auditRows(world: World, { caller }: Call, person: Person, end: ResetEnd): DirectoryAudit[] {
  if (caller.kind !== 'user') return [];
  const { id, name, upn } = caller.person;
  const done = end.outcome === 'succeeded';
  // Documented oddity: AD has the new password, Entra has not, and the audit calls that a success.
  const half = end.statusDetail === 'OnPremisesSuccessCloudFailure';
  const common = {
    activityDateTime: new Date(world.now()).toISOString(),
    category: 'UserManagement',
    correlationId: world.id(),
    operationType: 'Update',
    initiatedBy: { app: null, user: { id, displayName: name, userPrincipalName: upn, ipAddress: '127.0.0.1' } },
    targetResources: [
      {
        id: person.id,
        displayName: person.name,
        type: 'User',
        userPrincipalName: person.upn,
        groupType: null,
        modifiedProperties: [],
      },
    ],
  } satisfies DirectoryAudit;
  const agent = isOnPremises(person) ? 'Microsoft Entra Connect' : 'None';
  const reset: DirectoryAudit = {
    ...common,
    id: `SSPR_${world.id()}`,
    activityDisplayName: 'Reset password (by admin)',
    loggedByService: 'Self-service Password Management',
    result: done || half ? 'success' : 'failure',
    resultReason: done ? 'Successfully completed reset.' : end.statusDetail,
    additionalDetails: [{ key: 'OnPremisesAgent', value: agent }],
  };
  const core: DirectoryAudit = {
    ...common,
    id: `Directory_${world.id()}`,
    activityDisplayName: 'Reset user password',
    loggedByService: 'Core Directory',
    result: 'success',
    resultReason: '',
    additionalDetails: [],
  };
  return done ? [reset, core] : [reset];
}
