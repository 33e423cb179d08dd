// What the page knows and what is open on it.
import type {
  CallView,
  CompanyView,
  MailView,
  MessageView,
  PageView,
  PersonView,
  Place,
  PlayView,
  SwitchesView,
  TaskView,
  WireView,
} from '../../stage/protocol.ts';

export type Theme = 'light' | 'dark' | 'contrast';
export type Show = 'activity' | 'chat' | 'teams' | 'app';

/** One person's Teams on the page. */
export type Pane = {
  readonly person: string;
  readonly show: Show;
  readonly theme: Theme;
  /** In the channel: the thread that is open. */
  readonly thread?: string | undefined;
};

/** Something open over a pane: a dialog the bot answered with. */
export type Over = { readonly task: TaskView };

export type Toast = {
  readonly id: string;
  readonly person: string;
  readonly place: Place;
  readonly message: string;
  readonly text: string;
};

export type DrawerTab = 'wire' | 'directory' | 'mail' | 'switches';

export type State = {
  readonly company: CompanyView;
  readonly connected: boolean;
  /** By person and place, see `roomKey`. */
  readonly rooms: Readonly<Record<string, readonly MessageView[]>>;
  /** How far each room was read: the largest `changed` that was on screen. */
  readonly read: Readonly<Record<string, number>>;
  readonly typing: Readonly<Record<string, boolean>>;
  readonly wire: readonly WireView[];
  readonly mails: readonly MailView[];
  readonly switches: SwitchesView | undefined;
  readonly play: PlayView | undefined;
  readonly panes: readonly Pane[];
  /** The pane a phone shows. */
  readonly front: string;
  readonly over: Readonly<Record<string, Over | undefined>>;
  /** In a played story: what somebody's browser shows. */
  readonly browsers: Readonly<Record<string, PageView | undefined>>;
  /** The call each of them is in. */
  readonly calls: Readonly<Record<string, CallView | undefined>>;
  readonly toasts: readonly Toast[];
  readonly drawer: DrawerTab | undefined;
  readonly welcome: boolean;
  readonly hints: boolean;
};

export const NOTHING: readonly MessageView[] = [];

export const roomKey = (person: string, place: Place) => `${person}/${place}`;

export function roomOf(state: State, person: string, place: Place): readonly MessageView[] {
  return state.rooms[roomKey(person, place)] ?? NOTHING;
}

export function personOf(state: State, key: string): PersonView | undefined {
  return state.company.people.find(person => person.key === key);
}

/** What came from others since the room was last on screen. */
export function unreadIn(state: State, person: string, place: Place): number {
  const read = state.read[roomKey(person, place)] ?? 0;
  return roomOf(state, person, place).filter(
    message => message.from !== person && !message.deleted && !message.ownView && message.changed > read,
  ).length;
}
