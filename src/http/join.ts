// A request asked for by another, joined from any device: its owner proves here who they are, and here the tracker is handed to them.
import { z } from 'zod';
import type { Desk } from '../core/desk/desk.ts';
import { same } from '../core/person.ts';
import type { Tickets, World } from '../core/ports.ts';
import { isRefused, type Refused } from '../core/refusals.ts';
import type { Request } from '../core/request.ts';
import type { Finished, SignIn } from '../core/sign-in.ts';
import { type Answer, seeOther } from './answer.ts';
import type { BrowserCookie } from './cookie.ts';
import { elsewherePage, enterPage, joinedPage, stopDonePage, stopPage } from './join-pages.ts';
import { networkOf } from './network.ts';
import type { Asked, Handled } from './route.ts';
import { wrongAccountPage } from './sign-in-pages.ts';

const TRACKER_TTL = 60_000;

const request = z.string().regex(/^[\w-]{1,80}$/);
const key = z.string().regex(/^[\w-]{20,64}$/);
export const entering = z.strictObject({ upn: z.string().max(256), code: z.string().max(16) });
export const stepping = z.strictObject({
  request,
  page: key,
  do: z.enum(['look', 'vouch', 'sign-in', 'file', 'hand-off', 'cancel']),
  code: z.string().max(100).optional(),
  app: z.string().max(16).optional(),
});
export const stopLink = z.strictObject({ request, key });

export type JoinVerb =
  | ('join' | 'joined' | 'rejoin' | 'markOf' | 'takeOver' | 'stop')
  | ('proofs' | 'offerVouch' | 'offerStepUp' | 'passStepUp' | 'noteWrongAccount' | 'file' | 'cancel');
export type Join = ReturnType<typeof createJoin>;

export function createJoin(deps: {
  readonly origin: string;
  readonly loginOrigin: string;
  readonly desk: Pick<Desk, JoinVerb>;
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly signIn: Pick<SignIn, 'start'>;
  readonly cookie: Pick<BrowserCookie, 'set'>;
  readonly world: Pick<World, 'id' | 'now'>;
  /** How a person reaches the helpdesk without this page. */
  readonly contact?: string;
}) {
  const { origin, loginOrigin, desk, tickets, signIn, cookie, world, contact } = deps;

  async function draw(known: Request, page: string, asked: Asked, why?: Refused): Promise<Answer> {
    const available = known.state === 'open' ? await desk.proofs.available(known) : [];
    const enough = await desk.proofs.wouldDo(known, available);
    const view = { request: known, page, available, enough, contact, now: world.now(), loginOrigin };
    return joinedPage(asked.words, { ...view, ...(why ? { why } : {}) });
  }

  /** The row as it is after the step, or why the step was not taken. */
  async function after(known: Request, page: string, asked: Asked, result: object): Promise<Answer> {
    const now = await desk.joined(known.id, page);
    if (isRefused(now)) return enterPage(asked.words, now);
    return draw(now, page, asked, isRefused(result) ? result : undefined);
  }

  /**
   * Straight on to Microsoft, with the key in this browser: a link that could be passed on would let somebody else's passkey prove a request
   * that they never saw.
   */
  async function leave(known: Request, page: string, asked: Asked): Promise<Answer> {
    const { id, person, tenant, account } = known;
    const offered = await desk.offerStepUp({ tenant, id: person }, id, world.id());
    if (isRefused(offered)) return after(known, page, asked, offered);
    const subject = { request: id, person, tenant, upn: account.upn, join: desk.markOf(page) };
    const { url, browserKey } = await signIn.start('prove', subject);
    return seeOther(url, { 'set-cookie': cookie.set(browserKey) });
  }

  async function open(known: Request, page: string, asked: Asked, code: string, app: string): Promise<Answer> {
    const { id, person } = known;
    const taken = await desk.takeOver(id, page, code, app, world.id());
    if (isRefused(taken)) return after(known, page, asked, taken);
    const ticket = await tickets.issue('tracker', { request: id, person }, TRACKER_TTL);
    return seeOther(`${origin}/tracker#ticket=${ticket}`);
  }

  return {
    show: ({ words }: Asked): Answer => enterPage(words),

    async enter({ upn, code }: z.infer<typeof entering>, asked: Asked): Promise<Handled> {
      const from = networkOf(asked.request.socket.remoteAddress ?? '');
      const joined = await desk.join(upn, code, from, world.id());
      return isRefused(joined) ? enterPage(asked.words, joined, upn) : draw(joined.request, joined.page, asked);
    },

    async step(given: z.infer<typeof stepping>, asked: Asked): Promise<Handled> {
      const { page, code = '', app = '' } = given;
      const known = await desk.joined(given.request, page);
      if (isRefused(known)) return enterPage(asked.words, known);
      const owner = { tenant: known.tenant, id: known.person };
      switch (given.do) {
        case 'look':
          return draw(known, page, asked);
        case 'vouch':
          return after(known, page, asked, await desk.offerVouch(owner, known.id, world.id()));
        case 'sign-in':
          return leave(known, page, asked);
        case 'file':
          // Their own word: being signed out everywhere is not for whoever asked for them to agree to.
          return after(known, page, asked, await desk.file(owner, known.id, world.id()));
        case 'hand-off':
          return open(known, page, asked, code, app);
        case 'cancel':
          return after(known, page, asked, await desk.cancel(owner, known.id, world.id()));
      }
    },

    /** The end of the sign-in that the page asked for. A wrong account costs no try: browsers like to use whoever was there last. */
    async proved({ subject, who, authTime, acrs }: Finished, asked: Asked, command: string): Promise<Answer> {
      const { request: id = '', person = '', tenant = '', join = '' } = subject;
      const owner = { tenant, id: person };
      const signedIn = { tenant: who.tid, id: who.oid };
      if (!same(owner, signedIn)) {
        await desk.noteWrongAccount(owner, id, signedIn, command);
        return wrongAccountPage(asked, who);
      }
      const joined = await desk.rejoin(id, join, `${command}:page`);
      if (isRefused(joined)) return enterPage(asked.words, joined);
      const timed = authTime === undefined ? {} : { authTime };
      const passed = await desk.passStepUp(owner, id, { ...owner, contexts: acrs, ...timed }, command);
      return after(joined.request, joined.page, asked, passed);
    },

    /** The tracker of such a request opens by a hand-off alone. */
    elsewhere: ({ words }: Asked): Answer => elsewherePage(words, `${origin}/join`),

    showStop: (given: z.infer<typeof stopLink>, { words }: Asked): Answer => stopPage(words, given),

    async stop(given: z.infer<typeof stopLink>, { words }: Asked): Promise<Handled> {
      const stopped = await desk.stop(given.request, given.key, world.id());
      return stopDonePage(words, !isRefused(stopped) || stopped.refused === 'already-decided');
    },
  };
}
