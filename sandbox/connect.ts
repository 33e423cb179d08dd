// What the admin does once: takes the one-time link from the bot's command line and signs in as the service account.
import { spawn } from 'node:child_process';
import { type Browser, createBrowser, type Page } from './browser.ts';
import { handsAccount, type Power } from './hands.ts';
import type { Sandbox } from './sandbox.ts';

/**
 * Walks the real pages to the end; throws with what the last page said when the bot is not connected.
 * Where approvers bring hands of their own there is nothing to connect.
 * @param power for whom: what the admin says after `npm run connect --`, or nothing
 */
export async function connectHands(sandbox: Sandbox, root: string, power: Power = 'ordinary'): Promise<void> {
  const { world, settings } = sandbox;
  const account = handsAccount(world, power);
  if (!account) return;
  const link = await connectLink(settings, root, power === 'privileged' ? [power] : []);
  const browser = createBrowser({ origins: [world.origin, world.botOrigin] });
  let page = await browser.submit(await browser.open(link));
  page = await signInWithPassword(browser, page, account.upn, account.cloud?.value ?? '');
  if (!page.text.includes('Connected'))
    throw new Error(`the account that resets could not be connected: ${page.text.slice(0, 400)}`);
}

/** Signs in at Entra with a password, and the second factor where one is asked for. */
export async function signInWithPassword(
  browser: Browser,
  from: Page,
  username: string,
  password: string,
): Promise<Page> {
  const page = await saysWho(browser, from, username);
  return showsSecondFactor(browser, await givesPassword(browser, page, username, password));
}

/** Without one. */
export async function signInWithPasskey(browser: Browser, from: Page, username: string): Promise<Page> {
  return browser.submit(await saysWho(browser, from, username), { button: 'fido2' });
}

/** Where Entra asks; it may know them already. */
export async function saysWho(browser: Browser, page: Page, username: string): Promise<Page> {
  return has(page, 'username') ? browser.submit(page, { fields: { username } }) : page;
}

/** At Entra, or at the identity provider it sends them to. */
export async function givesPassword(browser: Browser, page: Page, username: string, password: string): Promise<Page> {
  if (!hasButton(page, 'federate')) return browser.submit(page, { fields: { password } });
  const there = await browser.submit(page, { button: 'federate' });
  const fields = has(there, 'pf.username')
    ? { 'pf.username': username, 'pf.pass': password }
    : { UserName: username, Password: password };
  return browser.submit(there, { fields });
}

/** Where one is asked for; whoever holds a directory role always is. */
export async function showsSecondFactor(browser: Browser, page: Page): Promise<Page> {
  const second = buttons(page).find(name => name.startsWith('second:'));
  return second ? browser.submit(page, { button: second }) : page;
}

export function has(page: Page, field: string): boolean {
  return page.forms.some(form => form.fields.some(one => one.name === field));
}

export function buttons(page: Page): string[] {
  return page.forms.flatMap(form => form.buttons.map(button => button.value));
}

export function hasButton(page: Page, value: string): boolean {
  return buttons(page).includes(value);
}

/** `npm run connect` as the admin runs it, with the bot's own settings. */
async function connectLink(
  settings: Readonly<Record<string, string>>,
  root: string,
  which: readonly string[],
): Promise<string> {
  const child = spawn(process.execPath, [`${root}/dist/src/cli/cli.js`, 'connect', ...which], {
    cwd: root,
    env: { ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()));
  await new Promise(done => child.once('close', done));
  const link = /https?:\/\/\S+\/sign-in\/connect\S+/.exec(said)?.[0];
  if (!link) throw new Error(`the connect command gave no link: ${said.slice(0, 400)}`);
  return link;
}
