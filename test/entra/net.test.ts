// MSAL over our own network module: nothing waits for ever, and an outage never looks like a refusal.
import assert from 'node:assert/strict';
import { Secret } from '../../src/core/secret.ts';
import { classify } from '../../src/entra/faults.ts';
import { createMsal } from '../../src/entra/msal.ts';
import { createNet } from '../../src/entra/net.ts';
import { type Answer, CLIENT, type FakeEntra, refusal, startEntra, TENANT } from './fake-entra.ts';

describe('asking Entra for a token', () => {
  let entra: FakeEntra;
  beforeEach(async () => {
    entra = await startEntra();
  });
  afterEach(() => entra.close());

  const ask = async () => {
    const registration = { cloud: entra.cloud, tenant: TENANT, clientId: CLIENT, secret: new Secret('shh') };
    const app = createMsal({ ...registration, net: createNet(entra.cloud, 150) });
    return app.acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
  };

  it('works against a loopback address with Microsoft’s own authority', async () => {
    const result = await ask();
    assert.equal(result?.accessToken, 'app-token-1');
    assert.equal(entra.asked[0]?.['client_secret'], 'shh');
    assert.match(entra.asked[0]?.['path'] ?? '', new RegExp(`^/login/${TENANT}/oauth2/v2.0/token`));
  });

  const outages: readonly (readonly [string, Answer])[] = [
    ['never answers', 'hang'],
    ['drops the connection', 'drop'],
    ['answers with a web page', 'html'],
    ['is throttling', refusal('invalid_request', 90055, undefined, 429)],
    ['has a hiccup', refusal('temporarily_unavailable', 90033, undefined, 503)],
    ['fails inside', refusal('server_error', 90036, undefined, 500)],
  ];
  for (const [what, answer] of outages)
    it(`is "unavailable" when Entra ${what}`, async () => {
      entra.answer(answer);
      await assert.rejects(ask, error => classify(error).kind === 'unavailable');
    });

  it('does not carry the client’s secret to where a redirect points', async () => {
    const other = await startEntra();
    try {
      entra.answer({ status: 307, body: {}, headers: { location: `${other.cloud.login}/token` } });
      await assert.rejects(ask, error => classify(error).kind === 'unavailable');
      assert.equal(other.asked.length, 0);
    } finally {
      other.close();
    }
  });

  it('asks again right after a failure, without a minute of refusing from memory', async () => {
    entra.answer(refusal('temporarily_unavailable', 90033, undefined, 503));
    await assert.rejects(ask);
    assert.ok(await ask());
  });

  it('asks government clouds for the token at once, without asking anybody where they are', async () => {
    const cloud = { authority: 'https://login.microsoftonline.us', login: entra.cloud.login };
    const registration = { cloud, tenant: TENANT, clientId: CLIENT, secret: new Secret('shh') };
    await createMsal(registration).acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.us/.default'] });
    assert.deepEqual(
      entra.asked.map(({ path }) => path?.split('?')[0]),
      [`/login/${TENANT}/oauth2/v2.0/token`],
    );
  });
});
