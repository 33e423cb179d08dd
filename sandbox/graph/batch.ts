// Many calls in one (`POST /$batch`): each is carried out by itself and has its own answer. Source: "JSON batching" in Graph's reference.
import { badRequest, isRefusal, ok } from './refusals.ts';
import type { Reply } from './types.ts';

/** One call of a batch, read and found in order. */
export type Inner = {
  readonly method: string;
  /** Below `/v1.0`, with its query. */
  readonly url: string;
  readonly body: unknown;
  header(name: string): string | undefined;
};

const MOST = 20;

/** Refuses the whole for what is no batch; everything else is an answer among the answers. Nothing depends on anything here. */
export async function batch(body: unknown, carryOut: (inner: Inner) => Promise<Reply>): Promise<Reply> {
  const requests = typeof body === 'object' && body !== null && 'requests' in body ? body.requests : undefined;
  if (!Array.isArray(requests) || requests.length === 0) return badRequest('Invalid batch payload format.');
  if (requests.length > MOST) return badRequest(`Number of batch request steps exceeds the maximum value of ${MOST}.`);
  const read = requests.map(innerOf);
  if (read.includes(undefined)) return badRequest('Each request of a batch needs an id, a method and a relative url.');
  const known = read.filter(one => one !== undefined);
  if (new Set(known.map(([id]) => id)).size < known.length) return badRequest('Request id is not unique in the batch.');
  const responses = await Promise.all(
    known.map(async ([id, inner]) => {
      const nested = inner.url.toLowerCase().startsWith('/$batch');
      const reply = nested ? badRequest('A batch cannot hold a batch.') : await carryOut(inner);
      const refused = isRefusal(reply) && { error: { code: reply.code, message: reply.message } };
      return {
        id,
        status: reply.status,
        headers: { ...reply.headers, 'Content-Type': 'application/json' },
        ...(refused || reply.body ? { body: refused || reply.body } : {}),
      };
    }),
  );
  return ok({ responses });
}

function innerOf(request: unknown): readonly [string, Inner] | undefined {
  const { id, method, url, body, headers } = (request ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string') return undefined;
  if (/^https?:/i.test(url)) return undefined;
  const named = Object.entries((headers ?? {}) as Record<string, unknown>);
  const header = (name: string) => {
    const [, value] = named.find(([one]) => one.toLowerCase() === name.toLowerCase()) ?? [];
    return typeof value === 'string' ? value : undefined;
  };
  // A body without its type is not read as one.
  if (body !== undefined && !header('content-type')?.startsWith('application/json')) return undefined;
  return [id, { method: method.toUpperCase(), url: url.startsWith('/') ? url : `/${url}`, body, header }];
}
