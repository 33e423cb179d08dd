// The open pages: each has one stream of events, and sees the Teams of the people it shows.
import type { Response } from 'restify';
import type { Person, World } from '../world.ts';
import type { People } from './people.ts';
import type { StageEvent } from './protocol.ts';

type Stream = { readonly send: (event: StageEvent) => void; readonly shows: ReadonlySet<string> };

export type Streams = ReturnType<typeof createStreams>;

/** A proxy or a sleeping laptop drops what is silent; a comment now and then keeps it, and finds out who has gone. */
const HEARTBEAT = 20_000;

export function createStreams(world: World, people: People) {
  const streams = new Set<Stream>();
  const windows = new Map<string, { count: number; close: () => void }>();

  /** Somebody's Teams is open as long as a page shows it: only then do their cards renew themselves. */
  function open(key: string): void {
    const window = windows.get(key) ?? { count: 0, close: looks(people, key) };
    window.count += 1;
    windows.set(key, window);
  }

  function close(key: string): void {
    const window = windows.get(key);
    if (!window) return;
    window.count -= 1;
    if (window.count > 0) return;
    window.close();
    windows.delete(key);
  }

  return {
    /** To every page; with `person` only to those that show them. */
    send(event: StageEvent, person?: string): void {
      for (const stream of streams) if (person === undefined || stream.shows.has(person)) stream.send(event);
    },

    /** Whether any page shows this person. */
    shows: (key: string): boolean => windows.has(key),

    /** Answers with events until the page goes away; `first` says how things stand now. */
    async serve(res: Response, wanted: readonly string[], first: readonly StageEvent[]): Promise<void> {
      const shown = world.people.filter(({ key, inTeams }: Person) => inTeams && wanted.includes(key));
      const stream: Stream = {
        send: event => void res.write(`data: ${JSON.stringify(event)}\n\n`),
        shows: new Set(shown.map(({ key }) => key)),
      };
      res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      for (const key of stream.shows) open(key);
      for (const event of first) stream.send(event);
      for (const key of stream.shows)
        for (const place of people.places(key))
          stream.send({ kind: 'room', person: key, place, messages: people.messages(key, place) });
      streams.add(stream);
      const beat = setInterval(() => void res.write(': still here\n\n'), HEARTBEAT);
      await new Promise<void>(gone => void res.once('close', gone));
      clearInterval(beat);
      streams.delete(stream);
      for (const key of stream.shows) close(key);
    },
  };
}

function looks(people: People, key: string): () => void {
  const away = people.places(key).map(place => people.view(key, place).look());
  return () => {
    for (const leave of away) leave();
  };
}
