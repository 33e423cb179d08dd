// A gallery of every card, drawn by Microsoft's renderer with the sandbox's own look, for a browser to open.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { type Words, wordsFor } from '../../locales/words.ts';
import { EVERY_CARD } from '../cards/every-card.ts';

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** Who is on the cards: people with everyday names; with the longest and worst names and reasons; and with those, read right to left. */
const CASTS = ['everyday', 'long', 'rtl'] as const;
type Cast = (typeof CASTS)[number];

export type Exhibit = {
  readonly name: string;
  readonly card: object;
  readonly cast: Cast;
  /** What decides how it looks, apart from its words. */
  readonly shape: string;
  readonly tried: boolean;
};

const PAGE = 'test/browser/gallery-page.mjs';
const STYLES = ['tokens', 'pane', 'messages', 'cards'].map(name => `sandbox/client/${name}.css`);

// Between the figures only; the cards are left to the sandbox's style sheets.
const WALLS = `
  body { background: var(--ground-2); }
  main { columns: var(--card) auto; column-gap: 24px; padding: 16px; }
  figure { break-inside: avoid; margin: 0 0 16px; inline-size: var(--card); contain: layout style; }
  figcaption { font-size: 12px; color: var(--text-3); }
`;

const EVIL = '[click](https://evil.example) **bold** _it_ <img src=x onerror=alert(1)> 1. one';
/** As long as Microsoft's directory and this desk let them be: 256 for a name, 113 for a sign-in name, 500 for a reason. */
const LONG: Readonly<Record<string, string>> = {
  'Rita Reyes': `${EVIL} ${'Wolfeschlegelsteinhausen'.repeat(7)}`,
  'Mona Marsh': `Mona ${'Bergerdorff'.repeat(20)}`,
  'Hank Field': `Hank ${'van der Weijden-Oosterbeek '.repeat(9)}`,
  'Hilda Holt': `Hilda ${'Llanfairpwllgwyngyll'.repeat(12)}`,
  'rita@adatum.example': `${'rita.'.repeat(12)}rita@${'adatum'.repeat(6)}.example.com`,
  Shipping: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbea',
  Clerk: `${EVIL} of clerks`,
  'I forgot it on holiday': `${EVIL} ${'x'.repeat(180)} ${'and then I could not get in any more, '.repeat(6)}`,
  'Please come to the desk': `${EVIL} ${'y'.repeat(180)} ${'please come to the desk with a badge, '.repeat(6)}`,
  AdminActionRequired: `AdminActionRequired ${'0x80230619'.repeat(30)}`,
  'graph-9': '8f0e2d1c-6b1f-4f1e-9f0a-3f2f6c1f7f10'.repeat(2),
};

/** Every card with every cast; those with a form once more, tried with nothing entered. */
export function exhibits(): readonly Exhibit[] {
  const english = wordsFor('en-GB');
  const borrowed = mirrored(english);
  return EVERY_CARD.flatMap(({ name, draw }) => {
    const { card } = draw(english);
    const drawn = {
      everyday: card,
      long: lengthened(card),
      rtl: lengthened(draw(borrowed).card),
    };
    const tries = JSON.stringify(card).includes('"Input.') ? [false, true] : [false];
    return CASTS.flatMap(cast =>
      tries.map(tried => ({
        name: `${name} (${cast}${tried ? ', tried' : ''})`,
        card: drawn[cast],
        cast,
        shape: `${tried} ${shapeOf(card)}`,
        tried,
      })),
    );
  });
}

/** One of each shape, the casts taking turns: over three turns every shape is seen with every cast. */
export function sheet(all: readonly Exhibit[], turn: number): readonly Exhibit[] {
  return [...new Set(all.map(({ shape }) => shape))].flatMap((shape, index) => {
    const cast = CASTS[(index + turn) % CASTS.length];
    return all.filter(one => one.shape === shape && one.cast === cast).slice(0, 1);
  });
}

/** The page's HTML with everything in it: it needs no server and asks for nothing. */
export async function gallery(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  });
  const script = outputFiles.map(({ text }) => text.replaceAll('</script', '<\\/script')).join('\n');
  const styles = [...STYLES.map(file => readFileSync(file, 'utf8')), WALLS].join('\n');
  return `<!doctype html><html lang="en"><head><title>Every card</title><link rel="icon" href="data:,">
    <style>${styles}</style></head><body><main></main><script>${script}</script></body></html>`;
}

/** Opens the gallery; `resize` then says how wide its cards are. */
export async function hang(page: Page, html: string, all: readonly Exhibit[], theme: Theme): Promise<void> {
  await page.setContent(html);
  await page.evaluate(`document.body.dataset.theme = ${JSON.stringify(theme)};
    document.body.style.colorScheme = ${JSON.stringify(theme === 'light' ? 'light' : 'dark')};
    gallery.hang(${JSON.stringify(all)})`);
}

/** In CSS pixels. */
export async function resize(page: Page, width: number): Promise<void> {
  await page.evaluate(`document.body.style.setProperty('--card', '${width}px')`);
}

/** People's words are known in every string that shows them, wherever the builders have put them. */
function lengthened<T>(node: T): T;
function lengthened(node: unknown): unknown {
  if (typeof node === 'string')
    return Object.entries(LONG).reduce((text, [short, long]) => text.replaceAll(short, long), node);
  if (Array.isArray(node)) return node.map(lengthened);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, lengthened(value)]));
}

/** What decides how a card looks, apart from the words: cards of one shape need to be looked at once. */
function shapeOf(card: object): string {
  const LOOKS = ['type', 'style', 'color', 'size', 'weight', 'spacing', 'width', 'fontType'];
  return JSON.stringify(card, (key, value) => (typeof value === 'string' && !LOOKS.includes(key) ? '' : value));
}

/** No language of ours reads right to left yet: the sentences borrow letters of one that does. */
function mirrored(words: Words): Words {
  const letters = [...'ابتثجحخدذرزسشصضطظعغفقكلمنه'];
  const borrowed = (text: string) =>
    text.replace(/[a-z]/gi, letter => letters[letter.toLowerCase().charCodeAt(0) - 97] ?? letter);
  return { ...words, locale: 'ar', dir: 'rtl', say: (key, values) => borrowed(words.say(key, lengthened(values))) };
}
