// How MSAL reaches Entra: the global fetch with a time limit on every call, which MSAL's own client does not put on token requests.
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

/** The two login addresses of a cloud: what it is called in tokens, and where it is reached. Outside of rehearsals they are the same. */
export type Login = { readonly authority: string; readonly login: string };

const TIMEOUT = 10_000;

/**
 * MSAL refuses any authority that is not https, and takes the first part of a configured endpoint's path for a tenant. So it is left
 * with Microsoft's authority, whose metadata is built in, and its addresses are turned to where that is reached on their way out.
 */
export function reachedAt({ authority, login }: Login, url: string): string {
  return url.startsWith(`${authority}/`) ? `${login}${url.slice(authority.length)}` : url;
}

/**
 * Whatever fails here (time-out, lost connection, an answer that is not JSON, a redirect) reaches callers as MSAL's `network_error`:
 * Entra could not be asked, which is not the same as Entra saying no.
 * @param timeout milliseconds for the whole exchange, the body included
 */
export function createNet(cloud: Login, timeout = TIMEOUT): INetworkModule {
  async function exchange<T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions | undefined,
    within: number,
  ): Promise<NetworkResponse<T>> {
    const response = await fetch(reachedAt(cloud, url), {
      method,
      headers: options?.headers ?? {},
      // A token request carries secrets: it is never carried on to where a redirect points.
      redirect: 'error',
      signal: AbortSignal.timeout(within),
      ...(method === 'POST' ? { body: options?.body ?? '' } : {}),
    });
    return {
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
      status: response.status,
    };
  }

  return {
    sendGetRequestAsync: (url, options, within) => exchange('GET', url, options, within ?? timeout),
    sendPostRequestAsync: (url, options) => exchange('POST', url, options, timeout),
  };
}
