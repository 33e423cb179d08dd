// How people type what they heard: the same answer, whatever keyboard and language it comes through.
import assert from 'node:assert/strict';
import { digitsIn, spokenIn } from '../../src/core/heard.ts';

describe('what people type of a code', () => {
  it('is its digits, in the figures of their keyboard and in whatever groups', () => {
    for (const typed of ['123456', '123 456', ' 12-34-56.', '١٢٣٤٥٦', '۱۲۳۴۵۶', '１２３　４５６', 'code: 123456'])
      assert.equal(digitsIn(typed), '123456', typed);
    assert.equal(digitsIn('one two'), '');
  });

  it('is the two words, with whatever stands between them in their language', () => {
    for (const typed of [
      'acorn zipper',
      'Acorn, Zipper!',
      'ACORN and ZIPPER',
      'acorn y zipper',
      'acorn と zipper',
      'acorn و zipper',
      '“acorn” – „zipper“',
    ])
      assert.deepEqual(spokenIn(typed), ['acorn', 'zipper'], typed);
    assert.deepEqual(spokenIn('nobody has called me so far'), []);
  });
});
