// Where each purpose of a sign-in ends. Whose sign-in it was is compared here, never believed from the page.
import type { Desk } from '../core/desk/desk.ts';
import { same } from '../core/person.ts';
import type { Requests, Tickets } from '../core/ports.ts';
import { isRefused } from '../core/refusals.ts';
import { type Answer, seeOther } from './answer.ts';
import type { Finished, HandsSignIn, Purpose } from './oidc.ts';
import type { Asked } from './route.ts';
import {
  codePage,
  connectedPage,
  donePage,
  noRequestPage,
  notDonePage,
  type SignInLook,
  wrongAccountPage,
} from './sign-in-pages.ts';

/** How long the code of a step-up may take from the popup to the chat. */
export const CODE_TTL = 10 * 60_000;
const TRACKER_TTL = 60_000;

export type AcceptHands = (
  signedIn: HandsSignIn,
) => Promise<{ readonly ok: true } | { readonly ok: false; readonly why: 'wrong-account' }>;

export type Ends = Readonly<Record<Purpose, (finished: Finished, asked: Asked, command: string) => Promise<Answer>>>;

export function createEnds(deps: {
  readonly origin: string;
  readonly look: SignInLook;
  readonly desk: Pick<Desk, 'signedIn'>;
  readonly requests: Pick<Requests, 'find' | 'latest'>;
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly accept: AcceptHands;
}): Ends {
  const { origin, look, desk, requests, tickets, accept } = deps;
  return {
    /**
     * Nothing is proved yet: the code is, once the person sends it from their own chat. A wrong account is turned away here and costs
     * none of the day's tries, for browsers like to sign in whoever used them last.
     */
    async prove({ subject, who, authTime, acrs }, asked) {
      const { request, person, tenant } = subject;
      if (request === undefined || person === undefined || tenant === undefined) return wrongAccountPage(asked, who);
      if (!same({ tenant, id: person }, { tenant: who.tid, id: who.oid })) return wrongAccountPage(asked, who);
      const proof = { request, person, tenant, id: who.oid, contexts: acrs.join(' ') };
      const timed = authTime === undefined ? proof : { ...proof, authTime: String(authTime) };
      return codePage(asked.words, look, await tickets.issue('step-up', timed, CODE_TTL));
    },

    async finish({ subject, who, authTime, acrs }, asked, command) {
      const id = subject['request'] ?? '';
      const signedIn = {
        tenant: who.tid,
        id: who.oid,
        contexts: acrs,
        ...(authTime === undefined ? {} : { authTime }),
      };
      const result = await desk.signedIn(id, signedIn, command);
      if (!isRefused(result)) return donePage(asked.words, id);
      if (result.refused === 'proof-wrong-person') return wrongAccountPage(asked, who);
      return notDonePage(asked, result.refused, id);
    },

    /** Another person's request and one that does not exist answer alike. Without any named, it is the latest of whoever signed in. */
    async tracker({ subject, who }, asked) {
      const named = subject['request'];
      const own = { tenant: who.tid, id: who.oid };
      const request = await (named === undefined ? requests.latest(own) : requests.find(named));
      if (!request && named === undefined) return noRequestPage(asked.words);
      const owner = request && { tenant: request.tenant, id: request.person };
      if (!request || !owner || !same(owner, own)) return wrongAccountPage(asked, who);
      const ticket = await tickets.issue('tracker', { request: request.id, person: request.person }, TRACKER_TTL);
      return seeOther(`${origin}/tracker#ticket=${ticket}`);
    },

    async connect({ who, hands }, asked) {
      const accepted = hands === undefined ? undefined : await accept(hands);
      return accepted?.ok ? connectedPage(asked.words, who.upn) : wrongAccountPage(asked, who, 'connect');
    },
  };
}
