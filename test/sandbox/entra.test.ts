// Entra's sign-in, as an application and a person with a browser meet it.
import assert from 'node:assert/strict';
import { adminReset, changePassword, verifyPassword } from '../../sandbox/passwords.ts';
import { callback, DESK, FRESH, type Identity, someone, startIdentity, TEMPORARY } from './identity.ts';

const STEP_UP = JSON.stringify({ id_token: { acrs: { essential: true, value: 'c1' } } });

describe('Entra sign-in', () => {
  let identity: Identity;
  beforeEach(async () => {
    identity = await startIdentity();
  });
  afterEach(() => identity.stop());

  /** Clara's browser, signed in with her password. */
  const signedIn = async (key = 'clara') => {
    const person = someone(identity.world, key);
    const browser = identity.browser();
    const page = await browser.open(identity.authorizeUrl({ login_hint: person.upn }));
    const back = await browser.submit(page, { fields: { password: person.password } });
    return { person, browser, back };
  };

  it('signs somebody in by password, and the id token says who, for whom and when', async () => {
    const { person, back } = await signedIn();
    assert.equal(callback(back).get('state'), 'the-state');
    const { body } = await identity.redeem(back);
    const claims = await identity.claims(body['id_token']);
    assert.equal(claims.iss, `https://login.microsoftonline.com/${identity.world.tenant}/v2.0`);
    assert.equal(claims.aud, DESK.clientId);
    const { tid, oid, name, preferred_username, nonce, ver } = claims;
    assert.deepEqual(
      { tid, oid, name, preferred_username, nonce, ver },
      {
        tid: identity.world.tenant,
        oid: person.id,
        name: person.name,
        preferred_username: person.upn,
        nonce: 'the-nonce',
        ver: '2.0',
      },
    );
    assert(Math.abs(Number(claims['auth_time']) - Date.now() / 1000) < 60);
    assert.equal('acrs' in claims, false);
  });

  it('names no time of sign-in when the optional claim is off', async () => {
    identity.world.authTimeClaim = false;
    const { back } = await signedIn();
    assert.equal('auth_time' in (await identity.claims((await identity.redeem(back)).body['id_token'])), false);
  });

  it('lets the next application in without asking while the session lives', async () => {
    const { browser, person } = await signedIn();
    const again = await browser.open(identity.authorizeUrl());
    const { body } = await identity.redeem(again);
    assert.equal((await identity.claims(body['id_token']))['oid'], person.id);
    assert(callback(await browser.open(identity.authorizeUrl({ prompt: 'none' }))).get('code'));
  });

  it('does not carry a session into another browser', async () => {
    await signedIn();
    const answer = callback(await identity.browser().open(identity.authorizeUrl({ prompt: 'none' })));
    assert.equal(answer.get('error'), 'login_required');
  });

  it('asks for the password again with prompt=login, and when the sign-in is older than max_age', async () => {
    const { browser, person } = await signedIn();
    for (const extra of [{ prompt: 'login' }, { max_age: '0' }]) {
      const page = await browser.open(identity.authorizeUrl({ login_hint: person.upn, ...extra }));
      assert.equal(page.title, 'Enter password', JSON.stringify(extra));
      assert.match((await browser.submit(page, { fields: { password: 'forgotten' } })).text, /AADSTS50126/);
    }
  });

  it('offers the accounts it remembers, and takes another', async () => {
    const { browser, person } = await signedIn();
    const pick = await browser.open(identity.authorizeUrl({ prompt: 'select_account' }));
    assert(callback(await browser.submit(pick, { button: person.name })).get('code'));
    const hana = someone(identity.world, 'hana');
    const again = await browser.open(identity.authorizeUrl({ prompt: 'select_account' }));
    const password = await browser.submit(again, { fields: { username: hana.upn } });
    const back = await browser.submit(password, { fields: { password: hana.password } });
    assert.equal((await identity.claims((await identity.redeem(back)).body['id_token']))['oid'], hana.id);
    assert.equal(
      callback(await browser.open(identity.authorizeUrl({ prompt: 'none' }))).get('error'),
      'interaction_required',
    );
  });

  it('ends a session when the password is reset, and knows neither the forgotten nor a stale temporary one', async () => {
    const { browser, person } = await signedIn();
    await adminReset(identity.world, person, TEMPORARY);
    const page = await browser.open(identity.authorizeUrl({ login_hint: person.upn }));
    assert.equal(page.title, 'Enter password');
    assert.match((await browser.submit(page, { fields: { password: person.password } })).text, /AADSTS50126/);
    const change = await browser.submit(page, { fields: { password: TEMPORARY } });
    assert.equal(change.title, 'Update your password');
    const mistyped = await browser.submit(change, { fields: { old: TEMPORARY, fresh: FRESH, again: 'other' } });
    assert.match(mistyped.text, /do not match/);
    const back = await browser.submit(mistyped, { fields: { old: TEMPORARY, fresh: FRESH, again: FRESH } });
    assert(callback(back).get('code'));
    assert.equal(await verifyPassword(identity.world, person, TEMPORARY, 'cloud'), 'wrong');
    assert.equal(await verifyPassword(identity.world, person, FRESH, 'cloud'), 'ok');
    assert(callback(await browser.open(identity.authorizeUrl({ prompt: 'none' }))).get('code'));
  });

  it('signs somebody in staged rollout in by itself, though their domain is federated, and changes the password there', async () => {
    const { world, authorizeUrl } = identity;
    const { person: stella, back } = await signedIn('stella');
    assert(callback(back).get('code'));
    await adminReset(world, stella, TEMPORARY);
    const browser = identity.browser();
    const page = await browser.open(authorizeUrl({ login_hint: stella.upn }));
    assert.throws(() => browser.submit(page, { button: 'federate' }), /No form with button/);
    const change = await browser.submit(page, { fields: { password: TEMPORARY } });
    assert(
      callback(await browser.submit(change, { fields: { old: TEMPORARY, fresh: FRESH, again: FRESH } })).get('code'),
    );
    for (const where of ['ad', 'cloud'] as const) assert.equal(await verifyPassword(world, stella, FRESH, where), 'ok');
  });

  it('ends every session when sessions are revoked', async () => {
    const clara = someone(identity.world, 'clara');
    const browser = identity.browser();
    await browser.submit(await browser.open(identity.authorizeUrl({ login_hint: clara.upn })), { button: 'fido2' });
    clara.sessionsValidFrom = identity.world.now();
    assert.equal(
      callback(await browser.open(identity.authorizeUrl({ prompt: 'none' }))).get('error'),
      'login_required',
    );
  });

  it('ends the sessions begun with a password that its owner has changed, and spares those begun with a passkey', async () => {
    const { world, authorizeUrl } = identity;
    const { browser, person } = await signedIn();
    const keyed = identity.browser();
    await keyed.submit(await keyed.open(authorizeUrl({ login_hint: person.upn })), { button: 'fido2' });
    assert.equal(await changePassword(world, person, person.password, FRESH, 'cloud'), 'ok');
    assert.equal(callback(await browser.open(authorizeUrl({ prompt: 'none' }))).get('error'), 'login_required');
    assert(callback(await keyed.open(authorizeUrl({ prompt: 'none' }))).get('code'));
  });

  it('lets a person who forgot the password in with a passkey, federated or not', async () => {
    for (const key of ['clara', 'freya']) {
      const browser = identity.browser();
      const page = await browser.open(identity.authorizeUrl({ login_hint: someone(identity.world, key).upn }));
      assert(callback(await browser.submit(page, { button: 'Sign in with a passkey' })).get('code'), key);
    }
  });

  it('does not believe in a passkey that nobody registered', async () => {
    const { world, authorizeUrl } = identity;
    const mailbox = someone(world, 'mailbox');
    const browser = identity.browser();
    const page = await browser.open(authorizeUrl({ login_hint: mailbox.upn }));
    assert.throws(() => browser.submit(page, { button: 'Sign in with a passkey' }), /No form with button/);
    const cheat = {
      ...page,
      forms: page.forms.map(form => ({ ...form, buttons: [{ name: 'do', value: 'fido2', text: 'fido2' }] })),
    };
    assert.equal((await browser.submit(cheat, { button: 'fido2' })).title, 'Enter password');
  });

  it('demands a fresh passwordless gesture for a protected context, session or not, and the id token proves it', async () => {
    const { browser, person } = await signedIn();
    const askedAt = Date.now();
    const page = await browser.open(identity.authorizeUrl({ login_hint: person.upn, claims: STEP_UP }));
    assert.equal(page.title, 'Use a passwordless method');
    const { body } = await identity.redeem(await browser.submit(page, { button: 'fido2' }));
    const claims = await identity.claims(body['id_token']);
    assert.deepEqual(claims['acrs'], ['c1']);
    assert(Number(claims['auth_time']) >= Math.floor(askedAt / 1000));
    const next = await browser.open(identity.authorizeUrl({ login_hint: person.upn, claims: STEP_UP }));
    assert.equal(next.title, 'Use a passwordless method', 'yesterday’s gesture does not count today');
  });

  it('does not take a password for a protected context', async () => {
    const clara = someone(identity.world, 'clara');
    const browser = identity.browser();
    const page = await browser.open(identity.authorizeUrl({ login_hint: clara.upn, claims: STEP_UP }));
    const next = await browser.submit(page, { fields: { password: clara.password } });
    assert.equal(next.title, 'Use a passwordless method');
  });

  it('shuts out of a protected context who has no passwordless method', async () => {
    const { browser } = await signedIn('mailbox');
    assert.equal((await browser.open(identity.authorizeUrl({ claims: STEP_UP }))).find('aadsts'), '53003');
  });

  it('gives a context away that no policy covers: the documented fail-open', async () => {
    identity.world.contexts.clear();
    const { browser } = await signedIn();
    const { body } = await identity.redeem(await browser.open(identity.authorizeUrl({ claims: STEP_UP })));
    assert.deepEqual((await identity.claims(body['id_token']))['acrs'], ['c1']);
  });

  it('gives it away as well where the policy is report-only', async () => {
    identity.world.contexts.set('c1', { requires: 'passwordless', reportOnly: true });
    const { browser } = await signedIn();
    assert.ok(callback(await browser.open(identity.authorizeUrl({ claims: STEP_UP }))).get('code'));
  });

  it('wants a second factor from whoever holds a directory role, and from whom the company says', async () => {
    identity.world.requireMfa.add(someone(identity.world, 'clara').id);
    for (const key of ['ada', 'clara']) {
      const { browser, back } = await signedIn(key);
      assert.equal(back.title, 'Verify your identity', key);
      assert(callback(await browser.submit(back, { button: 'Use a passkey' })).get('code'), key);
    }
  });

  it('shows the text message it would send as a second factor', async () => {
    const { world } = identity;
    const selma = someone(world, 'selma');
    world.requireMfa.add(selma.id);
    const { browser, back } = await signedIn('selma');
    const sent = await browser.submit(back, { button: 'Text a code to my phone' });
    const wrong = await browser.submit(sent, { fields: { code: 'x' } });
    assert.match(wrong.text, /not right/);
    const again = await browser.submit(wrong, { button: 'Text a code to my phone' });
    assert(callback(await browser.submit(again, { fields: { code: again.find('code') ?? '' } })).get('code'));
  });

  it('turns away disabled people, guests and strangers, each with a reason', async () => {
    const { back } = await signedIn('dario');
    assert.equal(back.find('aadsts'), '50057');
    const browser = identity.browser();
    const gus = someone(identity.world, 'gus');
    const guest = await browser.open(identity.authorizeUrl({ login_hint: gus.upn }));
    assert.match(guest.title, /your own organisation/);
    const page = await browser.open(identity.authorizeUrl());
    assert.match((await browser.submit(page, { fields: { username: 'freya' } })).text, /AADSTS50034/);
  });

  it('says so when an account is locked', async () => {
    const clara = someone(identity.world, 'clara');
    for (let i = 0; i < 10; i += 1) await verifyPassword(identity.world, clara, 'guess', 'cloud');
    const { back } = await signedIn();
    assert.match(back.text, /AADSTS50053/);
  });

  it('lets a person walk away, and tells the application', async () => {
    const browser = identity.browser();
    const page = await browser.open(identity.authorizeUrl());
    assert.equal(callback(await browser.submit(page, { button: 'cancel' })).get('error'), 'access_denied');
  });

  it('hands the answer over in a form when asked to', async () => {
    const { browser } = await signedIn();
    const page = await browser.open(identity.authorizeUrl({ response_mode: 'form_post' }));
    const sent = page.forms[0];
    assert.equal(sent?.action, `${identity.world.botOrigin}/sign-in/callback`);
    assert(sent.fields.find(field => field.name === 'code')?.value);
  });

  it('keeps one browser out of a sign-in that another began', async () => {
    const clara = someone(identity.world, 'clara');
    const page = await identity.browser().open(identity.authorizeUrl({ login_hint: clara.upn }));
    const thief = identity.browser();
    await thief.open(identity.authorizeUrl());
    assert.equal((await thief.submit(page, { fields: { password: clara.password } })).find('aadsts'), '50058');
  });

  const deadEnds: [string, (callbackUri: string) => Record<string, string>, string][] = [
    ['an address nobody registered', () => ({ redirect_uri: 'http://127.0.0.1:1/sign-in/callback' }), '50011'],
    ['a longer version of the right address', right => ({ redirect_uri: `${right}/more` }), '50011'],
    ['an unknown application', () => ({ client_id: '00000000-0000-4000-8000-000000000000' }), '700016'],
  ];
  for (const [what, extra, number] of deadEnds) {
    it(`never redirects to ${what}`, async () => {
      const { world, authorizeUrl } = identity;
      const page = await identity.browser().open(authorizeUrl(extra(`${world.botOrigin}/sign-in/callback`)));
      assert.equal(page.status, 400);
      assert.equal(page.find('aadsts'), number);
    });
  }

  it('knows one tenant', async () => {
    const url = identity.authorizeUrl().replace(identity.world.tenant, '11111111-1111-4111-8111-111111111111');
    assert.equal((await identity.browser().open(url)).find('aadsts'), '90002');
  });

  const returned: [string, Record<string, string>, string][] = [
    ['scopes nobody consented to', { scope: 'openid Directory.ReadWrite.All' }, 'invalid_grant'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['an implicit token', { response_type: 'token' }, 'unsupported_response_type'],
  ];
  for (const [what, extra, error] of returned) {
    it(`tells the application that it may not have ${what}`, async () => {
      assert.equal(callback(await identity.browser().open(identity.authorizeUrl(extra))).get('error'), error);
    });
  }
});
