// Everybody's Teams as the page shows it: the rooms, what is in them, and what is on its way.
import { TEAM } from '../company.ts';
import { numbersOf } from '../phone.ts';
import { account, type Json } from '../teams/activity.ts';
import type { Client, View } from '../teams/client.ts';
import type { Message } from '../teams/rooms.ts';
import type { Seen } from '../teams/sight.ts';
import type { Teams } from '../teams/teams.ts';
import type { Person, World } from '../world.ts';
import { Refused } from './door.ts';
import type { MessageView, PersonView, Place } from './protocol.ts';

export type Delivery = NonNullable<MessageView['delivery']>;

export type People = ReturnType<typeof createPeople>;

export function createPeople(world: World, teams: Teams) {
  const deliveries = new Map<string, Delivery>();

  function client(key: string): Client {
    const person = world.people.find(one => one.key === key);
    if (!person?.inTeams) throw new Refused(`Nobody called “${key}” is in Teams.`);
    return teams.client(key);
  }

  function view(key: string, place: Place): View {
    if (place === 'chat') return client(key);
    if (!world.find(key)?.inHelpdeskChannel) throw new Refused('They are not in that channel.');
    return client(key).inChannel();
  }

  return {
    deliveries,
    client,
    view,
    everybody: (): PersonView[] => world.people.map(person => personView(world, person)),
    /** The places a person has: their chat with the bot, and the helpdesk's channel when they are in it. */
    places: (key: string): Place[] => (world.find(key)?.inHelpdeskChannel ? ['chat', 'channel'] : ['chat']),
    /** What they see in a place, oldest first. */
    messages: (key: string, place: Place): MessageView[] =>
      view(key, place).messages.map(seen => messageView(seen, deliveries.get(seen.id))),
    /** One message; undefined when it is not there (any more). */
    message(key: string, place: Place, id: string): MessageView | undefined {
      const seen = view(key, place).messages.find(one => one.id === id);
      return seen && messageView(seen, deliveries.get(id));
    },
  };
}

/** Whose screens a message is on: its chat's owner, or everybody in the channel. */
export function placeOf(world: World, message: Message): { place: Place; people: string[] } | undefined {
  if (message.room === TEAM.channel.id) {
    return { place: 'channel', people: world.people.filter(one => one.inHelpdeskChannel).map(one => one.key) };
  }
  const owner = /^a:personal-(.+)$/.exec(message.room)?.[1];
  return owner === undefined ? undefined : { place: 'chat', people: [owner] };
}

/** What is left on a screen of a message that was deleted. */
export function goneView(message: Message): MessageView {
  const from = message.from === 'bot' ? 'bot' : message.from.key;
  const { id, at, changed, thread } = message;
  return {
    id,
    ...(thread === undefined ? {} : { thread }),
    ...{ from, at, changed, text: '', summary: '', ownView: false, edited: false, deleted: true },
  };
}

function messageView(seen: Seen, delivery: Delivery | undefined): MessageView {
  const { activity, words: _words, card, ...rest } = seen;
  return {
    ...rest,
    ...(card ? { card: card as Json } : {}),
    summary: summaryOf(seen),
    deleted: false,
    ...(delivery ? { delivery } : {}),
  };
}

/** Teams' toast has the activity's summary, else its text; of a card without either it says only that there is one. */
function summaryOf({ activity, text }: Seen): string {
  return activity.summary || text;
}

function personView(world: World, person: Person): PersonView {
  const { id, aadObjectId } = account(world, person);
  const { key, name, upn, jobTitle, locale, inTeams = false, inHelpdeskChannel = false } = person;
  return {
    key,
    teamsId: id,
    objectId: aadObjectId,
    name,
    upn,
    jobTitle,
    locale,
    inTeams,
    inChannel: inHelpdeskChannel,
    numbers: numbersOf(person),
  };
}
