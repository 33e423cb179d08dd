// Who and what may pass to a handler. Every route names one of these; there is no way to a handler around them.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import type { Session, Sessions } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';
import { hasBody, readBody, readBytes } from './body.ts';
import type { Guard } from './route.ts';
import { trouble } from './trouble.ts';

const SMALL = 8 * 1024;
/** An activity with its cards; Teams itself allows far less. */
const CHANNEL = 256 * 1024;

/** Anybody; nothing of the request is believed. */
export const open: Guard<undefined> = { name: 'open', check: async () => ({ given: undefined }) };

/** Anybody, with parameters of these shapes. Others are ignored, for links pick up parameters on their way; repeated ones are refused. */
export function query<Given>(schema: z.ZodType<Given>, names: readonly string[]): Guard<Given> {
  return {
    name: 'query',
    async check({ query: sent }) {
      const known = once([...sent].filter(([name]) => names.includes(name)));
      return parsed(schema, known);
    },
  };
}

/** A form of exactly these fields. */
export function form<Given>(schema: z.ZodType<Given>): Guard<Given> {
  return {
    name: 'form',
    async check({ request }) {
      const body = await readBody(request, 'application/x-www-form-urlencoded', SMALL);
      if (typeof body !== 'string') return body;
      return parsed(schema, once([...new URLSearchParams(body)]));
    },
  };
}

/** A JSON object of exactly this shape; the schema must be strict. */
export function json<Given>(schema: z.ZodType<Given>): Guard<Given> {
  return {
    name: 'json',
    async check({ request }) {
      const body = await readBody(request, 'application/json', SMALL);
      return typeof body === 'string' ? parsed(schema, jsonIn(body)) : body;
    },
  };
}

/**
 * A tracker page that knows its bearer: gives its session, and marks it as seen. A bearer is never in a cookie, so no other site can send
 * it along. These routes take no body, or an empty object.
 */
export function bearer(sessions: Pick<Sessions, 'seen'>): Guard<Session> {
  return {
    name: 'bearer',
    async check({ request, header }) {
      const sent = /^Bearer ([\w-]{20,200})$/.exec(header('authorization') ?? '')?.[1];
      // All of it first: what is known of the session must not grow old while somebody holds back the rest.
      const body = sent !== undefined && hasBody(request) ? await readBody(request, 'application/json', SMALL) : '{}';
      const session = sent === undefined ? undefined : await sessions.seen(sent);
      if (!session) return trouble('session', { 'www-authenticate': 'Bearer' });
      if (typeof body !== 'string') return body;
      return isEmptyObject(jsonIn(body)) ? { given: session } : trouble('bad-request');
    },
  };
}

/** What Teams sends, byte for byte and no longer than that: its form and its sender are judged by the gate, in the gate's own order. */
export const channel: Guard<Buffer> = {
  name: 'channel',
  async check({ request }) {
    const bytes = await readBytes(request, CHANNEL);
    return Buffer.isBuffer(bytes) ? { given: bytes } : bytes;
  },
};

/**
 * Anybody, for the little that says nothing; whoever asks for all of it (`?deep`) must hold the token of the settings. Without one, nobody does.
 */
export function monitor(token: Secret | undefined): Guard<{ readonly deep: boolean }> {
  return {
    name: 'monitor',
    async check({ query: sent, header }) {
      if (!sent.has('deep')) return { given: { deep: false } };
      const given = /^Bearer ([\w-]{1,200})$/.exec(header('authorization') ?? '')?.[1] ?? '';
      const right = token?.use(plain => timingSafeEqual(digest(given), digest(plain))) ?? false;
      return right ? { given: { deep: true } } : trouble('token', { 'www-authenticate': 'Bearer' });
    },
  };
}

/** Of one length, whatever came. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function parsed<Given>(schema: z.ZodType<Given>, value: unknown) {
  const result = schema.safeParse(value);
  return result.success ? { given: result.data } : trouble('bad-request');
}

/** Undefined, which fits no schema, when a name was sent twice: that is how two readers of one request come to see two things. */
function once(pairs: readonly (readonly [string, string])[]): Record<string, string> | undefined {
  const names = new Set(pairs.map(([name]) => name));
  return names.size === pairs.length ? Object.fromEntries(pairs) : undefined;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isEmptyObject(value: unknown): boolean {
  return JSON.stringify(value) === '{}';
}
