// What AD FS tells machines: its configuration, keys and metadata. Each is there as long as an admin has not switched it off.
import type { Server } from 'restify';
import type { World } from '../world.ts';

export function endpoints(server: Server, world: World): void {
  const issuer = () => `${world.origin}/adfs`;
  const answers: Readonly<
    Record<string, () => { readonly status: number; readonly type: string; readonly body: string }>
  > = {
    '/adfs/.well-known/openid-configuration': () => ({
      status: 200,
      type: 'application/json',
      body: JSON.stringify({
        issuer: issuer(),
        authorization_endpoint: `${issuer()}/oauth2/authorize/`,
        token_endpoint: `${issuer()}/oauth2/token/`,
        jwks_uri: `${issuer()}/discovery/keys`,
        userinfo_endpoint: `${issuer()}/userinfo`,
      }),
    }),
    '/adfs/discovery/keys': () => ({ status: 200, type: 'application/json', body: JSON.stringify({ keys: [] }) }),
    // Nobody here has a token for it.
    '/adfs/userinfo': () => ({ status: 401, type: 'text/plain', body: '' }),
    '/adfs/services/trust/mex': () => ({
      status: 200,
      type: 'application/soap+xml',
      body: '<Metadata xmlns="http://schemas.xmlsoap.org/ws/2004/09/mex"/>',
    }),
  };
  for (const [path, answer] of Object.entries(answers))
    server.get(path, async (_req, res) => {
      const { status, type, body } = answer();
      const off = world.estate.adfsOff.has(path);
      res.sendRaw(off ? 503 : status, off ? '' : body, { 'content-type': type });
    });
}
