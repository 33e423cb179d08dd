// The check before botbuilder's own: who sent this, from where, for which tenant. botbuilder 4.23.3 alone takes tokens of any tenant.
import type { IncomingHttpHeaders } from 'node:http';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { World } from '../core/ports.ts';
import { type Activity, activityOf, bodyOf, personIn, Wire } from './activity.ts';
import { createSigningKeys, type SigningKeys } from './signing-keys.ts';

/** `body` is the activity as botbuilder wants it. */
export type Passed = {
  readonly pass: true;
  readonly activity: Activity;
  readonly body: Readonly<Record<string, unknown>>;
};

/** 401 the token; 403 a good token, but the wrong place, tenant or sender; 503 our own lack of keys. `why` is for the log alone. */
export type Stopped = {
  readonly pass: false;
  readonly status: 400 | 401 | 403 | 413 | 415 | 503;
  readonly why: string;
};

export type Gate = ((
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
  contentType: string,
) => Promise<Passed | Stopped>) & {
  /** What the gate keeps in memory. */
  readonly sizes: () => { readonly keys: number };
};

export type GateDeps = {
  readonly metadataUrl: string;
  readonly issuer: string;
  /** The bot's client id: the audience. */
  readonly appId: string;
  readonly tenant: string;
  readonly serviceUrlAllowed: (url: string) => boolean;
  readonly world: World;
  readonly fetch?: typeof fetch;
};

const CHANNEL = 'msteams';
const MOST_BYTES = 256 * 1_024;
const SKEW_SECONDS = 5 * 60;

/**
 * Cheap checks come first, and nothing of the body is looked at before the signature holds. Nothing is kept of a refused request, and
 * nothing is ever thrown: whatever is not foreseen is a 503, which makes Teams ask again.
 */
export function createGate(deps: GateDeps): Gate {
  const { metadataUrl, world } = deps;
  const keys = createSigningKeys({ metadataUrl, endorsement: CHANNEL, world, fetch: deps.fetch ?? fetch });

  async function check(headers: IncomingHttpHeaders, rawBody: Buffer, contentType: string): Promise<Passed | Stopped> {
    try {
      if (!/^application\/json\s*(;|$)/i.test(contentType)) return stop(415, 'not application/json');
      if (!['identity', undefined].includes(headers['content-encoding'])) return stop(415, 'encoded body');
      if (rawBody.length > MOST_BYTES) return stop(413, 'body too long');
      const place = await checkToken(deps, keys, headers.authorization);
      return typeof place === 'string' ? checkBody(deps, place, rawBody) : place;
    } catch {
      return stop(503, 'the check itself failed');
    }
  }

  return Object.assign(check, { sizes: () => ({ keys: keys.size() }) });
}

/** The token's `serviceurl` claim: the one thing it says about the activity. */
async function checkToken(
  { issuer, appId, world }: GateDeps,
  keys: SigningKeys,
  authorization: string | undefined,
): Promise<string | Stopped> {
  const token = /^Bearer ([\w-]{1,2000}\.[\w-]{1,6000}\.[\w-]{1,2000})$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return stop(401, 'no bearer token');
  const kid = claimedKey(token, issuer, appId);
  if (kid === undefined) return stop(401, 'token of another kind, issuer or audience');
  const found = await keys.find(kid);
  if (found === 'unavailable') return stop(503, 'signing keys unavailable');
  if (found === 'unknown') return stop(401, 'unknown key');
  if (!found.endorsed) return stop(401, 'key not endorsed for Teams');
  try {
    const { payload } = await jwtVerify(token, found.key, {
      issuer,
      audience: appId,
      algorithms: ['RS256'],
      clockTolerance: SKEW_SECONDS,
      requiredClaims: ['exp'],
      currentDate: new Date(world.now()),
    });
    const place = payload['serviceurl'];
    return typeof place === 'string' && place !== '' ? place : stop(401, 'no serviceurl claim');
  } catch {
    return stop(401, 'signature or lifetime');
  }
}

/** Reads before believing: a token that cannot be ours costs no look-up of its key. */
function claimedKey(token: string, issuer: string, appId: string): string | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    const { iss, aud } = decodeJwt(token);
    const ours = alg === 'RS256' && iss === issuer && aud === appId;
    return ours && typeof kid === 'string' && kid !== '' ? kid : undefined;
  } catch {
    return undefined;
  }
}

function checkBody({ tenant, serviceUrlAllowed }: GateDeps, place: string, rawBody: Buffer): Passed | Stopped {
  const parsed = Wire.safeParse(json(rawBody));
  if (!parsed.success) return stop(400, `shape: ${parsed.error.issues.map(issue => issue.path.join('.')).join(', ')}`);
  const wire = parsed.data;
  if (wire.channelId !== CHANNEL) return stop(403, 'another channel');
  if (withoutSlash(wire.serviceUrl) !== withoutSlash(place)) return stop(403, 'serviceUrl is not the claim');
  if (!serviceUrlAllowed(place)) return stop(403, 'serviceUrl of no known Teams');
  const tenants = [wire.channelData.tenant?.id, wire.conversation.tenantId];
  if (tenants.some(one => one?.toLowerCase() !== tenant.toLowerCase())) return stop(403, 'another tenant');
  const person = personIn(wire);
  if (person === undefined) return stop(403, 'not sent by a person');
  const activity = activityOf(wire, person, tenant, place);
  return { pass: true, activity, body: bodyOf(wire, activity) };
}

/** Undefined when it is not UTF-8 or not JSON; no activity is that. */
function json(rawBody: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}

function stop(status: Stopped['status'], why: string): Stopped {
  return { pass: false, status, why };
}
