// The Bot Connector over HTTP: who may ask, then the operation, then a line for the timeline.
import type { Request, Response, Server } from 'restify';
import { REGISTRATIONS } from '../company.ts';
import { AUDIENCES, type Keys } from '../keys.ts';
import type { World } from '../world.ts';
import { MESSAGES } from './operations.ts';
import type { Pace } from './pace.ts';
import { type Desk, type Operation, type Reply, refuse } from './reply.ts';
import { roomsOf } from './rooms.ts';
import { ROSTER } from './roster.ts';

/** Adds `/teams/v3/…`. Faults come in before it, by its prefix. */
export function connector(server: Server, world: World, keys: Keys, pace: Pace): void {
  const desk: Desk = { world, rooms: roomsOf(world), pace };
  for (const operation of [...MESSAGES, ...ROSTER])
    server[operation.method](`/teams${operation.path}`, handler(desk, keys, operation));
}

function handler(desk: Desk, keys: Keys, operation: Operation) {
  return async (req: Request, res: Response): Promise<void> => {
    const call = { params: req.params as Record<string, string>, body: req.body as unknown };
    const reply = (await mayCall(keys, req.headers.authorization)) ? operation.run(desk, call) : unauthorized();
    const { params, body } = call;
    desk.world.tell('connector', `${operation.name} → ${reply.status}`, { params, body, answer: reply.body });
    if (reply.retryAfter !== undefined) res.setHeader('Retry-After', String(reply.retryAfter));
    if (reply.body === undefined) res.send(reply.status);
    else res.json(reply.status, reply.body);
  };
}

/** Only the bot's own application may: Entra's token for the connector, made for its client id. */
async function mayCall(keys: Keys, authorization: string | undefined): Promise<boolean> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (!token) return false;
  const claims = await keys.entra.verify(token, { audience: AUDIENCES.connector }).catch(() => undefined);
  return claims?.['appid'] === REGISTRATIONS.bot.clientId;
}

const unauthorized = (): Reply => refuse(401, 'Unauthorized', 'Authorization has been denied for this request.');
