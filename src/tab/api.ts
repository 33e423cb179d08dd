// Talks to the desk. Every outcome is a value; nothing here throws.
import type { Outcome } from './outcome.ts';

/** How long an answer may take before the network counts as gone. */
const PATIENCE = 15_000;

export function createApi(bearer: () => string | undefined) {
  let etag = '';

  async function send<Body>(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object) {
    const known = bearer();
    const request: RequestInit = {
      method,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE),
      headers: {
        ...headers,
        ...(known === undefined ? {} : { authorization: `Bearer ${known}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
    try {
      const response = await fetch(path, request);
      return await read<Body>(response);
    } catch {
      return { outcome: { is: 'offline' } as Outcome<Body>, etag: '' };
    }
  }

  return {
    async open(ticket: string): Promise<Outcome<{ readonly bearer: string }>> {
      return (await send<{ readonly bearer: string }>('POST', '/tracker/session', {}, { ticket })).outcome;
    },

    async state<State>(): Promise<Outcome<State>> {
      const answer = await send<State>('GET', '/tracker/state', etag === '' ? {} : { 'if-none-match': etag });
      if (answer.outcome.is === 'ok') etag = answer.etag;
      return answer.outcome;
    },

    /** @param key names this press: sent again after a lost answer, it is the same command */
    async act<Body>(verb: string, key: string): Promise<Outcome<Body>> {
      return (await send<Body>('POST', `/tracker/${verb}`, { 'idempotency-key': key })).outcome;
    },
  };
}

async function read<Body>(response: Response): Promise<{ outcome: Outcome<Body>; etag: string }> {
  const etag = response.headers.get('etag') ?? '';
  if (response.status === 304) return { outcome: { is: 'same' }, etag };
  if (response.status === 401) return { outcome: { is: 'no-session' }, etag };
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return { outcome: { is: 'ok', body: body as Body }, etag };
  const words = (body as { words?: unknown } | undefined)?.words;
  return { outcome: { is: 'refused', words: typeof words === 'string' ? words : undefined }, etag };
}
