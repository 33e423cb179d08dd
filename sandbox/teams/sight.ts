// What one person's Teams shows of one conversation, their own views of cards included, and waiting for it to change.
import type { Person } from '../world.ts';
import { type Activity, type Card, cardOf } from './activity.ts';
import { wordsOf } from './card.ts';
import type { Message, Room, Rooms } from './rooms.ts';

export type Seen = {
  readonly id: string;
  readonly thread?: string;
  /** `bot`, or a person's key. */
  readonly from: string;
  readonly text: string;
  /** The card on this person's screen: their own view of it, or what everybody has. */
  readonly card?: Card;
  readonly ownView: boolean;
  /** What Teams says at the card after a click: the bot's words, or an error. */
  readonly notice?: string;
  readonly error?: string;
  /** The error is Teams' own: the bot did not answer, or not in a way Teams knows. */
  readonly unreachable?: boolean;
  /** Text and card as one string, for looking something up. */
  readonly words: string;
  readonly edited: boolean;
  readonly at: number;
  /** See `Message.changed`. */
  readonly changed: number;
  /** As the bot sent it; nobody's own view is in it. */
  readonly activity: Activity;
};

export type Wait = {
  /** What is awaited, in words for the error. */
  readonly what: string;
  /** 10,000 unless told. */
  readonly timeoutMs?: number;
  /** Only what changed after this moment counts: a `now()` from before. */
  readonly since?: number;
};

type View = {
  readonly card?: Card;
  readonly notice?: string;
  readonly error?: string;
  readonly unreachable?: boolean;
};

export type Sight = ReturnType<typeof createSight>;

/** `lately` adds to the error of a wait what else may explain it, such as how the bot answered. */
export function createSight(rooms: Rooms, room: Room, person: Person, lately: () => string) {
  const views = new Map<string, View & { changed: number }>();
  const watchers = new Set<(id: string) => void>();
  rooms.watch(message => message.room === room.id && tell(message.id));

  function tell(id: string): void {
    for (const watcher of watchers) watcher(id);
  }

  function messages(): Seen[] {
    const there = rooms.messages(room.id).filter(message => !message.deleted);
    return there.map(message => seen(message, views.get(message.id)));
  }

  /** Resolves with what `look` finds, now or after a change. Rejects with what was awaited and what is there instead. */
  function waitUntil<T>(look: () => T | undefined | false, wait: Wait): Promise<T> {
    const found = look();
    if (found) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const limit = wait.timeoutMs ?? 10_000;
      const timer = setTimeout(
        () => end(() => reject(new Error(inVain(person, wait.what, limit, messages(), lately())))),
        limit,
      );
      const watcher = () => {
        try {
          const result = look();
          if (result) end(() => resolve(result));
        } catch (error) {
          end(() => reject(error));
        }
      };
      function end(settle: () => void): void {
        clearTimeout(timer);
        watchers.delete(watcher);
        settle();
      }
      watchers.add(watcher);
    });
  }

  return {
    messages,
    waitUntil,
    /** The message by id as it looks now. A `Seen` is given back as it was seen: people do click on stale cards. */
    find(which: string | Seen): Seen {
      if (typeof which !== 'string') return which;
      const found = messages().find(message => message.id === which);
      if (!found) throw new Error(`${person.name} sees no message ${which}`);
      return found;
    },
    /** Shows this person alone something on a message, until the message itself is updated. */
    show(id: string, view: View): void {
      const before = views.get(id);
      const message = rooms.message(room.id, id);
      const kept = before?.card && message && before.changed > message.changed ? { card: before.card } : {};
      views.set(id, { ...kept, ...view, changed: rooms.tick() });
      tell(id);
    },
    /** The first message that is as wanted, now or later; see `waitUntil`. */
    waitFor(want: (message: Seen) => boolean, wait: Wait): Promise<Seen> {
      const fresh = (message: Seen) => message.changed > (wait.since ?? 0);
      return waitUntil(() => messages().find(message => fresh(message) && want(message)), wait);
    },
    /** Calls back with the id of every message that is new or changed for this person; returns how to stop. */
    watch(listener: (id: string) => void): () => void {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
  };
}

function seen(message: Message, view: (View & { changed: number }) | undefined): Seen {
  const own = view && view.changed > message.changed ? view : undefined;
  const card = own?.card ?? cardOf(message.activity);
  const text = message.activity.text ?? '';
  return {
    id: message.id,
    ...(message.thread === undefined ? {} : { thread: message.thread }),
    from: message.from === 'bot' ? 'bot' : message.from.key,
    text,
    ...(card ? { card } : {}),
    ownView: own?.card !== undefined,
    ...(own?.notice === undefined ? {} : { notice: own.notice }),
    ...(own?.error === undefined ? {} : { error: own.error, unreachable: own.unreachable === true }),
    words: [text, card ? wordsOf(card) : '', own?.notice, own?.error].filter(Boolean).join('\n'),
    edited: message.edits.length > 0,
    at: message.at,
    changed: Math.max(message.changed, own?.changed ?? 0),
    activity: message.activity,
  };
}

function inVain(person: Person, what: string, limit: number, messages: Seen[], lately: string): string {
  const last = messages
    .slice(-5)
    .map(message => `  ${message.from}: ${message.words.replaceAll('\n', ' / ').slice(0, 300)}`);
  return [
    `${person.name} waited ${limit / 1_000} s for ${what}, in vain. Last seen:`,
    ...(last.length > 0 ? last : ['  nothing at all']),
    `Last deliveries to the bot: ${lately}`,
  ].join('\n');
}
