// Each wrong value is named, with its mend, all of them at once.
import assert from 'node:assert/strict';
import { checkedIn, problems, read, VALUES } from './a-package.ts';

const without = (name: string) => Object.fromEntries(Object.entries(VALUES).filter(([key]) => key !== name));
const said = async (values: Readonly<Record<string, string>>) => read(await problems(checkedIn(), values));

describe('an admin who fills in the package', () => {
  it('hears nothing when all is well', async () => {
    assert.deepEqual(await problems(), []);
  });

  for (const name of Object.keys(VALUES).filter(one => one !== 'TEAMSFX_ENV'))
    it(`is told that ${name} is missing, or empty, and where to find it`, async () => {
      assert.deepEqual(await said(without(name)), [`${name} is missing`]);
      const [problem] = await problems(checkedIn(), { ...VALUES, [name]: '  ' });
      assert.equal(problem?.name, name);
      assert.ok((problem?.mend.length ?? 0) > 10);
    });

  const wrong: readonly (readonly [name: string, value: string, problem: string])[] = [
    ['TEAMS_APP_ID', 'reset-desk', 'is no GUID'],
    ['BOT_ID', '00000000-0000-0000-0000-000000000000', 'is no GUID'],
    ['AAD_APP_CLIENT_ID', '{de5c0000-0000-4000-8000-0000000000de}', 'is no GUID'],
    ['AAD_APP_CLIENT_ID', VALUES['BOT_ID'] ?? '', 'is the same registration as BOT_ID'],
    ['BOT_DOMAIN', 'https://reset.contoso.com', 'has a scheme'],
    ['BOT_DOMAIN', 'reset.contoso.com/bot', 'has a path'],
    ['BOT_DOMAIN', 'localhost:3978', 'is no name Teams could reach'],
    ['BOT_DOMAIN', '10.0.0.1', 'is no name Teams could reach'],
    ['BOT_DOMAIN', 'reset desk', 'is no host name'],
    ['BOT_DOMAIN', '*.contoso.com', 'is no host name'],
    ['DEVELOPER_NAME', 'The Alder and Finch Trading Company', 'is longer than 32 characters'],
    ['DEVELOPER_WEBSITE_URL', 'http://contoso.com', 'is not https'],
    ['DEVELOPER_PRIVACY_URL', 'contoso.com/privacy', 'is no web address'],
    ['DEVELOPER_TERMS_URL', 'javascript:alert(1)', 'is not https'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the Agents Toolkit
    ['DEVELOPER_NAME', '${{COMPANY}}', 'is itself a placeholder'],
  ];
  for (const [name, value, problem] of wrong)
    it(`is told that ${name} ${problem} (“${value}”)`, async () => {
      assert.deepEqual(await said({ ...VALUES, [name]: value }), [`${name} ${problem}`]);
    });

  it('is told of everything at once', async () => {
    assert.deepEqual([...(await said({ ...without('BOT_ID'), BOT_DOMAIN: 'https://x' }))].sort(), [
      'BOT_DOMAIN has a scheme',
      'BOT_ID is missing',
    ]);
  });

  it('may use a port, capitals, and an id typed in capitals', async () => {
    const values = { ...VALUES, BOT_DOMAIN: 'Reset.contoso.com:8443', BOT_ID: (VALUES['BOT_ID'] ?? '').toUpperCase() };
    assert.deepEqual(await problems(checkedIn(), values), []);
  });

  it('cannot turn a value into structure of the manifest', async () => {
    const values = { ...VALUES, DEVELOPER_NAME: '", "evil": "' };
    assert.deepEqual(await problems(checkedIn(), values), []);
  });
});
