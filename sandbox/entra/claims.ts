// What Entra's tokens say.
import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { REGISTRATIONS, ROLES } from '../company.ts';
import { isExternal, mailOf } from '../graph/user-object.ts';
import { AUDIENCES, ISSUERS, type Keys } from '../keys.ts';
import type { Person, World } from '../world.ts';
import type { Grant } from './grants.ts';
import { granted, type Registration } from './registration.ts';

/** The directory that guests come from. */
const HOME = '90e50000-0000-4000-8000-00000000c10d';
/** Seconds an access token or id token lives. */
export const LIFETIME = 3600;

/** An id token in v2 form. `acrs` names the authentication contexts this sign-in satisfied. */
export function idToken(
  world: World,
  keys: Keys,
  grant: Grant,
  extra: { nonce?: string | undefined; acrs: readonly string[] },
): Promise<string> {
  const { person, client, proven } = grant;
  const claims: JWTPayload = {
    ...about(world, person, client),
    iss: ISSUERS.v2(world.tenant),
    aud: client.clientId,
    ver: '2.0',
    // A guest is called by their name at home (Microsoft: "Properties of a B2B guest user", and the id token's preferred_username).
    preferred_username: mailOf(person),
    ...(extra.nonce !== undefined && { nonce: extra.nonce }),
    ...(world.authTimeClaim && { auth_time: seconds(proven.at) }),
    ...(extra.acrs.length > 0 && { acrs: extra.acrs }),
  };
  return keys.entra.sign(claims, { expiresIn: LIFETIME });
}

/** A delegated access token for Graph, in the v1 form Graph gets. */
export function accessToken(world: World, keys: Keys, grant: Grant, acrs: readonly string[] = []): Promise<string> {
  const { person, client, proven } = grant;
  const claims: JWTPayload = {
    ...about(world, person, client),
    ...forApp(world, client, AUDIENCES.graph),
    upn: person.upn,
    unique_name: person.upn,
    scp: granted(client),
    amr: proven.amr,
    auth_time: seconds(proven.at),
    wids: (person.roles ?? []).map(role => ROLES[role]),
    ...(acrs.length > 0 && { acrs }),
  };
  return keys.entra.sign(claims, { expiresIn: LIFETIME });
}

/** An application's own token: roles for Graph, nothing but its name for the Bot Connector. */
export function appToken(world: World, keys: Keys, client: Registration, audience: string): Promise<string> {
  const principal = uuidFrom(`service principal ${client.clientId}`);
  const claims: JWTPayload = {
    ...forApp(world, client, audience),
    tid: world.tenant,
    oid: principal,
    sub: principal,
    idtyp: 'app',
    ...(audience === AUDIENCES.graph && { roles: rolesOf(world, client) }),
  };
  return keys.entra.sign(claims, { expiresIn: LIFETIME });
}

/** Who this is about, as MSAL keeps it: object id and home tenant. */
export function clientInfo(world: World, person: Person): string {
  return Buffer.from(JSON.stringify({ uid: person.id, utid: isExternal(person) ? HOME : world.tenant })).toString(
    'base64url',
  );
}

/** What an admin really consented to. */
function rolesOf({ estate }: World, { clientId, roles }: Registration): readonly string[] {
  const key = (Object.keys(REGISTRATIONS) as (keyof typeof REGISTRATIONS)[]).find(
    one => REGISTRATIONS[one].clientId === clientId,
  );
  return (key && estate.granted[key]) ?? roles;
}

function forApp(world: World, client: Registration, audience: string): JWTPayload {
  return {
    iss: ISSUERS.v1(world.tenant),
    aud: audience,
    ver: '1.0',
    appid: client.clientId,
    appidacr: '1',
    app_displayname: client.name,
    uti: randomBytes(16).toString('base64url'),
  };
}

function about(world: World, person: Person, client: Registration): JWTPayload {
  return {
    tid: world.tenant,
    oid: person.id,
    // Pairwise: the same person is somebody else to each application.
    sub: createHash('sha256').update(`${client.clientId} ${person.id}`).digest('base64url'),
    name: person.name,
    uti: randomBytes(16).toString('base64url'),
  };
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}

function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
