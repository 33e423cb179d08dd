// Every card in every state as people see it: three themes, on a desk and on a phone, with the worst of names, right to left.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { barriers, inBrowser, screenshot } from './browser.ts';
import { type Exhibit, exhibits, gallery, hang, resize, THEMES } from './gallery.ts';

const WIDTHS = [640, 320] as const;

inBrowser('every card, drawn by Microsoft’s renderer', tabs => {
  let html = '';
  let all: readonly Exhibit[] = [];
  before(async () => {
    html = await gallery();
    all = exhibits();
  });

  for (const theme of THEMES)
    it(`can be read whole on a desk and on a phone, and be used by everybody: ${theme}`, async () => {
      const { page } = await tabs.open({ viewport: { width: 2700, height: 1000 }, reducedMotion: 'reduce' });
      await hang(page, html, all, theme);
      equal(await page.evaluate<number>('document.querySelectorAll(".card .ac-adaptiveCard").length'), all.length);
      for (const width of WIDTHS) {
        await resize(page, width);
        deepEqual(await page.evaluate<readonly string[]>('gallery.faults()'), []);
      }
      ok((await page.evaluate<number>('gallery.thin("each cast")')) > 50, 'the shapes of cards are told apart');
      for (const width of WIDTHS) {
        await resize(page, width);
        await screenshot(page, `cards-${theme}-${width}`);
      }
      await page.evaluate('gallery.thin("all")');
      deepEqual(await barriers(page), []);
    });
});
