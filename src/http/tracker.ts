// The tracker's API: what the page of one person may see and do. The temporary password leaves the process here and nowhere else.
import { createHash } from 'node:crypto';
import { wordsFor } from '../../locales/words.ts';
import type { Desk } from '../core/desk/desk.ts';
import type { Policy } from '../core/policy.ts';
import type { Requests, Session, Sessions, Tickets, World } from '../core/ports.ts';
import { progressOf } from '../core/progress.ts';
import { isRefused, type Refused } from '../core/refusals.ts';
import type { Request } from '../core/request.ts';
import { json } from './answer.ts';
import type { Asked, Handled } from './route.ts';
import { trackerWords } from './tracker-words.ts';
import { refusal, trouble } from './trouble.ts';

export const TRANSFER_TTL = 60_000;
export const CHECK_TTL = 5 * 60_000;

export function createTracker(deps: {
  readonly origin: string;
  readonly signInUrl: string;
  readonly policy: Policy;
  readonly desk: Pick<Desk, 'reveal' | 'haveIt' | 'freeze'>;
  readonly requests: Pick<Requests, 'find'>;
  readonly sessions: Pick<Sessions, 'open' | 'move'>;
  readonly tickets: Tickets;
  readonly world: Pick<World, 'now' | 'id'>;
}) {
  const { origin, signInUrl, policy, desk, requests, sessions, tickets, world } = deps;

  /** The session's request, for its owner alone. */
  async function own(session: Session): Promise<Request | undefined> {
    const request = await requests.find(session.request);
    return request?.person === session.person ? request : undefined;
  }

  /** A repeat with the same `Idempotency-Key` is the same command; without one each call is its own. */
  function commandOf(verb: string, session: Session, { header }: Asked): string {
    const key = header('idempotency-key');
    return `${verb}:${session.id}:${key !== undefined && /^[\w-]{1,80}$/.test(key) ? key : world.id()}`;
  }

  async function refused(session: Session, { refused: code }: Refused): Promise<Handled> {
    return refusal(code, wordsFor((await own(session))?.locale ?? 'en'));
  }

  async function done(session: Session, result: object): Promise<Handled> {
    return isRefused(result) ? refused(session, result) : json(200, { ok: true });
  }

  return {
    /** Opens a page, or moves one here from where it was: then the old page's bearer is dead. */
    async session({ ticket }: { readonly ticket: string }): Promise<Handled> {
      const subject = await tickets.redeem('tracker', ticket);
      if (!subject) return trouble('session');
      const { request, person, session } = subject;
      if (session !== undefined) {
        const moved = await sessions.move(session);
        return moved === undefined ? trouble('session') : json(200, { bearer: moved });
      }
      if (request === undefined || person === undefined) return trouble('session');
      const { bearer } = await sessions.open(request, person);
      return json(200, { bearer });
    },

    async state(session: Session, { header }: Asked): Promise<Handled> {
      const request = await own(session);
      if (!request) return trouble('session');
      const progress = progressOf(request, policy);
      const mine = request.opened?.session === session.id;
      const superseded = session.superseded === true && !mine && progress.live;
      const shown = {
        progress,
        mine,
        superseded,
        words: trackerWords(request, { ...progress, superseded }, wordsFor(request.locale), signInUrl),
        person: { name: request.account.name, upn: request.account.upn },
      };
      // The version alone is not enough: a new release may say the same state in other words.
      const words = createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 12);
      const etag = `"${request.version}.${words}"`;
      if (header('if-none-match')?.replace(/^W\//, '') === etag) return { status: 304, headers: { etag } };
      return json(200, { ...shown, now: world.now() }, { etag });
    },

    async reveal(session: Session, asked: Asked): Promise<Handled> {
      const revealed = await desk.reveal(session, commandOf('reveal', session, asked));
      if (isRefused(revealed)) return refused(session, revealed);
      const { readableUntil } = revealed;
      return revealed.password.use(password => json(200, { password, readableUntil }));
    },

    async haveIt(session: Session, asked: Asked): Promise<Handled> {
      return done(session, await desk.haveIt(session, commandOf('have-it', session, asked)));
    },

    /** From Teams, which the reset is about to close, to a browser that stays. */
    async transfer(session: Session): Promise<Handled> {
      const subject = { request: session.request, person: session.person, session: session.id };
      const ticket = await tickets.issue('tracker', subject, TRANSFER_TTL);
      return json(200, { url: `${origin}/tracker#ticket=${ticket}` });
    },

    /** The way to the one evidence that counts most: a fresh sign-in. */
    async check(session: Session): Promise<Handled> {
      const request = await own(session);
      if (!request) return trouble('session');
      const { id, person, tenant } = request;
      const subject = { request: id, person, tenant, upn: request.account.upn };
      const ticket = await tickets.issue('sign-in:finish', subject, CHECK_TTL);
      return json(200, { url: `${origin}/sign-in/finish?ticket=${ticket}` });
    },

    async notMe(session: Session, asked: Asked): Promise<Handled> {
      const request = await own(session);
      if (!request) return trouble('session');
      const owner = { tenant: request.tenant, id: request.person, name: request.account.name };
      return done(session, await desk.freeze(owner, request.id, commandOf('not-me', session, asked)));
    },
  };
}
