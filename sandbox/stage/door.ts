// Who may use the stage: the sandbox's own page on this machine, and nothing else that a browser has open.
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { World } from '../world.ts';
import type { Trouble } from './protocol.ts';

/** A wish that cannot be granted, in words for the person at the page. */
export class Refused extends Error {
  readonly code: Trouble | undefined;

  constructor(message: string, code?: Trouble) {
    super(message);
    this.code = code;
  }
}

export type Deed<Body> = (body: Body) => Promise<unknown>;

/** Adds GET routes that answer JSON, and POST routes that take it. The rest of the stage never sees HTTP. */
export function createDoor(server: Server, world: World) {
  return {
    ask(path: string, answer: (req: Request) => unknown): void {
      server.get(path, async (req, res) => {
        if (!isHere(world, req)) return say(res, 403, { trouble: 'This page is only for this machine.' });
        const found = answer(req);
        say(res, found === undefined ? 404 : 200, found ?? { trouble: 'There is no such thing.' });
      });
    },
    tell<Schema extends z.ZodType>(path: string, schema: Schema, deed: Deed<z.infer<Schema>>): void {
      server.post(path, async (req, res) => {
        if (!isOwnPage(world, req)) return say(res, 403, { trouble: 'Only the sandbox’s own page may do this.' });
        const body = schema.safeParse(req.body);
        if (!body.success) return say(res, 400, { trouble: z.prettifyError(body.error) });
        try {
          say(res, 200, (await deed(body.data)) ?? {});
        } catch (fault) {
          // Of the sandbox itself nothing is secret: whoever is at this page wants to know.
          const status = fault instanceof Refused ? 409 : 500;
          const code = fault instanceof Refused && fault.code ? { code: fault.code } : {};
          say(res, status, { trouble: fault instanceof Error ? fault.message : String(fault), ...code });
        }
      });
    },
  };
}

/** The name the browser used must be ours: a stranger's name that leads to loopback is another site's page. */
export function isHere(world: World, req: Request): boolean {
  const { port } = new URL(world.origin);
  // Not `req.headers`: the sandbox has overwritten it there, for restify's sake.
  const at = req.rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(req.rawHeaders[at + 1] ?? '');
}

function isOwnPage(world: World, req: Request): boolean {
  const json = /^application\/json\b/.test(req.headers['content-type'] ?? '');
  return isHere(world, req) && req.headers.origin === world.origin && json;
}

function say(res: Response, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  res.end(JSON.stringify(body));
}
