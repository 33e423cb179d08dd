// The catalogues: every sentence valid, in its place, said once, and taking the same values in every language.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { languages, ROOMS } from '../../locales/words.ts';

type Message = ReturnType<IntlMessageFormat['getAst']>;
const LITERAL = 0;
const POUND = 7;

describe('the catalogues', () => {
  for (const language of languages()) {
    for (const room of ROOMS) {
      const source = readFileSync(new URL(`../../locales/${language}/${room}.json`, import.meta.url), 'utf8');
      const sentences = Object.entries(JSON.parse(source) as Record<string, unknown>);

      it(`${language}/${room}: each sentence is ICU that can be read, and says something`, () => {
        for (const [key, sentence] of sentences) {
          assert.ok(typeof sentence === 'string' && sentence.trim() === sentence && sentence !== '', key);
          assert.ok(messageOf(sentence, language).length > 0, key);
        }
      });

      it(`${language}/${room}: each name starts with its room, is written plainly, and stands there once`, () => {
        for (const [key] of sentences) assert.match(key, new RegExp(`^${room}(\\.[A-Za-z0-9-]+)+$`));
        const written = source.match(/^\s*"[^"]+":/gm) ?? [];
        assert.equal(new Set(written).size, written.length);
        assert.equal(written.length, sentences.length);
      });

      it(`${language}/${room}: what belongs together stands together`, () => {
        const groups = sentences.map(([key]) => key.split('.').slice(0, 2).join('.'));
        const runs = groups.filter((group, index) => group !== groups[index - 1]);
        assert.deepEqual(runs, [...new Set(groups)]);
      });

      if (language === 'en') continue;
      it(`${language}/${room}: has the sentences of English, with the same values in them`, () => {
        const english = new URL(`../../locales/en/${room}.json`, import.meta.url);
        const values = (all: [string, unknown][], of: string) =>
          Object.fromEntries(all.map(([key, text]) => [key, [...valuesIn(messageOf(String(text), of))].sort()]));
        const original = Object.entries(JSON.parse(readFileSync(english, 'utf8')) as Record<string, unknown>);
        assert.deepEqual(values(sentences, language), values(original, 'en'));
      });
    }
  }
});

function messageOf(sentence: string, language: string): Message {
  return new IntlMessageFormat(sentence, language, undefined, { ignoreTag: true }).getAst();
}

function valuesIn(message: Message): Set<string> {
  const names = new Set<string>();
  for (const element of message) {
    if (element.type !== LITERAL && element.type !== POUND) names.add(element.value);
    if ('options' in element)
      for (const { value } of Object.values(element.options)) for (const name of valuesIn(value)) names.add(name);
  }
  return names;
}
