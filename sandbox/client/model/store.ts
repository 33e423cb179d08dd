// The page's one state, and how a component reads the part it shows.
import { useEffect, useState } from 'preact/hooks';

export type Store<State> = ReturnType<typeof createStore<State>>;

export function createStore<State>(initial: State) {
  const held = { state: initial };
  const listeners = new Set<() => void>();
  return {
    get: (): State => held.state,
    set(change: Partial<State> | ((state: State) => Partial<State>)): void {
      const part = typeof change === 'function' ? change(held.state) : change;
      held.state = { ...held.state, ...part };
      for (const listener of listeners) listener();
    },
    watch(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Draws again when what `pick` gives is another thing than before. `pick` must not make new objects. */
export function usePart<State, Part>(store: Store<State>, pick: (state: State) => Part): Part {
  const [, again] = useState({});
  const now = pick(store.get());
  useEffect(() => {
    const before = { part: now };
    const look = () => {
      const next = pick(store.get());
      if (Object.is(next, before.part)) return;
      before.part = next;
      again({});
    };
    // What changed between drawing and now would be missed otherwise.
    look();
    return store.watch(look);
  });
  return now;
}
