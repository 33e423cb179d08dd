// The HTTP server: iterates over the table of routes, and knows nothing of what they do.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request, Response } from 'restify';
import restify from 'restify';
import { wordsFor } from '../../locales/words.ts';
import type { Log, World } from '../core/ports.ts';
import type { Answer } from './answer.ts';
import { securityHeaders } from './headers.ts';
import { languageOf } from './language.ts';
import type { Asked, Route } from './route.ts';
import { isTrouble, type Speech, type Trouble, tell, trouble } from './trouble.ts';

declare module 'restify' {
  interface Server {
    /** Runs before restify looks at the request at all; false: it is answered. Missing in @types/restify 8. */
    first(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
  }
}

export type Http = ReturnType<typeof createHttp>;

/** Slow senders are cut off; nothing of ours is large or long. */
const REQUEST_TIMEOUT = 30_000;
/** How long open requests may still run when the server closes. */
const GRACE = 10_000;

/** @param publicUrl where browsers reach the desk; whether it is https decides about HSTS. `port` 0 takes a free one. */
export function createHttp(deps: {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly routes: readonly Route[];
  readonly world: Pick<World, 'random'>;
  readonly log: Log;
}) {
  const { host, port, routes, world, log } = deps;
  const secure = new URL(deps.publicUrl).protocol === 'https:';
  const server = restify.createServer({ name: '' });
  server.server.requestTimeout = REQUEST_TIMEOUT;

  function send(response: ServerResponse, answer: Answer): void {
    const { status, type, body, headers = {} } = answer;
    response.writeHead(status, {
      ...securityHeaders(answer, secure),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(status === 304 ? {} : { 'content-length': Buffer.byteLength(body ?? '') }),
      ...headers,
    });
    response.end(body);
  }

  function refuse(request: IncomingMessage, response: ServerResponse, found: Trouble): false {
    const words = wordsFor(languageOf(request.headers['accept-language']));
    send(response, tell(found, 'text', words, reference()));
    return false;
  }

  const reference = () => world.random(5).toString('hex').toUpperCase();

  // Deny by default, before anything normalises the address: what is not in the table letter by letter does not exist.
  server.first((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0];
    const rows = routes.filter(row => row.path === path);
    if (rows.length === 0) return refuse(request, response, trouble('not-found'));
    if (!rows.some(row => row.method === request.method))
      return refuse(request, response, trouble('method', { allow: rows.map(row => row.method).join(', ') }));
    // restify builds a URL from this header and lets the process die of a malformed one. Nothing here may depend on it anyway.
    request.headers.host = 'localhost';
    return true;
  });

  async function run(row: Route, request: Request, response: Response): Promise<void> {
    const asked = askedOf(request, response, reference());
    // The handler that answers by itself starts from these, too.
    for (const [name, value] of Object.entries(securityHeaders({}, secure))) response.setHeader(name, value);
    const facts = { reference: asked.reference, method: row.method, path: row.path };
    try {
      const handled = await row.handle(asked);
      if (handled === 'answered') return;
      if (!isTrouble(handled)) return send(response, handled);
      log.info({ ...facts, trouble: handled.trouble }, 'a request was refused');
      send(response, tell(handled, row.speaks, asked.words, asked.reference));
    } catch (fault) {
      log.error({ ...facts, fault }, 'a request could not be answered');
      fail(response, row.speaks, asked);
    }
  }

  function fail(response: Response, speech: Speech, asked: Asked): void {
    if (response.headersSent) response.destroy();
    else send(response, tell(trouble('broken'), speech, asked.words, asked.reference));
  }

  for (const row of routes) {
    const handle = async (request: Request, response: Response) => run(row, request, response);
    if (row.method === 'GET') server.get(row.path, handle);
    else server.post(row.path, handle);
  }

  return {
    /** The port is the real one, also when 0 was asked for. */
    listen(): Promise<{ readonly port: number }> {
      return new Promise((resolve, reject) => {
        // restify passes the server's faults on, and what nobody hears of them ends the process.
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve({ port: (server.address() as AddressInfo).port });
        });
      });
    },

    /** Takes no more, lets what is under way end, and after ten seconds cuts it off. */
    async close(): Promise<void> {
      const closed = new Promise<void>(resolve => {
        server.close(resolve);
      });
      server.server.closeIdleConnections();
      const cut = setTimeout(() => server.server.closeAllConnections(), GRACE);
      await closed;
      clearTimeout(cut);
    },
  };
}

function askedOf(request: Request, response: Response, reference: string): Asked {
  const [, ...search] = (request.url ?? '').split('?');
  return {
    query: new URLSearchParams(search.join('?')),
    header(name) {
      const value = request.headers[name];
      return typeof value === 'string' ? value : undefined;
    },
    words: wordsFor(languageOf(request.headers['accept-language'])),
    reference,
    request,
    response,
  };
}
