// The manifest: fitting Microsoft's schema, whole, and with nothing left to fill in.
import assert from 'node:assert/strict';
import { changed, checkedIn, json, problems, read, VALUES } from './a-package.ts';

const said = async (files: ReturnType<typeof changed>, values = VALUES) => read(await problems(files, values));

describe('the manifest', () => {
  it('offers the bot to persons, teams and group chats, and offers the main job in private only', () => {
    const [bot] = json('manifest.json')['bots'] as [
      { scopes: string[]; commandLists: { scopes: string[]; commands: { title: string }[] }[] },
    ];
    assert.deepEqual(bot.scopes, ['personal', 'team', 'groupChat']);
    const titles = (scope: string) =>
      bot.commandLists.filter(list => list.scopes.includes(scope)).flatMap(list => list.commands.map(one => one.title));
    assert.deepEqual(titles('personal'), ['I forgot my password', 'status', 'cancel', 'help', 'talk to a person']);
    assert.deepEqual(titles('team'), ['help']);
    assert.deepEqual(titles('groupChat'), ['help']);
  });

  it('is refused with a placeholder nobody filled in', async () => {
    const files = changed('manifest.json', manifest => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the Agents Toolkit
      manifest['publisherDocsUrl'] = 'https://contoso.com/${{HELP_PAGE}}';
    });
    assert.deepEqual(await said(files), ['HELP_PAGE is missing']);
    assert.deepEqual(await said(files, { ...VALUES, HELP_PAGE: 'desk' }), []);
  });

  it('is refused with a broken placeholder left over', async () => {
    const files = changed('manifest.json', manifest => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the Agents Toolkit
      manifest['publisherDocsUrl'] = 'https://contoso.com/${{HELP-PAGE}}';
    });
    assert.deepEqual(await said(files), ['appPackage/manifest.json still has a placeholder at publisherDocsUrl']);
  });

  it('is refused when it would publish a secret', async () => {
    const files = changed('manifest.json', manifest => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the Agents Toolkit
      manifest['publisherDocsUrl'] = 'https://contoso.com/${{SECRET_KEY}}';
    });
    assert.deepEqual(await said(files, { ...VALUES, SECRET_KEY: 'hush' }), [
      'SECRET_KEY is a secret, and the package is public',
    ]);
  });

  it("is refused by Microsoft's schema, which says where", async () => {
    const files = changed('manifest.json', manifest => {
      manifest['accentColor'] = 'teal';
      manifest['colour'] = 'teal';
    });
    assert.deepEqual([...(await said(files))].sort(), [
      'appPackage/manifest.json does not fit the schema: /accentColor must match pattern "^#[0-9a-fA-F]{6}$"',
      'appPackage/manifest.json does not fit the schema: must NOT have additional properties (colour)',
    ]);
  });

  it('is refused when it names another schema, whose rules nobody here has', async () => {
    const files = changed('manifest.json', manifest => {
      manifest['$schema'] = 'https://contoso.com/schema.json';
    });
    assert.deepEqual(await said(files), ['appPackage/manifest.json names another schema than that of 1.30']);
  });

  it('is refused when its tab would stay blank, or its version is none', async () => {
    const stray = changed('manifest.json', manifest => {
      manifest['validDomains'] = ['contoso.com'];
      manifest['version'] = '1.0';
    });
    assert.deepEqual([...(await said(stray))].sort(), [
      'appPackage/manifest.json has no version such as 1.0.0',
      'appPackage/manifest.json shows a page of reset.alderfinch.example, which is not among validDomains',
    ]);
  });

  it('is refused when it is not there, or no JSON', async () => {
    const files = checkedIn();
    files.delete('manifest.json');
    assert.deepEqual(await said(files), ['appPackage/manifest.json is not there']);
    assert.deepEqual(await said(files.set('manifest.json', Buffer.from('{'))), ['appPackage/manifest.json is no JSON']);
  });
});
