// What may happen around a desk, in any order and at the same time: people, workers, clocks, things out of order, processes that die.
import fc from 'fast-check';
import type { Request } from '../../src/core/request.ts';
import { TENANT } from '../contracts/a-request.ts';
import { ANSWERS, FATES } from './a-company.ts';
import { abe, ada, type Bench, MINUTE, max, rita, security, stranger } from './a-desk.ts';

const PEOPLE = { rita, max, ada, abe, stranger, security } as const;
const who = (...names: (keyof typeof PEOPLE)[]) => fc.constantFrom(...names);

/** Where a process dies: at this point, the nth time from now. */
export type Death = { readonly point: string; readonly nth: number };

const POINTS = ['find', 'before commit', 'after commit', 'before post', 'after post'];

const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ what: fc.constant('work'), workers: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('wait'),
      ms: fc.constantFrom(1, 1_000, 6_000, 16_000, 46_000, 2 * MINUTE, 11 * MINUTE, 31 * MINUTE),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('approve'), who: who('ada', 'abe', 'stranger', 'rita', 'max') }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('deny'), who: who('ada', 'abe', 'stranger') }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constantFrom('poll', 'poll', 'reveal', 'have it'), page: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel'), who: who('rita', 'stranger') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('freeze'), who: who('rita', 'max', 'ada', 'stranger') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('lift'), who: who('security', 'rita') }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('sign in', 'said so', 'ask again', 'file', 'resume') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('switch'),
      thing: fc.constantFrom('readable', 'connected', 'membersReadable', 'operationsReadable', 'ada', 'changed'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('die'),
      point: fc.constantFrom(...POINTS),
      nth: fc.integer({ min: 1, max: 3 }),
    }),
  },
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

export const evening = fc.record({
  approvals: fc.constantFrom(1, 1, 2),
  start: fc.constantFrom('pending', 'approved', 'approved', 'open', 'guided'),
  answers: fc.array(fc.constantFrom(...ANSWERS, 'accepted', 'accepted'), { minLength: 1, maxLength: 4 }),
  fates: fc.array(fc.constantFrom(...FATES, 'succeeds', 'OnPremisesPolicyViolation'), { minLength: 1, maxLength: 4 }),
  operationTakes: fc.constantFrom(500, 5_000, 40_000, 3 * MINUTE),
  lag: fc.constantFrom(0, 10_000, MINUTE, 12 * MINUTE),
  ahead: fc.constantFrom(0, 0, 4_000, 60_000),
  /** How many turns of the loop each call waits, over and over: what makes two things happen at once in every order. */
  pauses: fc.array(fc.nat(4), { minLength: 1, maxLength: 12 }),
  steps: fc.array(fc.array(happening, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 14 }),
} as const);
export type Evening = typeof evening extends fc.Arbitrary<infer T> ? T : never;

/** The request as it was when the evening began. */
export function beginning(start: string, now: number): Partial<Request> {
  const proofs = [
    { kind: 'step-up', custody: 'fresh-gesture', at: now },
    { kind: 'vouch', custody: 'person', at: now, by: { id: max.id, name: max.name } },
  ] as const;
  const filed = { reason: 'forgot', proofs, consentAt: now };
  switch (start) {
    case 'pending':
      return { ...filed, state: 'pending' };
    case 'approved':
      return {
        ...filed,
        state: 'approved',
        approvals: [ada, abe].map(({ id, name }) => ({ id, name, at: now })),
      };
    case 'guided':
      return {
        state: 'guided',
        verdict: { route: 'sspr', row: 'sspr', finish: 'adfs', writeback: true },
      };
    default:
      return { reason: 'forgot', proofs, state: 'open' };
  }
}

export type Stage = {
  readonly bench: Bench;
  /** Rita's newest request. */
  readonly request: () => Request;
  readonly pages: readonly Awaited<ReturnType<Bench['page']>>[];
  readonly arm: (death: Death) => void;
};

/** Lets one thing happen. Refusals are answers; it rejects when the process dies, or when something is really wrong. */
export async function happen({ bench, request, pages, arm }: Stage, one: Happening): Promise<unknown> {
  const { desk, click, company, world } = bench;
  const { id } = request();
  const actor = 'who' in one ? PEOPLE[one.who] : rita;
  const page = 'page' in one ? pages[one.page] : undefined;
  switch (one.what) {
    case 'work':
      return together(Array.from({ length: 'workers' in one ? one.workers : 1 }, () => bench.work(bench.aProcess())));
    case 'wait':
      return world.advance('ms' in one ? one.ms : 0);
    case 'approve':
      return desk.approve(actor, id, click());
    case 'deny':
      return desk.deny(actor, id, 'no', click());
    case 'poll':
      return page?.poll();
    case 'reveal':
      return page && desk.reveal(page.session, click());
    case 'have it':
      return page && desk.haveIt(page.session, click());
    case 'cancel':
      return desk.cancel(actor, id, click());
    case 'freeze':
      return desk.freeze(actor, id, click());
    case 'lift':
      return desk.lift(actor, id, 'cleared', click());
    case 'sign in':
      return desk.signedIn(id, { tenant: TENANT, id: rita.id, contexts: [], authTime: world.now() }, click());
    case 'said so':
      return desk.saidSo(rita, id, click());
    case 'ask again':
      return desk.draft(rita, { locale: 'en', command: click() });
    case 'file':
      return desk.file(rita, id, click());
    case 'resume':
      return desk.resume(rita, id, click());
    case 'die':
      return 'point' in one && arm({ point: one.point, nth: one.nth });
    case 'switch':
      if (!('thing' in one)) return undefined;
      if (one.thing === 'ada') {
        if (!company.state.approvers.delete(ada.id)) company.state.approvers.add(ada.id);
      } else if (one.thing === 'changed') company.state.changedAt = world.now();
      else company.state[one.thing] = !company.state[one.thing];
      return undefined;
  }
  return undefined;
}

/** All of them to their ends; then the first failure, if there was one. */
export async function together(promises: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(promises);
  const failed = ended.find(one => one.status === 'rejected');
  if (failed) throw failed.reason;
}
