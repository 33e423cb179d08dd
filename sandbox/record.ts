// Writes the bot's Graph traffic down, one JSON object a line, so that it can be held against Microsoft's published shapes.
import { appendFileSync } from 'node:fs';
import type { Request, Response } from 'restify';

export type Handler = (req: Request, res: Response) => Promise<void>;
export type Recorder = { wrap(handler: Handler): Handler };

const MICROSOFT = 'https://graph.microsoft.com';

/**
 * Appends to `file` one line an exchange: `{ method, url, requestHeaders, requestBody, status, responseHeaders, responseBody }`.
 * The address is Microsoft's, tokens and new passwords are left out, and what was never answered is not an exchange.
 */
export function createRecorder(file: string): Recorder {
  return {
    wrap: handler =>
      async function recorded(req, res) {
        const body = bodySent(res);
        // Written before anybody can kill anybody, and in the order of the answers.
        res.once('finish', () => appendFileSync(file, `${JSON.stringify(exchange(req, res, body()))}\n`));
        await handler(req, res);
      },
  };
}

/** A copy in which every `newPassword` is gone, at any depth. */
export function withoutPasswords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPasswords);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      name === 'newPassword' && typeof held === 'string' ? '(removed)' : withoutPasswords(held),
    ]),
  );
}

function exchange(req: Request, res: Response, body: string) {
  const { authorization: _, ...requestHeaders } = req.headers;
  return {
    method: req.method,
    url: `${MICROSOFT}${(req.url ?? '').replace(/^\/graph(?=\/)/, '')}`,
    requestHeaders,
    requestBody: withoutPasswords(req.body) ?? null,
    status: res.statusCode,
    responseHeaders: res.getHeaders(),
    responseBody: withoutPasswords(parsed(body)),
  };
}

function parsed(body: string): unknown {
  if (body === '') return null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Collects what passes through `write` and `end`; nothing on the way is changed. */
function bodySent(res: Response): () => string {
  const chunks: Buffer[] = [];
  for (const name of ['write', 'end'] as const) {
    const original = res[name] as (...args: unknown[]) => unknown;
    Reflect.set(res, name, (...args: unknown[]) => {
      const [chunk] = args;
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
      return original.apply(res, args);
    });
  }
  return () => Buffer.concat(chunks).toString();
}
