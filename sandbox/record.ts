// Writes the bot's Graph traffic down, one JSON object a line, so that it can be held against Microsoft's published shapes.
import { appendFileSync } from 'node:fs';
import type { Request, Response } from 'restify';

export type Handler = (req: Request, res: Response) => Promise<void>;
export type Recorder = { wrap(handler: Handler): Handler };

type Headers = Readonly<Record<string, unknown>>;

type Exchange = {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Headers;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseHeaders: Headers;
  readonly responseBody: unknown;
};

/** One call of a batch, and the answer of the same id. */
type Asked = { readonly id: string; readonly method: string; readonly url: string } & Partial<Part>;
type Answered = { readonly id: string; readonly status: number } & Partial<Part>;
type Part = { readonly headers: Headers; readonly body: unknown };

const MICROSOFT = 'https://graph.microsoft.com';

/**
 * Appends to `file` one line an exchange: `{ method, url, requestHeaders, requestBody, status, responseHeaders, responseBody }`.
 * The address is Microsoft's, tokens and new passwords are left out, and what was never answered is not an exchange. A batch
 * is written as the calls it held: what Microsoft publishes, it publishes of each of them.
 */
export function createRecorder(file: string): Recorder {
  return {
    wrap: handler =>
      async function recorded(req, res) {
        const body = bodySent(res);
        // Written before anybody can kill anybody, and in the order of the answers.
        res.once('finish', () => {
          const lines = unfolded(exchange(req, res, body())).map(one => `${JSON.stringify(one)}\n`);
          appendFileSync(file, lines.join(''));
        });
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

function exchange(req: Request, res: Response, body: string): Exchange {
  const { authorization: _, ...requestHeaders } = req.headers;
  return {
    method: req.method ?? '',
    url: `${MICROSOFT}${(req.url ?? '').replace(/^\/graph(?=\/)/, '')}`,
    requestHeaders,
    requestBody: withoutPasswords(req.body) ?? null,
    status: res.statusCode,
    responseHeaders: res.getHeaders(),
    responseBody: withoutPasswords(parsed(body)),
  };
}

/** The calls of a batch that was carried out, in their order; anything else, a garbled answer too, is one exchange already. */
function unfolded(whole: Exchange): readonly Exchange[] {
  if (!whole.url.endsWith('/$batch')) return [whole];
  const { responses } = Object(whole.responseBody) as { readonly responses?: readonly Answered[] };
  if (!responses) return [whole];
  const { requests } = whole.requestBody as { readonly requests: readonly Asked[] };
  return requests.flatMap(asked =>
    responses
      .filter(({ id }) => id === asked.id)
      .map(answered => ({
        method: asked.method,
        url: whole.url.replace(/\/\$batch$/, asked.url),
        requestHeaders: { ...whole.requestHeaders, ...lowered(asked.headers) },
        requestBody: asked.body ?? null,
        status: answered.status,
        responseHeaders: { ...whole.responseHeaders, ...lowered(answered.headers) },
        responseBody: answered.body ?? null,
      })),
  );
}

/** As Node names the headers of a call that is no part of another. */
function lowered(headers: Headers = {}): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
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
