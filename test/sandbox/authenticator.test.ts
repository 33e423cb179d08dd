// Somebody's authenticator app, as a page: the key goes in, and the code that comes out is the one the desk expects.
import assert from 'node:assert/strict';
import { ScureBase32Plugin } from 'otplib';
import restify from 'restify';
import { authenticator } from '../../sandbox/authenticator.ts';
import { createBrowser } from '../../sandbox/browser.ts';
import { createWorld } from '../../sandbox/world.ts';
import { createAuthenticator } from '../../src/authenticator.ts';
import { Secret } from '../../src/core/secret.ts';

describe('an authenticator app', () => {
  const world = createWorld();
  const server = restify.createServer({ name: 'app' });
  server.use(restify.plugins.bodyParser({ mapParams: false }));

  before(async () => {
    authenticator(server, world);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    world.origin = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => new Promise<void>(done => server.close(() => done())));

  const at = (key: string) => `${world.origin}/authenticator/${key}`;

  it('shows a code that the desk takes, to its owner alone', async () => {
    const bytes = Buffer.alloc(20, 9);
    const key = new ScureBase32Plugin().encode(bytes);
    const browser = createBrowser({ origins: [world.origin] });
    const empty = await browser.open(at('freya'));
    assert.equal(empty.find('code'), undefined);
    const page = await browser.submit(empty, { fields: { key: key.toLowerCase().replace(/(.{4})/g, '$1 ') } });
    const secret = new Secret(bytes.toString('base64'));
    assert.notEqual(createAuthenticator(world).stepOf(secret, page.find('code') ?? ''), undefined);
    assert.equal((await browser.open(at('sam'))).find('code'), undefined);
  });

  it('says what is no key, and who is nobody', async () => {
    const browser = createBrowser({ origins: [world.origin] });
    const page = await browser.submit(await browser.open(at('sam')), { fields: { key: 'not a key!' } });
    assert.match(page.text, /That is no key/);
    assert.equal((await browser.open(at('nobody'))).status, 404);
  });
});
