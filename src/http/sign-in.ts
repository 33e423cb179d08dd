// The sign-in round trip as the browser sees it: a page with one button, off to Entra, and back to wherever the purpose leads.
import { createHash } from 'node:crypto';
import type { Log, Requests, Tickets, World } from '../core/ports.ts';
import { ANYBODYS, type Callback, type Finished, type Purpose, type SignIn, type Subject } from '../core/sign-in.ts';
import { type Answer, seeOther } from './answer.ts';
import type { BrowserCookie } from './cookie.ts';
import type { Asked, Handled } from './route.ts';
import type { Ends } from './sign-in-ends.ts';
import { failedPage, type SignInLook, type Start, startPage } from './sign-in-pages.ts';

export function createSignInRoundTrip(deps: {
  readonly look: SignInLook;
  readonly cookie: BrowserCookie;
  readonly tickets: Pick<Tickets, 'redeem'>;
  readonly requests: Pick<Requests, 'find'>;
  readonly signIn: SignIn;
  readonly ends: Ends;
  readonly world: Pick<World, 'now'>;
  readonly log: Log;
}) {
  const { look, cookie, tickets, requests, signIn, ends, world, log } = deps;

  async function subjectOf(purpose: Purpose, { ticket, request }: Start): Promise<Subject | undefined> {
    if (ticket !== undefined) return tickets.redeem(`sign-in:${purpose}`, ticket);
    if (!ANYBODYS.includes(purpose)) return undefined;
    if (purpose === 'tracker') return request === undefined ? {} : { request };
    if (request === undefined) return undefined;
    const claims = (await requests.find(request))?.claims;
    return { request, askedAt: String(world.now()), ...(claims === undefined ? {} : { claims }) };
  }

  return {
    /** Changes nothing: previews of a link fetch it, too. */
    show: async (purpose: Purpose, start: Start, asked: Asked): Promise<Handled> =>
      startPage(asked.words, look, purpose, start),

    async leave(purpose: Purpose, start: Start, asked: Asked): Promise<Handled> {
      const subject = await subjectOf(purpose, start);
      if (!subject) return failedPage(asked, { ok: false, why: 'expired', purpose });
      const { url, browserKey } = await signIn.start(purpose, subject);
      return seeOther(url, { 'set-cookie': cookie.set(browserKey) });
    },

    async back(callback: Callback, asked: Asked): Promise<Handled> {
      const finished = await signIn.finish(callback, cookie.read(asked.header('cookie')));
      const answer = finished.ok ? await arrive(finished, callback, asked) : failedPage(asked, finished);
      if (!finished.ok)
        log.info({ reference: asked.reference, purpose: finished.purpose, why: finished.why }, 'a sign-in failed');
      return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie.clear } };
    },
  };

  function arrive(finished: Finished, callback: Callback, asked: Asked): Promise<Answer> {
    // One sign-in, one command: the state was single-use, and its hash may be kept.
    const state = createHash('sha256')
      .update(callback.state ?? '')
      .digest('base64url')
      .slice(0, 22);
    return ends[finished.purpose](finished, asked, `sign-in:${state}`);
  }
}
