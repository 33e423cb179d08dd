// Which language a person gets who asks for another, or for a region of one.
import assert from 'node:assert/strict';
import { nearest } from '../../locales/nearest.ts';

const FOLDERS = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja', 'ar'];

describe('the nearest language', () => {
  for (const [asked, folder, formats] of [
    ['de', 'de', 'de'],
    ['de-AT', 'de', 'de-AT'],
    ['DE-ch', 'de', 'de-CH'],
    ['en-GB', 'en', 'en-GB'],
    ['es-419', 'es', 'es-419'],
    ['pt', 'pt-BR', 'pt-BR'],
    ['pt-BR', 'pt-BR', 'pt-BR'],
    ['pt-PT', 'pt-BR', 'pt-PT'],
    ['ja-JP', 'ja', 'ja-JP'],
    ['ar-SA', 'ar', 'ar-SA'],
    ['ar-Arab-EG-u-nu-latn', 'ar', 'ar-EG'],
  ] as const)
    it(`to ${asked} is ${folder}, in the formats of ${formats}`, () =>
      assert.deepEqual(nearest(asked, FOLDERS), { folder, formats }));

  it('to one that nobody has written is English', () => {
    for (const asked of ['nl-NL', 'tlh', 'und', '', 'en_GB', 'not a locale', '../de'])
      assert.deepEqual(nearest(asked, FOLDERS), { folder: 'en', formats: 'en' }, asked);
    assert.deepEqual(nearest('pt', ['en', 'de']), { folder: 'en', formats: 'en' });
  });

  it('is the one of that very region, where there are several', () => {
    assert.equal(nearest('pt-PT', ['en', 'pt-BR', 'pt-PT']).folder, 'pt-PT');
    assert.equal(nearest('pt-AO', ['en', 'pt-BR', 'pt']).folder, 'pt');
  });
});
