// The sandbox's Teams beyond what today's bot needs of it: sign-ins and dialogs a card asks for, threads, languages. The bot is a stub on the real wire.
import { deepEqual, equal, match } from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { createKeys, type Keys } from '../../sandbox/keys.ts';
import { wordsFor } from '../../sandbox/words/words.ts';
import { createPage } from '../sandbox/a-page.ts';
import { carrying, showing } from '../sandbox/fake-bot.ts';
import { ROOT } from '../stories/company.ts';
import { barriers, inBrowser, press, screenshot, sees } from './browser.ts';
import { keyboard } from './hands.ts';
import { opensDrawer } from './page-switches.ts';
import { DESK, openWindow, PHONE } from './page-window.ts';

const HELPDESK = '19:af-helpdesk@thread.tacv2';
const text = (words: string) => ({ type: 'TextBlock', text: words, wrap: true });
const card = (words: string, ...actions: object[]) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [text(words)],
  actions,
});
/** The last page of a sign-in: hands its code to Teams, as teams-js does. */
const SIGNED_IN = `<!doctype html><title>Done</title><script>
  for (const [id, func, args] of [[1, 'initialize', []], [2, 'authentication.authenticate.success', ['the-code']]])
    opener.postMessage({ id, func, args }, '*');
</script>`;

