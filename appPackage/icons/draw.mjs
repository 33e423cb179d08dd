// Draws the two PNGs Teams wants from their SVG sources. Run by hand after changing one; the PNGs are committed.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Pixels a side, as the manifest schema asks. */
const ICONS = { color: 192, outline: 32 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--force-color-profile=srgb'],
});
for (const [name, size] of Object.entries(ICONS)) {
  const svg = readFileSync(new URL(`./${name}.svg`, import.meta.url), 'utf8');
  const page = await browser.newPage({ viewport: { width: size, height: size }, javaScriptEnabled: false });
  await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block}</style>${svg}`);
  writeFileSync(new URL(`../${name}.png`, import.meta.url), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
