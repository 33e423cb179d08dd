// The table of everything the desk answers. No row without a guard; what is not here does not exist.
import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'restify';
import { z } from 'zod';
import type { Desk } from '../core/desk/desk.ts';
import type { Policy } from '../core/policy.ts';
import type { Hands, Log, Requests, Sessions, Tickets, World } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { PURPOSES, type Purpose, type SignIn } from '../core/sign-in.ts';
import { type Assets, addressOf, assetRoutes } from './assets.ts';
import { createBrowserCookie } from './cookie.ts';
import { createEnrolment } from './enrol.ts';
import { bearer, channel, form, json, monitor, open, query } from './guards.ts';
import { createHealth } from './health.ts';
import { createJoin, entering, type JoinVerb, stepping, stopLink } from './join.ts';
import { type Route, route } from './route.ts';
import { createSignInRoundTrip } from './sign-in.ts';
import { type AcceptHands, createEnds } from './sign-in-ends.ts';
import { createTracker } from './tracker.ts';
import { trackerPage } from './tracker-page.ts';

export type RouteDeps = {
  /** Scheme, host and port under which browsers reach the desk. Links are made of it, never of anything a request says. */
  readonly publicUrl: string;
  /** Where sign-ins are sent (`cloud.login`). */
  readonly loginOrigin: string;
  /** Who may frame the tracker (`cloud.teamsClientOrigins`). */
  readonly teamsOrigins: readonly string[];
  /** Where Microsoft lets people sign in and choose a password (`cloud.myAccountUrl`). */
  readonly signInUrl: string;
  readonly assets: Assets;
  readonly policy: Policy;
  /** How a person reaches the helpdesk without the desk's pages. */
  readonly contact?: string;
  readonly desk: Pick<
    Desk,
    ('reveal' | 'haveIt' | 'freeze' | 'signedIn' | 'showEnrolment' | 'confirmEnrolment' | 'approve' | 'lend') | JoinVerb
  >;
  readonly requests: Pick<Requests, 'find' | 'latest'>;
  readonly sessions: Pick<Sessions, 'open' | 'seen' | 'move'>;
  readonly tickets: Tickets;
  readonly signIn: SignIn;
  readonly hands: Pick<Hands, 'state'> & { readonly accept: AcceptHands };
  /** Judges and answers a delivery of Teams; rejects nothing of it before that. */
  readonly messages: (headers: IncomingHttpHeaders, body: Buffer, response: Response) => Promise<void>;
  /** The whole report of readiness, and the token that opens it; without one nobody gets it. */
  readonly readiness: { readonly token?: Secret; readonly recent: () => Promise<object> };
  /** Rejects when the database cannot be reached. */
  readonly ping: () => Promise<void>;
  readonly world: World;
  readonly log: Log;
};

const token = z.string().regex(/^[\w-]{20,200}$/);
const ticket = z.strictObject({ ticket: token });
/** For the tracker: either of both, or nothing, and whoever signs in gets their own latest request. */
const named = z.strictObject({ request: z.string().regex(/^[\w-]{1,80}$/) });
const start = z.union([ticket, named, z.strictObject({})]);
/** What the links to a sign-in carry, where it is not a ticket. */
const CARRIED: Readonly<Partial<Record<Purpose, typeof start | typeof named>>> = { tracker: start, 'lock-out': named };
const firstCode = z.strictObject({ ticket: token, code: z.string().max(16) });
const text = (limit: number) => z.string().max(limit).optional();
const callback = z.object({ code: text(8_192), state: text(1_024), error: text(200), error_description: text(4_096) });

