// What holds for every card in every state.
import assert from 'node:assert/strict';
import type { Rendered } from '../../cards/pieces.ts';
import { wordsFor } from '../../locales/words.ts';
import { DIGITS } from './a-request.ts';
import { EVERY_CARD } from './every-card.ts';
import { judge } from './schema.ts';
import { actionsOf, inputsOf, partsOf } from './tree.ts';

const words = wordsFor('en-GB');

function every(check: (rendered: Rendered, name: string) => void) {
  for (const { name, draw } of EVERY_CARD) check(draw(words), name);
}

/** Verbs that no card recommends. */
/** What they do is done with care, or by heart: none of them is the one to press. */
const HANDS = ['join-code', 'speak-code', 'in-person', 'for-code', 'for-cancel'];
const QUIET: readonly unknown[] = ['not-them', 'cancel', 'deny', 'claim', 'hand-over', 'ask-call', 'freeze', ...HANDS];

describe('every card', () => {
  it('is what Microsoft’s schema of adaptive cards 1.5 allows', () => {
    const wrongWith = judge();
    assert.ok(wrongWith({ type: 'AdaptiveCard', body: [{ type: 'TextBlok' }] }), 'the schema judges at all');
    every(({ card }, name) => {
      assert.equal(wrongWith(card), undefined, name);
      assert.equal(card.version, '1.5', name);
    });
  });

  it('leaves no placeholder unbound and binds nothing empty', () => {
    every(({ card }, name) => {
      const text = JSON.stringify(card);
      assert.doesNotMatch(text, /\$\{/, name);
      assert.doesNotMatch(text, /undefined|\bNaN\b|\[object|null/, name);
      for (const part of partsOf(card)) if ('text' in part) assert.notEqual(part['text'], '', name);
    });
  });

  it('has one plain sentence for the toast and for screen readers', () => {
    every(({ summary }, name) => {
      assert.ok(summary.length > 5 && summary.length < 300, name);
      assert.doesNotMatch(summary, /[\n*_`[\]]/, name);
    });
  });

  it('stays far below what Teams takes', () => {
    every(({ card }, name) => assert.ok(Buffer.byteLength(JSON.stringify(card), 'utf16le') < 25_000, name));
  });

  it('has one primary action, or none where there is nothing to do', () => {
    every((rendered, name) => {
      const actions = actionsOf(rendered);
      const primary = actions.filter(({ style }) => style === 'positive').length;
      assert.ok(primary <= 1, name);
      const needsOne = actions.some(({ type, verb }) => type !== 'Action.ToggleVisibility' && !QUIET.includes(verb));
      assert.equal(primary, needsOne ? 1 : 0, name);
    });
  });

  it('carries an opaque number in its clicks and nothing else', () => {
    for (const { name, draw, request } of EVERY_CARD) {
      for (const { type, data } of actionsOf(draw(words))) {
        // Shields are nobody's request.
        const carried = name === 'shields' ? undefined : { request: request.id };
        if (type === 'Action.Execute') assert.deepEqual(data, carried, name);
        if (type !== 'Action.Submit') continue;
        const { msteams, ...rest } = data as { msteams: { type: string } };
        assert.ok(['task/fetch', 'signin', 'imBack'].includes(msteams.type), name);
        assert.deepEqual(rest, msteams.type === 'task/fetch' ? { request: request.id, pane: 'tracker' } : {}, name);
      }
    }
  });

  it('names every input and says what is wrong with it', () => {
    every((rendered, name) => {
      for (const input of inputsOf(rendered))
        for (const key of ['id', 'label', 'errorMessage']) assert.ok(input[key], `${name}: ${key}`);
    });
  });

  it('says its language and wraps every text', () => {
    every(({ card }, name) => {
      assert.equal(card.lang, 'en-GB', name);
      assert.equal(card.rtl, false, name);
      assert.ok(card.fallbackText, name);
      // What an old client shows instead of the card is not read out beside it.
      assert.doesNotMatch(String(card.speak ?? ''), /^$|Teams app/, name);
      for (const part of partsOf(card)) if (part['type'] === 'TextBlock') assert.equal(part['wrap'], true, name);
    });
  });

  it('shows the two digits to the person alone, and never in a toast', () => {
    const showing = new Set<string>();
    for (const { name, draw } of EVERY_CARD) {
      const { card, summary } = draw(words);
      if (JSON.stringify(card).includes(DIGITS)) showing.add(name);
      assert.ok(![summary, card.fallbackText, card.speak].join(' ').includes(DIGITS), name);
    }
    assert.deepEqual([...showing], ['digits']);
  });
});
