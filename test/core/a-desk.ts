// The real desk over strict fakes: clock, store and company stand still until a test moves them.
import { createAuthenticator } from '../../src/authenticator.ts';
import { createCodes } from '../../src/core/codes.ts';
import { createDesk } from '../../src/core/desk/desk.ts';
import type { Tools } from '../../src/core/desk/tools.ts';
import { isLive } from '../../src/core/lifecycle.ts';
import type { Named, Person } from '../../src/core/person.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy.ts';
import { isRefused, type Refused } from '../../src/core/refusals.ts';
import { challenge, type Request } from '../../src/core/request.ts';
import { createSealer } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';
import { aRequest, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { aWorld } from '../contracts/a-world.ts';
import { aCompany } from './a-company.ts';
import { aStore } from './a-store.ts';

export type Someone = Person & Named;

export const rita: Someone = { ...RITA, name: 'Rita Reset' };
export const max: Someone = { ...MAX, name: 'Max Manager' };
export const ada: Someone = { tenant: TENANT, id: '33333333-aaaa-4bbb-8ccc-000000000001', name: 'Ada Approver' };
export const abe: Someone = { tenant: TENANT, id: '33333333-aaaa-4bbb-8ccc-000000000002', name: 'Abe Approver' };
export const stranger: Someone = { tenant: TENANT, id: '44444444-aaaa-4bbb-8ccc-000000000001', name: 'Sam Stranger' };
export const security: Someone = { tenant: TENANT, id: '55555555-aaaa-4bbb-8ccc-000000000001', name: 'Sue Security' };

export const KEY_RING = [{ id: 'k1', key: new Secret(Buffer.alloc(32, 7).toString('base64')) }];

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** As the store's jobs have it. */
const LEASE = 45_000;
/** A day at the quickest pace the desk has for long waits. */
const MOST_LOOKS = 10_000;

export type Bench = ReturnType<typeof aDesk>;

/** Called before and after whatever leaves the process: throw from it to let the process die there. */
export type Hook = (point: string) => Promise<void> | void;

export function aDesk(options: { policy?: Partial<Policy>; seed?: string; hook?: Hook } = {}) {
  const world = aWorld(options.seed);
  const store = aStore(world);
  const company = aCompany(world);
  company.state.approvers = new Set([ada.id, abe.id]);
  company.state.admins = new Set([security.id]);
  const policy: Policy = { ...DEFAULT_POLICY, ...options.policy };
  const logged: unknown[] = [];
  const note = (level: string) => (facts: object, message: string) => void logged.push({ level, facts, message });
  const wrongs: string[] = [];
  let commands = 0;

  /** One running process: it may POST only what it began itself. */
  function aProcess() {
    const begun = new Set<string>();
    const { hook = () => {} } = options;
    const tools: Tools = {
      requests: {
        ...store.requests,
        async find(id) {
          await hook('find');
          return store.requests.find(id);
        },
        async commit(change) {
          await hook('before commit');
          const result = await store.requests.commit(change);
          await hook('after commit');
          const { attempt, lockout } = change.after;
          if (result === 'done' && change.line.event === 'begin' && attempt) begun.add(attempt.correlation);
          if (result === 'done' && lockout && lockout.correlation !== change.before?.lockout?.correlation)
            begun.add(lockout.correlation);
          return result;
        },
      },
      limits: store.limits,
      tickets: { issue: async () => 'ticket', redeem: async () => undefined },
      sessions: store.sessions,
      directory: company.directory,
      hands: company.hands,
      resets: {
        ...company.resets,
        async begin(token, target, password, correlation) {
          await hook('before post');
          if (!begun.delete(correlation)) wrongs.push(`a POST that this process did not begin: ${correlation}`);
          const answer = await company.resets.begin(token, target, password, correlation);
          await hook('after post');
          return answer;
        },
      },
      history: store.history,
      shields: store.shields,
      enrolments: store.enrolments,
      codes: createCodes(KEY_RING, world),
      authenticator: createAuthenticator(world),
      sealer: createSealer(KEY_RING),
      policy,
      attested: { never: [], privilegedTargets: policy.privilegedTargets },
      stepUpContext: 'c1',
      world,
      log: { info: note('info'), warn: note('warn'), error: note('error') },
    };
    return createDesk(tools);
  }

  const desk = aProcess();
  const row = (id: string): Request => {
    const found = store.find(id);
    if (!found) throw new Error(`there is no request ${id}`);
    return found;
  };

  /** Runs every job that is due, as the runner does: leased, put back, and left to its lease when the process dies. */
  async function work(process = desk): Promise<void> {
    for (const [id, { dueAt }] of [...store.jobs]) {
      if (dueAt > world.now()) continue;
      const generation = store.jobs.get(id)?.generation ?? 0;
      store.jobs.set(id, { dueAt: world.now() + LEASE, generation });
      const again = await process.advance(id);
      const job = store.jobs.get(id);
      if (!job) continue;
      if (job.generation !== generation) job.dueAt = Math.min(job.dueAt, again ?? job.dueAt);
      else if (again === undefined) store.jobs.delete(id);
      else job.dueAt = again;
    }
  }

  /** Lets time pass, and does whatever falls due on the way at its moment. `each`: what else happens at every stop. */
  async function pass(ms: number, each: () => unknown = () => {}): Promise<void> {
    const end = world.now() + ms;
    for (let looks = 0; ; looks++) {
      if (looks > MOST_LOOKS) throw new Error('looked at without end');
      const next = Math.min(...[...store.jobs.values()].map(job => job.dueAt));
      if (next > end) break;
      world.advance(Math.max(0, next - world.now()));
      await each();
      await work();
    }
    world.advance(end - world.now());
  }

  /** A fresh command, as each click has. */
  const click = () => `click-${++commands}`;

  /** Puts a row in place, as if it had come about; its job with it. */
  async function put(overrides: Partial<Request>): Promise<Request> {
    const after = aRequest({ since: world.now(), touchedAt: world.now(), openedAt: world.now(), ...overrides });
    const line = {
      event: 'draft',
      from: 'nothing',
      to: after.state,
      at: world.now(),
      facts: {},
      personal: { actor: { kind: 'desk' } },
    } as const;
    const wake = isLive(after.state) ? world.now() : undefined;
    await store.requests.commit({ after, line, command: 'put', wake, tell: [] });
    return after;
  }

  /** Rita's request, asked for and proved by the real verbs. */
  async function proved(): Promise<Request> {
    const { id } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    done(await desk.giveReason(rita, id, 'I forgot it on holiday', click()));
    done(await desk.offerStepUp(rita, id, click()));
    const who = { tenant: TENANT, id: rita.id, authTime: world.now(), contexts: ['c1'] };
    done(await desk.passStepUp(rita, id, who, click()));
    done(await desk.offerVouch(rita, id, click()));
    done(await desk.answerVouch(max, id, challenge(row(id), 'vouch')?.digits ?? '', click()));
    return row(id);
  }

  async function filed(): Promise<Request> {
    const { id } = await proved();
    return done(await desk.file(rita, id, click()));
  }

  async function approved(): Promise<Request> {
    const { id } = await filed();
    return done(await desk.approve(ada, id, click()));
  }

  /** Approved with its owner at hand, and Graph asked. */
  async function asked(): Promise<{ request: Request; page: Awaited<ReturnType<typeof page>> }> {
    const { id } = await approved();
    const opened = await page(id);
    await work();
    return { request: row(id), page: opened };
  }

  async function landed() {
    const { request, page } = await asked();
    await pass(10_000);
    return { request: row(request.id), page };
  }

  /** A tracker page, opened by its owner. */
  async function page(id: string, person: Person = rita) {
    const { session, bearer } = await store.sessions.open(id, person.id);
    return { session, poll: () => store.sessions.seen(bearer) };
  }

  const stories = { proved, filed, approved, asked, landed };
  return {
    ...stories,
    desk,
    aProcess,
    world,
    store,
    company,
    policy,
    logged,
    wrongs,
    row,
    work,
    pass,
    click,
    put,
    page,
  };
}

/** The value, where a refusal would be a failure of the test. */
export function ok<T extends object>(value: T | Refused): T {
  if (isRefused(value)) throw new Error(`refused: ${value.refused}`);
  return value as T;
}

export function done(value: { readonly done: Request } | Refused): Request {
  return ok(value).done;
}

/** The code of a refusal, or 'done'. */
export function said(value: object): string {
  return isRefused(value) ? value.refused : 'done';
}
