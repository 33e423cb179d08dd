// Reads what Graph answered: its JSON, its error, or that it is neither. Nothing of a body goes into a fault.
import { GraphFault } from './fault.ts';
import { retryAfterOf } from './retry-after.ts';

/** The call an answer belongs to, as far as a log may know it. */
export type Asked = { readonly what: string; readonly clientRequestId: string };

/** @param now milliseconds since 1970, for a Retry-After that is a date */
export async function faultOf(response: Response, asked: Asked, now: number): Promise<GraphFault> {
  const said = await errorOf(response);
  const redirected = response.status >= 300 && response.status < 400;
  return new GraphFault({
    ...asked,
    status: response.status,
    code: redirected ? 'redirect' : (said?.code ?? 'unreadable'),
    requestId: response.headers.get('request-id') ?? undefined,
    retryAfter: retryAfterOf(response.headers.get('retry-after'), now),
  });
}

/** Graph's error body (`{ error: { code, message } }`), or undefined where it is something else, or lost on the way. */
export async function errorOf(response: Response): Promise<{ code?: string; message?: string } | undefined> {
  try {
    const { error } = JSON.parse(await response.text()) as { error?: Record<string, unknown> };
    const text = (value: unknown, name: string) => (typeof value === 'string' ? { [name]: value } : {});
    return error ? { ...text(error['code'], 'code'), ...text(error['message'], 'message') } : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON of a 2xx, undefined for an empty body. Throws GraphFault when it did not come whole. */
export async function bodyOf(response: Response, asked: Asked): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    const requestId = response.headers.get('request-id') ?? undefined;
    // A syntax error quotes the text it met: it stays out of the log.
    const quoted = cause instanceof SyntaxError;
    throw new GraphFault({ ...asked, status: 0, code: 'unreadable', requestId }, quoted ? undefined : { cause });
  }
}
