// What the sandbox says in seven languages: every sentence in each, with the same values, and one for everything that has a name.
import assert from 'node:assert/strict';
import { PRESETS } from '../../sandbox/graph/presets.ts';
import { REPERTOIRE } from '../../sandbox/stage/repertoire.ts';
import { PACE_NAMES } from '../../sandbox/stage/switches.ts';
import { LANGUAGES, spokenOf, wordsFor } from '../../sandbox/words/words.ts';
import { createWorld } from '../../sandbox/world.ts';

const ENGLISH = Object.entries(LANGUAGES['en'] ?? {});
const gaps = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();

describe('the words of the sandbox', () => {
  it('are in seven languages', () => {
    assert.deepEqual(Object.keys(LANGUAGES).sort(), ['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt']);
  });

  for (const [language, sentences] of Object.entries(LANGUAGES)) {
    it(`${language}: has each sentence, with the values of English`, () => {
      const others = Object.entries(sentences);
      assert.deepEqual(others.map(([key]) => key).sort(), ENGLISH.map(([key]) => key).sort());
      for (const [key, sentence] of others) {
        assert.ok(sentence.trim() === sentence && sentence !== '', key);
        assert.deepEqual(gaps(sentence), gaps(LANGUAGES['en']?.[key as keyof typeof sentences] ?? ''), key);
      }
    });

    if (language !== 'en')
      it(`${language}: leaves no whole sentence in English`, () => {
        const left = ENGLISH.filter(([key, sentence]) => sentences[key as keyof typeof sentences] === sentence);
        assert.deepEqual(
          left.filter(
            ([, sentence]) =>
              sentence
                .replace(/\{\w+\}|→/g, '')
                .trim()
                .split(/\s+/).length > 2,
          ),
          [],
        );
      });
  }

  it('have a sentence for every story, fault, misbehaviour and pace', () => {
    const named = [
      ...REPERTOIRE.map(({ name }) => `story.${name}`),
      ...PRESETS.map(({ name }) => `fault.${name.replaceAll(' ', '-')}`),
      ...Object.keys(createWorld().quirks).map(name => `quirk.${name}`),
      ...PACE_NAMES.map(name => `pace.${name}`),
      ...REPERTOIRE.filter(({ expects }) => !expects.signedIn).map(({ expects }) => `state.${expects.state}`),
    ];
    const { knows } = wordsFor('en');
    assert.deepEqual(
      named.filter(key => !knows(key)),
      [],
    );
  });

  it('follow the language of a locale, and are English where nobody speaks it', () => {
    const chosen = (locale: string) => [
      wordsFor(locale).locale,
      wordsFor(locale).dir,
      wordsFor(locale).say('pane.close'),
    ];
    assert.deepEqual(chosen('de-AT'), ['de-AT', 'ltr', 'Diese Spalte schließen']);
    assert.deepEqual(chosen('pt-PT'), ['pt-PT', 'ltr', 'Fechar este painel']);
    assert.equal(wordsFor('ar-EG').dir, 'rtl');
    for (const stranger of ['sv-SE', '', 'constructor'])
      assert.deepEqual(chosen(stranger), ['en', 'ltr', 'Close this pane']);
    assert.equal(spokenOf(['sv-SE', 'fr-CA', 'en']), 'fr-CA');
    assert.equal(spokenOf(['sv']), 'en');
  });

  it('have their values filled in as text, whatever is in them', () => {
    assert.equal(wordsFor('en').say('line.writes', { words: '$& {digits}' }), 'writes “$& {digits}”');
  });
});
