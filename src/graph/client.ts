// Calls to Graph: Microsoft's client with our own chain, because the stock one retries any POST and follows redirects with the body.
import {
  AuthenticationHandler,
  Client,
  type GraphError,
  ResponseType,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import type { World } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { bodyOf, faultOf } from './answer.ts';
import { GraphFault } from './fault.ts';
import { retryAfterOf } from './retry-after.ts';
import { createTransport, type GraphAt } from './transport.ts';

export type Call = {
  readonly method: 'GET' | 'POST';
  /** From `/users/…` on, already encoded; or a whole Graph URL, which is sent as it is. */
  readonly path: string;
  readonly body?: unknown;
  readonly token: Secret;
  /** Sent as `client-request-id`: a GUID. */
  readonly correlation: string;
  /** Milliseconds, for one try. */
  readonly timeout: number;
  /** How often a call that only reads may be tried again after 429, 503 or 504. Any other never is. */
  readonly retries: number;
  /** A POST that only reads, such as a batch of questions. A GET always does. */
  readonly reads?: boolean;
};

/** A part of a collection, and where the next part is. */
export type Page = { readonly value?: readonly unknown[]; readonly '@odata.nextLink'?: string };

export type Graph = ReturnType<typeof createGraph>;

const TIMEOUT = 15_000;
const RETRIES = 2;
/** The client sleeps through a Retry-After without looking at any time limit: longer ones are for the caller. */
const LONGEST_RETRY_AFTER = 10_000;
const PAGES = 20;

/**
 * @param token the app-only token of every call but those through `exchange`
 * @param refused told when Graph did not accept that token: a new one should be had for the next call
 */
export function createGraph({
  cloud,
  token,
  refused,
  world,
  timeout = TIMEOUT,
}: {
  readonly cloud: GraphAt;
  readonly token: () => Promise<Secret>;
  readonly refused?: () => void;
  readonly world: World;
  readonly timeout?: number;
}) {
  /** One call, answered as it comes: any status, body unread. Throws GraphFault (status 0) when no answer came. */
  async function exchange(call: Call): Promise<Response> {
    const asked = { what: whatOf(call), clientRequestId: call.correlation };
    // The client would read a foreign address as a path of Graph's.
    if (URL.canParse(call.path) && new URL(call.path).origin !== cloud.graphName)
      throw new GraphFault({ ...asked, status: 0, code: 'elsewhere' });
    try {
      const request = clientFor(cloud, call)
        .api(call.path)
        .header('client-request-id', call.correlation)
        .responseType(ResponseType.RAW);
      return (await (call.method === 'GET' ? request.get() : request.post(call.body ?? {}))) as Response;
    } catch (cause) {
      const code = (cause as Partial<GraphError>).code === 'TimeoutError' ? 'timeout' : 'network';
      throw new GraphFault({ ...asked, status: 0, code }, { cause });
    }
  }

  async function call(method: Call['method'], path: string, body?: unknown, reads = false): Promise<unknown> {
    const held = await token();
    const sent: Call = { method, path, body, token: held, correlation: world.id(), timeout, retries: RETRIES, reads };
    const response = await exchange(sent);
    const asked = { what: whatOf(sent), clientRequestId: sent.correlation };
    if (response.status === 401) refused?.();
    if (!response.ok) throw await faultOf(response, asked, world.now());
    return await bodyOf(response, asked);
  }

  /** What a first page begins, read to its end. `pages`: how many there may be, with the first. */
  async function rest(first: Page, path: string, pages = PAGES): Promise<readonly unknown[]> {
    const items = [...(first.value ?? [])];
    let next = first['@odata.nextLink'];
    for (let page = 1; next && page < pages; page++) {
      const answer = (await call('GET', next)) as Page;
      items.push(...(answer.value ?? []));
      next = answer['@odata.nextLink'];
    }
    // Half a list read as a whole one would be a false "no".
    if (next) throw new Error(`more than ${pages} pages of ${path.split('?')[0]}`);
    return items;
  }

  return {
    exchange,
    /** The answer's JSON. Throws GraphFault for anything but a readable 2xx. */
    get: (path: string) => call('GET', path),
    /** Sent once. */
    post: (path: string, body: unknown = {}) => call('POST', path, body),
    /** A POST that changes nothing: sent again like a GET. */
    query: (path: string, body: unknown) => call('POST', path, body, true),
    /** Every item of a collection, page after page. */
    all: async (path: string) => rest((await call('GET', path)) as Page, path, PAGES),
    rest,
  };
}

/** Only what may be remembered: the path says which call it was; queries hold filters with ids and names. */
function whatOf({ method, path }: Call): string {
  return `${method} ${path.split('?')[0]}`;
}

function clientFor(cloud: GraphAt, { method, reads, token, timeout, retries }: Call): Client {
  return Client.initWithMiddleware({
    baseUrl: `${cloud.graphName}/`,
    middleware: [
      // The plain token leaves `use` because it leaves the process next, in a header.
      new AuthenticationHandler({ getAccessToken: () => token.use(async plain => plain) }),
      // Of any other POST nobody knows whether the first was carried out.
      new RetryHandler(new RetryHandlerOptions(1, method === 'GET' || reads ? retries : 0, worthRetrying)),
      new TelemetryHandler(),
      createTransport(cloud, timeout),
    ],
  });
}

/** The handler asks after 429, 503 and 504 only. */
function worthRetrying(
  _delay: number,
  _attempt: number,
  _request: unknown,
  _options: object | undefined,
  response: Response,
): boolean {
  const wait = retryAfterOf(response.headers.get('retry-after'), Date.now()) ?? 0;
  return wait <= LONGEST_RETRY_AFTER;
}
