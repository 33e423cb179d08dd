// A Teams of our own for tests: rooms with the messages in them, and the ways in which it does not take one.
import type { Activity, ConversationReference } from 'botbuilder';
import type { Posting } from '../../src/core/keeping.ts';
import type { Carrier, Delivery } from '../../src/teams/carrier.ts';

export type Undelivered = Exclude<Delivery, 'delivered'>;
export type Message = { readonly id: string; readonly activity: Partial<Activity>; readonly edits: number };

/** Bots may not send more than this at once (Teams: conversation-messages). */
const LARGEST = 80_000;

export type Teams = ReturnType<typeof aTeams>;

export function aTeams(serviceUrl: string) {
  const rooms = new Map<string, Message[]>();
  const calls: string[] = [];
  const trouble: Undelivered[] = [];
  const gone = new Set<string>();
  const count = { messages: 0 };

  function put(room: string, activity: Partial<Activity>): string {
    if (activity.type !== 'message') throw new Error(`Teams takes messages from a bot, not ${activity.type}`);
    if (activity.text && activity.attachments) throw new Error('text beside a card makes two messages and no id');
    const sent = JSON.stringify(activity);
    if (sent.length > LARGEST) throw new Error('413 MessageSizeTooBig');
    count.messages += 1;
    const message = { id: `message-${count.messages}`, activity: JSON.parse(sent) as Partial<Activity>, edits: 0 };
    rooms.set(room, [...(rooms.get(room) ?? []), message]);
    return message.id;
  }

  /** What stands in the way of this call, if anything does. */
  function obstacle(what: string, room: string): Undelivered | undefined {
    calls.push(`${what} ${room}`);
    return gone.has(room) ? 'unreachable' : trouble.shift();
  }

  function addressOf(reference: Partial<ConversationReference>): string {
    if (!reference.conversation?.id || reference.serviceUrl !== serviceUrl)
      throw new Error('a reference that leads nowhere');
    return reference.conversation.id;
  }

  const carrier: Carrier = {
    async send(reference, activities) {
      if (activities.length === 0) return { postings: [] };
      const room = addressOf(reference);
      const stopped = obstacle('send', room);
      if (stopped) return stopped;
      return {
        postings: activities.map(activity => ({ serviceUrl, conversation: room, activity: put(room, activity) })),
      };
    },
    async personal(at, person) {
      if (at !== serviceUrl) throw new Error('another Teams');
      const stopped = obstacle('open', roomOf(person));
      return stopped ?? { reference: { serviceUrl, channelId: 'msteams', conversation: roomReference(person) } };
    },
    async postPersonal(reference, activity) {
      const conversation = addressOf(reference);
      const stopped = obstacle('post', conversation);
      return stopped ?? { posting: { serviceUrl, conversation, activity: put(conversation, activity) } };
    },
    async postChannel(at, channel, activity) {
      if (at !== serviceUrl) throw new Error('another Teams');
      const stopped = obstacle('post', channel);
      return stopped ?? { posting: { serviceUrl, conversation: channel, activity: put(channel, activity) } };
    },
    async update(posting, activity) {
      const stopped = obstacle('update', posting.conversation);
      if (stopped) return stopped;
      replace(posting, activity);
      return 'delivered';
    },
    async reply(posting, activity) {
      const stopped = obstacle('reply', posting.conversation);
      if (stopped) return stopped;
      put(posting.conversation, activity);
      return 'delivered';
    },
  };

  function replace(posting: Posting, activity: Partial<Activity>): void {
    const there = rooms.get(posting.conversation) ?? [];
    if (!there.some(message => message.id === posting.activity)) throw new Error('an update of a message nobody sent');
    rooms.set(
      posting.conversation,
      there.map(message =>
        message.id === posting.activity ? { ...message, activity, edits: message.edits + 1 } : message,
      ),
    );
  }

  return {
    carrier,
    put,
    /** Every call of the bot that nobody asked for, in order: `send a:…`, `update 19:…`. */
    calls,
    /** The next calls get these instead of a delivery. */
    trouble,
    /** Rooms in which nobody can be reached. */
    gone,
    messages: (room: string): readonly Message[] => rooms.get(room) ?? [],
    /** As a person reads it: what was said, and a card by its summary in brackets. */
    read: (room: string): readonly string[] => (rooms.get(room) ?? []).map(({ activity }) => lineOf(activity)),
  };
}

export function roomOf(person: string): string {
  return `a:${person}`;
}

export function lineOf({ text, summary }: Partial<Activity>): string {
  return text ?? `[${summary ?? ''}]`;
}

function roomReference(person: string) {
  return { id: roomOf(person), conversationType: 'personal', isGroup: false, name: '' };
}
