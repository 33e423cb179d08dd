// Sends the one POST that resets a password, and looks at what became of it. Every doubt is answered "unknown", never "failed".
import type { Begun, Log, Looked, Resets, World } from '../core/ports.ts';
import { errorOf } from './answer.ts';
import type { Call, Graph } from './client.ts';
import { factsOf, GraphFault } from './fault.ts';
import { retryAfterOf } from './retry-after.ts';

/** The same for everybody: learn.microsoft.com/graph/api/authenticationmethod-resetpassword. */
const PASSWORD_METHOD = '28c10230-6103-485e-b985-444c60001490';
const TIMEOUT = 20_000;
const WHEN_THROTTLED = 30_000;
const WHEN_UNAUTHORIZED = 5_000;

/** @param graphName the origin Graph's `Location` must carry */
export function createResets(deps: {
  readonly graph: Pick<Graph, 'exchange'>;
  readonly graphName: string;
  readonly world: World;
  readonly log: Log;
  /** Milliseconds for the POST and for each look. */
  readonly timeout?: number;
}): Resets {
  const { graph, graphName, world, log, timeout = TIMEOUT } = deps;

  return {
    async begin(token, target, password, correlation): Promise<Begun> {
      const path = `/users/${encodeURIComponent(target)}/authentication/methods/${PASSWORD_METHOD}/resetPassword`;
      const call = { method: 'POST', path, token, correlation, timeout, retries: 0 } as const satisfies Call;
      try {
        const response = await password.use(plain => graph.exchange({ ...call, body: { newPassword: plain } }));
        const begun = await begunOf(response);
        return password.use(plain => withoutPassword(begun, plain));
      } catch (error) {
        log.warn({ correlation, ...factsOf(error) }, 'a reset was sent and its answer never came');
        return { result: 'unknown', said: error instanceof GraphFault ? error.code : 'no answer' };
      }
    },

    async look(token, operation): Promise<Looked> {
      if (!isOperation(operation, graphName)) return { result: 'unknown' };
      const call: Call = { method: 'GET', path: operation, token, correlation: world.id(), timeout, retries: 0 };
      try {
        const response = await graph.exchange(call);
        if (response.status === 429) return { result: 'running', ...lookAfterOf(response) };
        if (!response.ok) {
          log.warn({ status: response.status, correlation: call.correlation }, 'an operation could not be read');
          return { result: 'unknown' };
        }
        return lookedOf((await response.json()) as Record<string, unknown>, response);
      } catch (error) {
        log.warn({ correlation: call.correlation, ...factsOf(error) }, 'an operation could not be read');
        return { result: 'unknown' };
      }
    },
  };

  async function begunOf(response: Response): Promise<Begun> {
    const requestId = response.headers.get('request-id');
    const traced = requestId ? { requestId } : {};
    const wait = retryAfterOf(response.headers.get('retry-after'), world.now());
    const { status } = response;
    if (status === 429)
      return { result: 'nothing-happened', why: 'throttled', after: wait ?? WHEN_THROTTLED, ...traced };
    if (status === 401)
      return {
        result: 'nothing-happened',
        why: 'token',
        after: wait ?? WHEN_UNAUTHORIZED,
        ...claimsOf(response),
        ...traced,
      };
    if (response.ok) return accepted(response, wait, traced);
    // 408: somebody on the way gave up waiting, as with a 504.
    if (status < 400 || status >= 500 || status === 408)
      return { result: 'unknown', said: `http_${status}`, ...traced };
    const error = await errorOf(response);
    const said = error?.message ? { said: error.message } : {};
    return { result: 'refused', code: error?.code ?? `http_${status}`, ...said, ...traced };
  }

  async function accepted(
    response: Response,
    wait: number | undefined,
    traced: { requestId?: string },
  ): Promise<Begun> {
    const operation = operationOf(response.headers.get('location'), graphName);
    // The body may hold a generated password: it is read to know that it came whole, and dropped.
    if (!operation && !(await isReadable(response))) return { result: 'unknown', said: 'unreadable', ...traced };
    if (!operation)
      log.warn({ status: response.status, ...traced }, 'a reset was accepted without an operation to look at');
    const lookAfter = wait === undefined ? {} : { lookAfter: wait };
    return { result: 'accepted', ...(operation ? { operation } : {}), ...lookAfter, ...traced };
  }

  function lookedOf(body: Readonly<Record<string, unknown>>, response: Response): Looked {
    const detail = body['statusDetail'];
    switch (body['status']) {
      case 'notStarted':
      case 'running':
        return { result: 'running', ...lookAfterOf(response) };
      case 'succeeded':
        return { result: 'succeeded' };
      case 'failed':
        return { result: 'failed', ...(typeof detail === 'string' && detail ? { said: detail } : {}) };
      default:
        return { result: 'unknown' };
    }
  }

  function lookAfterOf(response: Response): { lookAfter?: number } {
    const wait = retryAfterOf(response.headers.get('retry-after'), world.now());
    return wait === undefined ? {} : { lookAfter: wait };
  }
}

function operationOf(location: string | null, graphName: string): string | undefined {
  return location !== null && isOperation(location, graphName) ? location : undefined;
}

/** The token of the hands goes to this address: it must be Graph's, and one of its operations. */
function isOperation(address: string, graphName: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const known = /^\/v1\.0\/users\/[^/]+\/authentication\/operations\/[^/]+$/.test(url.pathname);
  return url.origin === graphName && url.username === '' && url.password === '' && known;
}

/**
 * A claims challenge: `error="insufficient_claims", claims="<base64>"` (learn.microsoft.com/entra/identity-platform/claims-challenge). JSON, to be
 * given to the next sign-in as it is; anything else is left alone.
 */
function claimsOf(response: Response): { claims?: string } {
  const [, coded] = /\bclaims="([\w+/=-]{1,4000})"/.exec(response.headers.get('www-authenticate') ?? '') ?? [];
  if (coded === undefined) return {};
  const claims = Buffer.from(coded, 'base64').toString();
  try {
    return typeof JSON.parse(claims) === 'object' ? { claims } : {};
  } catch {
    return {};
  }
}

async function isReadable(response: Response): Promise<boolean> {
  try {
    const text = await response.text();
    if (text !== '') JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Were the password ever quoted in an error, it would end in a log and before an admin's eyes. */
function withoutPassword(begun: Begun, plain: string): Begun {
  return 'said' in begun && begun.said ? { ...begun, said: begun.said.replaceAll(plain, '[secret]') } : begun;
}
