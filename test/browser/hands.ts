// How people of a story press and type: with a pointer, or with the keyboard alone.
import { equal, ok } from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

export type Hands = {
  press(target: Locator): Promise<void>;
  /** Into an empty field. */
  fill(target: Locator, text: string): Promise<void>;
  tick(target: Locator): Promise<void>;
};

export const pointer: Hands = {
  press: target => target.click(),
  fill: (target, text) => target.fill(text),
  tick: target => target.check(),
};

/** Tab to it, and Enter; F6 to another person's Teams. Fails where the keyboard cannot come, or shows not where it is. */
export const keyboard: Hands = {
  async press(target) {
    await reach(target);
    await target.page().keyboard.press('Enter');
  },
  async fill(target, text) {
    await reach(target);
    await target.page().keyboard.type(text);
  },
  async tick(target) {
    await reach(target);
    await target.page().keyboard.press('Space');
  },
};

/** More than there is to stop at on any page of a story. */
const STOPS = 150;
const REGION = '.pane, .bar, .drawer';

export async function reach(target: Locator): Promise<void> {
  await target.waitFor();
  const page = target.page();
  await toRegionOf(target);
  for (let stops = 0; stops < STOPS; stops++) {
    if (await target.evaluate(element => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
    equal(await page.evaluate<string>(UNSEEN), '', 'the keyboard is where nobody sees it');
  }
  ok(false, `the keyboard does not come to ${String(target)}`);
}

/** F6, as often as it takes; a page inside the page does not hear it, so it is left first. */
async function toRegionOf(target: Locator): Promise<void> {
  const page = target.page();
  const handle = await target.elementHandle();
  const frame = await handle?.ownerFrame();
  const element = frame && frame !== page.mainFrame() ? await frame.frameElement() : handle;
  for (let steps = 0; steps < STOPS; steps++) {
    const isHere = await element?.evaluate((part, regions) => {
      const region = part.closest(regions);
      return !region || region.contains(part.ownerDocument.activeElement);
    }, REGION);
    if (isHere) return;
    const inFrame = await page.evaluate<boolean>(`document.activeElement?.localName === 'iframe'`);
    await page.keyboard.press(inFrame ? 'Shift+Tab' : 'F6');
  }
  ok(false, `F6 does not lead to ${String(target)}`);
}

/** What has the focus without showing it; nothing when it can be seen. A page inside the page shows its own. */
const UNSEEN = `(() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.localName === 'iframe') return '';
  const lit = part => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  };
  const seen = [focused, focused.closest('.composer-box')].some(part => part && lit(part));
  return seen ? '' : focused.outerHTML.slice(0, 200);
})()`;

/** The parts of a person's Teams in the order Tab comes through them. */
export async function walk(page: Page, pane: Locator, parts: readonly string[]): Promise<readonly string[]> {
  const seen: string[] = [];
  await reach(pane.locator('summary').first());
  while (await pane.evaluate(part => part.contains(part.ownerDocument.activeElement))) {
    const part = await page.evaluate<string>(
      `${JSON.stringify(parts)}.find(part => document.activeElement.closest(part)) ?? ''`,
    );
    if (seen.at(-1) !== part) seen.push(part);
    await page.keyboard.press('Tab');
  }
  return seen;
}
