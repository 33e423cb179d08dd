// The pages outside Teams, as people walk them: the passkey, the AD FS update page, Microsoft's sign-in and its self-service.
import type { Page } from 'playwright-core';
import { press } from './browser.ts';
import { type Hands, pointer } from './hands.ts';
import { type Window, whois } from './page-window.ts';

/** What to do with each page that is seen on the way. */
export type Look = (name: string, page?: Page) => Promise<void>;

export const quietly: Look = async () => undefined;

/** Keeps pictures of one story, and fails where somebody could not use what is on them. */
export function looks(window: Window, story: string): Look {
  return (name, page) => window.looked(`story-${story}-${name}`, page);
}

/** In the window Teams opens: a passkey, without any password. Teams closes it at the end. */
export async function provesByPasskey(popup: Page, who: string, look: Look, hands: Hands): Promise<void> {
  const closed = popup.waitForEvent('close');
  await names(popup, who, hands);
  const passkey = popup.getByRole('button', { name: 'Sign in with a passkey' });
  await passkey.waitFor();
  await look('passkey', popup);
  await hands.press(passkey);
  await closed;
}

/** An approval that asks for more than the click: a passkey, on a page of the desk. */
export async function approvesByPasskey(page: Page, approver: string, look: Look): Promise<void> {
  await press(page, 'Sign in without a password');
  await names(page, approver);
  await press(page, 'Sign in with a passkey');
  await page.getByRole('heading', { name: 'Your approval counts' }).waitFor();
  await look('approval-counts', page);
}

/** Where people of the company network make the temporary password one of their own. */
export async function changesAtAdfs(
  page: Page,
  old: string,
  fresh: string,
  look: Look,
  hands: Hands = pointer,
): Promise<void> {
  await page.getByRole('heading', { name: 'Update password' }).waitFor();
  await hands.fill(page.getByLabel('Old password'), old);
  await hands.fill(page.getByLabel('New password', { exact: true }), fresh);
  await hands.fill(page.getByLabel('Confirm new password'), fresh);
  await look('adfs', page);
  await hands.press(page.getByRole('button', { name: 'Submit' }));
  await page.getByRole('heading', { name: 'Your password is updated' }).waitFor();
}

/** "Sign in to check", up to the bot's last page. `fresh` is given where Microsoft asks for a new password. */
export async function signsIn(
  page: Page,
  who: string,
  password: string,
  look: Look,
  { fresh, hands = pointer }: { readonly fresh?: string; readonly hands?: Hands } = {},
): Promise<void> {
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  await hands.press(signIn);
  await names(page, who, hands);
  const federated = page.getByRole('button', { name: 'Use your password at Alder & Finch' });
  const field = page.getByLabel('Password', { exact: true });
  await federated.or(field).waitFor();
  await look('sign-in', page);
  if (await federated.isVisible()) await hands.press(federated);
  await hands.fill(field, password);
  await hands.press(signIn);
  if (fresh !== undefined) {
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password').fill(fresh);
    await page.getByLabel('Confirm password').fill(fresh);
    await look('must-change', page);
    await press(page, 'Sign in');
  }
  await page.getByRole('heading', { name: 'You are back in' }).waitFor();
  await look('signed-in', page);
}

/** Microsoft's self-service reset, with a method registered long ago. */
export async function resetsAtMicrosoft(page: Page, who: string, fresh: string, look: Look): Promise<void> {
  const name = page.getByLabel('Email or user name');
  const forgot = page.getByRole('button', { name: 'I forgot my password' });
  await name.or(forgot).waitFor();
  if (await name.isVisible()) {
    await name.fill(whois(who).upn);
    await press(page, 'Next');
  }
  await look('sspr', page);
  await forgot.click();
  await press(page, 'Send a text to my mobile phone');
  await page.getByLabel('Code').fill(await page.locator('.code').innerText());
  await look('sspr-code', page);
  await press(page, 'Next');
  await page.getByLabel('New password', { exact: true }).fill(fresh);
  await page.getByLabel('Confirm new password').fill(fresh);
  await press(page, 'Finish');
  await page.getByRole('heading', { name: 'Your password has been reset' }).waitFor();
  await look('sspr-done', page);
}

/** Microsoft may know them already, or ask who they are. */
export async function names(page: Page, who: string, hands: Hands = pointer): Promise<void> {
  const { upn } = whois(who);
  const unknown = page.getByLabel('Email or user name');
  const known = page.getByRole('button', { name: upn });
  const next = page.getByRole('button', { name: /passkey|Use your password|^Sign in$/ }).first();
  await page.waitForURL(/\/login\/|oauth2/);
  await unknown.or(next).first().waitFor();
  if (await known.isVisible()) return hands.press(known);
  if (!(await unknown.isVisible())) return;
  await hands.fill(unknown, upn);
  await hands.press(page.getByRole('button', { name: 'Next' }));
}
