// Looks up what the page and its stories say, in the language of whoever reads it.
import { outside as arOutside } from './ar/outside.ts';
import { page as arPage } from './ar/page.ts';
import { story as arStory } from './ar/story.ts';
import { outside as deOutside } from './de/outside.ts';
import { page as dePage } from './de/page.ts';
import { story as deStory } from './de/story.ts';
import { outside as enOutside } from './en/outside.ts';
import { page as enPage } from './en/page.ts';
import { story as enStory } from './en/story.ts';
import { outside as esOutside } from './es/outside.ts';
import { page as esPage } from './es/page.ts';
import { story as esStory } from './es/story.ts';
import { outside as frOutside } from './fr/outside.ts';
import { page as frPage } from './fr/page.ts';
import { story as frStory } from './fr/story.ts';
import { outside as jaOutside } from './ja/outside.ts';
import { page as jaPage } from './ja/page.ts';
import { story as jaStory } from './ja/story.ts';
import { outside as ptOutside } from './pt-BR/outside.ts';
import { page as ptPage } from './pt-BR/page.ts';
import { story as ptStory } from './pt-BR/story.ts';
import type { Key, Sentences } from './sentences.ts';

export type Values = Readonly<Record<string, string | number>>;

export type Words = {
  /** BCP 47, as it was asked for if that language is known, else `en`: what dates follow. */
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  /** The sentence with its `{values}` filled in. One that is not given stays as it is, for everybody to see. */
  readonly say: (key: Key, values?: Values) => string;
  /** For keys put together from a name: tells whether the sentence exists. */
  readonly knows: (key: string) => key is Key;
};

const ENGLISH: Sentences = { ...enPage, ...enStory, ...enOutside };

/** By the language alone: no two of them differ only by region. */
export const LANGUAGES: Readonly<Record<string, Sentences>> = {
  en: ENGLISH,
  de: { ...dePage, ...deStory, ...deOutside },
  fr: { ...frPage, ...frStory, ...frOutside },
  es: { ...esPage, ...esStory, ...esOutside },
  pt: { ...ptPage, ...ptStory, ...ptOutside },
  ja: { ...jaPage, ...jaStory, ...jaOutside },
  ar: { ...arPage, ...arStory, ...arOutside },
};

const RIGHT_TO_LEFT = ['ar'];

export function wordsFor(locale: string): Words {
  const asked = languageOf(locale);
  const language = Object.hasOwn(LANGUAGES, asked) ? asked : 'en';
  const sentences = LANGUAGES[language] ?? ENGLISH;
  return {
    locale: language === asked ? locale : 'en',
    dir: RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr',
    say: (key, values = {}) => sentences[key].replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap)),
    knows: (key): key is Key => Object.hasOwn(sentences, key),
  };
}

/** The first of some locales whose language is spoken here. */
export function spokenOf(locales: readonly string[]): string {
  return locales.find(locale => Object.hasOwn(LANGUAGES, languageOf(locale))) ?? 'en';
}

function languageOf(locale: string): string {
  return locale.split('-')[0]?.toLowerCase() ?? '';
}
