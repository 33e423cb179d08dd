// Every language keeps to one word for one thing, the word Microsoft's pages use (docs/languages.md), and to its own way with signs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { languages, ROOMS, wordsFor } from '../../locales/words.ts';
import { LANGUAGES } from '../../sandbox/words/words.ts';

/** Sentences that tell somebody what to choose on a page of Microsoft's, by what it is called in English there. */
const QUOTES = {
  'I know my password, but still can’t sign in': 'cards.guidance.choose-unlock',
  'Sign-in options': 'chat.step-up.wants-password',
} as const;

type Rules = Readonly<Record<string, readonly RegExp[]>>;

/** Words that say what another word already says. A person who reads “Passwort” here and “Kennwort” at Microsoft looks for a second secret. */
const STRANGE: Rules = {
  de: [
    /[Pp]assw(o|ö)rt/,
    /(?<!zu)rücksetz/i,
    /vorläufig/i,
    /einlogg|\blogin\b/i,
    /(?<!\p{L})(du|dir|dich|dein\p{L}*)(?!\p{L})/iu,
  ],
  fr: [/clés? (de passe|secrète)/i, /politique/i, /\blogin\b/i, /(?<!\p{L})(tu|toi|tes)(?!\p{L})/iu],
  es: [/asistencia/i, /clave de acceso/i, /\bcifras?\b/i, /\blogin\b/i, /(?<!\p{L})(tú|tus?|contigo)(?!\p{L})/iu],
  'pt-BR': [
    /palavra-passe/i,
    /gestor/i,
    /autoatendimento/i,
    /iniciar sessão/i,
    /chave de passagem/i,
    /(?<!\p{L})(tu|teus?|tuas?)(?!\p{L})/iu,
  ],
  ja: [/秘密の質問/, /依頼/, /ログイン|ログオン/, /トラッカー/],
  ar: [/فريق الأمان/, /كلم(ة|ات) (ال)?سر/, /رقم سري/],
};

/** Signs as they are not set in a language. */
const MISSET: Rules = {
  fr: [/ [;:!?»]/, /« /, /[\p{L}\d}][;!?»](?![\w/])/u, /\p{L}: /u, /«[^\u00a0\u202f]/],
  es: [/(^|\?)[^¿?]*\?/, /(^|!)[^¡!]*!/],
  ja: [/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}][,;]/u, /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]\.(?!\w)/u, /[？！：（）]/],
  ar: [/\p{sc=Arab}\s?[,;?]/u],
};

const found = (rules: Rules, language: string) =>
  sentencesOf(language).flatMap(([key, sentence]) =>
    (rules[language] ?? []).flatMap(rule => {
      const what = rule.exec(sentence);
      return what ? `${key}: “${what[0]}” in “${sentence}”` : [];
    }),
  );

describe('the words of every language', () => {
  for (const language of Object.keys(STRANGE))
    it(`${language}: are Microsoft’s, and the same for the same thing`, () =>
      assert.deepEqual(found(STRANGE, language), []));

  for (const language of Object.keys(MISSET))
    it(`${language}: have their signs set as its readers know them`, () =>
      assert.deepEqual(found(MISSET, language), []));

  it('ar: say which way they run where nothing around them does and they begin with a Latin word', () => {
    // Teams and mail programs set a line by its first letter; cards say themselves which way they run.
    const bare = sentencesOf('ar').filter(
      ([key, sentence]) => /^(chat|mail)\./.test(key) && /^[A-Za-z]/.test(sentence),
    );
    assert.deepEqual(bare, []);
  });
});

describe('a label of a page of Microsoft’s', () => {
  for (const [label, key] of Object.entries(QUOTES))
    it(`is quoted as the page has it in each language: ${label}`, () => {
      const known = labelsOf(label).filter(([, text]) => !text.startsWith('not found'));
      assert.ok(known.length > 1);
      for (const [language, text] of known)
        assert.match(wordsFor(language).say(key), new RegExp(`[“„«「]\\s?${text}\\s?[”“»」]`));
    });
});

/** A row of the table in docs/languages.md, by language. */
function labelsOf(label: string): (readonly [string, string])[] {
  const rows = readFileSync('docs/languages.md', 'utf8')
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()));
  const row = rows.find(cells => cells[1] === label) ?? [];
  const head = rows.findLast(cells => cells[1] === 'English' && rows.indexOf(cells) < rows.indexOf(row)) ?? [];
  return head.flatMap((language, column) => {
    const text = row[column];
    return languages().includes(language) && text ? [[language, text] as const] : [];
  });
}

function sentencesOf(language: string): (readonly [string, string])[] {
  assert.ok(languages().includes(language));
  const product = ROOMS.flatMap(room => Object.entries(JSON.parse(sourceOf(language, room)) as Record<string, string>));
  const sandbox = Object.entries(LANGUAGES[language.split('-')[0] ?? ''] ?? {});
  assert.ok(product.length > 0 && sandbox.length > 0);
  return [...product, ...sandbox];
}

function sourceOf(language: string, room: string): string {
  return readFileSync(new URL(`../../locales/${language}/${room}.json`, import.meta.url), 'utf8');
}
