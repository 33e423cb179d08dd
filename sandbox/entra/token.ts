// The token endpoint: who is asking, and the four grants it answers.
import { createHash, timingSafeEqual } from 'node:crypto';
import { errors } from 'jose';
import { AUDIENCES, ISSUERS, type Keys } from '../keys.ts';
import type { World } from '../world.ts';
import { type Refusal, refusal } from './aadsts.ts';
import { accessToken, appToken, clientInfo, idToken, LIFETIME } from './claims.ts';
import { type Grant, type Grants, standing } from './grants.ts';
import { granted, type Registration, registrationOf, scopesIn, unconsented } from './registration.ts';

export type TokenRequest = {
  readonly tenant: string;
  readonly authorization: string | undefined;
  get(name: string): string;
};
export type Tokens = {
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
  readonly client_info?: string;
};
type Desk = { readonly world: World; readonly keys: Keys; readonly grants: Grants };

export async function answerTokenRequest(desk: Desk, request: TokenRequest): Promise<Tokens | Refusal> {
  if (request.tenant !== desk.world.tenant) return refusal('noTenant');
  const client = authenticate(request);
  if ('error' in client) return client;
  const grant = request.get('grant_type');
  const answer = await answerGrant(desk, request, client, grant);
  const outcome = 'error' in answer ? `AADSTS${answer.number}` : 'ok';
  desk.world.tell('entra', `Token for ${client.name}: ${grant.split(':').at(-1)} (${outcome})`);
  return answer;
}

async function answerGrant(
  desk: Desk,
  request: TokenRequest,
  client: Registration,
  grant: string,
): Promise<Tokens | Refusal> {
  switch (grant) {
    case 'authorization_code':
      return byCode(desk, request, client);
    case 'refresh_token':
      return byRefreshToken(desk, request, client);
    case 'client_credentials':
      return byOwnName(desk, request, client);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
      return onBehalfOf(desk, request, client);
    default:
      return refusal('unsupportedGrant');
  }
}

/** The secret in the body or as HTTP basic. Certificates are not played. */
function authenticate(request: TokenRequest): Registration | Refusal {
  const basic = /^Basic (.+)$/i.exec(request.authorization ?? '')?.[1];
  const pair = Buffer.from(basic ?? '', 'base64').toString();
  const [id, secret] = basic
    ? [decodeURIComponent(pair.slice(0, pair.indexOf(':'))), decodeURIComponent(pair.slice(pair.indexOf(':') + 1))]
    : [request.get('client_id'), request.get('client_secret')];
  const client = registrationOf(id);
  if (!client) return refusal('unknownApp');
  if (!secret) return refusal('noSecret');
  return same(secret, client.secret) ? client : refusal('badSecret');
}

async function byCode(desk: Desk, request: TokenRequest, client: Registration): Promise<Tokens | Refusal> {
  const grant = desk.grants.redeem(request.get('code'), client);
  if ('error' in grant) return grant;
  const { asked } = grant;
  if (request.get('redirect_uri') !== asked.redirectUri) return refusal('redirect');
  const verifier = request.get('code_verifier');
  if (asked.challenge === undefined ? verifier !== '' : !same(s256(verifier), asked.challenge))
    return refusal('badVerifier');
  if (grant.at <= grant.person.sessionsValidFrom) return refusal('revoked');
  const no = standing(desk.world, grant);
  if (no) return no;
  return delegated(desk, grant, asked.scopes, { nonce: asked.nonce, acrs: asked.contexts });
}

async function byRefreshToken(desk: Desk, request: TokenRequest, client: Registration): Promise<Tokens | Refusal> {
  const grant = desk.grants.refresh(request.get('refresh_token'), client);
  if ('error' in grant) return grant;
  const scopes = scopesIn(request.get('scope'));
  if (unconsented(client, scopes).length > 0) return refusal('unconsented');
  return delegated(desk, grant, [...new Set(['offline_access', ...scopes])], { acrs: [] });
}

async function byOwnName(desk: Desk, request: TokenRequest, client: Registration): Promise<Tokens | Refusal> {
  const resources: Record<string, string> = {
    'https://graph.microsoft.com/.default': AUDIENCES.graph,
    'https://api.botframework.com/.default': AUDIENCES.connector,
  };
  // MSAL adds the sign-in scopes to some requests; only the resource counts here.
  const wanted = request
    .get('scope')
    .split(' ')
    .find(scope => scope.endsWith('/.default'));
  const audience = resources[wanted ?? ''];
  if (audience === undefined) return refusal('badScope');
  return bearer(await appToken(desk.world, desk.keys, client, audience));
}

/** On behalf of: the assertion is an access token somebody's client got for this very application. */
async function onBehalfOf(desk: Desk, request: TokenRequest, client: Registration): Promise<Tokens | Refusal> {
  const { world, keys } = desk;
  const expected = { audience: [client.clientId, `api://${client.clientId}`], issuer: ISSUERS.v2(world.tenant) };
  try {
    const claims = await keys.entra.verify(request.get('assertion'), expected);
    const person = world.find(String(claims['oid']));
    if (!person || typeof claims['scp'] !== 'string') return refusal('assertion');
    const amr = Array.isArray(claims['amr']) ? claims['amr'].map(String) : ['pwd'];
    const grant: Grant = { client, person, proven: { at: (claims.iat ?? 0) * 1000, amr } };
    const no = standing(world, grant);
    if (no) return no.suberror === 'basic_action' ? { ...no, error: 'interaction_required' } : no;
    const scopes = scopesIn(request.get('scope'));
    if (unconsented(client, scopes).length > 0 || granted(client) === 'openid profile') return refusal('unconsented');
    return delegated(desk, grant, scopes, { acrs: [] });
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return refusal(error instanceof errors.JWTExpired ? 'expiredAssertion' : 'assertion');
  }
}

async function delegated(
  { world, keys, grants }: Desk,
  grant: Grant,
  scopes: readonly string[],
  extra: { nonce?: string | undefined; acrs: readonly string[] },
): Promise<Tokens> {
  // Taken before the slow signing: a revocation that comes meanwhile must be newer than the token.
  const renewal = scopes.includes('offline_access') ? { refresh_token: grants.refreshToken(grant) } : {};
  return {
    ...bearer(await accessToken(world, keys, grant, extra.acrs)),
    ...renewal,
    ...(scopes.includes('openid') && { id_token: await idToken(world, keys, grant, extra) }),
    scope: granted(grant.client),
    client_info: clientInfo(world, grant.person),
  };
}

function bearer(token: string): Tokens {
  return { token_type: 'Bearer', expires_in: LIFETIME, ext_expires_in: LIFETIME, access_token: token };
}

function s256(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
