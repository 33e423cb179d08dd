// What login.botframework.com publishes: whose signature an activity from Teams carries.
import type { Request, Response, Server } from 'restify';
import type { Keys } from '../keys.ts';
import type { World } from '../world.ts';

/** Adds the OpenID configuration and the key set a bot checks its inbound tokens against. */
export function metadata(server: Server, world: World, keys: Keys): void {
  server.get('/botframework/v1/.well-known/openidconfiguration', async (_req: Request, res: Response) => {
    res.json({
      issuer: 'https://api.botframework.com',
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${world.origin}/botframework/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });
  server.get('/botframework/v1/.well-known/keys', async (_req: Request, res: Response) => {
    res.json({ keys: [keys.botFramework.jwk] });
  });
}
