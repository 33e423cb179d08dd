// The last mile: a new password of one's own, and a sign-in that proves it.
import type { Browser, Page } from '../browser.ts';
import { has, hasButton, showsSecondFactor } from '../connect.ts';
import type { Actor, Story } from './story.ts';
import type { Tracker } from './tracker.ts';

/** Waits for the password, reads it, says "I have it". Gives the one that is good in the end: a refused one is replaced. */
export async function takesPassword(story: Story, who: Actor, tracker: Tracker): Promise<string> {
  const { progress } = await tracker.until('a password', state => state.progress.password === 'ready');
  const first = await tracker.reveal();
  story.tell(who.person.name, 'sees');
  // Only what has landed is sure to stay.
  const shown = await tracker.until('the landing', state => !['approved', 'resetting'].includes(state.progress.state));
  const another = shown.progress.replaced && !progress.replaced;
  const temporary = another ? await tracker.reveal() : first;
  if (another) story.tell(who.person.name, 'sees');
  await tracker.haveIt();
  return temporary;
}

/** At the company's AD FS page: the temporary password becomes one's own. */
export async function changesAtAdfs(
  story: Story,
  who: Actor,
  tracker: Tracker,
  temporary: string,
  fresh: string,
): Promise<void> {
  const { progress } = await tracker.until('the landing', state => state.progress.state === 'landed');
  const page = await who.browser.open(progress.updateUrl ?? '');
  const changed = await who.browser.submit(page, {
    fields: { UserName: who.person.upn, OldPassword: temporary, NewPassword: fresh, ConfirmNewPassword: fresh },
  });
  if (!changed.url.includes('status=0'))
    throw new Error(`AD FS did not change the password: ${changed.text.slice(0, 300)}`);
  story.tell(who.person.name, 'adfs');
}

/** "Sign in to check": gives true when the bot took it as evidence. `change` is used where Microsoft asks for a new password. */
export async function signsInToCheck(
  story: Story,
  who: Actor,
  tracker: Tracker,
  password: string,
  change?: string,
): Promise<boolean> {
  await tracker.until('the landing', state => state.progress.state === 'landed');
  const start = await who.browser.submit(await who.browser.open(await tracker.checkLink()));
  const page = await signsIn(who.browser, start, who, password, change);
  const state = await tracker.until('the end', ({ progress }) => progress.state !== 'landed');
  story.tell(who.person.name, change ? 'must-change' : 'signs-in');
  story.tell('desk', 'quotes', { words: headlineOf(page) });
  return state.progress.state === 'completed';
}

/** Tries a password at the real sign-in, in a browser without any session. True when it opens the door. */
export async function passwordWorks(story: Story, who: Actor, password: string): Promise<boolean> {
  const browser = story.freshBrowser();
  const start = await browser.submit(
    await browser.open(`${story.world.botOrigin}/sign-in/tracker?request=none-at-all`),
  );
  const page = await signsIn(browser, start, who, password);
  return new URL(page.url).origin === story.world.botOrigin;
}

async function signsIn(browser: Browser, from: Page, who: Actor, password: string, change?: string): Promise<Page> {
  let page = from;
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: who.person.upn } });
  if (hasButton(page, who.person.upn)) page = await browser.submit(page, { button: who.person.upn });
  if (hasButton(page, 'federate')) {
    page = await browser.submit(page, { button: 'federate' });
    page = await browser.submit(page, { fields: { UserName: who.person.upn, Password: password } });
  } else page = await browser.submit(page, { fields: { password } });
  if (change !== undefined && has(page, 'fresh')) {
    page = await browser.submit(page, { fields: { old: password, fresh: change, again: change } });
  }
  return showsSecondFactor(browser, page);
}

function headlineOf(page: Page): string {
  return page.text.split('\n').slice(0, 2).join(' – ');
}
