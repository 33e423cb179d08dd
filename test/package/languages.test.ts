// The languages: fitting Microsoft's schema, whole, and nothing in the menus that the bot would not understand.
import assert from 'node:assert/strict';
import { type Intent, intentOf } from '../../dialogs/intents.ts';
import { checkedIn, type Json, json, languageFiles, problems, problemsOfLanguage, read } from './a-package.ts';

const FIRST = 'bots[0].commandLists[0].commands[0].title';
const MEANT: readonly Intent[] = ['recover', 'status', 'cancel', 'help', 'person'];

const said = async (name: string, change: (words: Json) => void) => {
  const words = json(name);
  change(words);
  return read(await problemsOfLanguage(name, words, json('manifest.json')));
};

describe('the languages of the package', () => {
  it('are seven with English, which is in the manifest itself', () => {
    assert.deepEqual([...languageFiles()].sort(), [
      'ar.json',
      'de.json',
      'es.json',
      'fr.json',
      'ja.json',
      'pt-br.json',
    ]);
  });

  it('are refused when a file is missing', async () => {
    const files = checkedIn();
    files.delete('ja.json');
    assert.deepEqual(read(await problems(files)), ['appPackage/ja.json is not there']);
  });

  it('are looked at, all of them, when a package is made', async () => {
    const files = checkedIn();
    for (const name of languageFiles()) {
      const { [FIRST]: _, ...rest } = json(name);
      files.set(name, new TextEncoder().encode(JSON.stringify(rest)));
    }
    assert.deepEqual(
      read(await problems(files)),
      languageFiles().map(name => `appPackage/${name} lacks ${FIRST}`),
    );
  });

  for (const name of languageFiles()) {
    it(`${name} fits the schema and lacks nothing`, async () => {
      assert.deepEqual(await said(name, () => {}), []);
    });

    it(`${name}: every command means to the bot what it says to the person, also in mid-conversation`, () => {
      const titles = MEANT.map((_, index) => String(json(name)[FIRST.replace('commands[0]', `commands[${index}]`)]));
      const own = titles.map(title => title.replace(/ \(.*\)$/, ''));
      const locale = name.replace('.json', '');
      assert.deepEqual(
        [titles.map(title => intentOf(title)), own.map(title => intentOf(title, locale))],
        [MEANT, MEANT],
      );
      // While a question is open, a longer line would be taken for its answer; beginning again needs no way past the question.
      for (const title of titles.slice(1)) assert.ok(title.split(/\s+/).length <= 7, title);
    });
  }

  it('are refused with a sentence too many, too long, or unknown to Microsoft', async () => {
    const extra = await said('de.json', words => {
      words['staticTabs[0].name'] = 'x';
    });
    assert.deepEqual(extra, ['appPackage/de.json has staticTabs[0].name, which the manifest has not']);
    const long = await said('de.json', words => {
      words['description.short'] = 'x'.repeat(81);
    });
    assert.deepEqual(long, [
      'appPackage/de.json does not fit the schema: /description.short must NOT have more than 80 characters',
    ]);
    const unknown = await said('de.json', words => {
      words['name.long'] = 'x';
    });
    assert.ok(
      unknown.includes('appPackage/de.json does not fit the schema: must NOT have additional properties (name.long)'),
    );
  });
});

describe('the commands in English', () => {
  it('mean to the bot what they say', () => {
    const titles = ['I forgot my password', 'status', 'cancel', 'help', 'talk to a person'];
    assert.deepEqual(
      titles.map(title => intentOf(title)),
      MEANT,
    );
  });
});
