// Whole stories on the sandbox's page, by clicking or by keyboard alone: one company and one browser, and everybody has a story of their own.
import { deepEqual, equal, match } from 'node:assert/strict';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { wordsFor } from '../../locales/words.ts';
import { createRules } from '../../sandbox/rules.ts';
import { stage } from '../../sandbox/stage/stage.ts';
import { type Company, openCompany, ROOT } from '../stories/company.ts';
import { inBrowser, press, screenshot, sees } from './browser.ts';
import { keyboard, reach, walk } from './hands.ts';
import { asksFor, handsOver, joins } from './page-by-another.ts';
import { approvesByPasskey, changesAtAdfs, looks, quietly, resetsAtMicrosoft, signsIn } from './page-outside.ts';
import * as act from './page-story.ts';
import { opensDrawer, plugsItIn, pullsThePlug } from './page-switches.ts';
import { DESK, openWindow, PHONE, PICTURE, say } from './page-window.ts';

const FRESH = 'Walnut-Ferry-Lantern-58';
const OFFLINE = 'No connection just now. Keep this page open: it goes on by itself.';
const FRESHER = 'Cobalt-Meadow-Anchor-71';

inBrowser('a story played by clicking', tabs => {
  let company: Company;
  before(async () => {
    company = await openCompany();
    // The words of these stories are English.
    Object.assign(company.world.find('hugo') ?? {}, { locale: 'en-GB' });
    const rules = createRules(company, ROOT, company.settings['POLICY_FILE'] ?? '');
    stage(company, { folder: join(ROOT, 'dist/client'), rules });
  });
  after(() => company.close());
  // Whatever became of the story before: this one finds the bot at work.
  beforeEach(async function () {
    this.currentTest?.timeout(90_000);
    if (!company.bot.running) await company.bot.start();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') company.printLastWords();
  });

  /** The page by hand, with these people in the first pane and the last. */
  async function windowFor(who: string, options?: { readonly last?: string; readonly look?: BrowserContextOptions }) {
    const window = await openWindow(tabs, company.world.origin, options?.look);
    await window.begin();
    if (who !== 'freya') await window.seat(who, 'freya');
    if (options?.last) await window.seat(options.last, 'ada');
    return window;
  }
  const resets = () => company.world.resets.length;

  it('gets Freya back in, who signs in through the company’s own AD FS', async () => {
    const before = resets();
    const window = await openWindow(tabs, company.world.origin, PICTURE);
    const look = looks(window, 'federated');
    await look('welcome');
    await window.begin();
    const signIn = await act.asks(window, 'freya');
    await look('asked');
    const digits = await act.proves(window, 'freya', signIn, look);
    await (await act.vouchCard(window, 'marcus', 'freya')).waitFor();
    await look('digits');
    await act.vouches(window, 'marcus', 'freya', digits);
    await (await act.consents(window, 'freya')).click();
    const tracker = await act.tracker(window, 'freya');
    await (await act.undecided(window, 'hana', 'freya')).waitFor();
    await look('pending');
    // The picture of docs/pictures: whose turn it is, beside each other.
    await window.leave('ada');
    await screenshot(window.page, 'story');
    await act.approves(window, 'hana', 'freya');
    const temporary = await act.takes(tracker, () => look('password'));
    await sees(window.page, /^Next: On that page, show the password/);
    const adfs = await window.opened(tracker.getByRole('link', { name: /^Open 127/ }));
    await changesAtAdfs(adfs, temporary, FRESH, look);
    const check = await window.opened(tracker.getByRole('button', { name: 'Sign in to check' }));
    await signsIn(check, 'freya', FRESH, look);
    await tracker.getByRole('heading', { name: 'You are back in' }).waitFor();
    await look('done');
    equal(resets(), before + 1);
  });

  it('gets Clara back in, whose password lives in the cloud alone', async () => {
    const window = await windowFor('clara');
    const look = looks(window, 'cloud');
    const tracker = await act.files(window, 'clara');
    await act.approves(window, 'hana', 'clara');
    const temporary = await act.takes(tracker);
    const check = await window.opened(tracker.getByRole('button', { name: 'Sign in to check' }));
    await signsIn(check, 'clara', temporary, look, { fresh: FRESH });
    await tracker.getByRole('heading', { name: 'You are back in' }).waitFor();
    await act.closes(window, 'clara');
    await sees(await window.at('clara'), 'I have seen you sign in. Welcome back.');
    await look('done');
    for (const tab of ['Wire', 'Directory', 'Mail']) {
      await opensDrawer(window, tab);
      await look(`behind-${tab.toLowerCase()}`);
    }
    await look('authenticator', await window.app('clara'));
  });

  it('shows Selma the way to Microsoft’s own reset page, and hears from her that it worked', async () => {
    const before = resets();
    const window = await windowFor('selma');
    const look = looks(window, 'sspr');
    const answers = await act.says(window, 'selma', 'I forgot my password');
    const way = answers.getByRole('link', { name: 'Open Microsoft’s reset page' });
    await way.waitFor();
    await look('guidance');
    await resetsAtMicrosoft(await window.opened(way), 'selma', FRESH, look);
    await (await window.at('selma')).getByRole('button', { name: 'It worked' }).click();
    await sees(await window.at('selma'), /Good\. The directory has/);
    await look('done');
    equal(resets(), before);
  });

  it('gets Layla back in without a pointer: by Tab and Enter, and F6 from one person to the next', async () => {
    const before = resets();
    const window = await openWindow(tabs, company.world.origin, DESK, keyboard);
    const { page } = window;
    await window.begin();
    const pane = page.locator('[data-person]').first();
    await keyboard.press(pane.locator('summary'));
    await reach(pane.getByLabel('Whose Teams'));
    await page.keyboard.type('Layla');
    // Her Teams is in Arabic; the words of this story are English.
    await reach(pane.locator('select').last());
    await page.keyboard.type('English');
    await page.keyboard.press('Escape');
    equal(await pane.getAttribute('dir'), 'ltr');
    const digits = await act.proves(window, 'layla', await act.asks(window, 'layla'), quietly);
    await act.vouches(window, 'marcus', 'layla', digits);
    const opens = await act.consents(window, 'layla');
    await keyboard.press(opens);
    await act.tracker(window, 'layla');
    await page.keyboard.press('Escape');
    await pane.getByRole('dialog').waitFor({ state: 'hidden' });
    equal(await opens.evaluate(button => button.matches(':focus')), true, 'back where it was opened');
    await keyboard.press(opens);
    const tracker = await act.tracker(window, 'layla');
    await act.approves(window, 'hana', 'layla');
    const temporary = await act.takes(tracker, undefined, keyboard);
    const adfs = await window.opened(tracker.getByRole('link', { name: /^Open 127/ }));
    await changesAtAdfs(adfs, temporary, FRESH, quietly, keyboard);
    const check = await window.opened(tracker.getByRole('button', { name: 'Sign in to check' }));
    await signsIn(check, 'layla', FRESH, quietly, { hands: keyboard });
    await tracker.getByRole('heading', { name: 'You are back in' }).waitFor();
    equal(resets(), before + 1);
    const parts = ['.pane-head', '.rail', '.messages', '.composer'];
    deepEqual(await walk(page, await window.at('marcus'), parts), parts);
  });

  it('tells Paul why the helpdesk said no', async () => {
    const before = resets();
    const window = await windowFor('paul');
    const look = looks(window, 'denied');
    const tracker = await act.files(window, 'paul');
    const card = await act.undecided(window, 'hana', 'paul');
    await card.getByRole('button', { name: 'Deny…' }).click();
    await card.getByLabel('Why not? The person reads this.').fill('You wrote from two places at once');
    await look('reason');
    await card.getByRole('button', { name: 'Deny with this reason' }).click();
    await tracker.getByRole('heading', { name: 'The helpdesk said no' }).waitFor();
    await sees(tracker, /Hana Weber wrote: .*You wrote from two places at once/);
    await look('tracker');
    await act.closes(window, 'paul');
    await sees(await window.at('paul'), /Hana Weber of the helpdesk said no: “You wrote from two places at once/);
    await look('told');
    equal(resets(), before);
  });

  it('tells Sten, who is no approver, that he may not approve, and changes nothing', async () => {
    const before = resets();
    const window = await windowFor('sam', { last: 'sten' });
    const tracker = await act.files(window, 'sam');
    await (await act.undecided(window, 'hana', 'sam')).waitFor();
    const card = await act.thread(window, 'sten', 'sam');
    await sees(card, 'Only helpdesk approvers can decide.');
    equal(await card.getByRole('button', { name: /Approve|Deny/ }).count(), 0);
    await looks(window, 'stranger')('told');
    match(await act.forges(company, 'sten', 'sam'), /Only helpdesk approvers can decide\./);
    await (await act.undecided(window, 'hana', 'sam')).waitFor();
    await tracker.getByRole('heading', { name: 'The helpdesk has your request' }).waitFor();
    equal(resets(), before);
    await act.closes(window, 'sam');
    await (await window.at('sam')).getByRole('button', { name: 'Cancel my request' }).last().click();
    await sees(await act.thread(window, 'hana', 'sam'), 'Cancelled');
  });

  it('goes on with Sam’s story when the bot was unplugged in the middle of it', async () => {
    const before = resets();
    const window = await windowFor('sam');
    const look = looks(window, 'unplugged');
    window.expect(/ERR_CONNECTION|ERR_EMPTY_RESPONSE/);
    await (await act.says(window, 'sam', 'I forgot my password')).getByText('What happened?').waitFor();
    await (await window.at('sam')).getByText('Sending…').waitFor({ state: 'hidden' });
    await pullsThePlug(window);
    await act.says(window, 'sam', 'I cannot remember it.');
    const again = (await window.at('sam')).getByRole('button', { name: 'Send again' });
    await again.waitFor();
    await look('message');
    await plugsItIn(window);
    await again.click();
    const signIn = act.answered(await window.at('sam'), 'Sign in');
    const tracker = await act.filesFrom(window, 'sam', signIn);
    await pullsThePlug(window);
    await sees(tracker, OFFLINE);
    await act.approves(window, 'hana', 'sam');
    await (await window.at('hana')).getByRole('alert').filter({ visible: true }).waitFor();
    await look('approval');
    await plugsItIn(window);
    // It asks by itself, though ever more seldom while nobody answers; at once when its browser is online again.
    await tracker.locator('html').evaluate(`dispatchEvent(new Event('online'))`);
    await tracker.getByText(OFFLINE).waitFor({ state: 'hidden' });
    await act.approves(window, 'hana', 'sam');
    const temporary = await act.takes(tracker);
    const check = await window.opened(tracker.getByRole('button', { name: 'Sign in to check' }));
    await signsIn(check, 'sam', temporary, look, { fresh: FRESH });
    await tracker.getByRole('heading', { name: 'You are back in' }).waitFor();
    await look('done');
    equal(resets(), before + 1);
  });

  it('gets Freya back in on a phone, with the tracker in its browser', async () => {
    const window = await windowFor('freya', { look: PHONE });
    const look = looks(window, 'phone');
    // The page in Teams asks once more after it has moved on.
    window.expect(/401/);
    const framed = await act.files(window, 'freya', look);
    await look('tracker-in-teams');
    const page = await window.opened(framed.getByRole('button', { name: 'Keep open in your browser' }));
    await sees(page, 'The helpdesk has your request');
    await look('tracker', page);
    await (await act.undecided(window, 'hana', 'freya')).waitFor();
    await look('approval');
    await act.approves(window, 'hana', 'freya');
    const temporary = await act.takes(page, () => look('password', page));
    const adfs = await window.opened(page.getByRole('link', { name: /^Open 127/ }));
    await changesAtAdfs(adfs, temporary, FRESHER, look);
    await look('ways', page);
    const check = await window.opened(page.getByRole('button', { name: 'Sign in to check' }));
    await signsIn(check, 'freya', FRESHER, look);
    await sees(page, 'You are back in');
    await look('done', page);
  });

  it('stops everything when Piet says that it was not him, until Ada lifts it on the card', async () => {
    const window = await windowFor('piet');
    const look = looks(window, 'frozen');
    const { say: german } = wordsFor('de-DE');
    await act.asks(window, 'piet');
    await sees(await act.says(window, 'piet', 'not me'), /^Everything is stopped/);
    const ada = await window.at('ada');
    await ada.getByRole('button', { name: say('ada', 'rail.teams') }).click();
    const card = await act.thread(window, 'ada', 'piet');
    await card
      .getByLabel(german('cards.approval.lift-label'))
      .fill('Spoke with Piet in person: nobody else was at his PC');
    await look('card');
    await card.getByRole('button', { name: german('cards.approval.lift-send') }).click();
    await sees(await act.thread(window, 'hana', 'piet'), /^Was frozen; closed by security/);
    await look('lifted');
    await sees(await act.says(window, 'piet', 'I forgot my password'), 'What happened?');
  });

  it('gets Petra back in, who has power over others, once policy serves such people and two approvers have signed in for it', async () => {
    const before = resets();
    const window = await windowFor('petra', { last: 'hugo' });
    const look = looks(window, 'privileged');
    await opensDrawer(window, 'Switches');
    await window.page.getByLabel('People with admin power are served').click();
    const starting = window.page.getByRole('status').getByText('The bot is starting…');
    await starting.waitFor();
    await starting.waitFor({ state: 'hidden', timeout: 60_000 });
    await press(window.page, 'Behind the scenes');
    const tracker = await act.files(window, 'petra');
    for (const approver of ['hana', 'hugo']) {
      await act.approves(window, approver, 'petra');
      const signIn = (await act.thread(window, approver, 'petra')).getByRole('link', { name: 'Sign in to approve' });
      await approvesByPasskey(await window.opened(signIn), approver, look);
    }
    await act.takes(tracker);
    equal(resets(), before + 1);
  });

  it('hands Bela his password on a phone of his own, for whom his manager asked', async () => {
    const before = resets();
    const window = await windowFor('violet', { last: 'hugo' });
    const look = looks(window, 'by-another');
    const code = await asksFor(window, 'violet', 'bela');
    const { page } = await tabs.open(PHONE);
    await page.goto(`${company.world.botOrigin}/join`);
    await joins(window, page, 'bela', code, look);
    await act.approves(window, 'hugo', 'bela');
    const told = await handsOver(window, 'hana', 'bela');
    await look('told');
    await page.getByLabel(/What the helpdesk told you/).fill(told);
    await look('takes-over', page);
    await press(page, 'Open my page');
    await act.takes(page, () => look('password', page));
    await sees(await window.at('violet'), 'Bela Farkas has a new password. Only they can see it.');
    equal(resets(), before + 1);
  });
});
