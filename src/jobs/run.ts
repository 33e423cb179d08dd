// Runs what is due: leases jobs, hands each to its handler, backs off when one fails. Knows when to look, never what for.
import type { Instant } from '../core/account.ts';
import type { Job, Jobs } from '../core/keeping.ts';
import type { Log, World } from '../core/ports.ts';

/**
 * `rest` is the key without its prefix. An instant: look again then. Nothing: the job is done, unless it was raised meanwhile. A throw: it is
 * tried again, later each time.
 */
export type Handler = (rest: string, key: string) => Promise<Instant | undefined> | Promise<void>;

export type Runner = {
  start(): Promise<void>;
  /** Looks now: something may have become due. */
  nudge(): void;
  /** Takes no more jobs; resolves when those that run have ended. */
  stop(): Promise<void>;
};

/** Rings once, after so many milliseconds; gives back how to call it off. */
export type Alarm = (after: number, ring: () => void) => () => void;

type Deps = {
  readonly jobs: Jobs;
  /** By what stands before the first colon of the key. */
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly world: World;
  readonly log: Log;
  /** How many run at the same time. */
  readonly limit: number;
  readonly instances: number;
  readonly alarm?: Alarm;
};

/** Longer than any call to Graph or Teams may take, so that a lease outlives its holder only when the holder died. */
const LEASE = 45_000;
/** Another instance's wake-ups are not heard here, so with several the table is looked at often. */
const IDLE_SHARED = 1_000;
const IDLE_ALONE = 5_000;
const FIRST_BACK_OFF = 1_000;
const MOST_BACK_OFF = 5 * 60_000;

export function createRunner({ jobs, handlers, world, log, limit, instances, alarm = setAlarm }: Deps): Runner {
  const idle = instances > 1 ? IDLE_SHARED : IDLE_ALONE;
  const running = new Map<string, Promise<void>>();
  const state: { open: boolean; looking?: Promise<void>; again: boolean; callOff?: () => void } = {
    open: false,
    again: false,
  };

  /** One look at a time; whoever nudges during one causes another after it. */
  function nudge(): void {
    if (!state.open) return;
    state.again = true;
    state.looking ??= look().finally(() => {
      delete state.looking;
      // Nudged between its last round and here.
      if (state.again) nudge();
    });
  }

  async function look(): Promise<void> {
    state.callOff?.();
    let wait = idle;
    while (state.open && state.again) {
      state.again = false;
      wait = await round().catch((error: unknown) => {
        log.error({ error }, 'the jobs could not be read');
        return idle;
      });
    }
    if (state.open) state.callOff = alarm(wait, nudge);
  }

  /** Starts what is due. Gives how long to sleep; whoever ends before that nudges. */
  async function round(): Promise<number> {
    const free = limit - running.size;
    if (free > 0) for (const job of await jobs.lease(free, LEASE)) await begin(job);
    if (running.size >= limit) return idle;
    const next = await jobs.nextDue();
    return next === undefined ? idle : Math.min(idle, Math.max(0, next - world.now()));
  }

  async function begin(job: Job): Promise<void> {
    // Too late: somebody else shall have it at once.
    if (!state.open) return jobs.retry(job, world.now());
    // Its lease ran out while it still runs here. A second run beside the first would help nobody; this lease is given up when the first ends.
    if (running.has(job.key)) return;
    const run = carryOut(job)
      .catch((error: unknown) =>
        log.error({ key: job.key, error }, 'a job could not be put back; its lease will run out'),
      )
      .finally(() => {
        running.delete(job.key);
        nudge();
      });
    running.set(job.key, run);
  }

  async function carryOut(job: Job): Promise<void> {
    const colon = job.key.indexOf(':');
    const prefix = job.key.slice(0, Math.max(0, colon));
    const handler = Object.hasOwn(handlers, prefix) ? handlers[prefix] : undefined;
    if (!handler) {
      log.error({ key: job.key }, 'a job nobody handles');
      return jobs.done(job);
    }
    const again = await attempt(job, () => handler(job.key.slice(colon + 1), job.key));
    return again === undefined ? jobs.done(job) : jobs.retry(job, again);
  }

  async function attempt(job: Job, work: () => ReturnType<Handler>): Promise<Instant | undefined> {
    try {
      return (await work()) ?? undefined;
    } catch (error) {
      const wait = backOff(job.attempts, world);
      log.error({ key: job.key, attempts: job.attempts, wait, error }, 'a job failed and will be tried again');
      return world.now() + wait;
    }
  }

  return {
    async start() {
      if (instances === 1) await jobs.releaseAll();
      state.open = true;
      nudge();
    },
    nudge,
    async stop() {
      state.open = false;
      await state.looking;
      state.callOff?.();
      await Promise.all(running.values());
    },
  };
}

/** 1 s, 2 s, 4 s … 5 min, each between half and the whole of it, so that what failed together does not come back together. */
function backOff(attempts: number, world: World): number {
  const whole = Math.min(MOST_BACK_OFF, FIRST_BACK_OFF * 2 ** Math.min(attempts, 20));
  return Math.round(whole * (0.5 + world.random(2).readUInt16BE() / 0xffff / 2));
}

function setAlarm(after: number, ring: () => void): () => void {
  const timer = setTimeout(ring, after);
  return () => clearTimeout(timer);
}
