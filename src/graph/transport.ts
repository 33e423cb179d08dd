// The last link of the Graph client's chain: one HTTP exchange, with a time limit, to Graph alone.
import type { Context, Middleware } from '@microsoft/microsoft-graph-client';

export type GraphAt = {
  /** The origin every Graph URL carries, e.g. `https://graph.microsoft.com`. */
  readonly graphName: string;
  /** Where that origin is reached; the same, outside of rehearsals. */
  readonly graph: string;
};

/**
 * Redirects are handed back, never followed: following a 307 would send the body (a new password, once) to wherever it points.
 * A URL of another origin is refused before anything is sent, whoever built it.
 * @param timeout milliseconds for one exchange, the body included
 */
export function createTransport({ graphName, graph }: GraphAt, timeout: number): Middleware {
  return {
    async execute(context: Context): Promise<void> {
      const url = new URL(typeof context.request === 'string' ? context.request : context.request.url);
      if (url.origin !== graphName) throw new TypeError('not an address of Graph');
      // A fresh limit for each try: the limit of the first must not end the second.
      context.response = await fetch(`${graph}${url.pathname}${url.search}`, {
        ...context.options,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
    },
  };
}
