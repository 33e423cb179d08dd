// Every conversation of the sandbox's Teams and every message in it, as Teams' own store would hold them.
import { EventEmitter } from 'node:events';
import { TEAM } from '../company.ts';
import type { Person, World } from '../world.ts';
import type { Activity } from './activity.ts';

export type Message = {
  readonly id: string;
  readonly room: string;
  /** In a channel: the id of the thread's first message, which may be this one. */
  readonly thread?: string;
  readonly from: 'bot' | Person;
  readonly at: number;
  readonly activity: Activity;
  /** What it said before each edit, oldest first. */
  readonly edits: readonly Activity[];
  readonly deleted: boolean;
  /** Grows with every change anywhere, so that "since then" can be asked without a clock. */
  readonly changed: number;
};

export type Room = { readonly id: string; readonly kind: 'personal' | 'channel'; members(): Person[] };

export type Rooms = ReturnType<typeof createRooms>;

const ofWorld = new WeakMap<World, Rooms>();

/** The rooms of a world. They belong to it like its people do: the connector and the clients must see the same ones. */
export function roomsOf(world: World): Rooms {
  const rooms = ofWorld.get(world) ?? createRooms(world);
  ofWorld.set(world, rooms);
  return rooms;
}

/** The conversation a person and the bot have on their own. */
export const personalId = (person: Person) => `a:personal-${person.key}`;

/** A thread's id is the channel's with the first message's, as real Teams writes it. */
export const threadId = (room: string, thread: string | undefined) => (thread ? `${room};messageid=${thread}` : room);

function createRooms(world: World) {
  const changes = new EventEmitter().setMaxListeners(0);
  const messages = new Map<string, Message>();
  const without = new Set<string>();
  const clock = { id: 0, change: 0 };
  const inChannel = () => world.people.filter(person => person.inHelpdeskChannel);
  const rooms = new Map<string, Room>();
  // The team's own id is its General channel, as in real Teams; rosters of a team are asked for under it.
  for (const id of [TEAM.id, TEAM.channel.id]) rooms.set(id, { id, kind: 'channel', members: inChannel });
  for (const person of world.people.filter(one => one.inTeams))
    rooms.set(personalId(person), { id: personalId(person), kind: 'personal', members: () => [person] });

  const keep = (message: Message): Message => {
    messages.set(message.id, message);
    changes.emit('message', message);
    return message;
  };

  return {
    /** People who took the bot off their Teams, by key: Teams lets it say nothing to them. */
    without,
    /** The room of a conversation id, with or without a thread; undefined when either is unknown. */
    room(conversation: string): Room | undefined {
      const { room, thread } = split(conversation);
      const found = rooms.get(room);
      if (thread === undefined) return found;
      return messages.get(thread)?.room === room ? found : undefined;
    },
    message(conversation: string, id: string): Message | undefined {
      const message = messages.get(id);
      return message && !message.deleted && message.room === split(conversation).room ? message : undefined;
    },
    messages: (room: string): Message[] => [...messages.values()].filter(message => message.room === room),
    /** Adds a message. In a channel without a thread it begins one. */
    post(conversation: string, from: Message['from'], activity: Activity): Message {
      const { room, thread } = split(conversation);
      const kind = rooms.get(room)?.kind;
      clock.id = Math.max(clock.id + 1, world.now());
      const id = String(clock.id);
      const place = kind === 'channel' ? { thread: thread ?? id } : {};
      const changed = ++clock.change;
      return keep({ id, room, from, at: world.now(), activity, edits: [], deleted: false, changed, ...place });
    },
    edit(message: Message, activity: Activity): Message {
      const edits = [...message.edits, message.activity];
      return keep({ ...message, activity, edits, changed: ++clock.change });
    },
    remove: (message: Message): Message => keep({ ...message, deleted: true, changed: ++clock.change }),
    /** The number of a change only one person's client sees, in the same order as the others. */
    tick: () => ++clock.change,
    now: () => clock.change,
    /** Calls back with every new, edited or deleted message; returns how to stop. */
    watch(listener: (message: Message) => void): () => void {
      changes.on('message', listener);
      return () => void changes.off('message', listener);
    },
  };
}

function split(conversation: string): { room: string; thread?: string } {
  const [room = '', thread] = conversation.split(';messageid=');
  return thread === undefined ? { room } : { room, thread };
}
