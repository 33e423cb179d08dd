// The real server on a free port, the real desk behind it, and stand-ins for what lies outside both.
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { createAuthenticator } from '../../src/authenticator.ts';
import { createCodes } from '../../src/core/codes.ts';
import { createDesk } from '../../src/core/desk/desk.ts';
import { temporaryPassword } from '../../src/core/password.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { Directory, Enrolment, Log } from '../../src/core/ports.ts';
import { bindingOf, type Request } from '../../src/core/request.ts';
import { createSealer } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';
import type { HandsSignIn } from '../../src/core/sign-in.ts';
import type { Assets } from '../../src/http/assets.ts';
import { createRoutes, type RouteDeps } from '../../src/http/routes.ts';
import { createHttp } from '../../src/http/server.ts';
import { aRequest, MAX, RITA } from '../contracts/a-request.ts';
import { aWorld, START } from '../contracts/a-world.ts';
import { fakeRequests, fakeSessions, fakeSignIn, fakeTickets } from './fakes.ts';

export const HEALTH_TOKEN = 'a-token-for-those-who-watch';
export const LOGIN = 'https://login.example';
export const TEAMS = ['https://*.teams.example', 'http://127.0.0.1:3979'];

export type Got = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
};

export type Sent = { readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export type Stage = Awaited<ReturnType<typeof openStage>>;

const ASSETS: Assets = [
  { name: 'tracker.js', type: 'text/javascript; charset=utf-8', body: Buffer.from('run()'), hash: 'abc' },
  { name: 'tracker.css', type: 'text/css; charset=utf-8', body: Buffer.from('p{}'), hash: 'def' },
];

export async function openStage(overrides: Partial<RouteDeps> = {}) {
  const world = aWorld('http');
  const lines: { level: string; text: string }[] = [];
  const note = (level: string) => (facts: object, message: string) => {
    lines.push({ level, text: `${JSON.stringify(facts)} ${message}` });
  };
  const log: Log = { info: note('info'), warn: note('warn'), error: note('error') };
  const [requests, sessions, tickets] = [fakeRequests(), fakeSessions(world), fakeTickets(world)];
  const signIn = fakeSignIn(world, LOGIN);
  const keyRing = [{ id: 'k1', key: new Secret(Buffer.alloc(32, 7).toString('base64')) }];
  const sealer = createSealer(keyRing);
  const enrolled: Enrolment[] = [];
  const desk = createDesk({
    requests,
    sessions,
    tickets,
    sealer,
    codes: createCodes(keyRing, world),
    authenticator: createAuthenticator(world),
    history: { resets: async () => 0, pairs: async () => 0, failed: async () => undefined, arrived: async () => false },
    shields: { up: async () => undefined, newest: async () => undefined, raise: async () => {}, lower: async () => {} },
    enrolments: {
      find: async () => enrolled.at(-1),
      save: async one => void enrolled.push(one),
      use: async () => false,
      remove: async () => void enrolled.pop(),
    },
    world,
    log,
    policy: DEFAULT_POLICY,
    attested: { never: [] },
    stepUpContext: 'c1',
    limits: { spend: async () => ({ left: 1 }), full: async () => undefined, forgive: async () => undefined },
    directory: emptyDirectory(),
    hands: {
      whose: 'desk',
      offer: ({ id }, _approver, { token }) => sealer.seal(token, id),
      take: async () => ({ held: 'unavailable' }),
      state: async () => ({ connected: false }),
    },
    resets: { begin: async () => ({ result: 'unknown' }), look: async () => ({ result: 'unknown' }) },
  });
  const kept: HandsSignIn[] = [];
  const activities: unknown[] = [];
  const publicUrl = overrides.publicUrl ?? 'http://desk.example:8080';
  const deps: RouteDeps = {
    publicUrl,
    loginOrigin: LOGIN,
    teamsOrigins: TEAMS,
    signInUrl: 'https://account.example/',
    assets: ASSETS,
    policy: DEFAULT_POLICY,
    desk,
    requests,
    sessions,
    tickets,
    signIn,
    hands: {
      state: async () => ({ connected: kept.length > 0 }),
      async accept(signedIn, which) {
        if (!signedIn.scopes.includes('UserAuthenticationMethod.ReadWrite.All'))
          return { ok: false, why: 'scope-missing' };
        if (signedIn.who.upn !== 'hands@corp.example') return { ok: false, why: 'wrong-account' };
        kept.push(signedIn);
        const expires = {
          lookedAt: `${which}: whether its password expires`,
          found: 'It does.',
          mend: ['Set <it> so.'],
        };
        return { ok: true, advice: which === 'privileged' ? [expires] : [] };
      },
    },
    async messages({ authorization }, body, response) {
      activities.push({ authorization, body: body.toString() });
      response.send(200, { heard: true });
    },
    readiness: { recent: async () => ({ verdict: 'pass' }), token: new Secret(HEALTH_TOKEN) },
    ping: async () => undefined,
    world,
    log,
    ...overrides,
  };
  const routes = createRoutes(deps);
  const serve = (port: number) => createHttp({ host: '127.0.0.1', port, publicUrl, routes, world, log });
  const http = serve(0);
  const { port } = await http.listen();

  /** The path goes out letter by letter: nothing normalises it on the way. */
  function call(method: string, path: string, { headers = {}, body }: Sent = {}): Promise<Got> {
    return new Promise((resolve, reject) => {
      const announced = body !== undefined && headers['transfer-encoding'] === undefined;
      const length = announced ? { 'content-length': String(Buffer.byteLength(body)) } : {};
      const sent = httpRequest(
        { host: '127.0.0.1', port, method, path, agent: false, headers: { ...length, ...headers } },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  const json = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    call('POST', path, {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });

  return {
    world,
    requests,
    sessions,
    tickets,
    signIn,
    routes,
    lines,
    activities,
    kept,
    enrolled,
    port,
    call,
    json,
    form,
    get: (path: string, headers: Record<string, string> = {}) => call('GET', path, { headers }),
    /** A tracker page of Rita: what she sends with each call. */
    async page(request = 'request-1', person = RITA.id): Promise<{ authorization: string }> {
      const ticket = await tickets.issue('tracker', { request, person }, 60_000);
      const opened = await json('/tracker/session', { ticket });
      return { authorization: `Bearer ${String(opened.body?.['bearer'])}` };
    },
    /** Rita's reset has landed, and her password waits in its box. */
    landed(changes: Partial<Request> = {}): { request: Request; password: Secret } {
      const request = aRequest({
        state: 'landed',
        version: 7,
        attempts: 1,
        landedAt: START,
        consentAt: START,
        ...changes,
      });
      const password = temporaryPassword(world, request.account, 16);
      requests.put(request, sealer.seal(password, bindingOf(request, 1)));
      return { request, password };
    },
    /** Another copy of the desk, on the same port. */
    beside: () => serve(port),
    close: () => http.close(),
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function emptyDirectory(): Directory {
  return {
    account: async () => undefined,
    find: async asked => (asked === 'rita@corp.example' ? [{ ...RITA, name: 'Rita Reset', upn: asked }] : []),
    // Nobody but Max, who is a manager everywhere else.
    isApprover: async ({ id }) => id === MAX.id,
    isAdmin: async () => false,
    stepUpPolicy: async () => 'covered',
    evidence: async () => ({ what: 'nothing-yet' }),
    passwordChangedAt: async () => 'unknown',
    endSessions: async () => undefined,
  };
}
