// The desk's own token for Graph (app-only): asked for once, used until shortly before it ends.
import type { World } from '../core/ports.ts';
import { Secret } from '../core/secret.ts';
import { classify } from './faults.ts';
import type { Msal } from './msal.ts';

const SPARE = 5 * 60_000;

export type AppTokens = ReturnType<typeof createAppTokens>;

/** @param graph the origin tokens are asked for, e.g. `https://graph.microsoft.com` */
export function createAppTokens({ msal, graph, world }: { msal: () => Msal; graph: string; world: World }) {
  let held: { readonly token: Secret; readonly until: number } | undefined;
  let asking: Promise<Secret> | undefined;

  async function ask(): Promise<Secret> {
    try {
      const result = await msal().acquireTokenByClientCredential({ scopes: [`${graph}/.default`] });
      if (!result?.accessToken) throw new Error('Entra answered without a token');
      const token = new Secret(result.accessToken);
      held = { token, until: (result.expiresOn?.getTime() ?? 0) - SPARE };
      return token;
    } catch (cause) {
      const { kind, number, correlation } = classify(cause);
      throw new Error(`no app-only token for Graph: ${kind}, AADSTS${number ?? ' unknown'}, ${correlation ?? ''}`, {
        cause,
      });
    } finally {
      asking = undefined;
    }
  }

  return {
    /** Throws when Entra cannot be reached or refuses the registration. */
    async graphToken(): Promise<Secret> {
      if (held && world.now() < held.until) return held.token;
      asking ??= ask();
      return asking;
    },
    /** Graph said 401: the next call asks again. */
    discard(): void {
      held = undefined;
    },
  };
}
