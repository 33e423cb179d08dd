// Listens to the sandbox, and keeps the state as it tells.
import type { MessageView, PageView, Place, StageEvent } from '../../stage/protocol.ts';
import { type Over, roomKey, roomOf, type State, type Toast } from './state.ts';
import type { Store } from './store.ts';

const WIRE_KEPT = 600;
const TOAST_STAYS = 6_000;
const PAGE_STAYS = 5_000;

/** Follows the people on the page; when others are shown it listens anew. Returns how to stop. */
export function listen(store: Store<State>): () => void {
  const open: { people: string; source?: EventSource } = { people: '' };

  function follow(): void {
    const people = [...new Set(store.get().panes.map(pane => pane.person))].sort().join(',');
    if (people === open.people && open.source) return;
    open.source?.close();
    open.people = people;
    const source = new EventSource(`/stage/events?people=${encodeURIComponent(people)}`);
    source.onopen = () => store.set({ connected: true });
    source.onerror = () => store.set({ connected: false });
    source.onmessage = ({ data }) => take(store, JSON.parse(String(data)) as StageEvent);
    open.source = source;
  }

  follow();
  const unwatch = store.watch(follow);
  return () => {
    unwatch();
    open.source?.close();
  };
}

function take(store: Store<State>, event: StageEvent): unknown {
  switch (event.kind) {
    case 'room':
      return store.set(({ rooms }) => ({ rooms: { ...rooms, [roomKey(event.person, event.place)]: event.messages } }));
    case 'message':
      return message(store, event.person, event.place, event.message);
    case 'typing':
      return store.set(({ typing }) => ({ typing: { ...typing, [event.person]: event.on } }));
    case 'wire':
      return store.set(({ wire }) => ({
        // The first event after a new connection brings everything once more.
        wire: event.events.length === 1 ? [...wire, ...event.events].slice(-WIRE_KEPT) : event.events,
      }));
    case 'mails':
      return store.set({ mails: event.mails });
    case 'switches':
      return store.set({ switches: event.switches });
    case 'opened':
      return over(store, event.person, { task: event.task });
    case 'browser':
      return browser(store, event.person, event.page);
    case 'call':
      return store.set(({ calls }) => ({ calls: { ...calls, [event.person]: event.call } }));
    case 'play':
      return store.set({ play: event.play });
  }
}

/** It is on show for as long as it takes to see what it is, or until the next one comes. */
function browser(store: Store<State>, person: string, page: PageView): void {
  const show = (what: PageView | undefined) =>
    store.set(state => ({ browsers: { ...state.browsers, [person]: what } }));
  show(page);
  setTimeout(() => store.get().browsers[person] === page && show(undefined), PAGE_STAYS);
}

function over(store: Store<State>, person: string, what: Over): void {
  store.set(state => ({ over: { ...state.over, [person]: what } }));
}

function message(store: Store<State>, person: string, place: Place, fresh: MessageView): void {
  const state = store.get();
  const before = roomOf(state, person, place);
  const known = before.find(one => one.id === fresh.id);
  const after = known ? before.map(one => (one.id === fresh.id ? fresh : one)) : [...before, fresh];
  const quiet = fresh.from !== 'bot' || fresh.deleted || fresh.ownView || fresh.changed === known?.changed;
  const typing = fresh.from === 'bot' ? { typing: { ...state.typing, [person]: false } } : {};
  store.set({ rooms: { ...state.rooms, [roomKey(person, place)]: after }, ...typing });
  if (!quiet && !onScreen(state, person, place))
    toast(store, { person, place, message: fresh.id, text: fresh.summary });
}

function onScreen(state: State, person: string, place: Place): boolean {
  const show = place === 'chat' ? 'chat' : 'teams';
  return state.panes.some(pane => pane.person === person && pane.show === show);
}

function toast(store: Store<State>, about: Omit<Toast, 'id'>): void {
  const fresh = { ...about, id: `${about.message}-${performance.now()}` };
  const others = (toasts: readonly Toast[]) => toasts.filter(one => one.message !== about.message);
  store.set(({ toasts }) => ({ toasts: [...others(toasts), fresh] }));
  setTimeout(() => store.set(({ toasts }) => ({ toasts: toasts.filter(one => one.id !== fresh.id) })), TOAST_STAYS);
}
