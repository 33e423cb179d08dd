// The desk's own token: asked for once, renewed in time, and its failure says whose fault it is.
import assert from 'node:assert/strict';
import { Secret } from '../../src/core/secret.ts';
import { createAppTokens } from '../../src/entra/app-tokens.ts';
import { createMsal } from '../../src/entra/msal.ts';
import { CLIENT, type FakeEntra, refusal, startEntra, TENANT } from './fake-entra.ts';
import { fakeWorld, plain } from './fakes.ts';

describe('the desk’s own token for Graph', () => {
  let entra: FakeEntra;
  beforeEach(async () => {
    entra = await startEntra();
  });
  afterEach(() => entra.close());

  const create = (world = fakeWorld()) => {
    const registration = { cloud: entra.cloud, tenant: TENANT, clientId: CLIENT, secret: new Secret('shh') };
    return createAppTokens({ msal: () => createMsal(registration), graph: 'https://graph.microsoft.com', world });
  };

  it('is asked for once, however many need it at the same moment', async () => {
    const tokens = create();
    const got = await Promise.all(Array.from({ length: 20 }, () => tokens.graphToken()));
    assert.equal(new Set(got.map(plain)).size, 1);
    assert.equal(entra.asked.length, 1);
    assert.equal(entra.asked[0]?.['scope']?.split(' ')[0], 'https://graph.microsoft.com/.default');
  });

  it('is renewed five minutes before it ends, not earlier', async () => {
    const world = fakeWorld();
    const tokens = create(world);
    await tokens.graphToken();
    world.pass(54 * 60_000);
    assert.equal(plain(await tokens.graphToken()), 'app-token-1');
    world.pass(2 * 60_000);
    assert.equal(plain(await tokens.graphToken()), 'app-token-2');
  });

  it('is asked for again after a failure, and after Graph refused it', async () => {
    const tokens = create();
    entra.answer(refusal('invalid_client', 7000222, undefined, 401));
    await assert.rejects(tokens.graphToken(), /app-misconfigured, AADSTS7000222/);
    assert.equal(plain(await tokens.graphToken()), 'app-token-1');
    tokens.discard();
    assert.equal(plain(await tokens.graphToken()), 'app-token-2');
  });
});
