// Every sentence a person sees, looked up by name: one folder a language, one flat ICU catalogue a room of the house.
import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import type cards from './en/cards.json';
import type chat from './en/chat.json';
import type mail from './en/mail.json';
import type pages from './en/pages.json';
import type tracker from './en/tracker.json';
import { languageIn, nearest } from './nearest.ts';

/** The files of a language; every key starts with the name of its file. */
export const ROOMS = ['cards', 'chat', 'mail', 'pages', 'tracker'] as const;

/** English is the language that has them all; it says which keys exist. */
export type Key = keyof (typeof cards & typeof chat & typeof mail & typeof pages & typeof tracker);

export type Values = Readonly<Record<string, string | number>>;

export type Words = {
  /** BCP 47, language and region: what dates and numbers follow, and what `lang` of a page or card is. */
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  /** The sentence in plain text; escaping is the reader's business. Throws when a value the sentence names is missing. */
  say(key: Key, values?: Values): string;
  /** For keys put together from a code: tells whether the sentence exists. */
  knows(key: string): key is Key;
  /** Clock time with its zone, "14:05 UTC": a card is read in more zones than one. */
  time(at: number): string;
  /** Day, month and year. */
  date(at: number): string;
  /** Date and time with its zone. */
  moment(at: number): string;
};

type Message = ReturnType<IntlMessageFormat['getAst']>;
type Catalogue = ReadonlyMap<string, Message>;

const RTL = new Set(['ar', 'fa', 'he', 'ur']);
const HERE = new URL('./', import.meta.url);
// Read once, when the bot starts: a broken catalogue stops the start and not a conversation.
const CATALOGUES = readAll();

/** The words of the nearest language there is, in the formats of the region asked for. `zone` is an IANA time zone; unknown ones are UTC. */
export function wordsFor(locale: string, zone = 'UTC'): Words {
  const { folder, formats } = nearest(locale, languages());
  const catalogue = CATALOGUES.get(folder) ?? new Map<string, Message>();
  const timeZone = zoneOr(zone, 'UTC');
  const clock = { hour: 'numeric', minute: '2-digit', timeZone, timeZoneName: 'short' } as const;
  const calendar = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  const format = (at: number, options: Intl.DateTimeFormatOptions) =>
    // One card, many readers: they must mean the same day, so no region's own calendar.
    new Intl.DateTimeFormat(formats, { ...options, calendar: 'gregory' }).format(at);
  return {
    locale: formats,
    dir: RTL.has(languageIn(formats)) ? 'rtl' : 'ltr',
    say(key, values) {
      const message = catalogue.get(key);
      if (!message) throw new Error(`There is no sentence "${key}" in locales.`);
      return String(new IntlMessageFormat(message, formats).format(values));
    },
    knows: (key): key is Key => catalogue.has(key),
    time: at => format(at, clock),
    date: at => format(at, calendar),
    moment: at => format(at, { ...calendar, ...clock }),
  };
}

/** The languages there are, English among them, as their folders are called: `de`, `pt-BR`. */
export function languages(): readonly string[] {
  return [...CATALOGUES.keys()];
}

function zoneOr(zone: string, other: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return other;
  }
}

/** A language that lacks a sentence yet says it in English. */
function readAll(): ReadonlyMap<string, Catalogue> {
  const english = readLanguage('en');
  const folders = readdirSync(HERE, { withFileTypes: true }).filter(
    entry => entry.isDirectory() && entry.name !== 'en',
  );
  const others = folders.map(({ name }) => [name, new Map([...english, ...readLanguage(name)])] as const);
  return new Map([['en', english], ...others]);
}

function readLanguage(language: string): Catalogue {
  const entries = ROOMS.flatMap(room => {
    const file = new URL(`${language}/${room}.json`, HERE);
    return Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  });
  return new Map(entries.map(([key, sentence]) => [key, parse(key, sentence, language)]));
}

function parse(key: string, sentence: string, language: string): Message {
  try {
    // Tags are not ours to parse: `<` in a sentence is a `<`.
    return new IntlMessageFormat(sentence, language, undefined, { ignoreTag: true }).getAst();
  } catch (cause) {
    throw new Error(`The sentence "${key}" (${language}) is not valid ICU MessageFormat.`, { cause });
  }
}
