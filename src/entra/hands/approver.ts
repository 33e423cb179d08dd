// The approver's own hands: the token of their sign-in at the click resets, so that Entra's audit names the human who decided.
import type { TokenCache } from '../../core/keeping.ts';
import type { Hands, World } from '../../core/ports.ts';
import { handsBindingOf, handsPartitionOf } from '../../core/request.ts';
import type { Sealed, Sealer } from '../../core/seal.ts';
import { Secret } from '../../core/secret.ts';

/** A token that ends while Graph looks at it would turn a reset into a doubt. */
const SPARE = 60_000;

type Box = { readonly token: string; readonly as: string };

/**
 * Only the access token is kept, no refresh token: it is good for about an hour and for nothing but this. It cannot be made fresh without its
 * owner, so whoever comes too late, or after Graph refused it, hears that the approver is gone and must approve again.
 */
export function createApproverHands(deps: {
  readonly tokens: Pick<TokenCache, 'read'>;
  readonly sealer: Sealer;
  readonly world: World;
}): Hands {
  const { tokens, sealer, world } = deps;
  return {
    whose: 'approver',

    offer(request, approver, { token, as }) {
      const box = token.use(plain => new Secret(JSON.stringify({ token: plain, as } satisfies Box)));
      return sealer.seal(box, handsBindingOf(request, approver));
    },

    async take({ request }) {
      const { hands } = request;
      if (!hands || world.now() + SPARE >= hands.until) return { held: 'approver-gone' };
      const row = await tokens.read(handsPartitionOf(request.id));
      if (!row) return { held: 'approver-gone' };
      return sealer.open(row.blob as Sealed, handsBindingOf(request, hands.by)).use(text => {
        const { token, as } = JSON.parse(text) as Box;
        return { token: new Secret(token), as };
      });
    },

    // There is no sign-in to lose: each approval brings its own.
    state: async () => ({ connected: true }),
  };
}
