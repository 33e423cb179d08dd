// What a person means by a line of text. Plain words, no model: the path to a reset must be the same for everybody.
import { nearest } from '../locales/nearest.ts';
import { arabic } from './intents/ar.ts';
import { german } from './intents/de.ts';
import { english } from './intents/en.ts';
import { spanish } from './intents/es.ts';
import { fold, folded } from './intents/fold.ts';
import { french } from './intents/fr.ts';
import { japanese } from './intents/ja.ts';
import { portuguese } from './intents/pt-br.ts';
import { type Intent, ORDER, type Saying, type Sayings } from './intents/sayings.ts';

export type { Intent } from './intents/sayings.ts';

type Language = { readonly name: string; readonly sayings: Sayings };

const LANGUAGES: readonly Language[] = Object.entries({
  en: english,
  de: german,
  fr: french,
  es: spanish,
  'pt-BR': portuguese,
  ja: japanese,
  ar: arabic,
}).map(([name, sayings]) => ({ name, sayings: foldedAll(sayings) }));
const NAMES = LANGUAGES.map(({ name }) => name);

/** In a language they are not known to speak, only so short a yes is a yes: `já` is Portuguese for "already". */
const MOST_WORDS = 3;
/** Surer than a yes: where one language hears "no" and another "it did not work", it did not work. */
const SURE: readonly Saying[] = ORDER.slice(0, ORDER.indexOf('yes'));

/**
 * @param locale what the person's client speaks (BCP 47). That language is heard first, then English, then all others: people mix them
 */
export function intentOf(text: string, locale = 'en'): Intent {
  const line = fold(text);
  const own = nearest(locale, NAMES).folder;
  const heard = inOrder(own).flatMap(language => hear(line, language, own) ?? []);
  const meant = heard.find(one => SURE.includes(one)) ?? heard.find(one => one !== 'greeting') ?? heard[0];
  if (meant === undefined) return 'other';
  return meant === 'explain' || meant === 'greeting' ? 'help' : meant;
}

/** How many words a line has; also where words are written without spaces between them. */
export function wordsIn(text: string): number {
  return [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(fold(text))].filter(part => part.isWordLike)
    .length;
}

function inOrder(own: string): readonly Language[] {
  const place = ({ name }: Language) => (name === own ? 0 : name === 'en' ? 1 : 2);
  return LANGUAGES.toSorted((one, other) => place(one) - place(other));
}

function hear(line: string, { name, sayings }: Language, own: string): Saying | undefined {
  return ORDER.find(saying => {
    if (!sayings[saying].test(line)) return false;
    switch (saying) {
      case 'worked':
        return !sayings.doubts.test(line) && !line.endsWith('?') && !anySays('not-worked', line);
      case 'yes':
        return !anySays('wavers', line) && (name === own || name === 'en' || wordsIn(line) <= MOST_WORDS);
      default:
        return true;
    }
  });
}

function anySays(what: 'wavers' | 'not-worked', line: string): boolean {
  return LANGUAGES.some(({ sayings }) => sayings[what].test(line));
}

function foldedAll(sayings: Sayings): Sayings {
  return Object.fromEntries(Object.entries(sayings).map(([saying, pattern]) => [saying, folded(pattern)])) as Sayings;
}
