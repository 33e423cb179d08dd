// What people mean by what they write, in seven languages and the many ways they write them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../dialogs/intents/fold.ts';
import { type Intent, intentOf, wordsIn } from '../../dialogs/intents.ts';
import { languages, wordsFor } from '../../locales/words.ts';
import { arabic } from './said/ar.ts';
import { german } from './said/de.ts';
import { english } from './said/en.ts';
import { spanish } from './said/es.ts';
import { french } from './said/fr.ts';
import { japanese } from './said/ja.ts';
import { portuguese } from './said/pt-br.ts';
import type { Said } from './said/said.ts';

const SAID: Readonly<Record<string, Said>> = {
  en: english,
  'de-AT': german,
  'fr-CA': french,
  'es-MX': spanish,
  'pt-BR': portuguese,
  'ja-JP': japanese,
  'ar-SA': arabic,
};
const LOCALES = Object.keys(SAID);
const LINES = Object.entries(SAID).flatMap(([spoken, said]) =>
  Object.entries(said).flatMap(([intent, lines]) => lines.map(line => ({ spoken, intent: intent as Intent, line }))),
);

const misheard = (lines: readonly string[], meant: Intent, locale?: string) =>
  lines.flatMap(line => {
    const heard = intentOf(line, locale);
    return heard === meant ? [] : `“${line}” is heard as ${heard}`;
  });

describe('what a person means', () => {
  for (const [locale, said] of Object.entries(SAID))
    for (const [intent, lines] of Object.entries(said))
      it(`${locale}: ${intent}, in ${lines.length} ways`, () =>
        assert.deepEqual(misheard(lines, intent as Intent, locale), []));

  it('is heard in whatever language they write, though their client speaks another', () => {
    // A yes in a language they are not known to speak must be short; it is asked for again.
    const heard = LINES.filter(({ intent }) => !['other', 'yes'].includes(intent));
    const wrong = LOCALES.flatMap(locale =>
      heard
        .filter(({ line, intent }) => intentOf(line, locale) !== intent)
        .map(({ line, intent }) => ({ locale, line, intent })),
    );
    assert.deepEqual(wrong, []);
    for (const line of ['Ja', 'oui', 'sí', 'sim', 'はい', 'نعم', 'd’accord', 'Sí, por favor'])
      assert.equal(intentOf(line, 'en-US'), 'yes', line);
    assert.equal(intentOf('yes please', 'ja-JP'), 'yes');
    // “Já” is “already”, and no German yes.
    for (const locale of ['pt-BR', 'en-US']) assert.notEqual(intentOf('Já esqueci a minha senha', locale), 'yes');
    assert.equal(intentOf('Já esqueci a minha senha', 'pt-PT'), 'recover');
  });

  it('is never a yes, a success or an end that they did not mean, whatever their client speaks', () => {
    const wrong = LOCALES.flatMap(locale =>
      LINES.flatMap(({ line, intent }) => {
        const heard = intentOf(line, locale);
        return ['yes', 'worked', 'cancel'].includes(heard) && heard !== intent
          ? `${locale}: “${line}” is heard as ${heard}`
          : [];
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it('is no yes when the rest of the line takes it back in another language', () => {
    for (const line of [
      'ok, pero no',
      'ok mais pas maintenant',
      'ok, aber später',
      'ok、でも後で',
      'ok لكن لاحقا',
      'yes, mas depois',
    ])
      assert.notEqual(intentOf(line, 'en'), 'yes', line);
  });

  it('is no success when another language in the line says that it failed', () => {
    for (const line of [
      'it worked… nein, es hat nicht funktioniert',
      'ça marche? no, it did not work',
      'it works, pero no me funciona',
    ])
      for (const locale of LOCALES) assert.equal(intentOf(line, locale), 'not-worked', line);
  });

  it('is the same in capitals, with any apostrophe, any white space and any width of letters', () => {
    const wide = (line: string) =>
      line.replace(/[!-~]/g, letter => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));
    const one = fc.constantFrom(...LINES);
    fc.assert(
      fc.property(one, fc.constantFrom(' ', '  ', '\t', '\n', '\u00a0', '\u3000'), ({ spoken, line, intent }, gap) => {
        const other = line.replaceAll('’', "'").toUpperCase().replaceAll(' ', gap);
        assert.equal(intentOf(`${gap}${other}${gap}`, spoken), intent);
        assert.equal(intentOf(wide(line.replaceAll('’', "'")), spoken), intent);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same with or without accents, vowel signs and marks that nobody sees', () => {
    for (const [plain, marked] of [
      ['contrasena', 'contraseña'],
      ['a bientot', 'À bientôt'],
      ['gruss', 'Gruß'],
      ['نسيت', '\u200fنَسِيـــتُ'],
      ['الغاء', 'إلغاء'],
      ['كلمه', 'كلمة'],
      ['パスワード', 'ﾊﾟｽﾜｰﾄﾞ'],
    ] as const)
      assert.equal(fold(marked), plain);
    assert.notEqual(fold('か'), fold('が'));
    // Whole lines in the other normal form, as some phones send them.
    for (const { spoken, intent, line } of LINES) assert.equal(intentOf(line.normalize('NFD'), spoken), intent, line);
  });

  it('is never “it worked” or “yes” when they say that they do not know', () => {
    for (const line of [
      'I don’t know if it worked',
      'I will see if it works',
      'I hope it works',
      'how do I know whether it worked',
    ])
      assert.notEqual(intentOf(line), 'worked', line);
    for (const line of ['yes? no', 'okay, I’d rather not', 'sure but later'])
      assert.notEqual(intentOf(line), 'yes', line);
  });

  for (const language of languages())
    it(`is what the buttons of our own cards say (${language})`, () => {
      const words = wordsFor(language);
      const buttons = {
        yes: 'cards.say.yes',
        no: 'cards.say.no',
        worked: 'cards.say.worked',
        'not-worked': 'cards.say.did-not',
        'wants-password': 'cards.say.wants-password',
      } as const;
      for (const [intent, key] of Object.entries(buttons)) assert.equal(intentOf(words.say(key), language), intent);
    });

  it('is found in any text at all, quickly', () => {
    const locale = fc.oneof(fc.constantFrom(...LOCALES), fc.string());
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4_000 }), locale, (text, own) =>
        Object.hasOwn(english, intentOf(text, own)),
      ),
    );
    for (const word of [
      'yes ',
      'it ',
      'not ',
      "n't ",
      'cancel',
      'talk to a',
      ' ',
      'no ',
      'pas ',
      'nicht ',
      'لا ',
      'でき',
      '(',
    ])
      assert.ok(Object.hasOwn(english, intentOf(word.repeat(4_000 / word.length))));
  });

  it('is measured in words also where none are between spaces', () => {
    assert.equal(wordsIn('talk to a person'), 4);
    assert.ok(wordsIn('休暇から戻ったらパスワードを忘れてしまいました') > 7);
    assert.ok(wordsIn('担当者と話す') <= 7);
  });
});
