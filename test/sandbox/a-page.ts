// A page that a test has open: the stage on a free port, a fake bot behind it, and one stream of events.
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Exit } from '../../sandbox/bot.ts';
import { createFaults } from '../../sandbox/faults.ts';
import type { Keys } from '../../sandbox/keys.ts';
import type { Amendment } from '../../sandbox/rules.ts';
import type { StageEvent } from '../../sandbox/stage/protocol.ts';
import { stage } from '../../sandbox/stage/stage.ts';
import { teams as addTeams, createTeams } from '../../sandbox/teams/teams.ts';
import { createWorld } from '../../sandbox/world.ts';
import { createFakeBot } from './fake-bot.ts';
import { botToken } from './stage.ts';

export type Told = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

export async function createPage(keys: Keys, folder: string) {
  const world = createWorld();
  const server = restify.createServer();
  server.first(req => {
    // As the whole sandbox does it: what the browser called us must be read before this.
    req.headers.host = 'localhost';
    return true;
  });
  server.use(restify.plugins.queryParser({ mapParams: false }));
  server.use(restify.plugins.bodyParser({ mapParams: false }));
  addTeams(server, world, keys);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${port}`;
  const bot = await createFakeBot();
  world.botOrigin = new URL(bot.endpoint).origin;
  const plug = createPlug();
  const sandbox = { server, world, faults: createFaults(world), teams: createTeams(world, keys, bot.endpoint) };
  const rules = createRules(plug);
  stage({ ...sandbox, bot: plug }, { folder, rules, pace: 0 });
  const open: AbortController[] = [];

  return {
    world,
    bot,
    plug,
    rules,
    faults: sandbox.faults,
    teams: sandbox.teams,
    get: (path: string) => fetch(world.origin + path),

    /** Does something as the page does; `headers` replaces what a browser would send, a null leaves it out. */
    async post(path: string, body: unknown, headers: Readonly<Record<string, string | null>> = {}): Promise<Told> {
      const all = { origin: world.origin, 'content-type': 'application/json', ...headers };
      const sent = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
      const answer = await fetch(`${world.origin}/stage/${path}`, {
        method: 'POST',
        headers: Object.fromEntries(sent),
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as Told['body'] };
    },

    /** Asks under another name for this machine, as a page of another site would that leads its name here. */
    under: (host: string, path: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path, headers: { host } }, answer => {
          answer.destroy();
          resolve(answer.statusCode ?? 0);
        });
        asked.once('error', reject);
        asked.end();
      }),

    /** Shows these people; gives what the sandbox tells, and waits for it. */
    async show(...people: string[]) {
      const leave = new AbortController();
      open.push(leave);
      const answer = await fetch(`${world.origin}/stage/events?people=${people.join(',')}`, { signal: leave.signal });
      return createListener(answer, leave);
    },

    /** The bot writes into a conversation, or with `id` changes what it wrote; without an activity it takes it back. */
    async writes(conversation: string, activity?: unknown, id?: string): Promise<string> {
      const method = id === undefined ? 'POST' : activity === undefined ? 'DELETE' : 'PUT';
      const answer = await fetch(
        `${world.origin}/teams/v3/conversations/${encodeURIComponent(conversation)}/activities${id === undefined ? '' : `/${id}`}`,
        {
          method,
          headers: { 'content-type': 'application/json', authorization: `Bearer ${await botToken(world, keys)}` },
          ...(activity === undefined ? {} : { body: JSON.stringify(activity) }),
        },
      );
      const text = await answer.text();
      return text === '' ? (id ?? '') : String((JSON.parse(text) as { id?: string }).id);
    },

    async close(): Promise<void> {
      for (const leave of open) leave.abort();
      await bot.close();
      (server as unknown as { server: { closeAllConnections(): void } }).server.closeAllConnections();
      await new Promise<void>(done => server.close(() => done()));
    },
  };
}

function createListener(answer: Response, leave: AbortController) {
  const events: StageEvent[] = [];
  const waiting = new Set<() => void>();
  const reading = (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)) as StageEvent);
      for (const look of waiting) look();
    }
  })().catch(() => undefined);
  return {
    events,
    /** The first event that is as wanted, heard before or from now on. The test's own time limit is the limit. */
    until<Kind extends StageEvent['kind']>(
      kind: Kind,
      want: (event: Extract<StageEvent, { kind: Kind }>) => boolean = () => true,
    ): Promise<Extract<StageEvent, { kind: Kind }>> {
      const fits = (event: StageEvent): event is Extract<StageEvent, { kind: Kind }> =>
        event.kind === kind && want(event as Extract<StageEvent, { kind: Kind }>);
      return new Promise(resolve => {
        const look = () => {
          const found = events.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    async leave(): Promise<void> {
      leave.abort();
      await reading;
    },
  };
}

/** A company's rules without a file behind them. */
function createRules(plug: ReturnType<typeof createPlug>) {
  return {
    amendment: {} as Amendment,
    async amend(amendment: Amendment): Promise<void> {
      await plug.kill();
      this.amendment = amendment;
      await plug.start();
    },
  };
}

/** A bot's plug without a process behind it. */
function createPlug() {
  const listeners = new Set<(exit: Exit) => void>();
  return {
    running: true,
    async start(): Promise<void> {
      this.running = true;
    },
    async kill(): Promise<void> {
      this.running = false;
      for (const listener of listeners) listener({ code: null, signal: 'SIGKILL' });
    },
    onExit(listener: (exit: Exit) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
