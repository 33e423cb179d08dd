// The federation trust: what AD FS signs for Entra about somebody it has just signed in. Good once, for five minutes.
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Person, World } from '../world.ts';

export type Assertion = { readonly person: string; readonly context: string; readonly at: number };

const LIFETIME = 5 * 60_000;
/** One key a world, as one certificate a farm; both sides of the trust find it here and nobody else does. */
const trusts = new WeakMap<World, { key: Buffer; spent: Set<string> }>();

/** AD FS says: this person gave the right password now; `context` is what Entra sent along (`wctx`). */
export function assertSignIn(world: World, person: Person, context: string): string {
  const body = { id: randomUUID(), person: person.id, context, at: world.now() };
  const payload = Buffer.from(JSON.stringify(body)).toString('base64url');
  return `${payload}.${seal(world, payload)}`;
}

/** Entra's side: the assertion, or nothing for one that is forged, old or used. */
export function acceptSignIn(world: World, ticket: string): Assertion | undefined {
  const [payload = '', mark = ''] = ticket.split('.');
  const expected = Buffer.from(seal(world, payload));
  const given = Buffer.from(mark);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const body = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Assertion & { id: string };
  const { spent } = trustOf(world);
  if (spent.has(body.id) || world.now() - body.at > LIFETIME) return undefined;
  spent.add(body.id);
  return { person: body.person, context: body.context, at: body.at };
}

function seal(world: World, payload: string): string {
  return createHmac('sha256', trustOf(world).key).update(payload).digest('base64url');
}

function trustOf(world: World) {
  const known = trusts.get(world);
  if (known) return known;
  const fresh = { key: randomBytes(32), spent: new Set<string>() };
  trusts.set(world, fresh);
  return fresh;
}
