// Microsoft Teams in the sandbox: the connector the bot calls, and the people who call the bot.
import type { Server } from 'restify';
import type { Keys } from '../keys.ts';
import type { Person, World } from '../world.ts';
import { type Client, createClient } from './client.ts';
import { connector } from './connector.ts';
import { createDelivery } from './delivery.ts';
import { metadata } from './metadata.ts';
import { createPace } from './pace.ts';
import { type Message, roomsOf } from './rooms.ts';
import { createSilent } from './silent.ts';

export type Teams = ReturnType<typeof createTeams>;

/** Adds `/botframework/v1/…` and `/teams/v3/…`. Set `pace.enforced` to have Teams' rate limits. */
export function teams(server: Server, world: World, keys: Keys) {
  const pace = createPace(() => world.now());
  metadata(server, world, keys);
  connector(server, world, keys, pace);
  return { pace };
}

/** Everybody's Teams. `botEndpoint` is the bot's messaging endpoint, e.g. `http://127.0.0.1:3978/api/messages`. */
export function createTeams(world: World, keys: Keys, botEndpoint: string) {
  const rooms = roomsOf(world);
  const deliver = createDelivery(world, keys, botEndpoint);
  const silently = createSilent(world, keys);
  const clients = new Map<Person, Client>();
  return {
    /** The one client of a person, named by key, object id, Teams id or UPN. Throws for who has no Teams here. */
    client(who: string): Client {
      const person = world.find(who);
      if (!person?.inTeams) throw new Error(`Nobody called “${who}” is in Teams`);
      const client = clients.get(person) ?? createClient(world, rooms, { deliver, silently }, person);
      clients.set(person, client);
      return client;
    },
    /** Hands the bot any activity exactly as given; see `Handover` for wrong tokens and repeats. */
    deliver,
    /** Calls back with every new, edited or deleted message of everybody; returns how to stop. */
    watch: (listener: (message: Message) => void) => rooms.watch(listener),
  };
}
