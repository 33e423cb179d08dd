// graph.microsoft.com on your desk: finds the operation, checks the caller against the contract, answers, and tells the world.
import type { Request, Response, Server } from 'restify';
import type { Faults } from '../faults.ts';
import type { Keys } from '../keys.ts';
import { type Recorder, withoutPasswords } from '../record.ts';
import type { World } from '../world.ts';
import { batch, type Inner } from './batch.ts';
import { admit, identify } from './caller.ts';
import { conditionalAccessAnswers } from './conditional-access.ts';
import { CONTRACT, type OperationName, type Terms } from './contract.ts';
import { groupAnswers } from './groups.ts';
import { knownOptions } from './odata.ts';
import { isRefusal, refuse } from './refusals.ts';
import { registrationAnswers } from './registrations.ts';
import { reportAnswers } from './reports.ts';
import { createResets } from './reset.ts';
import { riskAnswers } from './risk.ts';
import { roleAnswers } from './roles.ts';
import { tenantAnswers } from './tenant.ts';
import type { Answers, Call, Caller, Reply } from './types.ts';
import { userAnswers } from './users.ts';

const PREFIX = '/graph/v1.0';
const METHODS = ['get', 'post', 'patch', 'put', 'del'] as const;

/** Adds `/graph/v1.0/…`. Wants a JSON body parser before it. Faults strike around the work, the recorder sees what was sent. */
export function graph(server: Server, world: World, keys: Keys, faults: Faults, recorder?: Recorder): void {
  const answers: Answers<OperationName> = {
    ...userAnswers,
    ...groupAnswers,
    ...tenantAnswers,
    ...reportAnswers,
    ...roleAnswers,
    ...riskAnswers,
    ...conditionalAccessAnswers,
    ...registrationAnswers,
    ...createResets(world),
  };
  const respond = faults.wrap('graph', async (req, res) => {
    const reply = await replyTo(world, keys, answers, req).catch((cause: unknown): Reply => {
      world.tell('graph', 'The sandbox failed', { cause: String(cause) });
      return refuse(500, 'InternalServerError', 'The sandbox failed; see its timeline.');
    });
    send(world, req, res, reply);
  });
  const handler = recorder === undefined ? respond : recorder.wrap(respond);
  for (const method of METHODS) server[method]('/graph/*', handler);
}

async function replyTo(world: World, keys: Keys, answers: Answers<OperationName>, req: Request): Promise<Reply> {
  const caller = await identify(world, keys, req.headers.authorization);
  if (!('kind' in caller)) return caller;
  const outer = req.url ?? '';
  if (!outer.startsWith(`${PREFIX}/`)) return refuse(400, 'BadRequest', 'Invalid version.');
  const one = (inner: Inner) => carryOut(world, caller, answers, inner);
  const asked = {
    method: req.method ?? '',
    url: outer.slice(PREFIX.length),
    body: req.body as unknown,
    header: (name: string) => [req.headers[name]].flat()[0],
  };
  return asked.method === 'POST' && asked.url === '/$batch' ? batch(asked.body, one) : one(asked);
}

async function carryOut(world: World, caller: Caller, answers: Answers<OperationName>, inner: Inner): Promise<Reply> {
  const url = new URL(`http://sandbox${inner.url}`);
  const found = find(inner.method, url.pathname);
  if (isRefusal(found)) return found;
  const terms: Terms = CONTRACT[found.name];
  const target = found.name.includes('/users/{id}') ? found.params['id'] : undefined;
  const refusal = admit(caller, found.name, terms, target) ?? knownOptions(url.searchParams, terms.options);
  if (refusal) return refusal;
  const call: Call = {
    ...{ world, caller, path: url.pathname, query: url.searchParams, params: found.params, cast: found.cast },
    body: inner.body,
    header: name => inner.header(name),
  };
  return answers[found.name](call);
}

/** The operation a path names. Graph knows three ways of not knowing: the segment, the cast, and the method. */
function find(method: string, path: string) {
  const segments = path.split('/').slice(1).map(decodeURIComponent);
  const cast = segments.at(-1)?.startsWith('microsoft.graph.') ? segments.pop() : undefined;
  const matches = (Object.keys(CONTRACT) as OperationName[]).flatMap(name => {
    const params = match(name, segments);
    return params === undefined ? [] : [{ name, params, cast }];
  });
  if (matches.length === 0) {
    return refuse(400, 'BadRequest', `Resource not found for the segment '${segments.at(-1) ?? ''}'.`);
  }
  const found = matches.find(({ name }) => name.startsWith(`${method} `));
  if (found === undefined)
    return refuse(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  const terms: Terms = CONTRACT[found.name];
  if (cast !== undefined && !terms.casts)
    return refuse(400, 'BadRequest', `Resource not found for the segment '${cast}'.`);
  return found;
}

function match(name: OperationName, segments: readonly string[]): Record<string, string> | undefined {
  const template = name.slice(name.indexOf('/') + 1).split('/');
  if (template.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const given = segments[index] ?? '';
    const variable = /^\{(\w+)\}$/.exec(part)?.[1];
    if (variable !== undefined && given !== '') params[variable] = given;
    else if (part.toLowerCase() !== given.toLowerCase()) return undefined;
  }
  return params;
}

function send(world: World, req: Request, res: Response, reply: Reply): void {
  const requestId = world.id();
  const clientRequestId = [req.headers['client-request-id']].flat()[0] ?? requestId;
  const innerError = {
    date: new Date(world.now()).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': clientRequestId,
  };
  const body = isRefusal(reply) ? { error: { code: reply.code, message: reply.message, innerError } } : reply.body;
  world.tell('graph', `${req.method} ${req.url?.slice(PREFIX.length)} → ${reply.status}`, {
    'request-id': requestId,
    request: withoutPasswords(req.body),
    answer: withoutPasswords(body),
  });
  const headers = {
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'cache-control': 'no-cache',
    ...reply.headers,
  };
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  const text = body === undefined ? '' : JSON.stringify(body);
  if (text !== '') res.setHeader('content-type', 'application/json; odata.metadata=minimal; charset=utf-8');
  res.setHeader('content-length', Buffer.byteLength(text));
  res.writeHead(reply.status);
  res.end(text);
}
