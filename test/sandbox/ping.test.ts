// The identity provider that is not AD FS, seen from a browser.
import assert from 'node:assert/strict';
import { inMemory } from '../../sandbox/on-premises/memory.ts';
import { Unreachable } from '../../sandbox/on-premises/on-premises.ts';
import { adminReset, verifyPassword } from '../../sandbox/passwords.ts';
import { CHANGE } from '../../sandbox/ping/ping.ts';
import type { Person } from '../../sandbox/world.ts';
import { callback, FRESH, type Identity, settled, someone, startIdentity, TEMPORARY } from './identity.ts';

/** What its page for a change sends. */
const change = ({ upn }: Person, old: string, fresh = FRESH, again = fresh) => ({
  'pf.username': upn,
  'pf.pass': old,
  'pf.new.pass1': fresh,
  'pf.new.pass2': again,
});

describe('PingFederate', () => {
  let identity: Identity;
  let otto: Person;
  beforeEach(async () => {
    identity = await startIdentity();
    otto = someone(identity.world, 'otto');
  });
  afterEach(() => identity.stop());

  it('signs in the people of its domain and hands them back to Entra', async () => {
    const browser = identity.browser();
    const entra = await browser.open(identity.authorizeUrl({ login_hint: otto.upn }));
    assert.match(entra.text, /Use your password at Wren/);
    const page = await browser.submit(entra, { button: 'federate' });
    assert.equal(new URL(page.url).pathname, '/idp/prp.wsf');
    const back = await browser.submit(page, { fields: { 'pf.pass': otto.password } });
    const { body } = await identity.redeem(back);
    assert.equal((await identity.claims(body['id_token']))['oid'], otto.id);
  });

  it('knows nobody of the other domains, and says no more than that to anybody', async () => {
    const browser = identity.browser();
    const page = await browser.open(`${identity.world.origin}/idp/prp.wsf`);
    const freya = someone(identity.world, 'freya');
    const stranger = await browser.submit(page, { fields: { 'pf.username': freya.upn, 'pf.pass': freya.password } });
    const wrong = await browser.submit(page, { fields: { 'pf.username': otto.upn, 'pf.pass': 'x' } });
    assert.match(wrong.text, /Incorrect user ID or password/);
    assert.equal(stranger.text, wrong.text);
    assert.equal(freya.badPasswords, 0);
  });

  it('interrupts a sign-in with a temporary password, has it changed, and lets the person go on', async () => {
    await adminReset(identity.world, otto, TEMPORARY);
    const browser = identity.browser();
    const entra = await browser.open(identity.authorizeUrl({ login_hint: otto.upn, prompt: 'login' }));
    const signIn = await browser.submit(entra, { button: 'federate' });
    const asked = await browser.submit(signIn, { fields: { 'pf.pass': TEMPORARY } });
    assert.match(asked.title, /Change your password/);
    const back = await browser.submit(asked, { fields: change(otto, TEMPORARY) });
    assert(callback(back).get('code'));
  });

  it('changes a password on its own page: the temporary and the forgotten one stop working', async () => {
    const { world } = identity;
    await adminReset(world, otto, TEMPORARY);
    const browser = identity.browser();
    const page = await browser.open(world.origin + CHANGE);
    const done = await browser.submit(page, { fields: change(otto, TEMPORARY) });
    assert.equal(done.find('done'), 'changed');
    await settled();
    for (const where of ['ad', 'cloud'] as const) {
      assert.equal(await verifyPassword(world, otto, TEMPORARY, where), 'wrong');
      assert.equal(await verifyPassword(world, otto, otto.password, where), 'wrong');
      assert.equal(await verifyPassword(world, otto, FRESH, where), 'ok');
    }
  });

  const mistakes: [string, (who: Person) => Record<string, string>, RegExp][] = [
    ['a wrong old password', who => change(who, 'nope'), /Incorrect user ID or password/],
    ['two different new ones', who => change(who, who.password, FRESH, 'other'), /do not match/],
    ['one the domain will not have', who => change(who, who.password, 'short'), /length, complexity or history/],
    [
      'somebody it does not know',
      who => ({ ...change(who, who.password), 'pf.username': 'nobody@wren.example' }),
      /Incorrect/,
    ],
  ];
  for (const [what, fields, words] of mistakes)
    it(`explains ${what} and changes nothing`, async () => {
      const { world } = identity;
      const browser = identity.browser();
      const page = await browser.open(world.origin + CHANGE);
      const answer = await browser.submit(page, { fields: fields(otto) });
      assert.match(answer.text, words);
      assert.equal(answer.find('done'), undefined);
      assert.equal(await verifyPassword(world, otto, otto.password, 'ad'), 'ok');
    });

  it('says at both pages that something is wrong when no domain controller answers, and blames nobody', async () => {
    const { world } = identity;
    const silent = () => Promise.reject(new Unreachable('nobody'));
    world.onPremises = { ...inMemory(world), signIn: silent, change: silent };
    const browser = identity.browser();
    const signIn = await browser.open(`${world.origin}/idp/prp.wsf?username=${otto.upn}`);
    assert.match((await browser.submit(signIn, { fields: { 'pf.pass': otto.password } })).text, /An error occurred/);
    const page = await browser.open(world.origin + CHANGE);
    assert.match((await browser.submit(page, { fields: change(otto, otto.password) })).text, /An error occurred/);
  });
});
