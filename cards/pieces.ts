// What every card is made with: a template and its scalars, people's text made harmless, moments in words.
import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import type { Words } from '../locales/words.ts';

/** `summary` is one plain sentence for the toast and for screen readers; it never holds a secret. */
export type Rendered = { readonly card: Record<string, unknown>; readonly summary: string };

type Scalar = string | number | boolean;

/** Scalars, and lists of scalars to repeat an element over. Never an object bound whole: it could become a part of the card. */
export type Bindings = Readonly<Record<string, Scalar | readonly Readonly<Record<string, Scalar>>[]>>;

/** Reads `cards/<name>.json` and gives the function that fills it in. What is bound is not evaluated again: `${x}` in a name stays text. */
export function readTemplate(name: string): (words: Words, bindings: Bindings) => Record<string, unknown> {
  const template = new Template(JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')));
  return (words, bindings) =>
    template.expand({ $root: { locale: words.locale, rtl: words.dir === 'rtl', ...bindings } }) as Record<
      string,
      unknown
    >;
}

/**
 * Text that people wrote, fit for one line: no controls, nothing invisible that turns the reading direction. Joiners stay, as
 * Persian and Hindi names need them. Markdown is left as it is, so such text goes into a TextRun, which does not read Markdown.
 */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

const SOON = 12 * 3_600_000;

/** The clock time of what is near, the date of what is not. */
export function when(at: number, now: number, words: Words): string {
  return Math.abs(at - now) < SOON ? words.time(at) : words.moment(at);
}
