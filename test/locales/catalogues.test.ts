// The catalogues: every sentence valid, in its place, said once, and in every language what it is in English.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { languages, ROOMS } from '../../locales/words.ts';
import { flaws, type Sentences } from './flaws.ts';

/** The languages Reset Desk is to speak, as their folders are called. */
const SPOKEN = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja', 'ar'];
/** Whether all of them have been written; until then only those that are there are looked at. */
const WRITTEN = true;

/** Sentences of more than three words that are rightly the same as in English. */
const SAME: Readonly<Record<string, readonly string[]>> = {};

describe('the catalogues', () => {
  it('are those of the languages that are spoken', () => {
    const there = new Set(languages());
    assert.deepEqual([...there].sort(), SPOKEN.filter(language => WRITTEN || there.has(language)).sort());
  });

  for (const language of languages()) {
    for (const room of ROOMS) {
      const source = sourceOf(language, room);
      const sentences = JSON.parse(source) as Sentences;
      const keys = Object.keys(sentences);

      it(`${language}/${room}: has every sentence of English, with the same values, counted as ${language} counts`, () => {
        const english = JSON.parse(sourceOf('en', room)) as Sentences;
        assert.deepEqual(flaws(language, sentences, english, new Set(SAME[language])), []);
      });

      it(`${language}/${room}: each name starts with its room, is written plainly, and stands there once`, () => {
        for (const key of keys) assert.match(key, new RegExp(`^${room}(\\.[A-Za-z0-9-]+)+$`));
        const written = source.match(/^\s*"[^"]+":/gm) ?? [];
        assert.equal(new Set(written).size, written.length);
        assert.equal(written.length, keys.length);
      });

      it(`${language}/${room}: what belongs together stands together`, () => {
        const groups = keys.map(key => key.split('.').slice(0, 2).join('.'));
        const runs = groups.filter((group, index) => group !== groups[index - 1]);
        assert.deepEqual(runs, [...new Set(groups)]);
      });
    }
  }
});

function sourceOf(language: string, room: string): string {
  return readFileSync(new URL(`../../locales/${language}/${room}.json`, import.meta.url), 'utf8');
}
