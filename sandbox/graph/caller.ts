// Who is calling: the bearer token checked as Graph does, and what the caller may open with it.
import { TENANT } from '../company.ts';
import { AUDIENCES, ISSUERS, type Keys } from '../keys.ts';
import type { World } from '../world.ts';
import type { OperationName, Terms } from './contract.ts';
import { insufficient, refuse, unauthenticated } from './refusals.ts';
import type { Caller, Refusal } from './types.ts';

/** Graph's audience is written in two ways, after the `resource` or `scope` it was asked for with. */
const AUDIENCE = [AUDIENCES.graph, 'https://graph.microsoft.com'];
/** Delegated permissions that reach only the signed-in person's own object. */
const OWN_ONLY = new Set([
  'User.Read',
  'User.ReadWrite',
  'UserAuthenticationMethod.Read',
  'UserAuthenticationMethod.ReadWrite',
  'Mail.Send',
]);
/** Refused app-only as one public issue shows it (msgraph-beta-sdk-dotnet 398); the others' wording is assumed. */
const APP_ONLY_REFUSALS: Partial<Record<OperationName, Refusal>> = {
  'GET /me': refuse(400, 'BadRequest', '/me request is only valid with delegated authentication flow.'),
  'POST /users/{id}/authentication/methods/{method}/resetPassword': refuse(
    400,
    'BadRequest',
    'UserPrincipalName value in token was missing or invalid',
  ),
};

/** Reads the `Authorization` header. Tokens are Entra's v1 access tokens for Graph, of the one demo tenant. */
export async function identify(world: World, keys: Keys, authorization: string | undefined): Promise<Caller | Refusal> {
  const token = /^bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return unauthenticated('Access token is empty.');
  const claims = await verified(keys, token);
  if (claims === undefined) return unauthenticated('Lifetime validation failed, the token is expired or not valid.');
  if (!AUDIENCE.some(audience => [claims.aud].flat().includes(audience))) {
    return unauthenticated('Access token validation failure. Invalid audience.');
  }
  const appId = String(claims['appid'] ?? '');
  if (typeof claims['scp'] !== 'string') {
    const roles = Array.isArray(claims['roles']) ? claims['roles'].map(String) : [];
    return { kind: 'app', appId, permissions: new Set(roles) };
  }
  const person = world.find(String(claims['oid'] ?? ''));
  if (person === undefined) return unauthenticated('The user in the token does not exist in this tenant.');
  return {
    kind: 'user',
    appId,
    person,
    permissions: new Set(claims['scp'].split(' ')),
    // The directory's roles now, not the token's `wids`: someone who has lost a role must not keep it for the token's hour.
    roles: person.roles ?? [],
  };
}

/** Whether these terms let this caller in; `target` is the object the path names, if it is a person. */
export function admit(
  caller: Caller,
  name: OperationName,
  terms: Terms,
  target: string | undefined,
): Refusal | undefined {
  if (caller.kind === 'app') {
    if (terms.app.length === 0) return APP_ONLY_REFUSALS[name] ?? insufficient();
    return terms.app.some(permission => caller.permissions.has(permission)) ? undefined : insufficient();
  }
  const held = terms.delegated.filter(permission => caller.permissions.has(permission));
  if (held.length === 0) return insufficient();
  const own =
    target !== undefined && [caller.person.id, caller.person.upn.toLowerCase()].includes(target.toLowerCase());
  if (target !== undefined && !own && held.every(permission => OWN_ONLY.has(permission))) return insufficient();
  if (terms.roles !== undefined && !own) {
    const wanted = new Set([...terms.roles, 'Global Administrator']);
    if (!caller.roles.some(role => wanted.has(role))) return insufficient();
  }
  return undefined;
}

async function verified(keys: Keys, token: string) {
  try {
    return await keys.entra.verify(token, { issuer: ISSUERS.v1(TENANT) });
  } catch {
    return undefined;
  }
}
