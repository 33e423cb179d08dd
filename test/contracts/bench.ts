// What a contract runs against: one fresh database, opened once or twice, and a way in behind the store's back.
import type { World } from '../../src/core/ports.ts';
import type { Store } from '../../src/store/open.ts';

export type Bench = {
  readonly store: Store;
  /** All views of the same database that may be open at once in one process; the first is `store`. */
  readonly stores: readonly Store[];
  readonly world: World & { advance(ms: number): void };
  /** Runs a statement without parameters, as an intruder with the database's password would; rows come back. */
  readonly run: (statement: string) => Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
};

export type Open = () => Promise<Bench>;

/** Opens a bench before every test of the running `describe` and closes it after. */
export function onBench(open: Open): () => Bench {
  let bench: Bench | undefined;
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
  });
  return () => {
    if (!bench) throw new Error('the bench is open only within a test');
    return bench;
  };
}

/** The nth of twenty simultaneous callers talks to this view of the database. */
export function viewFor(bench: Bench, caller: number): Store {
  return bench.stores[caller % bench.stores.length] ?? bench.store;
}

export const TWENTY: readonly number[] = Array.from({ length: 20 }, (_, index) => index);

export function countOf<T>(outcomes: readonly T[], wanted: T): number {
  return outcomes.filter(outcome => outcome === wanted).length;
}
