// The stage an evening is played on: the real desk, two people, and what must hold looked at after every step.
import assert from 'node:assert/strict';
import { isLive } from '../../../src/core/lifecycle.ts';
import type { Request } from '../../../src/core/request.ts';
import { aDesk, type Bench, HOUR } from '../a-desk.ts';
import { begin, JOINED } from './beginnings.ts';
import { type Cast, castOf, known, type Whose } from './cast.ts';
import { chronicle } from './chronicle.ts';
import type { Evening } from './evening.ts';
import { happen } from './happen.ts';
import type { Death } from './happening.ts';
import { type Before, type Now, objectionsTo, untrueOf } from './oracle.ts';
import { openFor } from './pages.ts';
import { type Posts, watchPosts } from './posts.ts';
import { aWitness, type Witness } from './witness.ts';

/** Twelve hours at the quickest pace the desk has for long waits, several times over. */
const MOST_LOOKS = 10_000;

export type Stage = {
  readonly bench: Bench;
  readonly cast: Cast;
  readonly witness: Witness;
  readonly posts: Posts;
  /** Somebody's newest request. */
  readonly requestOf: (whose: Whose) => Request | undefined;
  readonly pages: Awaited<ReturnType<Bench['page']>>[];
  /** What the pages hold on which requests by another were joined. */
  readonly keys: Map<string, string>;
  readonly arm: (death: Death) => void;
};

class Died extends Error {}

/** Plays it to its end. Returns what happened (chronicle.ts). */
export async function play(night: Evening): Promise<readonly string[]> {
  const { stage, step, morning } = await onStage(night);
  for (const together of night.steps) await step(() => together.map(one => happen(stage, one)));
  await morning();
  return chronicle(stage.bench);
}

async function onStage(night: Evening) {
  const deaths: { point: string; left: number }[] = [];
  let turn = 0;
  const bench = aDesk({
    policy: { ...night.policy, guidedFor: HOUR, signInWithin: HOUR },
    async hook(point) {
      for (let pause = night.pauses[turn++ % night.pauses.length] ?? 0; pause > 0; pause--) await undefined;
      const death = deaths.find(one => one.point === point);
      if (!death || --death.left > 0) return;
      deaths.splice(deaths.indexOf(death), 1);
      throw new Died(`the process died ${point}`);
    },
  });
  const { company, store, world, policy } = bench;
  const { answers, fates, operationTakes, lag, ahead } = night;
  Object.assign(company.state, { answers: [...answers], fates: [...fates], operationTakes, lag, ahead });

  const cast = castOf(night);
  const witness = aWitness(world, policy);
  await known(bench, cast, night);
  witness.nextStep(company.state.approvers);
  await begin({ bench, cast, witness }, night);

  const voided = new Map<string, number>();
  let before: Before = await standing([]);
  const posts = watchPosts(bench, witness, async request =>
    objectionsTo(request, { policy, witness, before, now: await standingNow() }),
  );
  const requestOf = (whose: Whose) => store.all().findLast(({ person }) => person === cast[whose].id);
  const pages: Stage['pages'][number][] = [];
  const keys = new Map(['rita', 'other'].map(whose => [`${whose}-tonight`, JOINED] as const));
  const arm = ({ point, nth }: Death) => void deaths.push({ point, left: nth });
  const stage: Stage = { bench, cast, witness, posts, requestOf, pages, keys, arm };
  for (const whose of ['other', 'rita', 'rita'] as const) await openFor(stage, whose);

  async function standing(times: readonly number[]): Promise<Before> {
    const shields = (await store.shields.up()) !== undefined;
    const { approvers, people } = company.state;
    const directory = { approvers: new Set(approvers), accounts: new Map(people) };
    return { ...directory, rows: store.all(), shields, posts: times, voided };
  }

  async function standingNow(): Promise<Now> {
    const newest = await store.shields.newest();
    return {
      at: world.now(),
      rows: store.all(),
      approvers: company.state.approvers,
      shields: (await store.shields.up()) !== undefined,
      loweredAt: newest?.lowered?.at ?? 0,
      undone: store.lines.filter(({ event }) => event === 'requeue').map(({ at }) => at),
      told: store.told,
    };
  }

  /** All at once, to their ends; then what must be true is looked at. */
  async function step(happenings: () => readonly Promise<unknown>[]): Promise<void> {
    before = await standing(posts.times());
    witness.nextStep(company.state.approvers);
    const lines = store.lines.length;
    await survive(happenings());
    for (const { event, request } of store.lines.slice(lines))
      if (event === 'recall') voided.set(request, witness.step());
    holds(stage, before.rows);
  }

  /** Everybody goes home, what is broken stays broken, and time passes. */
  async function morning(): Promise<void> {
    deaths.length = 0;
    const end = world.now() + 12 * HOUR;
    const states = () =>
      store
        .all()
        .map(row => row.state)
        .join(', ');
    const settled = () => store.all().every(row => !isLive(row.state) || row.state === 'frozen');
    for (let looks = 0; !settled(); looks++) {
      assert.ok(looks < MOST_LOOKS, `looked at without end: ${states()}`);
      const next = Math.min(...[...store.jobs.values()].map(job => job.dueAt));
      assert.ok(next <= end, `nothing happens any more to ${states()}`);
      world.advance(Math.max(0, next - world.now()));
      await step(() => [bench.work()]);
    }
  }

  return { stage, step, morning };
}

/** What is true at every moment between two steps. @param rows as they were before this one */
function holds({ bench, cast, witness, posts }: Stage, rows: readonly Request[]): void {
  const { store } = bench;
  const moved = store.all().filter(row => !rows.includes(row));
  const untrue = moved.flatMap(row => untrueOf(row, { witness }));
  assert.deepEqual([...bench.wrongs, ...witness.wrongs, ...untrue], []);
  for (const { id, name } of [cast.rita, cast.other]) {
    const live = store.all().filter(row => row.person === id && isLive(row.state));
    assert.ok(live.length <= 1, `two live requests of ${name}`);
    const failures = witness.failures(id);
    assert.ok(failures <= bench.policy.failedProofsPerDay, `${failures} wrong answers of ${name} were heard`);
  }
  for (const row of store.all()) {
    if (store.seals.has(row.id)) assert.ok(['resetting', 'landed'].includes(row.state), `a seal in ${row.state}`);
    if (isLive(row.state)) assert.ok(store.jobs.has(row.id), `nobody will look at a request that is ${row.state}`);
  }
  if (moved.length === 0 || posts.passwords.length === 0) return;
  const kept = store.written() + JSON.stringify(bench.logged);
  for (const password of posts.passwords) assert.ok(!kept.includes(password), 'the password is written down');
}

/** Waits for all; a process that died and a directory that was out of reach are part of the evening, anything else is a fault. */
async function survive(all: readonly Promise<unknown>[]): Promise<void> {
  for (const ended of await Promise.allSettled(all)) {
    if (ended.status === 'fulfilled' || ended.reason instanceof Died) continue;
    if (ended.reason instanceof Error && ended.reason.message === 'Graph said 503') continue;
    throw ended.reason;
  }
}
