// The sentences of the cards are all said by some card, and every card is drawn in every language there is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { languages, type Words, wordsFor } from '../../locales/words.ts';
import { EVERY_CARD } from './every-card.ts';

describe('the sentences of the cards', () => {
  it('are all said by a card in some state, so none is left over', () => {
    const said = new Set<string>();
    const words = wordsFor('en');
    const listening: Words = {
      ...words,
      say(key, values) {
        said.add(key);
        return words.say(key, values);
      },
    };
    for (const { draw } of EVERY_CARD) draw(listening);
    const file = new URL('../../locales/en/cards.json', import.meta.url);
    const there = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
    assert.deepEqual(
      there.filter(key => !said.has(key)),
      [],
    );
  });

  it('are complete in every language', () => {
    for (const language of languages())
      for (const { draw } of EVERY_CARD) assert.equal(draw(wordsFor(language)).card['lang'], language);
  });
});
