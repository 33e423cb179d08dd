// The pages outside Teams in their reader's language: sign-in, self-service, AD FS, Security info, mail, the authenticator app.
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import restify from 'restify';
import { adfs } from '../../sandbox/adfs/adfs.ts';
import { authenticator } from '../../sandbox/authenticator.ts';
import { type Browser, createBrowser, type Page } from '../../sandbox/browser.ts';
import { REGISTRATIONS } from '../../sandbox/company.ts';
import { entra } from '../../sandbox/entra/entra.ts';
import { createKeys, type Keys } from '../../sandbox/keys.ts';
import { mailbox } from '../../sandbox/mailbox.ts';
import { CHANGE, ping } from '../../sandbox/ping/ping.ts';
import { securityInfo } from '../../sandbox/security-info.ts';
import { sspr } from '../../sandbox/sspr/sspr.ts';
import { createWorld, type World } from '../../sandbox/world.ts';

const FRESH = 'Walnut-Ferry-Lantern-58';
const MEI = 'mei.tanaka@finch-cloud.example';
const FREYA = 'freya.lindqvist@alderfinch.example';
const SELMA = 'selma.novak@labs.example';
const OTTO = 'otto.larkin@wren.example';
const PETRA = 'petra.vance@finch-cloud.example';

describe('the pages outside Teams', () => {
  let keys: Keys;
  let world: World;
  let server: restify.Server;
  before(async () => {
    keys = await createKeys();
  });
  beforeEach(async () => {
    world = createWorld();
    server = restify.createServer();
    server.use(restify.plugins.queryParser({ mapParams: false }));
    server.use(restify.plugins.bodyParser({ mapParams: false }));
    entra(server, world, keys);
    adfs(server, world);
    ping(server, world);
    sspr(server, world);
    securityInfo(server, world);
    mailbox(server, world);
    authenticator(server, world);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    world.botOrigin = world.origin;
  });
  afterEach(() => new Promise<void>(done => server.close(() => done())));

  it('let somebody who is still signed in choose a new password without the old one, and nobody else', async () => {
    const browser = createBrowser();
    const start = await browser.open(`${world.origin}/mysignins/`);
    const refused = await browser.submit(start, { fields: { username: 'nora.blake@labs.example' } });
    assert.match(refused.text, /Nobody with that name is signed in here with a second factor/);
    const page = await browser.submit(start, { fields: { username: MEI } });
    const again = await browser.submit(page, { fields: { password: FRESH, again: 'something else' } });
    assert.match(again.text, /do not match/);
    const changed = await browser.submit(again, { fields: { password: FRESH, again: FRESH } });
    assert.equal(changed.find('done'), 'changed');
    assert.equal(world.find('mei')?.cloud?.value, FRESH);
  });

  it('are in the language the browser asks for first that is spoken here', async () => {
    const titleIn = async (language: string) => (await createBrowser({ language }).open(`${world.origin}/sspr/`)).html;
    assert.match(await titleIn('sv-SE, de-AT;q=0.8, en;q=0.5'), /<html lang="de-AT" dir="ltr">/);
    assert.match(await titleIn('ar'), /<html lang="ar" dir="rtl">/);
    assert.match(await titleIn('*'), /<html lang="en" dir="ltr">/);
  });

  // Latin letters are names there and nothing else: a line without any of its own is one that was forgotten.
  for (const [language, own] of [
    ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u],
    ['ar', /\p{sc=Arabic}/u],
  ] as const)
    it(`leave no line in English: ${language}`, async () => {
      const pages = await everyPage(createBrowser({ language }));
      assert.ok(pages.length > 20, `${pages.length} pages`);
      const lines = pages.flatMap(({ url, text }) =>
        text.split('\n').map(line => [new URL(url).pathname, line] as const),
      );
      const data = /^(\d{6}|[A-Z][a-z]+ [A-Z][a-z]+( \(.*@.*\))?|\S+@\S+|Reset your password)$/;
      assert.deepEqual(
        lines.filter(([, line]) => !own.test(line) && !data.test(line)),
        [],
      );
    });

  /** As people come through them, wrong turns included. */
  async function everyPage(browser: Browser): Promise<Page[]> {
    const seen: Page[] = [];
    const see = async (page: Promise<Page>): Promise<Page> => {
      seen.push(await page);
      return page;
    };
    const open = (path: string) => see(browser.open(world.origin + path));
    const submit = (page: Page, wish: Parameters<Browser['submit']>[1]) => see(browser.submit(page, wish));
    const signIn = `/login/${world.tenant}/oauth2/v2.0/authorize?${new URLSearchParams({
      client_id: REGISTRATIONS.desk.clientId,
      redirect_uri: `${world.botOrigin}/sign-in/callback`,
      response_type: 'code',
      scope: 'openid profile',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      prompt: 'login',
    }).toString()}`;

    await submit(await open(signIn), { fields: { username: 'nobody@labs.example' } });
    const password = await submit(await open(signIn), { fields: { username: PETRA } });
    await submit(password, { fields: { password: 'wrong' } });
    await submit(password, { fields: { password: world.find('petra')?.password ?? '' } });
    await submit(await open(signIn), { fields: { username: 'gus@partner.example' } }).catch(() => undefined);
    const federated = await submit(await open(signIn), { fields: { username: FREYA } });
    const atAdfs = await submit(federated, { button: 'federate' });
    await submit(atAdfs, { fields: { UserName: FREYA, Password: 'wrong' } });

    const update = await open('/adfs/portal/updatepassword/?pcsrc=expired');
    const old = { UserName: FREYA, OldPassword: world.find('freya')?.password ?? '' };
    await submit(update, { fields: { ...old, NewPassword: FRESH, ConfirmNewPassword: 'other' } });
    await submit(update, { fields: { ...old, NewPassword: FRESH, ConfirmNewPassword: FRESH } });
    await submit(await open('/adfs/ls/'), { fields: { UserName: FREYA, Password: FRESH } });

    const change = await open(CHANGE);
    const own = { 'pf.username': OTTO, 'pf.pass': 'wrong', 'pf.new.pass1': FRESH };
    await submit(change, { fields: { ...own, 'pf.new.pass2': 'other' } });
    await submit(change, { fields: { ...own, 'pf.new.pass2': FRESH } });

    const who = await open('/sspr/');
    await submit(who, { fields: { username: 'nobody@labs.example' } });
    await submit(who, { fields: { username: FREYA } });
    const why = await submit(who, { fields: { username: SELMA } });
    const method = await submit(why, { button: 'forgot' });
    const code = await submit(method, { button: 'method' });
    await submit(code, { fields: { code: '000' } });
    const choose = await submit(code, { fields: { code: code.find('code') ?? '' } });
    await submit(choose, { fields: { password: FRESH, again: 'other' } });
    await submit(choose, { fields: { password: FRESH, again: FRESH } });

    const whose = await open('/mysignins/');
    await submit(whose, { fields: { username: 'nobody@labs.example' } });
    const fresh = await submit(whose, { fields: { username: MEI } });
    await submit(fresh, { fields: { password: FRESH, again: FRESH } });

    const app = await open('/authenticator/freya');
    await submit(app, { fields: { key: 'no key' } });
    await submit(app, { fields: { key: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567' } });
    await open('/authenticator/nobody');
    await open('/mail/freya');
    const mail = { from: 'desk@finch-cloud.example', to: [FREYA], subject: 'Reset your password', html: '', text: '' };
    world.mails.push({ at: world.now(), ...mail });
    await open('/mail/freya');
    await open('/mail/nobody');
    return seen;
  }
});
