// What people type of what they heard or read: on any keyboard, in any case, with whatever between.
import { WORDS } from './spoken-words.ts';

const KNOWN: ReadonlySet<string> = new Set(WORDS);

/** Those of our words that somebody wrote down as they heard them: in any case, with commas, with an "and" of any language between. */
export function spokenIn(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  ).filter(word => KNOWN.has(word));
}

/** The digits of a text, typed on any keyboard: full-width, Arabic and Persian ones among them. */
export function digitsIn(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => String((digit.codePointAt(0) ?? 0) & 15))
    .replace(/\D/g, '');
}
