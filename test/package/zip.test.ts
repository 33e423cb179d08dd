// What the zip holds, and that it is the same bytes for everybody.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { REGISTRATIONS } from '../../sandbox/company.ts';
import { checkedIn, type Json, languageFiles, packed, ROOT, VALUES } from './a-package.ts';

describe('the package an admin uploads', () => {
  it('holds the manifest, the icons and the languages at its top, and nothing else', async () => {
    const { zip } = await packed();
    assert.ok(zip);
    const names = ['manifest.json', 'color.png', 'outline.png', ...languageFiles()];
    assert.deepEqual(Object.keys(unzipSync(zip)), [...names].sort());
  });

  it('carries the values that were filled in', async () => {
    const { zip } = await packed(checkedIn(), { ...VALUES, BOT_DOMAIN: 'reset.contoso.com' });
    assert.ok(zip);
    const manifest = JSON.parse(strFromU8(unzipSync(zip)['manifest.json'] ?? new Uint8Array())) as Json;
    assert.deepEqual(manifest['validDomains'], ['reset.contoso.com']);
    assert.deepEqual(manifest['webApplicationInfo'], {
      id: REGISTRATIONS.desk.clientId,
      resource: `api://reset.contoso.com/${REGISTRATIONS.desk.clientId}`,
    });
  });

  it("names the sandbox's own bot when it is made from the placeholders", () => {
    assert.equal(VALUES['BOT_ID'], REGISTRATIONS.bot.clientId);
    assert.equal(VALUES['AAD_APP_CLIENT_ID'], REGISTRATIONS.desk.clientId);
  });

  it('is the same bytes from the same files, in whatever order they come and whatever their line endings', async () => {
    const once = await packed();
    const windows = [...checkedIn()].reverse().map(([name, bytes]): [string, Uint8Array] => {
      if (!name.endsWith('.json')) return [name, bytes];
      return [name, new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll('\n', '\r\n'))];
    });
    const again = await packed(new Map(windows));
    assert.ok(once.zip && again.zip);
    assert.deepEqual(Buffer.from(again.zip), Buffer.from(once.zip));
  });

  it('is not the same bytes when a value differs', async () => {
    const [one, other] = await Promise.all([packed(), packed(checkedIn(), { ...VALUES, DEVELOPER_NAME: 'Contoso' })]);
    assert.ok(one.zip && other.zip);
    assert.notDeepEqual(Buffer.from(other.zip), Buffer.from(one.zip));
  });
});

describe('npm run package', () => {
  let checkout = '';

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'package-'));
    mkdirSync(join(checkout, 'env'));
    for (const folder of ['appPackage', 'scripts'])
      cpSync(join(ROOT, folder), join(checkout, folder), { recursive: true });
    rmSync(join(checkout, 'appPackage/build'), { recursive: true, force: true });
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'), 'junction');
  });

  afterEach(() => rmSync(checkout, { recursive: true, force: true }));

  const settings = (name: string, lines: Readonly<Record<string, string>>) =>
    writeFileSync(
      join(checkout, 'env', name),
      Object.entries(lines)
        .map(([key, value]) => `${key}="${value}"\n`)
        .join(''),
    );
  const run = (zone: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, ['scripts/package.mjs', ...args], {
      cwd: checkout,
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
    });
  const zip = (name: string) => readFileSync(join(checkout, `appPackage/build/appPackage.${name}.zip`));

  it('makes one zip an environment, with the same bytes on the other side of the earth', () => {
    const { TEAMSFX_ENV: _, ...filled } = VALUES;
    settings('.env.contoso', filled);
    const first = run('Pacific/Auckland', '--env', 'contoso');
    assert.equal(first.status, 0, first.stderr);
    assert.match(first.stdout, /appPackage\.contoso\.zip/);
    const before = zip('contoso');
    assert.equal(run('America/Los_Angeles', '--env', 'contoso').status, 0);
    assert.deepEqual(zip('contoso'), before);
  });

  it("takes an admin's own values over the shared ones", () => {
    const { TEAMSFX_ENV: _, ...filled } = VALUES;
    settings('.env.contoso', filled);
    settings('.env.contoso.user', { BOT_DOMAIN: 'own.contoso.com' });
    assert.equal(run('UTC', '--env', 'contoso').status, 0);
    assert.match(strFromU8(unzipSync(zip('contoso'))['manifest.json'] ?? new Uint8Array()), /own\.contoso\.com/);
  });

  it('writes nothing, fails, and says why when a value is missing', () => {
    const { TEAMSFX_ENV: _, BOT_ID: __, ...rest } = VALUES;
    settings('.env.contoso', rest);
    const ended = run('UTC', '--env', 'contoso');
    assert.equal(ended.status, 1);
    assert.match(ended.stderr, /BOT_ID is missing\. Entra admin center/);
    assert.throws(() => zip('contoso'), /ENOENT/);
  });

  it('says what to do when the environment does not exist, has an impossible name, or the flag is unknown', () => {
    assert.match(
      run('UTC', '--env', 'nowhere').stderr,
      /env\/\.env\.nowhere does not exist\. Copy env\/\.env\.sandbox/,
    );
    assert.match(run('UTC', '--env', '../secrets').stderr, /--env is no name of an environment/);
    assert.match(run('UTC', '--tenant', 'x').stderr, /It takes --env NAME/);
  });
});
