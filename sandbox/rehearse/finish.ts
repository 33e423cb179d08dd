// The last mile: a new password of one's own, and a sign-in that proves it.
import type { Browser, Page } from '../browser.ts';
import { givesPassword, has, hasButton, saysWho, showsSecondFactor } from '../connect.ts';
import type { Actor, Story } from './story.ts';
import type { Tracker } from './tracker.ts';

/** Waits for the password, reads it, says "I have it". Gives the one that is good in the end: a refused one is replaced. */
export async function takesPassword(story: Story, who: Actor, tracker: Tracker): Promise<string> {
  const { progress } = await tracker.until('a password', state => state.progress.password === 'ready');
  story.tell(who.person.name, 'sees');
  const first = await tracker.reveal();
  // Only what has landed is sure to stay.
  const shown = await tracker.until('the landing', state => !['approved', 'resetting'].includes(state.progress.state));
  const another = shown.progress.replaced && !progress.replaced;
  if (another) story.tell(who.person.name, 'sees');
  const temporary = another ? await tracker.reveal() : first;
  await tracker.haveIt();
  return temporary;
}

/** Where a temporary password becomes one's own: at Microsoft's sign-in, or on the page of whoever signs them in instead. */
export type End = 'microsoft' | keyof typeof PAGES;

/** What each provider's page wants, and what it shows when it is done. */
const PAGES = {
  adfs: {
    line: 'adfs',
    fields: (upn: string, old: string, fresh: string) => ({
      ...{ UserName: upn, OldPassword: old },
      ...{ NewPassword: fresh, ConfirmNewPassword: fresh },
    }),
    done: (page: Page) => page.url.includes('status=0'),
  },
  other: {
    line: 'provider',
    fields: (upn: string, old: string, fresh: string) => ({
      ...{ 'pf.username': upn, 'pf.pass': old },
      ...{ 'pf.new.pass1': fresh, 'pf.new.pass2': fresh },
    }),
    done: (page: Page) => page.find('done') !== undefined,
  },
} as const;

/** The whole of it, up to the sign-in that is believed. The tracker must lead to this end, and to no other. */
export async function makesItTheirOwn(
  story: Story,
  who: Actor,
  tracker: Tracker,
  temporary: string,
  end: End,
): Promise<boolean> {
  const { progress } = await tracker.until('the landing', state => state.progress.state === 'landed');
  const leads = progress.updateUrl === undefined ? 'microsoft' : progress.finish;
  if (leads !== end || progress.finish !== end) throw new Error(`the tracker leads to ${leads}, not to ${end}`);
  if (end === 'microsoft') return signsInToCheck(story, who, tracker, temporary, story.ownPassword);
  await changesThere(story, who, tracker, temporary, story.ownPassword);
  return signsInToCheck(story, who, tracker, story.ownPassword);
}

/** On the page the tracker names: the temporary password becomes one's own. */
export async function changesThere(
  story: Story,
  who: Actor,
  tracker: Tracker,
  temporary: string,
  fresh: string,
): Promise<void> {
  const { progress } = await tracker.until('the landing', state => state.progress.state === 'landed');
  const { finish, updateUrl = '' } = progress;
  if (finish === 'microsoft') throw new Error('the tracker names no page');
  await changesAt(finish, story, who, updateUrl, temporary, fresh);
}

/** With the old password, or the temporary one, as the proof. */
export async function changesAt(
  provider: keyof typeof PAGES,
  story: Story,
  who: Actor,
  url: string,
  old: string,
  fresh: string,
): Promise<void> {
  const { line, fields, done } = PAGES[provider];
  story.tell(who.person.name, line);
  const page = await who.browser.open(url);
  const changed = await who.browser.submit(page, { fields: fields(who.person.upn, old, fresh) });
  if (!done(changed)) throw new Error(`the password was not changed there: ${changed.text.slice(0, 300)}`);
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
  story.tell(who.person.name, change ? 'must-change' : 'signs-in');
  const start = await who.browser.submit(await who.browser.open(await tracker.checkLink()));
  const page = await signsIn(who.browser, start, who, password, change);
  const state = await tracker.until('the end', ({ progress }) => progress.state !== 'landed');
  story.quotes('desk', page);
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
  const { upn } = who.person;
  let page = await saysWho(browser, from, upn);
  if (hasButton(page, upn)) page = await browser.submit(page, { button: upn });
  page = await givesPassword(browser, page, upn, password);
  if (change !== undefined && has(page, 'fresh')) {
    page = await browser.submit(page, { fields: { old: password, fresh: change, again: change } });
  }
  return showsSecondFactor(browser, page);
}
