// People: who someone is, who their manager is, ending their sessions, and what methods they have registered.
import type { Method } from '../people.ts';
import type { Person } from '../world.ts';
import { filterBy } from './filter.ts';
import { collection, entity, GRAPH, pick, seconds, selected } from './odata.ts';
import { badRequest, insufficient, isRefusal, notFound, ok } from './refusals.ts';
import type { Answers, Call, Refusal, Reply } from './types.ts';
import { BASIC_USER, DEFAULT_USER, USER, userObject } from './user-object.ts';

/** The id of everybody's password method (source: authenticationmethod-resetpassword, "always"). */
export const PASSWORD_METHOD = '28c10230-6103-485e-b985-444c60001490';

const METHODS: Record<Method, { kind: string; properties: object }> = {
  fido2: {
    kind: 'fido2',
    properties: { displayName: 'Security key', model: 'Sandbox key', attestationLevel: 'attested' },
  },
  microsoftAuthenticator: {
    kind: 'microsoftAuthenticator',
    properties: { displayName: 'Phone', deviceTag: 'SoftwareTokenActivated', phoneAppVersion: '6.2409.1' },
  },
  mobilePhone: {
    kind: 'phone',
    properties: { phoneNumber: '+44 7700900123', phoneType: 'mobile', smsSignInState: 'notSupported' },
  },
  email: { kind: 'email', properties: { emailAddress: 'someone@home.example' } },
};

export const userAnswers: Answers<
  | 'GET /me'
  | 'GET /users'
  | 'GET /users/{id}'
  | 'GET /users/{id}/directReports'
  | 'GET /users/{id}/manager'
  | 'POST /users/{id}/revokeSignInSessions'
  | 'GET /users/{id}/authentication/methods'
> = {
  'GET /me': call => (call.caller.kind === 'user' ? describe(call, call.caller.person) : insufficient()),
  'GET /users': list,
  'GET /users/{id}': call => withTarget(call, person => describe(call, person)),
  'GET /users/{id}/directReports': call =>
    withTarget(call, person => {
      const reports = call.world.people.filter(one => managerOf(call, one)?.id === person.id);
      const items = reports.map(one => pick(userObject(call.world, one), selected(call.query), DEFAULT_USER, USER));
      const typed = items.map(item => (isRefusal(item) ? item : { '@odata.type': `#${USER}`, ...item }));
      return typed.find(isRefusal) ?? collection('directoryObjects', call, typed);
    }),
  'GET /users/{id}/manager': call =>
    withTarget(call, person => {
      const manager = managerOf(call, person);
      if (manager === undefined) return notFound('manager');
      const reply = entity('directoryObjects', call, userObject(call.world, manager), DEFAULT_USER, USER);
      if (isRefusal(reply) || reply.body === undefined) return reply;
      const { '@odata.context': context, ...rest } = reply.body as Record<string, unknown>;
      return ok({ '@odata.context': context, '@odata.type': `#${USER}`, ...rest });
    }),
  'POST /users/{id}/revokeSignInSessions': call =>
    withTarget(call, person => {
      // "doesn't affect external users": their sessions live at home.
      if (person.userType !== 'Guest') person.sessionsValidFrom = call.world.now();
      return ok({ '@odata.context': `${GRAPH}/$metadata#Edm.Boolean`, value: true });
    }),
  'GET /users/{id}/authentication/methods': call =>
    withTarget(call, person => collection(`users('${person.id}')/authentication/methods`, call, methodsOf(person))),
};

/** The person the path names by object id or user principal name, and nothing else (the world knows nicknames, Graph does not). */
export function targetOf(call: Call): Person | undefined {
  const wanted = call.params['id']?.toLowerCase();
  return call.world.people.find(person => person.id === wanted || person.upn.toLowerCase() === wanted);
}

export function withTarget(call: Call, answer: (person: Person) => Reply | Promise<Reply>): Reply | Promise<Reply> {
  const person = targetOf(call);
  return person === undefined ? notFound(call.params['id'] ?? '') : answer(person);
}

function describe(call: Call, person: Person): Reply {
  const refusal = basicOnly(call);
  if (refusal) return refusal;
  const expand = call.query.get('$expand');
  const reply = entity('users', call, userObject(call.world, person), DEFAULT_USER, USER);
  if (expand === null || isRefusal(reply)) return reply;
  const inner = /^manager(?:\(\$select=([\w,\s]+)\))?$/.exec(expand.trim());
  if (inner === null) return badRequest(`Expanding '${expand}' is not supported.`);
  const manager = managerOf(call, person);
  if (manager === undefined) return reply;
  const names = inner[1]?.split(',').map(name => name.trim());
  const picked = pick(userObject(call.world, manager), names, DEFAULT_USER, USER);
  if (isRefusal(picked)) return picked;
  return ok({ ...reply.body, manager: { '@odata.type': `#${USER}`, ...picked } });
}

function list(call: Call): Reply {
  const refusal = basicOnly(call);
  if (refusal) return refusal;
  const passes = filterBy(call.query.get('$filter'), {
    id: ['eq', 'in'],
    userPrincipalName: ['eq', 'startswith', 'in'],
    mail: ['eq', 'startswith', 'in'],
    displayName: ['eq', 'startswith'],
    accountEnabled: ['eq'],
    onPremisesSyncEnabled: ['eq'],
  });
  if (typeof passes !== 'function') return passes;
  const found = call.world.people.map(person => userObject(call.world, person)).filter(passes);
  const items = found.map(user => pick(user, selected(call.query), DEFAULT_USER, USER));
  return items.find(isRefusal) ?? collection('users', call, items);
}

/** Whoever has `User.ReadBasic.All` and nothing wider is refused anything beyond the basic profile. */
function basicOnly({ caller, query }: Call): Refusal | undefined {
  const held = [...caller.permissions].filter(name => /^(User|Directory)\.Read/.test(name));
  if (held.length === 0 || held.some(name => name !== 'User.ReadBasic.All')) return undefined;
  return selected(query)?.some(name => !BASIC_USER.includes(name)) ? insufficient() : undefined;
}

function managerOf(call: Call, person: Person): Person | undefined {
  return person.manager === undefined ? undefined : call.world.find(person.manager);
}

function methodsOf(person: Person): object[] {
  const createdDateTime = seconds(person.createdAt);
  const own = person.methods.map((method, index) => ({
    '@odata.type': `#microsoft.graph.${METHODS[method].kind}AuthenticationMethod`,
    id: `${person.id.slice(0, 24)}${String(index + 1).padStart(12, '0')}`,
    createdDateTime,
    ...METHODS[method].properties,
  }));
  const password = {
    '@odata.type': '#microsoft.graph.passwordAuthenticationMethod',
    id: PASSWORD_METHOD,
    password: null,
    createdDateTime: seconds(person.lastPasswordChangeAt),
  };
  return person.cloud === undefined ? own : [password, ...own];
}
