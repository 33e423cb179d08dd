// The tracker, by clicking: what its owner lives through, and what nobody else gets.
import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { aRequest, MAX } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { type Desk, openDesk } from './a-desk.ts';
import { barriers, inBrowser, press, screenshot, sees } from './browser.ts';

const MINUTE = 60_000;

inBrowser('the tracker in a browser', tabs => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  const secret = (page: Page) => page.getByLabel('Temporary password', { exact: true });
  /** Rita's tracker, opened from the chat. */
  async function opened(options: Parameters<typeof tabs.open>[0] = {}) {
    const tab = await tabs.open(options);
    await tab.page.goto(await desk.link());
    await tab.page.locator('#tracker').waitFor();
    return tab;
  }
  async function reveal(page: Page): Promise<string> {
    await press(page, 'Show my temporary password');
    await press(page, 'Show');
    return secret(page).innerText();
  }
  const asked = () => desk.requests.commands.length;

  describe('shows its owner the password', () => {
    it('masked at first, then plain, and nothing else of the page ever holds it', async () => {
      const { password } = desk.landed();
      const { page } = await opened();
      equal(new URL(page.url()).hash, '', 'the ticket has left the address');
      await press(page, 'Show my temporary password');
      equal(await secret(page).innerText(), '•'.repeat(16));
      await press(page, 'Show');
      const shown = await secret(page).innerText();
      password.use(plain => equal(shown, plain));
      const kept = await page.evaluate<string>(
        'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie, document.title, location.href])',
      );
      password.use(plain => equal(kept.includes(plain), false));
      await screenshot(page, 'tracker-password');
      deepEqual(await barriers(page), []);
      await press(page, 'Hide');
      equal(await secret(page).innerText(), '•'.repeat(16));
    });

    it('and copies it', async () => {
      const { password } = desk.landed();
      const { page } = await opened({ permissions: ['clipboard-read', 'clipboard-write'] });
      await press(page, 'Show my temporary password');
      await press(page, 'Copy');
      await sees(page, 'Copied');
      const copied = await page.evaluate<string>('navigator.clipboard.readText()');
      password.use(plain => equal(copied, plain));
    });

    it('until they have it: then it is gone everywhere, and the ways on are there', async () => {
      desk.landed();
      const { page } = await opened();
      await reveal(page);
      await press(page, 'I have it');
      await sees(page, 'You said that you have it. It is no longer kept anywhere.');
      equal(await secret(page).count(), 0);
      equal(await desk.requests.sealed('request-1'), undefined);
      const way = page.getByRole('link', { name: /Open sts\.corp\.example/ });
      match(String(await way.getAttribute('href')), /updatepassword\/\?username=rita%40corp\.example$/);
      equal(await way.getAttribute('rel'), 'noopener noreferrer');
      await sees(page, /Credential Manager/);
      await screenshot(page, 'tracker-ways');
    });

    it('for ten minutes by the desk’s clock, counted down', async () => {
      desk.landed();
      const { page } = await tabs.open();
      await page.clock.install({ time: START + 5 * 3_600_000 });
      await page.goto(await desk.link());
      await press(page, 'Show my temporary password');
      match(await page.getByRole('timer').innerText(), /^(10:00|9:5\d)$/);
      await page.clock.fastForward(9.5 * MINUTE);
      match(await page.getByRole('timer').innerText(), /^0:(30|2\d)$/);
      desk.world.advance(10 * MINUTE + 1);
      await page.clock.fastForward(MINUTE);
      await sees(page, /Its time to be read is over/);
      equal(await secret(page).count(), 0);
    });

    it('not while they look elsewhere', async () => {
      desk.landed();
      const { page } = await opened();
      await reveal(page);
      await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))`);
      await page.getByRole('button', { name: 'Show my temporary password' }).waitFor();
      equal(await secret(page).count(), 0);
    });

    it('and a fresh one, said so, where the first was refused', async () => {
      const { request } = desk.landed();
      const { page } = await opened();
      const first = await reveal(page);
      // Between two looks: the first was refused after all, and a second attempt is accepted.
      desk.world.advance(MINUTE);
      const { opened: _closed, ...fresh } = { ...request, version: 20, attempts: 2, landedAt: START + MINUTE };
      desk.landed(fresh);
      await sees(page, /The first temporary password was not accepted, so there is a new one/);
      equal(await secret(page).count(), 0, 'the old one has left the screen');
      await screenshot(page, 'tracker-replaced');
      notEqual(first, '');
    });
  });

  describe('is one page', () => {
    it('so a second browser is told that it was opened elsewhere, and shown nothing', async () => {
      desk.landed();
      const mine = await opened();
      await reveal(mine.page);
      const other = await opened();
      await sees(other.page, 'It was opened on another page. If that was not you, press “This is not me” at once.');
      equal(await other.page.getByRole('button', { name: 'Show my temporary password' }).count(), 0);
      await screenshot(other.page, 'tracker-elsewhere');
      deepEqual(await barriers(other.page), []);
    });

    it('so one that missed the newer one and asks all the same gets nothing, and the desk raises an alarm', async () => {
      desk.landed();
      const left = await opened();
      left.expect(/403/);
      await left.page.getByRole('button', { name: 'Show my temporary password' }).waitFor();
      // It hears nothing of the newer one: its look at the request stays unanswered.
      await left.page.route('**/tracker/state', () => undefined);
      const newest = await opened();
      await reveal(newest.page);
      await press(left.page, 'Show my temporary password');
      await sees(left.page, /The password was opened on another page, so it is not shown here/);
      equal(await secret(left.page).count(), 0);
      ok(desk.requests.tells.includes('alarm-page'));
    });

    it('so one that was left open earlier offers nothing, and how to stop what is going on', async () => {
      desk.landed();
      const left = await opened();
      await left.page.getByRole('button', { name: 'Show my temporary password' }).waitFor();
      const newest = await opened();
      await newest.page.getByRole('button', { name: 'Show my temporary password' }).waitFor();
      await sees(left.page, 'Your page is open somewhere else');
      equal(await left.page.getByRole('button', { name: 'Show my temporary password' }).count(), 0);
      equal(await left.page.getByRole('button', { name: 'This is not me' }).isVisible(), true);
      await screenshot(left.page, 'tracker-newer');
      deepEqual(await barriers(left.page), []);
    });

    it('so a stolen link opens nothing: used, old, or without its ticket', async () => {
      desk.landed();
      const link = await desk.link();
      const owner = await tabs.open();
      await owner.page.goto(link);
      await sees(owner.page, 'Your password has been reset');
      const late = await desk.link();
      desk.world.advance(MINUTE);
      for (const address of [link, late, `${desk.line.origin}/tracker?request=request-1`]) {
        const thief = await tabs.open();
        thief.expect(/401/);
        await thief.page.goto(address);
        await thief.page.locator('#no-session, #no-request').filter({ visible: true }).waitFor();
        equal(await thief.page.getByText('rita@corp.example').count(), 0);
        equal(await thief.page.locator('#tracker').isVisible(), false);
      }
      equal(asked(), 0);
    });

    it('that a reload finds again, with the password to be read again', async () => {
      const { password } = desk.landed();
      const { page } = await opened();
      await reveal(page);
      await page.reload();
      const shown = await reveal(page);
      password.use(plain => equal(shown, plain));
    });

    it('that leaves nothing in the browser once the request is over', async () => {
      const { request } = desk.landed();
      const { page } = await opened();
      desk.requests.put({ ...request, version: 30, state: 'completed' });
      await sees(page, 'You are back in');
      equal(await page.evaluate<number>('sessionStorage.length + localStorage.length'), 0);
      await screenshot(page, 'tracker-completed');
      deepEqual(await barriers(page), []);
    });
  });

  it('reads the password again when the answer was lost on its way', async () => {
    const { password } = desk.landed();
    const { page, expect } = await opened();
    expect(/ERR_EMPTY_RESPONSE|ERR_CONNECTION/);
    desk.line.loseAnswersTo('/tracker/reveal');
    await press(page, 'Show my temporary password');
    await sees(page, 'That could not be done just now. Try again in a moment.');
    ok(desk.line.lost.length >= 2, 'the page asked again by itself');
    equal(asked(), 1, 'and it was one command');
    desk.line.mend();
    const shown = await reveal(page);
    password.use(plain => equal(shown, plain));
  });

  it('says that the connection is gone, keeps what it shows, and goes on by itself', async () => {
    const { request } = desk.landed();
    const { page, expect } = await opened();
    expect(/ERR_/);
    const shown = await reveal(page);
    desk.line.cut();
    await sees(page, 'No connection just now. Keep this page open: it goes on by itself.');
    equal(await secret(page).innerText(), shown);
    await screenshot(page, 'tracker-offline');
    desk.line.mend();
    desk.requests.put({ ...request, version: 30, state: 'completed' });
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await sees(page, 'You are back in');
    await page.locator('#offline').waitFor({ state: 'hidden' });
  });

  it('asks twice before it stops everything, and the question outlives what happens meanwhile', async () => {
    desk.requests.put(aRequest({ state: 'pending', consentAt: START }));
    const { page } = await opened();
    await press(page, 'This is not me');
    await press(page, 'No, go back');
    equal(asked(), 0);
    await press(page, 'This is not me');
    desk.requests.put(aRequest({ state: 'approved', version: 2, consentAt: START }));
    await sees(page, 'Approved');
    await press(page, 'Yes, stop everything');
    await sees(page, 'Stopped for your safety');
    equal((await desk.requests.find('request-1'))?.state, 'frozen');
    equal(await page.locator('.steps li:not(.done)').count(), 0, 'nothing is promised any more');
    await screenshot(page, 'tracker-frozen');
  });

  it('shows each landing as it happens, and who has the ball', async () => {
    desk.requests.put(aRequest({ state: 'pending', consentAt: START, reason: 'On holiday', locale: 'en-GB' }));
    const { page } = await opened({ timezoneId: 'Europe/Stockholm', locale: 'en-US' });
    const now = page.locator('.steps [aria-current="step"]');
    match(await now.innerText(), /The helpdesk approves/);
    await sees(page, 'The helpdesk’s turn');
    await sees(page, 'If nobody has decided by 10:30,');
    await screenshot(page, 'tracker-pending');
    const approvals = [{ id: MAX.id, name: 'Max', at: START }];
    desk.requests.put(aRequest({ state: 'resetting', version: 2, consentAt: START, approvals, attempts: 1 }));
    await sees(page, 'Microsoft is at work');
    match(await now.innerText(), /Microsoft accepts the reset/);
    desk.landed({ version: 3, approvals });
    await sees(page, 'Your password has been reset');
    match(await now.innerText(), /You take the temporary password/);
  });
});
