// The company's AD FS, seen from a browser.
import assert from 'node:assert/strict';
import { inMemory } from '../../sandbox/on-premises/memory.ts';
import { Unreachable } from '../../sandbox/on-premises/on-premises.ts';
import { adminReset, verifyPassword } from '../../sandbox/passwords.ts';
import { acceptSignIn, assertSignIn } from '../../sandbox/trust.ts';
import type { Person } from '../../sandbox/world.ts';
import { callback, FRESH, type Identity, settled, someone, startIdentity, TEMPORARY } from './identity.ts';

describe('AD FS', () => {
  let identity: Identity;
  beforeEach(async () => {
    identity = await startIdentity();
  });
  afterEach(() => identity.stop());

  it('signs in a federated person and hands them back to Entra', async () => {
    const freya = someone(identity.world, 'freya');
    const browser = identity.browser();
    const entra = await browser.open(identity.authorizeUrl({ login_hint: freya.upn }));
    const page = await browser.submit(entra, { button: 'federate' });
    assert.equal(new URL(page.url).pathname, '/adfs/ls/');
    const back = await browser.submit(page, { fields: { Password: freya.password } });
    const { body } = await identity.redeem(back);
    assert.equal((await identity.claims(body['id_token']))['oid'], freya.id);
  });

  it('keeps somebody with a wrong password out, and says nothing more', async () => {
    const browser = identity.browser();
    const page = await browser.open(`${identity.world.origin}/adfs/ls/?username=freya.lindqvist@alderfinch.example`);
    const stranger = await browser.submit(page, { fields: { UserName: 'nobody@alderfinch.example', Password: 'x' } });
    const freya = await browser.submit(page, { fields: { Password: 'x' } });
    assert.match(freya.text, /Incorrect user ID or password/);
    assert.equal(freya.text, stranger.text);
  });

  it('does not know people who live in the cloud alone', async () => {
    const clara = someone(identity.world, 'clara');
    const browser = identity.browser();
    const page = await browser.open(`${identity.world.origin}/adfs/ls/`);
    const answer = await browser.submit(page, { fields: { UserName: clara.upn, Password: clara.password } });
    assert.match(answer.text, /Incorrect user ID or password/);
    assert.equal(clara.badPasswords, 0);
  });

  it('interrupts a sign-in with a temporary password, has it changed, and lets the person go on', async () => {
    const { world } = identity;
    const freya = someone(world, 'freya');
    await adminReset(world, freya, TEMPORARY);
    const browser = identity.browser();
    const entra = await browser.open(identity.authorizeUrl({ login_hint: freya.upn, prompt: 'login' }));
    const signIn = await browser.submit(entra, { button: 'federate' });
    const update = await browser.submit(signIn, { fields: { Password: TEMPORARY } });
    assert.match(update.text, /You must update your password/);
    const fields = { OldPassword: TEMPORARY, NewPassword: FRESH, ConfirmNewPassword: FRESH };
    const updated = await browser.submit(update, { fields });
    assert.equal(new URL(updated.url).searchParams.get('status'), '0');
    const again = await browser.follow(updated, 'Continue to sign in');
    const back = await browser.submit(again, { fields: { Password: FRESH } });
    assert(callback(back).get('code'));
  });

  it('updates a password on its own page: the temporary and the forgotten one stop working', async () => {
    const { world } = identity;
    const freya = someone(world, 'freya');
    await adminReset(world, freya, TEMPORARY);
    const browser = identity.browser();
    const page = await browser.open(`${world.origin}/adfs/portal/updatepassword/?username=${freya.upn}`);
    const fields = { OldPassword: TEMPORARY, NewPassword: FRESH, ConfirmNewPassword: FRESH };
    const done = await browser.submit(page, { fields });
    assert.equal(done.url, `${world.origin}/adfs/portal/updatepassword/?status=0`);
    await settled();
    for (const where of ['ad', 'cloud'] as const) {
      assert.equal(await verifyPassword(world, freya, TEMPORARY, where), 'wrong');
      assert.equal(await verifyPassword(world, freya, freya.password, where), 'wrong');
      assert.equal(await verifyPassword(world, freya, FRESH, where), 'ok');
    }
  });

  const mistakes: [string, Record<string, string>, RegExp][] = [
    ['a wrong old password', { OldPassword: 'nope' }, /Incorrect user ID or password/],
    ['two different new ones', { ConfirmNewPassword: 'other' }, /do not match/],
    [
      'one the domain will not have',
      { NewPassword: 'short', ConfirmNewPassword: 'short' },
      /length, complexity or history/,
    ],
  ];
  for (const [what, wrong, words] of mistakes) {
    it(`explains ${what} and changes nothing`, async () => {
      const { world } = identity;
      const freya = someone(world, 'freya');
      const browser = identity.browser();
      const page = await browser.open(`${world.origin}/adfs/portal/updatepassword/?username=${freya.upn}`);
      const fields = { OldPassword: freya.password, NewPassword: FRESH, ConfirmNewPassword: FRESH, ...wrong };
      assert.match((await browser.submit(page, { fields })).text, words);
      assert.equal(await verifyPassword(world, freya, freya.password, 'ad'), 'ok');
    });
  }

  it('says at both pages that something is wrong when no domain controller answers, and blames nobody', async () => {
    const { world } = identity;
    const freya = someone(world, 'freya');
    const silent = () => Promise.reject(new Unreachable('nobody'));
    world.onPremises = { ...inMemory(world), signIn: silent, change: silent };
    const browser = identity.browser();
    const signIn = await browser.open(`${world.origin}/adfs/ls/?username=${freya.upn}`);
    assert.match((await browser.submit(signIn, { fields: { Password: freya.password } })).text, /An error occurred/);
    const page = await browser.open(`${world.origin}/adfs/portal/updatepassword/?username=${freya.upn}`);
    const fields = { OldPassword: freya.password, NewPassword: FRESH, ConfirmNewPassword: FRESH };
    assert.match((await browser.submit(page, { fields })).text, /An error occurred/);
  });

  it('is believed by Entra once, for the sign-in it was asked about, and only under its own signature', () => {
    const { world } = identity;
    const freya = someone(world, 'freya');
    const ticket = assertSignIn(world, 'adfs', freya, 'a-sign-in');
    const [payload = '', mark = ''] = ticket.split('.');
    assert.equal(
      acceptSignIn(world, freya, `${payload}.${mark.startsWith('A') ? 'B' : 'A'}${mark.slice(1)}`),
      undefined,
    );
    const { person, context } = acceptSignIn(world, freya, ticket) ?? {};
    assert.deepEqual({ person, context }, { person: freya.id, context: 'a-sign-in' });
    assert.equal(acceptSignIn(world, freya, ticket), undefined, 'the second time');
    const old = assertSignIn(world, 'adfs', freya, 'a-sign-in');
    world.now = () => Date.now() + 6 * 60_000;
    assert.equal(acceptSignIn(world, freya, old), undefined, 'six minutes later');
  });

  it('is believed about people of its own domain alone, and not about those whom Entra signs in itself', () => {
    const { world } = identity;
    const [freya, otto, stella] = ['freya', 'otto', 'stella'].map(key => someone(world, key)) as [
      Person,
      Person,
      Person,
    ];
    assert.equal(acceptSignIn(world, otto, assertSignIn(world, 'adfs', otto, 'a-sign-in')), undefined);
    assert.equal(acceptSignIn(world, stella, assertSignIn(world, 'adfs', stella, 'a-sign-in')), undefined);
    assert.equal(acceptSignIn(world, freya, assertSignIn(world, 'ping', freya, 'a-sign-in')), undefined);
    assert.equal(acceptSignIn(world, freya, assertSignIn(world, 'adfs', otto, 'a-sign-in')), undefined);
    assert.ok(acceptSignIn(world, otto, assertSignIn(world, 'ping', otto, 'a-sign-in')));
  });

  it('cannot bring one person into the sign-in of another', async () => {
    const { world } = identity;
    const browser = identity.browser();
    const page = await browser.open(identity.authorizeUrl({ login_hint: 'marcus.okafor@alderfinch.example' }));
    const wctx = new URL((await browser.submit(page, { button: 'federate' })).url).searchParams.get('wctx') ?? '';
    const come = (wresult: string) =>
      browser.open(
        `${world.origin}/login/${world.tenant}/federated?${new URLSearchParams({ wctx, wresult }).toString()}`,
      );
    assert.equal((await come(assertSignIn(world, 'adfs', someone(world, 'freya'), wctx))).find('aadsts'), '50013');
    assert.equal(
      (await come(assertSignIn(world, 'adfs', someone(world, 'marcus'), 'elsewhere'))).find('aadsts'),
      '50013',
    );
    assert(callback(await come(assertSignIn(world, 'adfs', someone(world, 'marcus'), wctx))).get('code'));
  });
});
