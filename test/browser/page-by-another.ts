// Help for somebody who cannot open Teams, as people walk it: another asks, they join on any device, the helpdesk hands it to them.
import type { Page } from 'playwright-core';
import { press } from './browser.ts';
import { type Look, names } from './page-outside.ts';
import { says, thread, vouchCard, vouches } from './page-story.ts';
import { type Window, whois } from './page-window.ts';

const SIX = /^\d{3} ?\d{3}$/;

/** Asks for them in the chat; gives the code to tell them. */
export async function asksFor(window: Window, opener: string, who: string): Promise<string> {
  await (await says(window, opener, 'my colleague is locked out')).getByText('Who cannot get in?').waitFor();
  await (await says(window, opener, whois(who).upn)).getByText('What happened?').waitFor();
  return (await says(window, opener, 'He forgot it on holiday.')).getByText(SIX).innerText();
}

/** On a device without Teams: the code they were told, a passkey, whoever vouches, and the helpdesk is asked. */
export async function joins(window: Window, page: Page, who: string, code: string, look: Look): Promise<void> {
  await page.getByLabel(/Your sign-in name/).fill(whois(who).upn);
  await page.getByLabel('The six digits you were told').fill(code);
  await look('door', page);
  await press(page, 'Go on');
  await page.getByRole('heading', { name: 'Back into your account' }).waitFor();
  await look('joined', page);
  await press(page, 'Sign in without a password');
  await names(page, who);
  await press(page, 'Sign in with a passkey');
  await press(page, 'Ask one of them');
  const digits = await page.locator('.code').innerText();
  await look('digits', page);
  await vouches(window, 'marcus', who, digits);
  await (await vouchCard(window, 'marcus', who)).waitFor({ state: 'hidden' });
  await press(page, 'Look again');
  await press(page, 'Ask the helpdesk now');
}

/** Says that they stand before them; gives the digits to read out. */
export async function handsOver(window: Window, helper: string, about: string): Promise<string> {
  const card = await thread(window, helper, about);
  await window.hands.press(card.getByRole('button', { name: 'They are here in front of me' }));
  return card.getByText(SIX).innerText();
}
