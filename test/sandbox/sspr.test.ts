// Microsoft's self-service password reset, seen from a browser.
import assert from 'node:assert/strict';
import { verifyPassword } from '../../sandbox/passwords.ts';
import { FRESH, type Identity, settled, someone, startIdentity } from './identity.ts';

describe('SSPR', () => {
  let identity: Identity;
  beforeEach(async () => {
    identity = await startIdentity();
  });
  afterEach(() => identity.stop());

  const start = async (upn: string) => {
    const browser = identity.browser();
    const page = await browser.open(`${identity.world.origin}/sspr/?mkt=en-GB&username=${encodeURIComponent(upn)}`);
    return { browser, page: await browser.submit(page) };
  };

  it('lets somebody who is registered choose a new password, and writes it in both directories', async () => {
    const { world } = identity;
    const selma = someone(world, 'selma');
    const { browser, page } = await start(selma.upn);
    const methods = await browser.submit(page, { button: 'I forgot my password' });
    const code = await browser.submit(methods, { button: 'Send a text to my mobile phone' });
    const choose = await browser.submit(code, { fields: { code: code.find('code') ?? '' } });
    const done = await browser.submit(choose, { fields: { password: FRESH, again: FRESH } });
    assert.match(done.title, /has been reset/);
    assert.equal(await verifyPassword(world, selma, FRESH, 'cloud'), 'ok');
    assert.equal(await verifyPassword(world, selma, FRESH, 'ad'), 'ok');
    assert.equal(await verifyPassword(world, selma, selma.password, 'cloud'), 'wrong');
    await settled();
    const row = world.audits.find(one => one.activityDisplayName === 'Reset password (self-service)');
    assert.equal(row?.result, 'success');
    assert.equal(row.targetResources?.[0]?.id, selma.id);
  });

  it('sends everybody else to the administrator', async () => {
    for (const key of ['freya', 'gus', 'dario']) {
      const { page } = await start(someone(identity.world, key).upn);
      assert.match(page.text, /contact your administrator/, key);
    }
  });

  it('unlocks an account whose password is known, and leaves the password alone', async () => {
    const { world } = identity;
    const selma = someone(world, 'selma');
    for (let i = 0; i < 10; i += 1) await verifyPassword(world, selma, 'guess', 'ad');
    const { browser, page } = await start(selma.upn);
    const methods = await browser.submit(page, { button: 'unlock' });
    const code = await browser.submit(methods, { button: 'Enter a code from my authenticator app' });
    const done = await browser.submit(code, { fields: { code: code.find('code') ?? '' } });
    assert.match(done.title, /unlocked/);
    assert.equal(await verifyPassword(world, selma, selma.password, 'ad'), 'ok');
  });

  it('gives up after three wrong codes', async () => {
    const { browser, page } = await start(someone(identity.world, 'selma').upn);
    const methods = await browser.submit(page, { button: 'forgot' });
    let code = await browser.submit(methods, { button: 'Send a text to my mobile phone' });
    const right = code.find('code') ?? '';
    for (let i = 0; i < 2; i += 1) code = await browser.submit(code, { fields: { code: `${right}0` } });
    const over = await browser.submit(code, { fields: { code: `${right}0` } });
    assert.match(over.text, /Too many wrong codes/);
    assert.doesNotMatch((await browser.submit(code, { fields: { code: right } })).title, /Choose a new password/);
  });

  it('does not let anybody skip the proof', async () => {
    const { world } = identity;
    const selma = someone(world, 'selma');
    const { page } = await start(selma.upn);
    const visit = page.forms[0]?.fields.find(field => field.name === 'visit')?.value ?? '';
    for (const step of ['forgot', 'password', 'code']) {
      const body = new URLSearchParams({ visit, step, password: FRESH, again: FRESH, code: '' });
      await fetch(`${world.origin}/sspr/`, { method: 'POST', body });
    }
    assert.equal(await verifyPassword(world, selma, selma.password, 'cloud'), 'ok');
  });

  it('says in words why a password will not do', async () => {
    const { world } = identity;
    const { browser, page } = await start(someone(world, 'selma').upn);
    const methods = await browser.submit(page, { button: 'forgot' });
    const code = await browser.submit(methods, { button: 'Send a text to my mobile phone' });
    const choose = await browser.submit(code, { fields: { code: code.find('code') ?? '' } });
    const weak = await browser.submit(choose, { fields: { password: 'Alderfinch-1', again: 'Alderfinch-1' } });
    assert.match(weak.text, /harder to guess/);
    world.quirks.writebackDown = true;
    const down = await browser.submit(weak, { fields: { password: FRESH, again: FRESH } });
    assert.match(down.text, /could not reach your company/);
  });
});
