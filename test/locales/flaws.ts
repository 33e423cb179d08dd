// What is wrong with a translation, found by reading it beside the English.
import { IntlMessageFormat } from 'intl-messageformat';

export type Sentences = Readonly<Record<string, string>>;
type Message = ReturnType<IntlMessageFormat['getAst']>;
type Element = Message[number];

const LITERAL = 0;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;
/** Up to here every number must find its own form: beyond, languages only repeat themselves, or begin to count in millions. */
const COUNTED = 200;
/** An English sentence of more words than this is no name that stays as it is. */
const NAME = 3;

/** @param same keys of sentences that are rightly the same in this language. Gives a line for each flaw, `key: what`. */
export function flaws(language: string, theirs: Sentences, english: Sentences, same: ReadonlySet<string>): string[] {
  const missing = Object.keys(english).filter(key => !Object.hasOwn(theirs, key));
  const more = Object.keys(theirs).filter(key => !Object.hasOwn(english, key));
  const wrong = Object.entries(theirs).flatMap(([key, sentence]) =>
    ofSentence(language, sentence, english[key], same.has(key)).map(flaw => `${key}: ${flaw}`),
  );
  return [...missing.map(key => `${key}: is missing`), ...more.map(key => `${key}: is not in English`), ...wrong];
}

function ofSentence(language: string, sentence: string, english: string | undefined, same: boolean): string[] {
  if (sentence.trim() !== sentence || sentence === '') return ['is empty, or has space around it'];
  const message = messageOf(sentence, language);
  if (!message) return ['is no ICU message'];
  const elements = [...below(message)];
  const plural = elements.flatMap(element => pluralFlaws(element, language));
  const original = english === undefined ? undefined : messageOf(english, 'en');
  if (!original) return plural;
  const differs = (what: string, of: (all: Message) => string) =>
    of(message) === of(original) ? [] : [`has ${what} ${of(message)}, English has ${of(original)}`];
  const left = language !== 'en' && !same && sentence === english && wordsIn(original) > NAME;
  return [
    ...plural,
    ...differs('values', values),
    ...differs('choices', choices),
    ...(left ? ['is still English'] : []),
  ];
}

function messageOf(sentence: string, language: string): Message | undefined {
  try {
    return new IntlMessageFormat(sentence, language, undefined, { ignoreTag: true }).getAst();
  } catch {
    return undefined;
  }
}

/** Every element, also inside the forms of others. */
function* below(message: Message): Generator<Element> {
  for (const element of message) {
    yield element;
    if ('options' in element) for (const { value } of Object.values(element.options)) yield* below(value);
  }
}

/** A form for every number, and none that the language does not have. */
function pluralFlaws(element: Element, language: string): string[] {
  if (element.type !== PLURAL) return [];
  const rules = new Intl.PluralRules(language, { type: element.pluralType ?? 'cardinal' });
  const forms = Object.keys(element.options);
  const has: readonly string[] = rules.resolvedOptions().pluralCategories;
  const strange = forms.filter(form => !form.startsWith('=') && !has.includes(form));
  const needed = Array.from({ length: COUNTED + 1 }, (_, number) => number)
    .filter(number => !forms.includes(`=${number}`))
    .map(number => rules.select(number - element.offset));
  const lacking = [...new Set(needed)].filter(form => !forms.includes(form));
  return [
    ...strange.map(form => `counts ${element.value} with “${form}”, which ${language} does not have`),
    ...lacking.map(form => `counts ${element.value} without “${form}”`),
  ];
}

function values(message: Message): string {
  const names = [...below(message)].flatMap(element =>
    element.type === LITERAL || element.type === POUND ? [] : element.value,
  );
  return `[${[...new Set(names)].sort()}]`;
}

function choices(message: Message): string {
  const all = [...below(message)].flatMap(element =>
    element.type === SELECT ? `${element.value}: ${Object.keys(element.options).sort()}` : [],
  );
  return `[${[...new Set(all)].sort().join('; ')}]`;
}

function wordsIn(message: Message): number {
  const text = [...below(message)].map(element => (element.type === LITERAL ? element.value : ' ')).join(' ');
  return text.match(/\p{L}[\p{L}’'-]*/gu)?.length ?? 0;
}
