// Entra's token endpoint: the four grants, what ends them, and whether MSAL is content with it.
import assert from 'node:assert/strict';
import { ConfidentialClientApplication, CryptoProvider, ProtocolMode } from '@azure/msal-node';
import { REGISTRATIONS } from '../../sandbox/company.ts';
import { callback, DESK, HANDS, type Identity, someone, startIdentity } from './identity.ts';

describe('Entra tokens', () => {
  let identity: Identity;
  beforeEach(async () => {
    identity = await startIdentity();
  });
  afterEach(() => identity.stop());

  /** The service account's connection, made as an administrator makes it: password, then Authenticator. */
  const connect = async () => {
    const { world } = identity;
    const service = someone(world, 'service');
    const browser = identity.browser();
    const scope = `openid profile offline_access ${HANDS.scopes.filter(one => one.includes('.')).join(' ')}`;
    const page = await browser.open(
      identity.authorizeUrl({ client_id: HANDS.clientId, login_hint: service.upn, scope }),
    );
    const factor = await browser.submit(page, { fields: { password: service.password } });
    const back = await browser.submit(factor, { button: 'Approve the request in Authenticator' });
    return { service, body: (await identity.redeem(back, HANDS)).body };
  };

  const refresh = (token: string | undefined) =>
    identity.token({ grant_type: 'refresh_token', refresh_token: token ?? '', scope: 'openid' }, HANDS);

  it('refuse a code without its verifier, from another application, and the second time', async () => {
    const clara = someone(identity.world, 'clara');
    const browser = identity.browser();
    const open = async () =>
      browser.submit(await browser.open(identity.authorizeUrl({ login_hint: clara.upn, prompt: 'login' })), {
        fields: { password: clara.password },
      });
    const fields = async () => ({
      grant_type: 'authorization_code',
      code: callback(await open()).get('code') ?? '',
      redirect_uri: `${identity.world.botOrigin}/sign-in/callback`,
    });
    for (const code_verifier of ['', 'somebody-elses-verifier']) {
      assert.deepEqual((await identity.token({ ...(await fields()), code_verifier })).body.error_codes, [501481]);
    }
    const good = { ...(await fields()), code_verifier: identity.verifier };
    assert.deepEqual((await identity.token(good, HANDS)).body.error_codes, [70008]);
    assert.equal((await identity.token(good)).status, 200);
    assert.deepEqual((await identity.token(good)).body.error_codes, [54005]);
  });

  it('give the service account a Graph token with its scope and role, and a refresh token that stays good', async () => {
    const { service, body } = await connect();
    const claims = await identity.claims(body['access_token']);
    assert.equal(claims.aud, '00000003-0000-0000-c000-000000000000');
    assert.equal(claims.iss, `https://sts.windows.net/${identity.world.tenant}/`);
    assert.equal(claims['oid'], service.id);
    assert.equal(claims['appid'], HANDS.clientId);
    assert(String(claims['scp']).split(' ').includes('UserAuthenticationMethod.ReadWrite.All'));
    assert.deepEqual(claims['wids'], ['c4e39bd9-1100-46d3-8c65-fb160da0071f']);
    const renewed = await refresh(body['refresh_token']);
    assert.equal(renewed.status, 200);
    assert.notEqual(renewed.body['refresh_token'], body['refresh_token']);
    assert.equal((await refresh(body['refresh_token'])).status, 200, 'using a refresh token does not end the old one');
  });

  it('end with a revocation, in the words MSAL understands', async () => {
    const { service, body } = await connect();
    const renewed = await refresh(body['refresh_token']);
    service.sessionsValidFrom = identity.world.now();
    for (const token of [body['refresh_token'], renewed.body['refresh_token']]) {
      const answer = await refresh(token);
      assert.equal(answer.status, 400);
      const { error, suberror, error_codes } = answer.body;
      assert.deepEqual(
        { error, suberror, error_codes },
        { error: 'invalid_grant', suberror: 'bad_token', error_codes: [50173] },
      );
    }
  });

  it('end for a disabled account, and belong to one application', async () => {
    const { service, body } = await connect();
    const theft = await identity.token({ grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' });
    assert.equal(theft.body['error'], 'invalid_grant');
    service.accountEnabled = false;
    assert.deepEqual((await refresh(body['refresh_token'])).body.error_codes, [50057]);
  });

  it('are not given for a code when the person was cut off in between', async () => {
    const browser = identity.browser();
    const clara = someone(identity.world, 'clara');
    const page = await browser.open(identity.authorizeUrl({ login_hint: clara.upn }));
    const back = await browser.submit(page, { button: 'fido2' });
    clara.sessionsValidFrom = identity.world.now();
    assert.deepEqual((await identity.redeem(back)).body.error_codes, [50173]);
  });

  it('for an application alone carry its roles for Graph, and its name for the connector', async () => {
    const grant_type = 'client_credentials';
    const graph = await identity.token({ grant_type, scope: 'https://graph.microsoft.com/.default' });
    const claims = await identity.claims(graph.body['access_token']);
    assert.deepEqual(claims['roles'], [...DESK.roles]);
    assert.equal('scp' in claims, false);
    const bot = REGISTRATIONS.bot;
    const basic = Buffer.from(`${bot.clientId}:${bot.secret}`).toString('base64');
    const answer = await fetch(`${identity.world.origin}/login/${identity.world.tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type, scope: 'https://api.botframework.com/.default' }),
    });
    const connector = await identity.claims(((await answer.json()) as Record<string, string>)['access_token']);
    assert.equal(connector.aud, 'https://api.botframework.com');
    assert.equal(connector['appid'], bot.clientId);
  });

  const refused: [string, Record<string, string>, number, string, number][] = [
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['no secret', { client_secret: '' }, 401, 'invalid_client', 7000218],
    ['an unknown application', { client_id: 'x' }, 400, 'unauthorized_client', 700016],
    ['a password grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
    ['a resource it does not know', { scope: 'https://example.org/.default' }, 400, 'invalid_scope', 70011],
  ];
  for (const [what, fields, status, error, number] of refused) {
    it(`are refused for ${what}`, async () => {
      const scope = 'https://graph.microsoft.com/.default';
      const answer = await identity.token({ grant_type: 'client_credentials', scope, ...fields });
      assert.equal(answer.status, status);
      assert.equal(answer.body['error'], error);
      assert.deepEqual(answer.body.error_codes, [number]);
      assert.match(answer.body['error_description'] ?? '', new RegExp(`^AADSTS${number}: `));
    });
  }

  describe('on behalf of somebody', () => {
    const assertion = (claims: Record<string, unknown> = {}, expiresIn = 600) =>
      identity.keys.entra.sign(
        {
          iss: `https://login.microsoftonline.com/${identity.world.tenant}/v2.0`,
          aud: `api://${HANDS.clientId}`,
          oid: someone(identity.world, 'hana').id,
          scp: 'access_as_user',
          ...claims,
        },
        { expiresIn },
      );
    const exchange = async (jwt: string) =>
      identity.token(
        {
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          requested_token_use: 'on_behalf_of',
          assertion: jwt,
          scope: 'openid User.Read',
        },
        HANDS,
      );

    it('carry that person', async () => {
      const { body } = await exchange(await assertion());
      assert.equal((await identity.claims(body['access_token']))['oid'], someone(identity.world, 'hana').id);
    });

    it('are refused for an assertion that is expired, meant for another application, or forged', async () => {
      assert.deepEqual((await exchange(await assertion({}, -60))).body.error_codes, [500133]);
      assert.deepEqual((await exchange(await assertion({ aud: DESK.clientId }))).body.error_codes, [50013]);
      assert.deepEqual((await exchange(`${await assertion()}x`)).body.error_codes, [50013]);
    });

    it('ask for a second factor in a way the client can act on', async () => {
      identity.world.requireMfa.add(someone(identity.world, 'hana').id);
      const { body } = await exchange(await assertion());
      assert.equal(body['error'], 'interaction_required');
      assert.deepEqual(body.error_codes, [50076]);
      assert(JSON.parse(body['claims'] ?? '{}'));
    });
  });

  it('satisfy MSAL: code with PKCE, silent renewal, and the application’s own token', async () => {
    const { world } = identity;
    const base = `${world.origin}/login/${world.tenant}`;
    const msal = new ConfidentialClientApplication({
      auth: {
        clientId: HANDS.clientId,
        clientSecret: HANDS.secret,
        authority: `https://login.microsoftonline.com/${world.tenant}`,
        authorityMetadata: JSON.stringify({
          issuer: `https://login.microsoftonline.com/${world.tenant}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
        }),
      },
      // In its default mode MSAL takes the first segment of a path (`login`) for the tenant, and overwrites it.
      system: { protocolMode: ProtocolMode.OIDC },
    });
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const scopes = ['UserAuthenticationMethod.ReadWrite.All'];
    const redirectUri = `${world.botOrigin}/sign-in/callback`;
    const url = await msal.getAuthCodeUrl({
      scopes,
      redirectUri,
      codeChallenge: challenge,
      codeChallengeMethod: 'S256',
      nonce: 'n',
      state: 's',
      loginHint: someone(world, 'service').upn,
    });
    const browser = identity.browser();
    const back = await browser.submit(await browser.open(url), { button: 'Approve in Authenticator' });
    const code = callback(back).get('code') ?? '';
    const result = await msal.acquireTokenByCode(
      { code, scopes, redirectUri, codeVerifier: verifier, nonce: 'n', state: 's' },
      { code, nonce: 'n', state: callback(back).get('state') ?? '' },
    );
    assert.equal(result.uniqueId, someone(world, 'service').id);
    assert.equal(result.account?.homeAccountId, `${someone(world, 'service').id}.${world.tenant}`);
    const { account } = result;
    assert(account);
    const renewed = await msal.acquireTokenSilent({ account, scopes, forceRefresh: true });
    assert.notEqual(renewed.accessToken, result.accessToken);
    someone(world, 'service').sessionsValidFrom = world.now();
    await assert.rejects(msal.acquireTokenSilent({ account, scopes, forceRefresh: true }), {
      name: 'InteractionRequiredAuthError',
      subError: 'bad_token',
    });
    const own = await msal.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    assert.equal((await identity.claims(own?.accessToken))['appid'], HANDS.clientId);
  });

  it('publish their keys and addresses', async () => {
    const base = `${identity.world.origin}/login/${identity.world.tenant}`;
    const found = (await (await fetch(`${base}/v2.0/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    const keys = (await (await fetch(found['jwks_uri'] ?? '')).json()) as { keys: { kid: string; d?: string }[] };
    assert.equal(keys.keys[0]?.kid, identity.keys.entra.kid);
    assert.equal(keys.keys[0].d, undefined, 'the private part stays private');
  });
});
