// The pages outside Teams, walked as a person does: the passkey, the AD FS update page, and the sign-in that ends the story.
import type { Browser, Page } from '../../sandbox/browser.ts';
import { has, hasButton } from '../../sandbox/connect.ts';
import type { Person } from '../../sandbox/world.ts';

/** From the link on the sign-in card to the one-time code Teams brings back. */
export async function provesByPasskey(browser: Browser, link: string, who: Person): Promise<string> {
  let page = await browser.submit(await browser.open(link));
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: who.upn } });
  page = await browser.submit(page, { button: 'fido2' });
  const code = page.find('code');
  if (!code) throw new Error(`the sign-in gave no code: ${page.text.slice(0, 300)}`);
  return code;
}

export async function changesAtAdfs(browser: Browser, link: string, who: Person, old: string, fresh: string) {
  const page = await browser.submit(await browser.open(link), {
    fields: { UserName: who.upn, OldPassword: old, NewPassword: fresh, ConfirmNewPassword: fresh },
  });
  if (!page.url.includes('status=0')) throw new Error(`AD FS did not change it: ${page.text.slice(0, 300)}`);
}

/** "Sign in to check", up to the bot's last page; `onChange` is asked for a new password where Microsoft demands one. */
export async function signsIn(
  browser: Browser,
  link: string,
  who: Person,
  password: string,
  onChange: () => string,
): Promise<Page> {
  let page = await browser.submit(await browser.open(link));
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: who.upn } });
  if (hasButton(page, who.upn)) page = await browser.submit(page, { button: who.upn });
  if (hasButton(page, 'federate')) {
    page = await browser.submit(page, { button: 'federate' });
    page = await browser.submit(page, { fields: { UserName: who.upn, Password: password } });
  } else page = await browser.submit(page, { fields: { password } });
  if (!has(page, 'fresh')) return page;
  const fresh = onChange();
  return browser.submit(page, { fields: { old: password, fresh, again: fresh } });
}
