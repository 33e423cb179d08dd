// One person's Teams: their own chat with the bot, and the helpdesk channel if they are in it.
import { TEAM } from '../company.ts';
import type { Person, World } from '../world.ts';
import { type Activity, account, BOT } from './activity.ts';
import { createClicks } from './clicks.ts';
import { type Answer, address, type Deliver, type Handover } from './delivery.ts';
import { personalId, type Room, type Rooms, threadId } from './rooms.ts';
import { createSight, type Seen } from './sight.ts';
import type { Silently } from './silent.ts';

export type Client = ReturnType<typeof createClient>;
export type View = ReturnType<typeof createView>;

export type Said = Handover & {
  /** In a channel: the id of the message to reply to. Without it a new thread begins. */
  readonly thread?: string;
  /** In a channel: whether the bot is mentioned (it is, unless told otherwise). Only then does it hear anything. */
  readonly mention?: boolean;
};

/** What Microsoft does behind everybody's Teams. */
export type Service = { readonly deliver: Deliver; readonly silently: Silently };

/** Throws when the person has no Teams here. */
export function createClient(world: World, rooms: Rooms, service: Service, person: Person) {
  const view = (room: string) => createView(world, rooms, service, person, roomFor(rooms, person, room));
  const opened: { channel?: View } = {};
  return Object.assign(view(personalId(person)), {
    /** The helpdesk channel as this person sees it: the same things to do, in there. Throws when they are no member. */
    inChannel(): View {
      opened.channel ??= view(TEAM.channel.id);
      return opened.channel;
    },
  });
}

function createView(world: World, rooms: Rooms, { deliver, silently }: Service, person: Person, room: Room) {
  const deliveries: string[] = [];
  const lately = () => deliveries.slice(-5).join(', ') || 'none';
  const sight = createSight(rooms, room, person, lately);

  /** The activity Teams would send for this person here; what is given wins over what Teams would fill in. */
  const compose = (part: Activity, thread?: string): Activity =>
    address(world, person, threadId(room.id, thread), part);

  async function sendComposed(activity: Activity, how: Handover) {
    const answer = await deliver(activity, how);
    deliveries.push(`${activity.type} ${activity.name ?? ''} → ${answer.failed ?? answer.status}`.replace('  ', ' '));
    return answer;
  }

  const clicks = createClicks(
    person,
    sight,
    silently,
    (part, about, how) => sendComposed(compose(part, about?.thread), how),
    (text, how) => speak(text, undefined, how),
  );

  /** Posts the text as this person's own message, and hands it to the bot. */
  function speak(text: string, thread: string | undefined, how: Handover): Promise<Answer> {
    const posted = rooms.post(threadId(room.id, thread), person, { type: 'message', text });
    if (room.kind === 'personal')
      return sendComposed(compose({ type: 'message', id: posted.id, textFormat: 'plain', text }), how);
    return sendComposed(compose(mentioning(posted.id, text), posted.thread), how);
  }
  const { messages, ...looking } = sight;

  const view = {
    person,
    room: room.id,
    ...looking,
    ...clicks,
    compose,

    /** Hands the bot an activity of this person that Teams might not send; see `Handover`. */
    deliver: (part: Activity, how: Handover = {}) => sendComposed(compose(part), how),

    /** Everything this person sees here, oldest first. */
    get messages(): Seen[] {
      return messages();
    },

    /** A moment for `since`: only what changes after it counts. */
    now: rooms.now,

    /** Writes to the bot (in a channel: mentioning it). Resolves when the bot has answered the request, replies or not. */
    async say(text: string, how: Said = {}): Promise<Answer | undefined> {
      const { thread, mention = true, ...handover } = how;
      if (room.kind === 'personal' || mention) return speak(text, thread, handover);
      rooms.post(threadId(room.id, thread), person, { type: 'message', text });
      return undefined;
    },

    /** Adds the bot here, as an admin or the person does: what arrives at it are two activities, in this order. */
    install: () => installed('add'),

    /** Takes the bot off. In a personal chat it can write nothing from then on. */
    uninstall: () => installed('remove'),

    /**
     * Looks at the conversation as an open Teams window does: cards that name this person renew themselves, now and
     * whenever the bot updates them. Returns how to look away.
     */
    look(): () => void {
      const asked = new Map<string, number>();
      const renew = (id: string) => {
        const message = rooms.message(room.id, id);
        if (!message || asked.get(id) === message.changed) return;
        const seen = messages().find(one => one.id === id);
        if (!seen || !clicks.refreshes(seen)) return;
        asked.set(id, message.changed);
        void clicks.refresh(seen);
      };
      for (const { id } of messages()) renew(id);
      return sight.watch(renew);
    },
  };
  return view;

  async function installed(action: 'add' | 'remove'): Promise<Answer[]> {
    const { id, name, aadObjectId } = account(world, person);
    const team = room.kind === 'channel';
    const what = action === 'add' ? 'membersAdded' : 'membersRemoved';
    const members = team ? [BOT] : [{ id, name, aadObjectId }, BOT];
    const eventType = action === 'add' ? 'teamMemberAdded' : 'teamMemberRemoved';
    const settings = { settings: { selectedChannel: { id: room.id } } };
    if (!team && action === 'add') rooms.without.delete(person.key);
    if (!team && action === 'remove') rooms.without.add(person.key);
    // A team's events are addressed to its General channel, which has the team's id.
    const to = (part: Activity) => address(world, person, team ? TEAM.id : room.id, part);
    const update = to({ type: 'conversationUpdate', [what]: members, ...(team ? { channelData: { eventType } } : {}) });
    const install = to({ type: 'installationUpdate', action, ...(team ? { channelData: settings } : {}) });
    return [await sendComposed(update, {}), await sendComposed(install, {})];
  }
}

function roomFor(rooms: Rooms, person: Person, id: string): Room {
  const room = rooms.room(id);
  if (!room?.members().includes(person)) throw new Error(`${person.name} is not in the conversation ${id}`);
  return room;
}

/** In channels Teams writes the mention into the text, where it was typed or else first, and the text as HTML beside it. */
function mentioning(id: string, text: string): Activity {
  const at = `<at>${BOT.name}</at>`;
  const typed = `@${BOT.name}`;
  const words = text.includes(typed) ? text : `${typed} ${text}`;
  const span = `<span itemtype="http://schema.skype.com/Mention" itemscope itemid="0">${BOT.name}</span>`;
  const html = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replace(typed, span);
  return {
    type: 'message',
    id,
    textFormat: 'plain',
    text: words.replace(typed, at),
    attachments: [{ contentType: 'text/html', content: `<div>${html}</div>` }],
    entities: [{ type: 'mention', mentioned: BOT, text: at }],
  };
}
