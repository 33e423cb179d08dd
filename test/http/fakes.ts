// Stand-ins for the store and for Entra, as strict as the real ones: once is once, a moved bearer is dead, a stale commit is refused.
import type { Requests, Session, Sessions, Tickets, World } from '../../src/core/ports.ts';
import type { Request } from '../../src/core/request.ts';
import type { Sealed } from '../../src/core/seal.ts';
import type { Callback, Failed, Finished, SignIn, Subject } from '../../src/core/sign-in.ts';

export function fakeTickets(world: World): Tickets & { issued(purpose: string): readonly Subject[] } {
  const kept = new Map<string, { purpose: string; subject: Subject; until: number }>();
  const log: { purpose: string; subject: Subject }[] = [];
  return {
    async issue(purpose, subject, ttl) {
      const ticket = world.random(32).toString('base64url');
      kept.set(ticket, { purpose, subject, until: world.now() + ttl });
      log.push({ purpose, subject });
      return ticket;
    },
    async redeem(purpose, ticket) {
      const found = kept.get(ticket);
      if (!found || found.purpose !== purpose) return undefined;
      kept.delete(ticket);
      return world.now() < found.until ? found.subject : undefined;
    },
    issued: purpose => log.filter(one => one.purpose === purpose).map(one => one.subject),
  };
}

export function fakeSessions(world: World): Sessions {
  const kept = new Map<string, Session>();
  const newest = new Map<string, string>();
  const bearerOf = () => world.random(32).toString('base64url');
  const find = (id: string) => [...kept].find(([, session]) => session.id === id);
  return {
    async open(request, person) {
      const session = { id: world.id(), request, person, seenAt: world.now() };
      const bearer = bearerOf();
      kept.set(bearer, session);
      newest.set(request, session.id);
      return { session, bearer };
    },
    async seen(bearer) {
      const found = kept.get(bearer);
      if (!found) return undefined;
      if (newest.get(found.request) !== found.id) return { ...found, superseded: true };
      const session = { ...found, seenAt: world.now() };
      kept.set(bearer, session);
      return session;
    },
    async move(id) {
      const [old, session] = find(id) ?? [];
      if (old === undefined || !session) return undefined;
      kept.delete(old);
      const bearer = bearerOf();
      kept.set(bearer, session);
      return bearer;
    },
    async newest(request) {
      return find(newest.get(request) ?? '')?.[1];
    },
    async close(request) {
      for (const [bearer, session] of kept) if (session.request === request) kept.delete(bearer);
    },
  };
}

export type FakeRequests = Requests & {
  put(request: Request, box?: Sealed): void;
  readonly commands: readonly string[];
  readonly tells: readonly string[];
};

export function fakeRequests(): FakeRequests {
  const rows = new Map<string, Request>();
  const boxes = new Map<string, { box: Sealed; attempt: number }>();
  const commands: string[] = [];
  const tells: string[] = [];
  return {
    put(request, box) {
      rows.set(request.id, request);
      if (box) boxes.set(request.id, { box, attempt: request.attempts });
    },
    commands,
    tells,
    find: async id => rows.get(id),
    live: async () => undefined,
    latest: async ({ tenant, id }) => [...rows.values()].findLast(row => row.tenant === tenant && row.person === id),
    recent: async () => [],
    sealed: async id => boxes.get(id),
    answered: async (_id, command) => commands.includes(command),
    async commit({ before, after, command, seal, tell }) {
      if (commands.includes(command)) return 'repeated';
      if (rows.get(after.id)?.version !== before?.version) return 'stale';
      rows.set(after.id, after);
      if (seal === 'burn') boxes.delete(after.id);
      else if (seal) boxes.set(after.id, { box: seal, attempt: after.attempts });
      commands.push(command);
      tells.push(...tell.map(one => one.kind));
      return 'done';
    },
    stir: async () => {},
    wake: async () => undefined,
  };
}

export type FakeSignIn = SignIn & {
  /** What Entra will say of whoever comes back next; a function may also throw. */
  answer(next: Omit<Finished, 'ok' | 'purpose' | 'subject'> | Failed['why'] | Error): void;
  readonly starts: readonly { readonly purpose: string; readonly subject: Subject }[];
};

/** Entra and the flow in one: a state works once, and only with the key of the browser that began. */
export function fakeSignIn(world: World, login: string): FakeSignIn {
  const kept = new Map<string, { purpose: Finished['purpose']; subject: Subject; browserKey: string }>();
  const starts: { purpose: string; subject: Subject }[] = [];
  let next: Omit<Finished, 'ok' | 'purpose' | 'subject'> | Failed['why'] | Error = 'refused';
  return {
    answer(value) {
      next = value;
    },
    starts,
    async start(purpose, subject) {
      const state = world.random(32).toString('base64url');
      const browserKey = world.random(32).toString('base64url');
      kept.set(state, { purpose, subject, browserKey });
      starts.push({ purpose, subject });
      return { url: `${login}/authorize?state=${state}`, browserKey };
    },
    async finish({ state = '', error, code }: Callback, browserKey): Promise<Finished | Failed> {
      const found = kept.get(state);
      if (!found) return { ok: false, why: 'expired' };
      kept.delete(state);
      const { purpose, subject } = found;
      if (browserKey !== found.browserKey) return { ok: false, why: 'mismatch', purpose, subject };
      if (error) return { ok: false, why: 'cancelled', purpose, subject };
      if (!code) return { ok: false, why: 'refused', purpose, subject };
      if (next instanceof Error) throw next;
      return typeof next === 'string'
        ? { ok: false, why: next, purpose, subject }
        : { ok: true, purpose, subject, ...next };
    },
  };
}
