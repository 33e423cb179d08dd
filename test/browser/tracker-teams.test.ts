// The tracker inside Teams, as a dialog or a personal tab: its theme, and its way out to the browser before a reset closes Teams.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { MAX, RITA } from '../contracts/a-request.ts';
import { type Desk, openDesk } from './a-desk.ts';
import { inBrowser, press, screenshot, sees } from './browser.ts';

inBrowser('the tracker inside Teams', tabs => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  async function inTeams(address: string, theme?: string) {
    const tab = await tabs.open({ viewport: { width: 740, height: 940 } });
    await tab.page.goto(desk.outside.teams(address, theme));
    return { ...tab, frame: tab.page.frameLocator('iframe') };
  }

  it('follows the theme of Teams, at first and when it changes', async () => {
    desk.landed();
    const { page, frame } = await inTeams(await desk.link(), 'dark');
    await frame.locator('html[data-theme="dark"][data-framed]').waitFor();
    await screenshot(page, 'tracker-teams-dark');
    await page.evaluate(`wear('contrast')`);
    await frame.locator('html[data-theme="contrast"]').waitFor();
    await screenshot(page, 'tracker-teams-contrast');
    await page.evaluate(`wear('default')`);
    await frame.locator('html[data-theme="light"]').waitFor();
  });

  it('shows the password first, and Teams’ own title once, where the window is low', async () => {
    desk.landed();
    const { page, frame } = await inTeams(await desk.link());
    await frame.locator('html[data-theme]').waitFor();
    const heading = await frame.getByRole('heading', { name: 'Your way back in' }).boundingBox();
    ok(heading && heading.width <= 1, 'said to screen readers alone');
    const [button, offer] = [
      await frame.getByRole('button', { name: 'Show my temporary password' }).boundingBox(),
      await frame.getByRole('button', { name: 'Keep open in your browser' }).boundingBox(),
    ];
    ok(button && offer && button.y + button.height < 480 && button.y < offer.y);
    await screenshot(page, 'tracker-teams-light');
  });

  it('takes nothing from a page that may frame it and is no Teams', async () => {
    const stranger = await openDesk({ teamsOrigins: ['http://127.0.0.1:*'] });
    try {
      stranger.landed();
      const { page } = await tabs.open();
      await page.goto(stranger.outside.teams(await stranger.link(), 'dark'));
      const frame = page.frames()[1];
      ok(frame);
      await page.waitForFunction(`heard.includes('initialize')`);
      // What comes after an answer has come after it everywhere: had the page believed it, it would have asked for more.
      const turn = `new Promise(done => { addEventListener('message', done, { once: true }); postMessage('', '*'); })`;
      for (const window of [frame, page, frame, page]) await window.evaluate(turn);
      deepEqual(await page.evaluate('heard'), ['initialize']);
      equal(await frame.locator('html[data-theme]').count(), 0);
    } finally {
      await stranger.close();
    }
  });

  it('moves to the person’s browser, and goes on there as the same page', async () => {
    const { password } = desk.landed();
    const { page, frame, expect } = await inTeams(await desk.link());
    expect(/401/);
    await frame.locator('html[data-theme]').waitFor();
    await frame.getByRole('button', { name: 'Show my temporary password' }).click();
    await frame.getByRole('button', { name: 'Keep open in your browser' }).click();
    await page.waitForFunction('opened.length > 0');
    const address = await page.evaluate<string>('opened[0]');
    const browser = await tabs.open();
    await browser.page.goto(address);
    await press(browser.page, 'Show my temporary password');
    await press(browser.page, 'Show');
    const shown = await browser.page.getByLabel('Temporary password', { exact: true }).innerText();
    password.use(plain => equal(shown, plain));
    await frame.getByText(/Your page has moved on to your browser/).waitFor();
    equal(await frame.getByLabel('Temporary password', { exact: true }).count(), 0);
    equal(await frame.locator('#tracker').isVisible(), false);
    const thief = await tabs.open();
    thief.expect(/401/);
    await thief.page.goto(address);
    await sees(thief.page, /This page is not connected to a request yet/);
  });

  it('is a tab that offers a sign-in, and finds the request of whoever signs in', async () => {
    desk.landed();
    const { page, frame } = await inTeams(`${desk.line.origin}/tracker`);
    await frame.getByText(/This page is not connected to a request yet/).waitFor();
    await frame.locator('html[data-theme]').waitFor();
    await screenshot(page, 'tracker-teams-empty');
    await frame.getByRole('link', { name: 'Sign in to open it' }).click();
    await page.waitForFunction('opened.length > 0');
    const address = await page.evaluate<string>('opened[0]');
    for (const [person, upn, sight] of [
      [RITA, 'rita@corp.example', 'Your password has been reset'],
      [MAX, 'max@corp.example', 'Nothing to follow yet'],
    ] as const) {
      desk.signsIn(person, upn);
      const browser = await tabs.open();
      await browser.page.goto(address);
      await press(browser.page, 'Sign in and open it');
      await browser.page.getByRole('link', { name: 'Sign in' }).click();
      await sees(browser.page, sight);
    }
  });

  it('offers a sign-in outside Teams for the request it was opened for', async () => {
    desk.landed();
    const { page, frame } = await inTeams(`${desk.line.origin}/tracker?request=request-1`);
    await frame.locator('html[data-theme]').waitFor();
    await frame.getByRole('link', { name: 'Sign in to open it' }).click();
    await page.waitForFunction('opened.length > 0');
    equal(await page.evaluate<string>('opened[0]'), `${desk.line.origin}/sign-in/tracker?request=request-1`);
  });
});
