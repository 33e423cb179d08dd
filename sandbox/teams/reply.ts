// One question to the connector and its answer, apart from HTTP.

import type { World } from '../world.ts';
import type { Pace } from './pace.ts';
import type { Rooms } from './rooms.ts';

export type Call = { readonly params: Record<string, string>; readonly body: unknown };

export type Reply = { readonly status: number; readonly body?: unknown; readonly retryAfter?: number };

export type Desk = { readonly world: World; readonly rooms: Rooms; readonly pace: Pace };

/** One operation of the connector; `name` is how the timeline calls it. */
export type Operation = {
  readonly method: 'get' | 'post' | 'put' | 'del';
  readonly path: string;
  readonly name: string;
  run(desk: Desk, call: Call): Reply;
};

/** The connector's error body. */
export function refuse(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } };
}

export function throttled(retryAfter: number): Reply {
  return { ...refuse(429, 'Throttled', 'Too many requests.'), retryAfter };
}

export const noConversation = (id: string) => refuse(404, 'ConversationNotFound', `Conversation not found: ${id}`);

export const notInRoster = () =>
  refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
