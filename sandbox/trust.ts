// The federation trust: what an identity provider of the company signs for Entra about somebody it has just signed in. Good once, for
// five minutes, and only about people of that provider’s own domains.
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Provider } from './company.ts';
import { type Person, providerOf, type World } from './world.ts';

export type Assertion = { readonly person: string; readonly context: string; readonly at: number };

const LIFETIME = 5 * 60_000;
/** One key a provider and world, as one certificate a farm; both sides of the trust find it here and nobody else does. */
const trusts = new WeakMap<World, { keys: Map<Provider, Buffer>; spent: Set<string> }>();

/** The provider says: this person gave the right password now; `context` is what Entra sent along (`wctx`). */
export function assertSignIn(world: World, provider: Provider, person: Person, context: string): string {
  const body = { id: randomUUID(), provider, person: person.id, context, at: world.now() };
  const payload = Buffer.from(JSON.stringify(body)).toString('base64url');
  return `${payload}.${seal(world, provider, payload)}`;
}

/** Where a browser is sent with it: back to the sign-in at Entra that it came from. */
export function backToEntra(world: World, provider: Provider, person: Person, context: string): string {
  const back = new URL(`${world.origin}/login/${world.tenant}/federated`);
  back.searchParams.set('wctx', context);
  back.searchParams.set('wresult', assertSignIn(world, provider, person, context));
  return back.href;
}

/** Entra's side: the assertion about this person by their own provider, or nothing for one that is forged, old or used. */
export function acceptSignIn(world: World, person: Person, ticket: string): Assertion | undefined {
  const provider = providerOf(person);
  const [payload = '', mark = ''] = ticket.split('.');
  if (!provider) return undefined;
  const expected = Buffer.from(seal(world, provider, payload));
  const given = Buffer.from(mark);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const body = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Assertion & { id: string };
  const { spent } = trustOf(world);
  if (body.person !== person.id || spent.has(body.id) || world.now() - body.at > LIFETIME) return undefined;
  spent.add(body.id);
  return { person: body.person, context: body.context, at: body.at };
}

function seal(world: World, provider: Provider, payload: string): string {
  const { keys } = trustOf(world);
  const key = keys.get(provider) ?? randomBytes(32);
  keys.set(provider, key);
  return createHmac('sha256', key).update(payload).digest('base64url');
}

function trustOf(world: World) {
  const known = trusts.get(world);
  if (known) return known;
  const fresh = { keys: new Map<Provider, Buffer>(), spent: new Set<string>() };
  trusts.set(world, fresh);
  return fresh;
}
