// Entra ID's public face: discovery, keys, sign-in pages and the token endpoint, under `/login`.
import type { Server } from 'restify';
import { ISSUERS, type Keys } from '../keys.ts';
import { given, show } from '../pages.ts';
import type { World } from '../world.ts';
import { errorBody } from './aadsts.ts';
import { createGrants } from './grants.ts';
import { createVisitors } from './sessions.ts';
import { createSignIn } from './sign-in.ts';
import { answerTokenRequest, type TokenRequest } from './token.ts';

export function entra(server: Server, world: World, keys: Keys): void {
  const grants = createGrants(world);
  const visitors = createVisitors();
  const signIn = createSignIn(world, grants);

  server.get('/login/:tenant/v2.0/.well-known/openid-configuration', async (_req, res) => {
    res.send(200, discovery(world));
  });
  server.get('/login/:tenant/discovery/v2.0/keys', async (_req, res) => {
    res.send(200, { keys: [keys.entra.jwk] });
  });
  server.get('/login/:tenant/oauth2/v2.0/authorize', async (req, res) => {
    show(
      res,
      signIn.begin(String(req.params.tenant), name => given(req, name), visitors.welcome(req)),
    );
  });
  server.post('/login/sign-in', async (req, res) => {
    show(res, await signIn.answer(name => given(req, name), visitors.find(req)));
  });
  server.get('/login/:tenant/federated', async (req, res) => {
    show(
      res,
      signIn.federated(name => given(req, name), visitors.find(req)),
    );
  });
  server.post('/login/:tenant/oauth2/v2.0/token', async (req, res) => {
    const request: TokenRequest = {
      tenant: String(req.params.tenant),
      authorization: req.headers.authorization,
      get: name => given(req, name),
    };
    const answer = await answerTokenRequest({ world, keys, grants }, request);
    res.header('cache-control', 'no-store');
    if (!('error' in answer)) res.send(200, answer);
    else res.send(answer.status ?? 400, errorBody(answer));
  });
}

function discovery(world: World): Record<string, unknown> {
  const base = `${world.origin}/login/${world.tenant}`;
  return {
    issuer: ISSUERS.v2(world.tenant),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'acrs',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'oid',
      'ver',
    ],
  };
}
