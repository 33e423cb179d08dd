// Where each purpose of a sign-in ends. Whose sign-in it was is compared here, never believed from the page.
import type { Desk } from '../core/desk/desk.ts';
import { same } from '../core/person.ts';
import type { Requests, Tickets } from '../core/ports.ts';
import { isRefused } from '../core/refusals.ts';
import type { Finished, HandsSignIn, Purpose } from '../core/sign-in.ts';
import { type Answer, seeOther } from './answer.ts';
import type { Enrolment } from './enrol.ts';
import type { Join } from './join.ts';
import type { Asked } from './route.ts';
import {
  type Advice,
  approvedPage,
  codePage,
  connectedPage,
  donePage,
  lentPage,
  noRequestPage,
  notApprovedPage,
  notDonePage,
  notGrantedPage,
  notLentPage,
  type SignInLook,
  wrongAccountPage,
} from './sign-in-pages.ts';

/** How long the code of a step-up may take from the popup to the chat. */
export const CODE_TTL = 10 * 60_000;
const TRACKER_TTL = 60_000;

/** `advice`: what is still to be mended with that account, in exact steps, for whoever connected it. */
export type AcceptHands = (
  signedIn: HandsSignIn,
  which: 'ordinary' | 'privileged',
) => Promise<
  | { readonly ok: true; readonly advice: readonly Advice[] }
  | { readonly ok: false; readonly why: 'wrong-account' | 'scope-missing' }
>;

export type Ends = Readonly<Record<Purpose, (finished: Finished, asked: Asked, command: string) => Promise<Answer>>>;

export function createEnds(deps: {
  readonly origin: string;
  readonly look: SignInLook;
  readonly desk: Pick<Desk, 'signedIn' | 'approve' | 'lend' | 'noteWrongAccount'>;
  readonly requests: Pick<Requests, 'find' | 'latest'>;
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly accept: AcceptHands;
  readonly enrolment: Pick<Enrolment, 'show' | 'told'>;
  readonly join: Pick<Join, 'proved' | 'elsewhere'>;
}): Ends {
  const { origin, look, desk, requests, tickets, accept, enrolment, join } = deps;
  return {
    /**
     * Nothing is proved yet: the code is, once the person sends it from their own chat. A wrong account is turned away here and costs
     * none of the day's tries, for browsers like to sign in whoever used them last.
     */
    async prove(finished, asked, command) {
      const { subject, who, authTime, acrs } = finished;
      if (subject['join'] !== undefined) return join.proved(finished, asked, command);
      const { request, person, tenant } = subject;
      if (request === undefined || person === undefined || tenant === undefined) return wrongAccountPage(asked, who);
      const [owner, signedIn] = [
        { tenant, id: person },
        { tenant: who.tid, id: who.oid },
      ];
      if (!same(owner, signedIn)) {
        await desk.noteWrongAccount(owner, request, signedIn, command);
        return wrongAccountPage(asked, who);
      }
      const proof = { request, person, tenant, id: who.oid, contexts: acrs.join(' ') };
      const timed = authTime === undefined ? proof : { ...proof, authTime: String(authTime) };
      return codePage(asked.words, look, await tickets.issue('step-up', timed, CODE_TTL));
    },

    /** The ticket was made at the click: for this approver and this request, as it was before their eyes. */
    async approve({ subject, who, authTime, acrs, own }, asked, command) {
      const { request, approver, tenant, seen, askedAt } = subject;
      if (!request || !approver || !tenant || !seen || !askedAt) return wrongAccountPage(asked, who);
      if (!same({ tenant, id: approver }, { tenant: who.tid, id: who.oid })) return wrongAccountPage(asked, who);
      const gesture = {
        contexts: acrs,
        seen,
        askedAt: Number(askedAt),
        ...(authTime === undefined ? {} : { authTime }),
        ...(own ? { own } : {}),
      };
      const result = await desk.approve({ tenant, id: who.oid, name: who.name }, request, command, gesture);
      return isRefused(result) ? notApprovedPage(asked, result.refused) : approvedPage(asked.words, result.done);
    },

    /** The link says which request, and no more: whose hands may do it is judged by who signed in. */
    async 'lock-out'({ subject, who, authTime, own }, asked, command) {
      const gesture = {
        askedAt: Number(subject['askedAt']),
        ...(authTime === undefined ? {} : { authTime }),
        ...(own ? { own } : {}),
      };
      const lender = { tenant: who.tid, id: who.oid, name: who.name };
      const result = await desk.lend(lender, subject['request'] ?? '', command, gesture);
      return isRefused(result) ? notLentPage(asked, result.refused) : lentPage(asked.words);
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
      if (request?.purpose === 'enrol') return enrolment.told(request, who, asked);
      const owner = request && { tenant: request.tenant, id: request.person };
      if (!request || !owner || !same(owner, own)) return wrongAccountPage(asked, who);
      // Whoever has this person's sign-in may be why they cannot open Teams.
      if (request.onBehalf) return join.elsewhere(asked);
      const ticket = await tickets.issue('tracker', { request: request.id, person: request.person }, TRACKER_TTL);
      return seeOther(`${origin}/tracker#ticket=${ticket}`);
    },

    async connect({ subject, who, hands }, asked) {
      const which = subject['which'] === 'privileged' ? 'privileged' : 'ordinary';
      const accepted = hands === undefined ? undefined : await accept(hands, which);
      if (accepted?.ok) return connectedPage(asked.words, who.upn, accepted.advice);
      return accepted?.why === 'scope-missing' ? notGrantedPage(asked) : wrongAccountPage(asked, who, 'connect');
    },

    enrol: (finished, asked, command) => enrolment.show(finished, asked, command),
  };
}
