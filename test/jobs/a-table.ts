// Jobs in memory, as strict as the store's: leases, generations and attempts as core/keeping promises them.
import type { Job, Jobs } from '../../src/core/keeping.ts';
import type { World } from '../../src/core/ports.ts';

type Row = { due: number; leased: number; generation: number; attempts: number };

export function aTable(world: World) {
  const rows = new Map<string, Row>();
  const state = { broken: false, released: 0 };
  const check = () => {
    if (state.broken) throw new Error('the database is away');
  };
  const jobs: Jobs = {
    async lease(limit, leaseFor) {
      check();
      const due = [...rows].filter(([, row]) => row.due <= world.now() && row.leased <= world.now());
      const taken = due.sort(([, one], [, other]) => one.due - other.due).slice(0, limit);
      return taken.map(([key, row]) => {
        row.leased = row.due = world.now() + leaseFor;
        return { key, generation: row.generation, attempts: row.attempts };
      });
    },
    async done(job) {
      check();
      if (rows.get(job.key)?.generation === job.generation) rows.delete(job.key);
      else giveBack(job);
    },
    async retry(job, dueAt) {
      check();
      const row = rows.get(job.key);
      if (row?.generation !== job.generation) return giveBack(job, dueAt);
      rows.set(job.key, { ...row, due: dueAt, leased: 0, attempts: row.attempts + 1 });
    },
    async put(key, dueAt) {
      check();
      const { due = Number.POSITIVE_INFINITY, leased = 0, generation = 0 } = rows.get(key) ?? {};
      rows.set(key, { due: Math.min(due, dueAt), leased, generation: generation + 1, attempts: 0 });
    },
    async releaseAll() {
      state.released += 1;
      for (const row of rows.values()) if (row.leased > 0) Object.assign(row, { leased: 0, due: world.now() });
    },
    async nextDue() {
      check();
      const times = [...rows.values()].map(row => Math.max(row.due, row.leased));
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
  function giveBack(job: Job, orAt = Number.POSITIVE_INFINITY): void {
    const row = rows.get(job.key);
    if (row) Object.assign(row, { leased: 0, due: Math.min(row.due, orAt) });
  }
  return { jobs, rows, state };
}

/** A clock whose alarms ring when it is moved past them, in order; between two, everything that can run has run. */
export function aClock(world: World & { advance(ms: number): void }) {
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  const settle = () => new Promise<void>(resolve => void setImmediate(resolve));
  return {
    alarm(after: number, ring: () => void) {
      const one = { at: world.now() + after, ring };
      alarms.add(one);
      return () => void alarms.delete(one);
    },
    /** Until everything that needs no time has happened. */
    settle,
    waiting: () => [...alarms].map(one => one.at - world.now()),
    async pass(ms: number): Promise<void> {
      const end = world.now() + ms;
      await settle();
      for (;;) {
        const next = [...alarms].filter(one => one.at <= end).sort((one, other) => one.at - other.at)[0];
        if (!next) break;
        world.advance(Math.max(0, next.at - world.now()));
        alarms.delete(next);
        next.ring();
        await settle();
      }
      world.advance(end - world.now());
      await settle();
    },
  };
}