export function createRoutes(deps: RouteDeps): readonly Route[] {
  const { sessions, assets, teamsOrigins, messages } = deps;
  const { origin, protocol } = new URL(deps.publicUrl);
  const loginOrigin = new URL(deps.loginOrigin).origin;
  const hosts = teamsOrigins.filter(one => !one.includes('*')).join(' ');
  const look = { script: addressOf(assets, 'sign-in.js'), hosts, loginOrigin };
  const health = createHealth({ ...deps });
  const tracker = createTracker({ ...deps, origin });
  const enrolment = createEnrolment(deps);
  const { accept } = deps.hands;
  const cookie = createBrowserCookie(protocol === 'https:');
  const join = createJoin({ ...deps, origin, cookie });
  const ends = createEnds({ ...deps, origin, look, accept, enrolment, join });
  const signIn = createSignInRoundTrip({ ...deps, look, ends, cookie });
  const page = bearer(sessions);

  return [
    route({ method: 'GET', path: '/healthz', guard: open, handle: () => health.alive() }),
    route({
      method: 'GET',
      path: '/readyz',
      guard: monitor(deps.readiness.token),
      handle: ({ deep }) => (deep ? health.deep() : health.ready()),
    }),
    route({
      method: 'POST',
      path: '/api/messages',
      guard: channel,
      async handle(body, { request, response }) {
        await messages(request.headers, body, response);
        return 'answered';
      },
    }),

    route({
      method: 'GET',
      path: '/tracker',
      guard: open,
      speaks: 'page',
      handle: async (_given, { words }) => trackerPage(words, assets, teamsOrigins),
    }),
    route({ method: 'POST', path: '/tracker/session', guard: json(ticket), handle: given => tracker.session(given) }),
    route({
      method: 'GET',
      path: '/tracker/state',
      guard: page,
      handle: (session, asked) => tracker.state(session, asked),
    }),
    route({
      method: 'POST',
      path: '/tracker/reveal',
      guard: page,
      handle: (session, asked) => tracker.reveal(session, asked),
    }),
    route({
      method: 'POST',
      path: '/tracker/have-it',
      guard: page,
      handle: (session, asked) => tracker.haveIt(session, asked),
    }),
    route({ method: 'POST', path: '/tracker/transfer', guard: page, handle: session => tracker.transfer(session) }),
    route({ method: 'POST', path: '/tracker/check', guard: page, handle: session => tracker.check(session) }),
    route({
      method: 'POST',
      path: '/tracker/not-me',
      guard: page,
      handle: (session, asked) => tracker.notMe(session, asked),
    }),

    ...PURPOSES.flatMap(purpose => {
      const path = `/sign-in/${purpose}`;
      const carried = CARRIED[purpose] ?? ticket;
      const guard = query(carried, ['ticket', 'request']);
      return [
        route({
          method: 'GET',
          path,
          guard,
          speaks: 'page',
          handle: (given, asked) => signIn.show(purpose, given, asked),
        }),
        route({
          method: 'POST',
          path,
          guard: form(carried),
          speaks: 'page',
          handle: (given, asked) => signIn.leave(purpose, given, asked),
        }),
      ];
    }),
    route({
      method: 'GET',
      path: '/sign-in/callback',
      guard: query(callback, ['code', 'state', 'error', 'error_description']),
      speaks: 'page',
      handle: (given, asked) => signIn.back(given, asked),
    }),

    route({
      method: 'POST',
      path: '/enrol/confirm',
      guard: form(firstCode),
      speaks: 'page',
      handle: (given, asked) => enrolment.confirm(given, asked),
    }),
    route({
      method: 'POST',
      path: '/enrol/stop',
      guard: form(ticket),
      speaks: 'page',
      handle: (given, asked) => enrolment.stop(given, asked),
    }),

    route({
      method: 'GET',
      path: '/join',
      guard: open,
      speaks: 'page',
      handle: async (_given, asked) => join.show(asked),
    }),
    route({
      method: 'POST',
      path: '/join',
      guard: form(entering),
      speaks: 'page',
      handle: (given, asked) => join.enter(given, asked),
    }),
    route({
      method: 'POST',
      path: '/join/step',
      guard: form(stepping),
      speaks: 'page',
      handle: (given, asked) => join.step(given, asked),
    }),
    route({
      method: 'GET',
      path: '/join/stop',
      guard: query(stopLink, ['request', 'key']),
      speaks: 'page',
      handle: async (given, asked) => join.showStop(given, asked),
    }),
    route({
      method: 'POST',
      path: '/join/stop',
      guard: form(stopLink),
      speaks: 'page',
      handle: (given, asked) => join.stop(given, asked),
    }),

    ...assetRoutes(assets),
  ];
}
