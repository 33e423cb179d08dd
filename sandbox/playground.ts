// Lets Microsoft's Agents Playground be one person's window: speaks for it with Teams' signature, and shows it what the bot writes there.
import type { Request, Response } from 'restify';
import type { Sandbox } from './sandbox.ts';
import { type Activity, BOT, isObject } from './teams/activity.ts';
import { address } from './teams/delivery.ts';
import { type Message, threadId } from './teams/rooms.ts';

/** What the Playground says that a bot in Teams would hear too. Everything else Teams adds is filled in by the sandbox. */
const HEARD = ['id', 'type', 'text', 'textFormat', 'name', 'value', 'action'] as const;

type Company = Pick<Sandbox, 'server' | 'world' | 'teams'>;

/**
 * Adds `POST /playground/messages`, for the Playground's `-e`. The bot behind it is none the wiser: its gate sees the token, address and
 * tenant of Teams, and stays as strict as ever. Ids of conversations are the same on both sides (docs/playground.md), ids of messages are not.
 * @param origin where the Playground is, e.g. `http://127.0.0.1:56150`
 */
export function playground({ server, world, teams }: Company, origin: string): void {
  const connector = `${origin}/_connector`;
  const theirs = new Map<string, string>();
  const ours = new Map<string, string>();
  /** It knows one personal chat, and only by its own word; it has nobody else's. */
  const open = new Set<string>();
  const queue = { last: Promise.resolve() as Promise<unknown> };

  server.post('/playground/messages', async (req: Request, res: Response) => {
    const said = isObject(req.body) ? (req.body as Activity) : undefined;
    const person = world.find(said?.from?.aadObjectId ?? '');
    // A browser names the page that asks; no page may speak for anybody here.
    if (!said || !person?.inTeams || req.headers.origin !== undefined) {
      res.json(403, { error: 'not the Playground, or nobody of this company' });
      return;
    }
    const answer = await teams.deliver(address(world, person, place(said), part(said)));
    if (answer.body === undefined) res.send(answer.status || 504);
    else res.json(answer.status, answer.body);
  });

  // One after the other: an edit must not overtake what it edits.
  teams.watch(message => {
    queue.last = queue.last
      .then(() => show(message))
      .catch(fault => world.tell('connector', 'the Playground did not take a message', String(fault)));
  });

  /** What was said, about the message as the sandbox knows it. */
  function part(said: Activity): Activity {
    const kept = Object.fromEntries(HEARD.filter(name => said[name] !== undefined).map(name => [name, said[name]]));
    const about = said.replyToId === undefined ? {} : { replyToId: ours.get(said.replyToId) ?? said.replyToId };
    return { ...kept, ...about, type: said.type };
  }

  function place(said: Activity): string {
    const [room = '', thread] = (said.conversation?.id ?? '').split(';messageid=');
    open.add(room);
    return threadId(room, thread && (ours.get(thread) ?? thread));
  }

  async function show(message: Message): Promise<void> {
    const { room, thread, deleted } = message;
    if (message.from !== 'bot' || deleted || !(room.startsWith('19:') || open.has(room))) return;
    const activity = { ...message.activity, from: BOT, serviceUrl: connector };
    const known = theirs.get(message.id);
    const began = thread && theirs.get(thread);
    const path = `/${encodeURIComponent(threadId(room, began))}/activities`;
    if (known !== undefined) return void (await call('PUT', `${path}/${known}`, { ...activity, id: known }));
    const { id, activityId } =
      thread !== undefined && began === undefined
        ? await call('POST', '', {
            isGroup: true,
            bot: BOT,
            tenantId: world.tenant,
            activity,
            channelData: inChannel(room),
          })
        : await call('POST', path, activity);
    const there = activityId ?? id ?? '';
    theirs.set(message.id, there);
    ours.set(there, message.id);
  }

  function inChannel(id: string) {
    return { channel: { id }, tenant: { id: world.tenant } };
  }

  async function call(method: 'POST' | 'PUT', path: string, body: object) {
    const response = await fetch(`${connector}/v3/conversations${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { readonly id?: string; readonly activityId?: string };
  }
}
