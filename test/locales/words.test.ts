// How a person gets words in their own language, and times in their own way.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsFor } from '../../locales/words.ts';

const AFTERNOON = Date.UTC(2026, 10, 20, 14, 5);

describe('words', () => {
  it('keep the region a person asks for', () => {
    assert.equal(wordsFor('en-GB').locale, 'en-GB');
    assert.equal(wordsFor('en-GB').time(AFTERNOON), '14:05 UTC');
    assert.equal(wordsFor('en-GB').date(AFTERNOON), '20 November 2026');
    assert.match(wordsFor('en-US').time(AFTERNOON), /^2:05\sPM UTC$/u);
    assert.equal(wordsFor('en-US').date(AFTERNOON), 'November 20, 2026');
  });

  it('fall back to English, in form as in words, where a language is not there yet', () => {
    for (const locale of ['xx-DE', 'tlh', '', 'not a locale', '../../etc', 'en_GB']) {
      const words = wordsFor(locale);
      assert.equal(words.locale, 'en', locale);
      assert.equal(words.dir, 'ltr');
      assert.equal(words.say('cards.approval.approve'), 'Approve the reset');
    }
  });

  it('take nothing from a locale but language and region', () => {
    assert.equal(wordsFor('en-GB-u-ca-buddhist-nu-thai').date(AFTERNOON), '20 November 2026');
  });

  it('never fail because of what a client calls its locale or its zone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (locale, zone) => {
        assert.ok(wordsFor(locale, zone).moment(AFTERNOON));
      }),
    );
  });

  it('say times in the reader’s zone and name it', () => {
    assert.equal(wordsFor('en-GB', 'Europe/Berlin').time(AFTERNOON), '15:05 CET');
    assert.match(wordsFor('en-GB', 'Europe/Berlin').moment(AFTERNOON), /20 November 2026.*15:05 CET/);
    assert.equal(wordsFor('en-GB', 'Mars/Olympus').time(AFTERNOON), '14:05 UTC');
  });

  it('refuse a sentence with a value left out instead of printing {name}', () => {
    assert.throws(() => wordsFor('en').say('cards.digits.summary'), /name/);
    assert.throws(() => wordsFor('en').say('cards.digits.summary', { nam: 'x' }), /name/);
    assert.match(wordsFor('en').say('cards.digits.summary', { name: 'Mona' }), /Call Mona/);
  });

  it('put values in as they are: neither ICU, nor tags, nor escapes run in them', () => {
    const odd = "{name} <b>'x'</b> # {n, plural, other {#}}";
    assert.equal(wordsFor('en').say('cards.quoted', { text: odd }), `“${odd}”`);
  });

  it('count in words', () => {
    const say = (missing: number) => wordsFor('en').say('cards.outcome.more-approvals', { missing });
    assert.notEqual(say(1), say(2));
    assert.match(say(2), /^2 more/);
  });

  it('know which sentences there are', () => {
    assert.ok(wordsFor('en').knows('cards.approval.approve'));
    for (const key of ['cards.nothing', 'constructor', '__proto__']) assert.equal(wordsFor('en').knows(key), false);
  });
});
