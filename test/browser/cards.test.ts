// Every card in every state as people see it: three themes, on a desk and on a phone, with the worst of names, right to left.
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { barriers, inBrowser, screenshot } from './browser.ts';
import { type Exhibit, exhibits, gallery, hang, resize, sheet, THEMES } from './gallery.ts';

const WIDTHS = [640, 320] as const;
/** Many hundreds of cards are laid out, on a machine that does other things besides. */
const HUNDREDS = 90_000;

inBrowser('every card, drawn by Microsoft’s renderer', tabs => {
  let html = '';
  let all: readonly Exhibit[] = [];
  before(async () => {
    html = await gallery();
    all = exhibits();
  });

  it('shows all its words, at most one primary action and named inputs, on a desk and on a phone', async () => {
    const page = await wide();
    await hang(page, html, all, 'light');
    equal(await page.evaluate<number>('document.querySelectorAll(".card .ac-adaptiveCard").length'), all.length);
    for (const width of WIDTHS) {
      await resize(page, width);
      await isFaultless(page, width);
    }
  }).timeout(HUNDREDS);

  // Themes differ in colours, so one card of each shape is enough here.
  for (const [turn, theme] of THEMES.entries())
    it(`can be used by everybody, and is kept to be looked at: ${theme}`, async () => {
      const page = await wide();
      const hung = sheet(all, turn);
      ok(hung.length > 40, 'the shapes of cards are told apart');
      await hang(page, html, hung, theme);
      for (const width of WIDTHS) {
        await resize(page, width);
        await isFaultless(page, width);
        await screenshot(page, `cards-${theme}-${width}`);
      }
      deepEqual(await barriers(page), []);
    }).timeout(HUNDREDS);

  async function isFaultless(page: Page, width: number): Promise<void> {
    const faults = await page.evaluate<readonly string[]>('gallery.faults()');
    equal(faults.slice(0, 20).join('\n'), '', `${faults.length} faults at ${width} px`);
  }

  async function wide(): Promise<Page> {
    const { page } = await tabs.open({ viewport: { width: 2060, height: 1000 }, reducedMotion: 'reduce' });
    return page;
  }
});
