// The pages around a sign-in, by clicking.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { CALM, demandOf } from '../../src/core/demand.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { seenOf } from '../../src/core/seen.ts';
import { aRequest, MAX, RITA, TENANT } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { type Desk, openDesk } from './a-desk.ts';
import { barriers, inBrowser, press, screenshot, sees } from './browser.ts';

const LOOKS = {
  phone: { viewport: { width: 360, height: 640 }, colorScheme: 'dark' },
  rtl: { viewport: { width: 900, height: 700 }, locale: 'ar-SA' },
} as const;

inBrowser('the sign-in pages in a browser', tabs => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  const SUBJECT = { request: 'request-1', person: RITA.id, tenant: TENANT, upn: 'rita@corp.example' };
  async function startOf(purpose: string): Promise<string> {
    const ticket = await desk.tickets.issue(`sign-in:${purpose}`, SUBJECT, 60_000);
    return `${desk.line.origin}/sign-in/${purpose}?ticket=${ticket}`;
  }
  async function looked(page: Page, name: string): Promise<void> {
    equal(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth'), false, name);
    deepEqual(await barriers(page), [], name);
    await screenshot(page, name);
  }

  it('lead from the start page to Microsoft and back to a code for the chat', async () => {
    desk.landed();
    desk.signsIn(RITA, 'rita@corp.example');
    const { page } = await tabs.open({ viewport: { width: 480, height: 640 } });
    await page.goto(await startOf('prove'));
    await looked(page, 'page-start-prove');
    await page.getByRole('button', { name: 'Sign in without a password' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Almost there' }).waitFor();
    await looked(page, 'page-code');
    const code = await page.locator('#code').innerText();
    equal((await desk.tickets.redeem('step-up', code))?.['id'], RITA.id);
  });

  it('open the tracker for its owner', async () => {
    desk.landed();
    desk.signsIn(RITA, 'rita@corp.example');
    const { page } = await tabs.open();
    await page.goto(`${desk.line.origin}/sign-in/tracker?request=request-1`);
    await looked(page, 'page-start-tracker');
    await page.getByRole('button', { name: 'Sign in and open it' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Show my temporary password' }).waitFor();
    equal(new URL(page.url()).hash, '');
  });

  it('turn away whoever else signs in, and show them nothing of the request', async () => {
    desk.landed();
    desk.signsIn(MAX, 'max@corp.example');
    const { page, expect } = await tabs.open();
    expect(/403/);
    await page.goto(`${desk.line.origin}/sign-in/tracker?request=request-1`);
    await page.getByRole('button', { name: 'Sign in and open it' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'That was another account' }).waitFor();
    equal(await page.getByText('rita@corp.example').count(), 0);
    await looked(page, 'page-wrong-account');
  });

  it('say that nothing has changed when somebody turns back at Microsoft’s', async () => {
    const { page } = await tabs.open({ colorScheme: 'dark', viewport: { width: 360, height: 640 } });
    await page.goto(await startOf('prove'));
    await page.getByRole('button', { name: 'Sign in without a password' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByText('You turned back before the end. Nothing has changed.').waitFor();
    await looked(page, 'page-cancelled-dark');
  });

  it('finish the request with its owner’s fresh sign-in, and the tracker knows', async () => {
    desk.landed();
    desk.signsIn(RITA, 'rita@corp.example');
    desk.world.advance(120_000);
    const { page } = await tabs.open();
    await page.goto(await desk.link());
    const [popup] = await Promise.all([page.waitForEvent('popup'), press(page, 'Sign in to check')]);
    await press(popup, 'Sign in');
    await popup.getByRole('link', { name: 'Sign in' }).click();
    await sees(popup, 'You are back in');
    equal((await desk.requests.find('request-1'))?.state, 'completed');
    await sees(page, 'You are back in');
  });

  it('do not finish it with the wrong person’s sign-in', async () => {
    desk.landed();
    desk.signsIn(MAX, 'max@corp.example');
    desk.world.advance(120_000);
    const { page, expect } = await tabs.open();
    await page.goto(await desk.link());
    expect(/403/);
    const [popup] = await Promise.all([page.waitForEvent('popup'), press(page, 'Sign in to check')]);
    await press(popup, 'Sign in');
    await popup.getByRole('link', { name: 'Sign in' }).click();
    await sees(popup, 'That was another account');
    equal((await desk.requests.find('request-1'))?.state, 'landed');
  });

  it('set up an authenticator, on a phone and from right to left', async () => {
    const proof = { kind: 'step-up', custody: 'fresh-gesture', at: START } as const;
    desk.requests.put(aRequest({ purpose: 'enrol', proofs: [proof] }));
    for (const [name, look] of Object.entries(LOOKS)) {
      desk.signsIn(RITA, 'rita@corp.example');
      const { page, expect } = await tabs.open(look);
      expect(/422/);
      await page.goto(await startOf('enrol'));
      await looked(page, `page-start-enrol-${name}`);
      await page.locator('.primary').click();
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.locator('svg.qr').waitFor();
      await looked(page, `page-enrol-${name}`);
      await page.locator('#code').fill('000000');
      await page.locator('.primary').click();
      await page.getByRole('alert').waitFor();
      await looked(page, `page-enrol-again-${name}`);
    }
  });

  it('take an approver’s fresh sign-in', async () => {
    const demand = { ...demandOf(aRequest(), DEFAULT_POLICY, CALM), approvals: 2 };
    const proofs = [
      { kind: 'step-up', custody: 'fresh-gesture', at: START },
      { kind: 'vouch', custody: 'person', at: START, by: { id: 'mona', name: 'Mona' } },
    ] as const;
    const waiting = aRequest({ state: 'pending', reason: 'forgot', consentAt: START, proofs, demand });
    desk.requests.put(waiting);
    desk.signsIn(MAX, 'max@corp.example', ['c1']);
    const asked = { request: waiting.id, tenant: TENANT, approver: MAX.id, seen: seenOf(waiting) };
    const ticket = await desk.tickets.issue('sign-in:approve', { ...asked, askedAt: String(START) }, 60_000);
    const { page } = await tabs.open(LOOKS.phone);
    await page.goto(`${desk.line.origin}/sign-in/approve?ticket=${ticket}`);
    await looked(page, 'page-start-approve');
    await page.locator('.primary').click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Your approval counts' }).waitFor();
    await looked(page, 'page-approved');
  });

  it('work with scripts turned off', async () => {
    desk.signsIn(RITA, 'rita@corp.example');
    const { page } = await tabs.open({ javaScriptEnabled: false });
    await page.goto(await startOf('prove'));
    await page.getByRole('button', { name: 'Sign in without a password' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.locator('#code').waitFor();
  });
});

describe('the browser code of all pages', () => {
  it('weighs less than 60 kB on its way, for whoever is locked out on a train', () => {
    const folder = new URL('../../tab/', import.meta.url);
    const files = readdirSync(folder).map(name => gzipSync(readFileSync(new URL(name, folder))).length);
    ok(files.length >= 5, 'it is there');
    ok(files.reduce((sum, size) => sum + size) < 60_000, files.join());
  });
});
