// The sandbox's page in a real browser: whose Teams are on it, and a look at everything that is open.
import { deepEqual, equal } from 'node:assert/strict';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { PEOPLE } from '../../sandbox/people.ts';
import type { Key } from '../../sandbox/words/sentences.ts';
import { wordsFor } from '../../sandbox/words/words.ts';
import { barriers, screenshot, type Tabs } from './browser.ts';
import { type Hands, pointer } from './hands.ts';

export type Window = Awaited<ReturnType<typeof openWindow>>;

export const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' };
/** Seen from a little further away, so that a whole card fits; a picture of it is as large as the desk's. */
export const PICTURE: BrowserContextOptions = {
  ...DESK,
  viewport: { width: 1800, height: 1125 },
  deviceScaleFactor: 0.8,
};
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
  hasTouch: true,
  isMobile: true,
};

/** For whatever is waited for: the bot may have been started a moment ago, on a busy machine. */
const PATIENCE = 15_000;

/** Opens it as somebody who wants to do everything by hand. */
export async function openWindow(
  tabs: Tabs,
  origin: string,
  options: BrowserContextOptions = DESK,
  hands: Hands = pointer,
) {
  const tab = await tabs.open(options);
  const { page } = tab;
  page.context().setDefaultTimeout(PATIENCE);
  await page.goto(origin);
  await page.getByRole('button', { name: 'I’ll do it myself' }).waitFor();

  return {
    page,
    hands,
    expect: (complaint: RegExp) => tab.expect(complaint),
    begin: () => hands.press(page.getByRole('button', { name: 'I’ll do it myself' })),
    /** One person's Teams; on a phone they are brought to the front. */
    async at(person: string): Promise<Locator> {
      const { name } = whois(person);
      const bar = page.getByRole('navigation', { name: 'Whose Teams' });
      if (await bar.isVisible()) await bar.getByRole('button', { name: firstName(name) }).click();
      return page.locator(`[data-person="${person}"]`);
    },
    /** The pane of one person becomes another's. */
    async seat(person: string, inPlaceOf: string): Promise<void> {
      const pane = await this.at(inPlaceOf);
      await pane.getByLabel(say(inPlaceOf, 'pane.options')).click();
      await pane.getByLabel(say(inPlaceOf, 'pane.whose')).selectOption(person);
      await (await this.at(person)).locator('summary').press('Escape');
    },
    /** One person's authenticator app. */
    async app(person: string): Promise<Page> {
      const pane = await this.at(person);
      await pane.getByLabel(say(person, 'pane.options')).click();
      return this.opened(pane.getByRole('link', { name: say(person, 'pane.authenticator') }));
    },
    /** Closes the pane of one person. */
    async leave(person: string): Promise<void> {
      const pane = await this.at(person);
      await pane.getByLabel(say(person, 'pane.options')).click();
      await pane.getByRole('button', { name: say(person, 'pane.close') }).click();
    },
    /** Presses what opens another page, and gives that page. */
    async opened(by: Locator): Promise<Page> {
      const [other] = await Promise.all([page.context().waitForEvent('page'), hands.press(by)]);
      return other;
    },
    looked: (name: string, seen: Page = page) => looked(seen, name),
  };
}

/** Keeps a picture, and fails where somebody could not use what is on it; the pages inside the page too. */
async function looked(page: Page, name: string): Promise<void> {
  // Off the button that was pressed last: what it looks like under a pointer is not what most people see.
  await page.mouse.move(0, 0);
  await screenshot(page, name);
  const wide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  equal(await page.evaluate<boolean>(wide), false, `${name} is wider than its window`);
  for (const frame of page.frames()) deepEqual(await barriers(frame), [], `${name}: ${frame.url()}`);
}

export function whois(person: string): (typeof PEOPLE)[number] {
  const found = PEOPLE.find(({ key }) => key === person);
  if (!found) throw new Error(`nobody called ${person} works here`);
  return found;
}

/** What somebody's Teams says, in the language they have at first. */
export function say(person: string, key: Key): string {
  const { name, locale } = whois(person);
  return wordsFor(locale).say(key, { name });
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}
