// A loopback Graph for tests: answers what each test lays out, and remembers every request that reached it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '../../src/core/secret.ts';
import { createGraph } from '../../src/graph/client.ts';
import { fakeWorld } from '../entra/fakes.ts';

export const GRAPH = 'https://graph.microsoft.com';

export type Asked = {
  readonly method: string;
  /** Decoded, from `/users/…` on, with the query. */
  readonly path: string;
  /** As it came, with the query. */
  readonly raw: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

export type Answer =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** Never answers · cuts the connection · cuts it in the middle of the body. */
  | 'hang'
  | 'drop'
  | 'half';

export type FakeGraph = Awaited<ReturnType<typeof startGraph>>;

/** Milliseconds until an answer that hangs is given up: long enough for a busy machine to give one that does not. */
export const PATIENCE = 1_500;

export async function startGraph() {
  const asked: Asked[] = [];
  const inner: Asked[] = [];
  const next: Answer[] = [];
  const routes: { readonly start: string; readonly answer: Answer }[] = [];

  const server = createServer((request, response) => {
    void textOf(request).then(body => {
      const raw = (request.url ?? '').replace(/^\/graph\/v1\.0/, '');
      const path = decodeURIComponent(raw);
      asked.push({ method: request.method ?? '', path, raw, headers: request.headers, body });
      const batched = path === '/$batch' ? { status: 200, body: { responses: batch(body) } } : undefined;
      send(response, next.shift() ?? batched ?? answerTo(`${request.method} ${path}`));
    });
  });
  const found = (call: string) => routes.findLast(route => call.startsWith(route.start))?.answer;
  const answerTo = (call: string) => found(call) ?? error(404, 'Request_ResourceNotFound');

  /** Each question of a batch finds its own route, or one told for `batched GET …` alone. What cannot happen to a part of an answer is no answer to it. */
  function batch(text: string): readonly object[] {
    const { requests } = JSON.parse(text) as {
      requests: { id: string; method: string; url: string; body?: unknown }[];
    };
    return requests.flatMap(({ id, method, url, body }) => {
      const path = decodeURIComponent(url);
      inner.push({ method, path, raw: url, headers: {}, body: JSON.stringify(body ?? '') });
      const answer = found(`batched ${method} ${path}`) ?? answerTo(`${method} ${path}`);
      return typeof answer === 'string' ? [] : [{ id, ...answer }];
    });
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cloud = { graphName: GRAPH, graph: `${origin}/graph` };

  return {
    origin,
    cloud,
    asked,
    /** What was asked within batches. */
    inner,
    world: fakeWorld(),
    /** The next requests, whatever they are, get these answers. */
    answer: (...answers: Answer[]) => void next.push(...answers),
    /** Requests that start so (method and path) get this answer; the route told last wins. */
    route: (start: string, body: unknown, status = 200) => void routes.push({ start, answer: { status, body } }),
    /** The same for answers that are none. */
    routeTo: (start: string, answer: Answer) => void routes.push({ start, answer }),
    client: (timeout = PATIENCE) =>
      createGraph({ cloud, token: async () => new Secret('app-token'), world: fakeWorld(), timeout }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function error(status: number, code: string, message = 'said by the fake', headers = {}): Answer {
  return { status, headers, body: { error: { code, message, innerError: { 'request-id': 'inner' } } } };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'drop') return void response.destroy();
  if (answer === 'half') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"value":[', () => response.destroy());
    return;
  }
  const { status, body, headers } = answer;
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'r-1', ...headers });
  response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
}
