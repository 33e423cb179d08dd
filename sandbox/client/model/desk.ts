// What components work with: the state, the sandbox, and the few things that change what is open on the page.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Place } from '../../stage/protocol.ts';
import type { Api } from './api.ts';
import { type Kept, keep } from './kept.ts';
import { type Over, type Pane, roomKey, roomOf, type State } from './state.ts';
import { type Store, usePart } from './store.ts';

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(store: Store<State>, api: Api) {
  const remember = () => {
    const { panes, welcome } = store.get();
    keep({ panes, welcomed: !welcome } satisfies Kept);
  };

  return {
    store,
    api,
    /** Changes one pane; it is remembered for the next visit. */
    pane(person: string, change: Partial<Pane>): void {
      store.set(({ panes }) => ({
        panes: panes.map(pane => (pane.person === person ? { ...pane, ...change } : pane)),
        ...(change.person === undefined ? {} : { front: change.person }),
      }));
      remember();
    },
    panes(panes: readonly Pane[]): void {
      store.set({ panes });
      remember();
    },
    over(person: string, over: Over | undefined): void {
      store.set(state => ({ over: { ...state.over, [person]: over } }));
    },
    /** Everything in the room has been on screen. */
    read(person: string, place: Place): void {
      const state = store.get();
      const upTo = Math.max(0, ...roomOf(state, person, place).map(message => message.changed));
      if ((state.read[roomKey(person, place)] ?? 0) >= upTo) return;
      store.set({ read: { ...state.read, [roomKey(person, place)]: upTo } });
    },
    welcomed(change: Partial<State> = {}): void {
      store.set({ welcome: false, ...change });
      remember();
    },
  };
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('no desk around this component');
  return desk;
}

export function useDeskState<Part>(pick: (state: State) => Part): Part {
  return usePart(useDesk().store, pick);
}
