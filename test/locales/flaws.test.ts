// The reader of translations finds what would go wrong before a person reads it.
import assert from 'node:assert/strict';
import { flaws } from './flaws.ts';

const ENGLISH = {
  'cards.lead': 'You can go on in this chat',
  'cards.name': 'Microsoft Authenticator',
  'cards.who': 'Call {name} at {time}.',
  'cards.left': '{n, plural, one {# try} other {# tries}}',
  'cards.kind': 'It is {kind, select, yes {yours} other {ours}}.',
};
const GERMAN = {
  'cards.lead': 'Sie können in diesem Chat weitermachen',
  'cards.name': 'Microsoft Authenticator',
  'cards.who': 'Um {time} {name} anrufen.',
  'cards.left': '{n, plural, one {# Versuch} other {# Versuche}}',
  'cards.kind': 'Es {kind, select, yes {ist Ihres} other {ist unseres}}.',
};

const found = (language: string, change: Record<string, string>, same: string[] = []) =>
  flaws(language, { ...GERMAN, ...change }, ENGLISH, new Set(same));

describe('a translation', () => {
  it('is well when it says the same in its own words', () => assert.deepEqual(found('de', {}), []));
  it('is well in English', () => assert.deepEqual(flaws('en', ENGLISH, ENGLISH, new Set()), []));

  it('lacks nothing, and has nothing of its own', () => {
    const { 'cards.lead': _, ...rest } = GERMAN;
    assert.deepEqual(flaws('de', { ...rest, 'cards.new': 'Neu' }, ENGLISH, new Set()), [
      'cards.lead: is missing',
      'cards.new: is not in English',
    ]);
  });

  it('is not left in English, unless that is right', () => {
    const lead = { 'cards.lead': ENGLISH['cards.lead'] };
    assert.deepEqual(found('de', lead), ['cards.lead: is still English']);
    assert.deepEqual(found('de', lead, ['cards.lead']), []);
  });

  it('can be read', () => {
    assert.deepEqual(found('de', { 'cards.who': '{name um {time}' }), ['cards.who: is no ICU message']);
    assert.deepEqual(found('de', { 'cards.lead': ' ' }), ['cards.lead: is empty, or has space around it']);
  });

  it('uses every value, and chooses between the same things', () => {
    const values = 'cards.who: has values [name], English has [name,time]';
    // An apostrophe before a brace makes the brace a letter.
    for (const sentence of ['{name} anrufen.', "{name} anrufen um '{time}'."])
      assert.deepEqual(found('de', { 'cards.who': sentence }), [values]);
    assert.deepEqual(found('de', { 'cards.kind': '{kind, select, ja {Ihres} other {unseres}}' }), [
      'cards.kind: has choices [kind: ja,other], English has [kind: other,yes]',
    ]);
  });

  it('counts as its language counts', () => {
    const count = (language: string, forms: string) => found(language, { 'cards.left': `{n, plural, ${forms}}` });
    assert.deepEqual(count('de', 'other {#}'), ['cards.left: counts n without “one”']);
    assert.deepEqual(count('ja', 'other {#}'), []);
    assert.deepEqual(count('ja', 'one {#} other {#}'), ['cards.left: counts n with “one”, which ja does not have']);
    assert.deepEqual(count('ar', '=0 {لا} one {#} two {#} few {#} other {#}'), ['cards.left: counts n without “many”']);
    assert.deepEqual(count('ar', 'zero {#} one {#} two {#} few {#} many {#} other {#}'), []);
    for (const language of ['fr', 'es', 'pt-BR']) assert.deepEqual(count(language, 'one {#} other {#}'), []);
  });
});
