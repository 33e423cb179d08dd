// What the identity tests share: the services on one loopback port, a browser, and an application that signs people in.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { adfs } from '../../sandbox/adfs/adfs.ts';
import { createBrowser, type Page } from '../../sandbox/browser.ts';
import { REGISTRATIONS } from '../../sandbox/company.ts';
import { entra } from '../../sandbox/entra/entra.ts';
import { createKeys, newPem } from '../../sandbox/keys.ts';
import { ping } from '../../sandbox/ping/ping.ts';
import { sspr } from '../../sandbox/sspr/sspr.ts';
import { createWorld, type Person, type World } from '../../sandbox/world.ts';

export const DESK = REGISTRATIONS.desk;
export const HANDS = REGISTRATIONS.hands;
/** Good in the cloud and on-premises, for everybody in the cast. */
export const FRESH = 'Violet-Teapot-7310';
export const TEMPORARY = 'Tq7#mZr4-Wb9kXn2';

// One pair of keys for all tests: making them is the only slow thing here.
const pems = { entraPem: newPem(), botPem: newPem() };

export type Identity = Awaited<ReturnType<typeof startIdentity>>;

/** Entra, AD FS, PingFederate and SSPR listening, with nothing lagging. The application's callback is a page that says what it got. */
export async function startIdentity() {
  const world = createWorld({ lags: { operation: 0, directorySync: 0, audit: 0 } });
  const keys = await createKeys(pems);
  const server = restify.createServer();
  server.use(restify.plugins.queryParser({ mapParams: false }));
  server.use(restify.plugins.bodyParser({ mapParams: false }));
  entra(server, world, keys);
  adfs(server, world);
  ping(server, world);
  sspr(server, world);
  server.get('/sign-in/callback', async (_req, res) => {
    res.sendRaw(200, 'Back at the application');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world.botOrigin = world.origin;
  const verifier = randomBytes(32).toString('base64url');

  /** The address an application opens; `extra` adds or replaces parameters. */
  function authorizeUrl(extra: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: DESK.clientId,
      response_type: 'code',
      redirect_uri: `${world.botOrigin}/sign-in/callback`,
      scope: 'openid profile',
      state: 'the-state',
      nonce: 'the-nonce',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...extra,
    });
    return `${world.origin}/login/${world.tenant}/oauth2/v2.0/authorize?${query.toString()}`;
  }

  /** Asks the token endpoint, as the given application. */
  async function token(fields: Record<string, string>, app: { clientId: string; secret: string } = DESK) {
    const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.secret, ...fields });
    const answer = await fetch(`${world.origin}/login/${world.tenant}/oauth2/v2.0/token`, { method: 'POST', body });
    return {
      status: answer.status,
      body: (await answer.json()) as Record<string, string> & { error_codes?: number[] },
    };
  }

  return {
    world,
    keys,
    verifier,
    authorizeUrl,
    token,
    browser: () => createBrowser({ origins: [world.origin] }),
    /** Trades the code in a callback address for tokens. */
    redeem(page: Page, app: { clientId: string; secret: string } = DESK) {
      return token(
        {
          grant_type: 'authorization_code',
          code: callback(page).get('code') ?? '',
          redirect_uri: `${world.botOrigin}/sign-in/callback`,
          code_verifier: verifier,
        },
        app,
      );
    },
    /** The claims of a token that Entra really signed. */
    claims: (jwt: string | undefined) => keys.entra.verify(jwt ?? ''),
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}

/** What the application got; fails when the browser is not back at it. */
export function callback(page: Page): URLSearchParams {
  const url = new URL(page.url);
  assert.equal(url.pathname, '/sign-in/callback', `the browser is at "${page.title}" (${page.url}): ${page.text}`);
  return url.searchParams;
}

export function someone(world: World, key: string): Person {
  const person = world.find(key);
  assert(person, `nobody is called ${key}`);
  return person;
}

/** Lets timers that are due at once fire: the next turn of the event loop, and one for good measure. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise(resolve => setTimeout(resolve, 2));
}