inBrowser('the Teams-like client', tabs => {
  let keys: Keys;
  let company: Awaited<ReturnType<typeof createPage>>;
  before(async () => {
    keys = await createKeys();
  });
  beforeEach(async () => {
    company = await createPage(keys, join(ROOT, 'dist/client'));
  });
  afterEach(() => company.close());

  const invoke = (type: string, statusCode: number, value: unknown) => ({
    status: statusCode,
    body: { statusCode, type: `application/vnd.microsoft.${type}`, value },
  });
  const lastValue = () => company.bot.heard.at(-1)?.activity.value as Readonly<Record<string, unknown>>;
  /** Within the list it is in, and not above or below what that shows. */
  const inView = (part: Locator) =>
    part.evaluate(element => {
      const [own, list] = [element, element.closest('.messages')].map(one => one?.getBoundingClientRect());
      return own !== undefined && list !== undefined && own.top >= list.top && own.bottom <= list.bottom;
    });
  const isFocused = (page: Page, selector: string) =>
    page.evaluate<boolean>(`document.activeElement.closest(${JSON.stringify(selector)}) !== null`);

  it('shows the sign-in a click needs, brings its code back with the same click, and tells a refusal', async () => {
    const window = await openWindow(tabs, company.world.origin);
    await window.begin();
    const hana = await window.at('hana');
    const approve = { type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { request: 'r1' } };
    await company.writes(HELPDESK, carrying(card('May Freya have a new password?', approve)));
    company.bot.page = SIGNED_IN;
    const button = { type: 'signin', title: 'Sign in as yourself', value: `${company.world.botOrigin}/prove` };
    company.bot.answer = async ({ value }) =>
      (value as { state?: string }).state === 'the-code'
        ? invoke('error', 400, { code: 'NotApprover', message: 'Only approvers decide.' })
        : invoke('activity.loginRequest', 401, { text: 'Your own sign-in is needed.', buttons: [button] });
    await hana.getByRole('button', { name: 'Approve' }).click();
    await sees(hana, 'Your own sign-in is needed.');
    await window.looked('client-sign-in');
    await window.opened(hana.getByRole('button', { name: 'Sign in as yourself' }));
    await hana.getByRole('alert').getByText('Only approvers decide.').waitFor();
    deepEqual(lastValue(), { action: approve, trigger: 'manual', state: 'the-code' });
    equal(await hana.getByRole('button', { name: 'Sign in as yourself' }).count(), 0);
    company.bot.answer = async () => showing(card('Approved by you.'));
    await hana.getByRole('button', { name: 'Approve' }).click();
    await sees(hana, 'Approved by you.');
  });

  it('leads whoever has pressed a button to what came of it, at the top of a card that is longer than their Teams', async () => {
    const window = await openWindow(tabs, company.world.origin, PHONE);
    await window.begin();
    const hana = await window.at('hana');
    const approve = { type: 'Action.Execute', title: 'Approve', verb: 'approve', data: { request: 'r1' } };
    const rows = Array.from({ length: 30 }, (_, row) => text(`Row ${row}`));
    const long = (status: string, ...actions: object[]) => ({
      ...card(status, ...actions),
      body: [text(status), ...rows],
    });
    await company.writes(HELPDESK, carrying(long('To be decided', approve)));
    company.bot.answer = async () => showing(long('Approved by you'));
    const status = hana.getByText('To be decided');
    const button = hana.getByRole('button', { name: 'Approve' });
    await button.waitFor();
    await hana.locator('.messages').evaluate(list => list.scrollTo(0, list.scrollHeight));
    equal(await inView(status), false);
    await button.press('Enter');
    await hana.getByRole('status').getByText('Approved by you. Row 0').waitFor();
    await hana.locator('.messages').evaluate(list => new Promise(done => list.addEventListener('scrollend', done)));
    equal(await inView(hana.getByText('Approved by you', { exact: true })), true);
    equal(await isFocused(window.page, '.card'), true);
  });

  it('lets the helpdesk call a number of record, and be heard there, without a pointer', async () => {
    const window = await openWindow(tabs, company.world.origin);
    await window.begin();
    await window.seat('callum', 'freya');
    const { page } = window;
    const [hana, callum] = [await window.at('hana'), await window.at('callum')];
    const asks = {
      ...card('Please call'),
      body: ['callum.reid@finch-cloud.example', '+44 20 7946 0171', 'amber fox'].map(text),
    };
    await company.writes(HELPDESK, carrying(asks));
    await keyboard.press(hana.getByRole('button', { name: 'Call +44 20 7946 0171' }));
    await hana.getByText('Calling Callum Reid…').waitFor();
    await callum.getByRole('status').getByText('The phone rings').waitFor();
    await window.looked('client-phone-rings');
    await keyboard.press(callum.getByRole('button', { name: 'Answer' }));
    await keyboard.press(hana.getByRole('button', { name: 'amber fox' }));
    await callum.getByRole('log', { name: 'What is said' }).getByText('amber fox').waitFor();
    await keyboard.fill(callum.getByLabel('Say something').first(), 'Who is there?');
    await page.keyboard.press('Enter');
    await hana.getByText('Who is there?').waitFor();
    await window.looked('client-phone');
    await page.keyboard.press('Escape');
    await hana.getByText('The call is over.').waitFor();
    equal((await callum.locator('.phone').count()) + (await hana.locator('.phone').count()), 0);
    deepEqual(
      company.bot.heard.filter(({ activity }) => /fox|Who/.test(activity.text ?? '')),
      [],
    );
  });

  it('shows that the bot is started anew for another policy, and what holds then', async () => {
    const window = await openWindow(tabs, company.world.origin);
    await window.begin();
    const { page } = window;
    let restarted = () => {};
    company.rules.amend = async amendment => {
      await new Promise<void>(done => (restarted = done));
      company.rules.amendment = amendment;
    };
    await opensDrawer(window, 'Switches');
    const served = page.getByLabel('People with admin power are served');
    equal(await served.isChecked(), false);
    await served.click();
    await page.getByRole('status').getByText('The bot is starting…').waitFor();
    equal(await served.isDisabled(), true);
    await window.looked('client-policy');
    restarted();
    await page.getByText('The bot is starting…').waitFor({ state: 'hidden' });
    equal(await served.isChecked(), true);
  });

  it('opens dialogs of cards one after the other, keeps the keyboard in them, and gives it back', async () => {
    const window = await openWindow(tabs, company.world.origin);
    await window.begin();
    const { page } = window;
    const freya = await window.at('freya');
    const opens = { type: 'Action.Submit', title: 'Tell more', data: { msteams: { type: 'task/fetch' } } };
    await company.writes('a:personal-freya', carrying(card('Anything else?', opens)));
    const send = { type: 'Action.Submit', title: 'Send', data: { step: 1 } };
    const asks = { ...card('What happened?', send), body: [{ type: 'Input.Text', id: 'why', label: 'Why' }] };
    const dialog = (value: object) => ({ body: { task: { type: 'continue', value } } });
    const boxed = (content: object) => ({ contentType: 'application/vnd.microsoft.card.adaptive', content });
    company.bot.answer = async () => dialog({ title: 'More', card: boxed(asks) });
    const tell = freya.getByRole('button', { name: 'Tell more' });
    await tell.press('Enter');
    const over = freya.getByRole('dialog', { name: 'More' });
    await over.getByLabel('Why').waitFor();
    const sends = freya.getByRole('dialog').getByRole('button', { name: 'Send' });
    for (let stops = 0; stops < 14; stops++) {
      await page.keyboard.press(stops < 6 ? 'Tab' : 'Shift+Tab');
      equal(await isFocused(page, '.dialog :not(.turn)'), true, `stop ${stops}`);
    }
    await over.getByLabel('Why').fill('holiday');
    await window.looked('client-dialog');
    company.bot.answer = async () => ({ status: 503 });
    await sends.click();
    await over.getByRole('alert').getByText('Unable to reach the app.').waitFor();
    company.bot.answer = async () => dialog({ title: 'And then', card: boxed(card('Thank you so far.', send)) });
    await sends.click();
    deepEqual(lastValue()['data'], { step: 1, why: 'holiday' });
    await freya.getByRole('dialog', { name: 'And then' }).getByText('Thank you so far.').waitFor();
    company.bot.answer = async () => ({ body: { task: { type: 'message', value: 'That is all.' } } });
    await sends.click();
    await sees(freya, 'That is all.');
    await page.keyboard.press('Escape');
    await freya.getByRole('dialog').waitFor({ state: 'hidden' });
    equal(await tell.evaluate(button => button.matches(':focus')), true);
  });

  it('lets the helpdesk talk in a thread, where the bot hears only what mentions it', async () => {
    const window = await openWindow(tabs, company.world.origin);
    await window.begin();
    await window.seat('hugo', 'ada');
    const thread = await company.writes(HELPDESK, carrying(card('May Freya have a new password?')));
    const [hana, hugo] = [await window.at('hana'), await window.at('hugo')];
    const french = wordsFor('fr-FR');
    await hugo.getByRole('button', { name: french.say('channel.reply') }).click();
    await window.page.keyboard.type('Je la connais.');
    await window.page.keyboard.press('Enter');
    await hana.getByRole('button', { name: 'Replies: 1' }).click();
    await sees(hana, 'Je la connais.');
    const heard = company.bot.heard.length;
    await hana.getByRole('button', { name: 'Mention Reset Desk, so that it hears this' }).click();
    await window.page.keyboard.type('status');
    company.bot.answer = async () => {
      await company.writes(`${HELPDESK};messageid=${thread}`, { type: 'message', text: 'It waits for you.' });
      return undefined;
    };
    await window.page.keyboard.press('Enter');
    await sees(hugo, 'It waits for you.');
    const said = company.bot.heard.slice(heard).map(({ activity }) => [activity.text, activity.conversation?.id]);
    deepEqual(said, [['<at>Reset Desk</at> status', `${HELPDESK};messageid=${thread}`]]);
    await window.looked('client-thread');
    await hana.getByRole('button', { name: 'All threads' }).click();
    equal(await isFocused(window.page, '.thread-open'), true);
  });

  it('greets in the language of the browser, and lets each person have their own', async () => {
    for (const locale of ['ja-JP', 'ar-EG', 'sv-SE']) {
      const words = wordsFor(locale);
      const { page } = await tabs.open({ ...DESK, locale });
      await page.goto(company.world.origin);
      await page.getByRole('heading', { name: words.say('welcome.title') }).waitFor();
      await screenshot(page, `client-welcome-${locale}`);
      deepEqual(await barriers(page), [], locale);
      await press(page, words.say('welcome.myself'));
      equal(await page.locator('html').getAttribute('dir'), words.dir);
      await page.getByRole('region', { name: 'Teams of Freya Lindqvist' }).getByLabel('Type a message').waitFor();
    }
  });

  it('plays a story for whoever watches, and tells it in their language', async () => {
    const words = wordsFor('ja-JP');
    const { page } = await tabs.open({ ...DESK, locale: 'ja-JP' });
    await page.goto(company.world.origin);
    company.bot.answer = async activity => {
      if (activity.type === 'message') await company.writes('a:personal-dario', carrying(card('It is disabled.')));
      return undefined;
    };
    await page.getByLabel(words.say('welcome.which')).selectOption('disabled');
    await press(page, words.say('welcome.play'));
    await sees(page, words.say('ending.other', { state: words.say('state.refused') }));
    await press(page, words.say('captions.all'));
    await sees(page, words.say('line.writes', { words: 'I forgot my password' }));
    await screenshot(page, 'client-captions');
    deepEqual(await barriers(page), []);
  });

  for (const theme of ['light', 'dark', 'contrast'] as const)
    it(`can be used by everybody in Arabic, and on a phone: ${theme}`, async () => {
      const phone = theme === 'dark';
      const window = await openWindow(tabs, company.world.origin, phone ? PHONE : DESK);
      await window.begin();
      await window.seat('layla', 'freya');
      await window.seat('yuki', 'marcus');
      for (const person of ['layla', 'yuki', 'hana', 'ada']) {
        const pane = await window.at(person);
        await pane.locator('summary').click();
        await pane.locator('select').nth(1).selectOption(theme);
        await pane.locator('summary').press('Escape');
      }
      const arabic = wordsFor('ar-SA');
      const layla = await window.at('layla');
      equal(await layla.getAttribute('dir'), 'rtl');
      await layla.getByLabel(arabic.say('chat.write')).fill(arabic.say('chat.forgot'));
      await layla.getByRole('button', { name: arabic.say('chat.send') }).click();
      await layla.getByText(arabic.say('message.sending')).waitFor({ state: 'hidden' });
      const { locale, text: said } = company.bot.heard.find(({ activity }) => activity.text)?.activity ?? {};
      deepEqual([locale, said], ['ar-SA', arabic.say('chat.forgot')]);
      await company.writes('a:personal-layla', { ...carrying(card('English, as the bot wrote it.')), locale: 'en' });
      await sees(layla, 'English, as the bot wrote it.');
      if (!phone) await press(window.page, 'Behind the scenes');
      await window.looked(`client-${theme}`);
      match(await layla.evaluate(pane => pane.ownerDocument.documentElement.dir), /^ltr$/);
    });
});
