// Reads an authorization request, and tells what may be answered to its sender and what only to the person.
import type { World } from '../world.ts';
import { type Refusal, refusal } from './aadsts.ts';
import { type Registration, registrationOf, scopesIn, unconsented } from './registration.ts';

export type Asked = {
  readonly client: Registration;
  readonly redirectUri: string;
  readonly mode: 'query' | 'form_post';
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly challenge: string | undefined;
  readonly prompt: string;
  readonly loginHint: string;
  /** Seconds a sign-in may be old. */
  readonly maxAge: number | undefined;
  /** Authentication contexts demanded through `claims`. */
  readonly contexts: readonly string[];
};

/** `page`: show it, never redirect. `back`: the sender is known, tell it. */
export type Reading =
  | { readonly kind: 'asked'; readonly asked: Asked }
  | { readonly kind: 'page'; readonly no: Refusal }
  | { readonly kind: 'back'; readonly no: Refusal; readonly asked: Asked };

/** The one redirect URI the registrations have. */
export function redirectUriOf(world: World): string {
  return `${world.botOrigin}/sign-in/callback`;
}

export function readRequest(world: World, tenant: string, get: (name: string) => string): Reading {
  if (tenant !== world.tenant) return { kind: 'page', no: refusal('noTenant') };
  const client = registrationOf(get('client_id'));
  if (!client) return { kind: 'page', no: refusal('unknownApp') };
  if (get('redirect_uri') !== redirectUriOf(world)) return { kind: 'page', no: refusal('redirect') };
  const asked: Asked = {
    client,
    redirectUri: get('redirect_uri'),
    mode: get('response_mode') === 'form_post' ? 'form_post' : 'query',
    scopes: scopesIn(get('scope')),
    state: get('state') || undefined,
    nonce: get('nonce') || undefined,
    challenge: get('code_challenge') || undefined,
    prompt: get('prompt'),
    loginHint: get('login_hint'),
    maxAge: get('max_age') === '' ? undefined : Number(get('max_age')),
    contexts: contextsIn(get('claims')),
  };
  const no = wrong(asked, get);
  return no ? { kind: 'back', no, asked } : { kind: 'asked', asked };
}

function wrong(asked: Asked, get: (name: string) => string): Refusal | undefined {
  if (get('response_type') !== 'code') return refusal('responseType');
  if (!['', 'query', 'form_post'].includes(get('response_mode'))) return refusal('malformed');
  if (!asked.scopes.includes('openid') && asked.scopes.length === 0) return refusal('malformed');
  if (asked.challenge !== undefined && get('code_challenge_method') !== 'S256') return refusal('badChallenge');
  if (asked.maxAge !== undefined && !(asked.maxAge >= 0)) return refusal('malformed');
  if (unconsented(asked.client, asked.scopes).length > 0) return refusal('unconsented');
  return undefined;
}

/** `{"id_token":{"acrs":{"essential":true,"value":"c1"}}}`, for the id token, the access token or both; `values` too. */
function contextsIn(claims: string): string[] {
  const parsed = parse(claims);
  const wanted = ['id_token', 'access_token'].flatMap(token => {
    const acrs = member(member(parsed, token), 'acrs');
    return [member(acrs, 'value'), member(acrs, 'values')].flat();
  });
  return [...new Set(wanted.filter(value => typeof value === 'string'))];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return {};
  }
}

function member(from: unknown, name: string): unknown {
  return typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[name] : undefined;
}
