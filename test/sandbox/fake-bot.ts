// The smallest thing that Teams can call: keeps what came, answers what the test says. Knows nothing of any SDK.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from '../../sandbox/teams/activity.ts';

export type Heard = { authorization: string | undefined; activity: Activity };
export type BotAnswer = { status?: number; body?: unknown } | 'hang' | undefined;

export type FakeBot = Awaited<ReturnType<typeof createFakeBot>>;

/** Listens on a free port of 127.0.0.1. Set `answer` to decide what Teams gets back; nothing means an empty 200. `page` is what browsers find there. */
export async function createFakeBot() {
  const heard: Heard[] = [];
  const bot = { answer: async (_activity: Activity): Promise<BotAnswer> => undefined, page: '' };
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    if (req.method === 'GET') {
      res.writeHead(200, { 'content-type': 'text/html' });
      res.end(bot.page);
      return;
    }
    const activity = JSON.parse(Buffer.concat(chunks).toString()) as Activity;
    heard.push({ authorization: req.headers.authorization, activity });
    const answer = await bot.answer(activity);
    if (answer === 'hang') return;
    res.writeHead(answer?.status ?? 200, { 'content-type': 'application/json' });
    res.end(answer?.body === undefined ? '' : JSON.stringify(answer.body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(bot, {
    heard,
    endpoint: `http://127.0.0.1:${port}/api/messages`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  });
}

/** The answer to an `adaptiveCard/action` that shows a card. */
export const showing = (card: unknown) => ({
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
});

/** A message with nothing but a card. */
export const carrying = (card: object) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});
