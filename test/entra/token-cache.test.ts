// The encrypted token cache under many writers, under attack, and after the keys changed.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { TokenCacheContext } from '@azure/msal-node';
import fc from 'fast-check';
import { createSealer } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';
import { createCachePlugin, merge, replaceCache } from '../../src/entra/token-cache.ts';
import { fakeSealer, fakeTokens } from './fakes.ts';

/** One access to the cache, as MSAL makes it: read, change, write. */
async function access(plugin: ReturnType<typeof createCachePlugin>, change: (json: string) => string): Promise<void> {
  const held = { json: '{}' };
  const tokenCache = { deserialize: (json: string) => (held.json = json), serialize: () => held.json };
  const context = { tokenCache, cacheHasChanged: true } as unknown as TokenCacheContext;
  try {
    await plugin.beforeCacheAccess(context);
    held.json = change(held.json);
  } finally {
    await plugin.afterCacheAccess(context);
  }
}

const add = (section: string, key: string, value: unknown) => (json: string) => {
  const sections = JSON.parse(json) as Record<string, Record<string, unknown>>;
  return JSON.stringify({ ...sections, [section]: { ...sections[section], [key]: value } });
};

const seen = async (row: Parameters<typeof createCachePlugin>[0]) => {
  const held = { json: '' };
  await access(createCachePlugin(row), json => (held.json = json));
  return JSON.parse(held.json) as Record<string, Record<string, unknown>>;
};

describe('the token cache', () => {
  it('keeps what every one of 20 writers at once added', async () => {
    const row = { tokens: fakeTokens(), sealer: fakeSealer(), partition: 'hands' };
    const writers = Array.from({ length: 20 }, (_, n) => n);
    await Promise.all(
      writers.map(n => access(createCachePlugin(row), add('RefreshToken', `r${n}`, { secret: `s${n}` }))),
    );
    assert.deepEqual(Object.keys((await seen(row))['RefreshToken'] ?? {}).sort(), writers.map(n => `r${n}`).sort());
    assert.ok(row.tokens.lost > 0, 'they never met: the test proves nothing');
  });

  it('never lets a token into the row in plain text', async () => {
    const row = { tokens: fakeTokens(), sealer: fakeSealer(), partition: 'hands' };
    await access(createCachePlugin(row), add('RefreshToken', 'r', { secret: 'very-secret-token' }));
    const blob = row.tokens.rows.get('hands')?.blob ?? '';
    assert.ok(blob.length > 20);
    for (const text of [blob, ...blob.split('.').map(part => Buffer.from(part, 'base64url').toString('latin1'))])
      assert.ok(!text.includes('very-secret'));
  });

  const spoilers: readonly (readonly [string, (blob: string) => string])[] = [
    ['altered', blob => `${blob.slice(0, -2)}${blob.endsWith('AA') ? 'BB' : 'AA'}`],
    ['sealed with a key that is gone', blob => blob.replace(/^k1/, 'k0')],
    ['not a seal at all', () => 'garbage'],
  ];
  for (const [what, spoil] of spoilers)
    it(`fails, and leaves the row alone, when it was ${what}`, async () => {
      const row = { tokens: fakeTokens(), sealer: fakeSealer(), partition: 'hands' };
      await access(createCachePlugin(row), add('Account', 'a', {}));
      const kept = row.tokens.rows.get('hands');
      const spoiled = { blob: spoil(kept?.blob ?? ''), version: kept?.version ?? 0 };
      row.tokens.rows.set('hands', spoiled);
      await assert.rejects(access(createCachePlugin(row), add('Account', 'b', {})));
      assert.deepEqual(row.tokens.rows.get('hands'), spoiled);
    });

  it('does not open a row moved from another partition', async () => {
    const row = { tokens: fakeTokens(), sealer: fakeSealer(), partition: 'somebody' };
    await access(createCachePlugin(row), add('Account', 'a', {}));
    row.tokens.rows.set('hands', row.tokens.rows.get('somebody') ?? { blob: '', version: 0 });
    await assert.rejects(seen({ ...row, partition: 'hands' }));
  });

  it('opens rows sealed with the previous key, and seals with the newest', async () => {
    const tokens = fakeTokens();
    const [older, newer] = ['k1', 'k2'].map(id => ({ id, key: new Secret(randomBytes(32).toString('base64')) }));
    assert.ok(older && newer);
    await access(
      createCachePlugin({ tokens, sealer: createSealer([older]), partition: 'hands' }),
      add('Account', 'a', {}),
    );
    const row = { tokens, sealer: createSealer([newer, older]), partition: 'hands' };
    await access(createCachePlugin(row), add('Account', 'b', {}));
    assert.match(tokens.rows.get('hands')?.blob ?? '', /^k2\./);
    assert.deepEqual(Object.keys((await seen(row))['Account'] ?? {}), ['a', 'b']);
  });

  it('can be replaced even when nobody can open it', async () => {
    const row = { tokens: fakeTokens(), sealer: fakeSealer(), partition: 'hands' };
    row.tokens.rows.set('hands', { blob: 'garbage', version: 7 });
    await replaceCache(row, new Secret('{"Account":{"new":{}}}'));
    assert.deepEqual(await seen(row), { Account: { new: {} } });
  });
});

describe('merging two writers of one cache', () => {
  const entries = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 3 }));
  const of = (tokens: object) => JSON.stringify({ RefreshToken: tokens });

  it('does what we did, and leaves what we did not touch as the other left it', () => {
    fc.assert(
      fc.property(entries, entries, entries, (base, ours, theirs) => {
        const { RefreshToken: result } = JSON.parse(merge(of(base), of(ours), of(theirs)));
        for (const key of ['a', 'b', 'c', 'd']) {
          const touched = base[key] !== ours[key];
          assert.equal(result[key], touched ? ours[key] : theirs[key]);
        }
      }),
    );
  });
});
