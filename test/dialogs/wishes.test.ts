// What people want beside the way back, in seven languages: each is heard, and nothing else is taken for it.
import assert from 'node:assert/strict';
import { type Wish, wishIn } from '../../dialogs/intents/wishes.ts';
import { intentOf } from '../../dialogs/intents.ts';
import { languages, wordsFor } from '../../locales/words.ts';
import { arabic } from './said/ar.ts';
import { german } from './said/de.ts';
import { english } from './said/en.ts';
import { spanish } from './said/es.ts';
import { french } from './said/fr.ts';
import { japanese } from './said/ja.ts';
import { portuguese } from './said/pt-br.ts';

const SAID: Readonly<Record<Wish, readonly string[]>> = {
  'another-way': [
    'another method',
    'anderer Weg',
    'geht das auch anders',
    'une autre façon',
    'otra forma',
    'outro jeito',
    '別の方法',
    'طريقة ثانية',
  ],
  enrol: ['set up my authenticator', 'Authenticator einrichten', 'configurar mi autenticador', '認証アプリを登録'],
  unenrol: ['remove my authenticator', 'Authenticator bitte entfernen', 'quitar mi autenticador', '認証アプリを削除'],
  'lost-phone': [
    'I lost my phone',
    'ich hab mein Handy verloren',
    'Handy geklaut',
    'perdu mon téléphone',
    'me robaron el móvil',
    'perdi meu celular',
    'スマホを紛失しました',
    'انسرق جوالي',
  ],
  'really-you': [
    'is this a scam?',
    'someone called me pretending to be IT',
    'bist du echt?',
    'ist das Betrug',
    'jemand hat mich angerufen',
    'est-ce une arnaque ?',
    'quelqu’un m’a appelée',
    '¿es una estafa?',
    'me llamó alguien',
    'é golpe?',
    'alguém me ligou',
    '詐欺ですか',
    'هل هذا احتيال',
    'واحد اتصل بي',
  ],
  'for-another': [
    'my coworker cannot log in',
    'mein Kollege kommt nicht rein',
    'ma collègue a oublié son mot de passe',
    'mi empleado olvidó su contraseña',
    'minha colega esqueceu a senha',
    '部下がパスワードを忘れた',
    'موظف عندي نسي كلمة المرور',
  ],
  'not-me': [
    'that wasnt me',
    'I did not do that',
    'ich war das nicht',
    'c’était pas moi',
    'yo no he sido',
    'não fui eu',
    '私じゃない',
    'مو أنا',
  ],
};
const LINES = Object.entries(SAID).flatMap(([wish, lines]) => lines.map(line => ({ wish, line })));
const QUOTED = /[“„]([^”“]+)[”“]|«\s*([^»]+?)\s*»|「([^」]+)」/g;

describe('what somebody wants beside the way back', () => {
  it('is heard in whatever language they write', () =>
    assert.deepEqual(
      LINES.filter(({ line, wish }) => wishIn(line) !== wish).map(
        ({ line }) => `“${line}” is heard as ${wishIn(line)}`,
      ),
      [],
    ));

  it('is never taken for a yes, a success or an end', () => {
    const wrong = languages().flatMap(locale =>
      LINES.filter(({ line }) => ['yes', 'worked', 'cancel'].includes(intentOf(line, locale))).map(
        ({ line }) => `${locale}: “${line}” is heard as ${intentOf(line, locale)}`,
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it('is not heard in what they say of their password, of a request or to a question, in any language', () => {
    const said = [english, german, french, spanish, portuguese, japanese, arabic].flatMap(one =>
      Object.values(one).flat(),
    );
    assert.deepEqual(
      said.flatMap(line => (wishIn(line) ? `“${line}” is heard as ${wishIn(line)}` : [])),
      [],
    );
  });

  for (const language of languages())
    it(`is heard when it is said as “help” suggests it (${language})`, () => {
      const quoted = [...wordsFor(language).say('chat.help').matchAll(QUOTED)].map(
        found => found[1] ?? found[2] ?? found[3],
      );
      assert.equal(quoted.length, 12);
      const unheard = quoted.filter(line => line && !wishIn(line) && intentOf(line, language) === 'other');
      assert.deepEqual(unheard, []);
      assert.equal(wishIn(wordsFor(language).say('cards.say.lost-phone')), 'lost-phone');
    });
});
