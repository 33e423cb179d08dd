// The tracker as it looks: narrow and wide, light, dark and in high contrast, right to left, and with names that are no names.
import { deepEqual, equal } from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { anAccount, MAX } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { type Desk, openDesk } from './a-desk.ts';
import { barriers, inBrowser, screenshot, sees } from './browser.ts';

inBrowser('the look of the tracker', tabs => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  it('makes text of a hostile name, and keeps a long one on the page', async () => {
    const name = `<img src=x onerror=alert(1)> ${'Wolfeschlegelsteinhausen'.repeat(4)}`;
    desk.landed({ account: anAccount({ name }) });
    const { page } = await tabs.open({ viewport: { width: 360, height: 740 } });
    await page.goto(await desk.link());
    await sees(page, /<img src=x/);
    equal(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth'), false);
  });

  for (const look of ['light', 'dark', 'contrast', 'rtl'] as const)
    it(`reads well on a phone and on a desk: ${look}`, async () => {
      desk.landed({ approvals: [{ id: MAX.id, name: 'Max Manager', at: START }] });
      for (const [form, width] of [
        ['phone', 360],
        ['desk', 1280],
      ] as const) {
        const { page } = await tabs.open({
          viewport: { width, height: 800 },
          colorScheme: look === 'dark' ? 'dark' : 'light',
          forcedColors: look === 'contrast' ? 'active' : 'none',
          reducedMotion: 'reduce',
        });
        if (look === 'rtl') await mirrored(page);
        await page.goto(await desk.link());
        await sees(page, 'Your password has been reset');
        equal(await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth'), false, form);
        deepEqual(await barriers(page), []);
        await screenshot(page, `tracker-${look}-${form}`);
      }
    });

  /** No language of ours reads right to left yet; the page takes its direction from what the desk says. */
  async function mirrored(page: Page): Promise<void> {
    await page.route('**/tracker/state', async route => {
      const response = await route.fetch();
      const body = (await response.json()) as { words: object };
      await route.fulfill({ response, json: { ...body, words: { ...body.words, lang: 'ar', dir: 'rtl' } } });
    });
  }
});
