// Free text as people type it, made fit to stand on everybody's card.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tidy } from '../../src/core/desk/answer.ts';

describe('free text', () => {
  it('keeps what people write, in any script', () => {
    for (const text of [
      'I forgot it',
      'Ich hab’s vergessen – tut mir leid!',
      'نسيت كلمة المرور',
      '忘记密码',
      '👩‍💻 ok',
    ])
      assert.equal(tidy(text), text);
  });

  it('keeps the joiners that some names need', () => {
    assert.equal(tidy('نام‌خانوادگی'), 'نام‌خانوادگی');
    assert.equal(tidy('क्‍ष'), 'क्‍ष');
  });

  it('loses what turns text around, hides in it, or draws over it', () => {
    assert.equal(tidy('approve \u202Egnp.exe\u202C now'), 'approve gnp.exe now');
    assert.equal(tidy('a\u2066b\u2069c\u200Ed\u200Fe'), 'a b c d e');
    assert.equal(tidy('zero\u200Bwidth \uFEFFbom'), 'zero width bom');
    assert.equal(tidy('bell\u0007 null\u0000 esc\u001B[31m'), 'bell null esc [31m');
    assert.equal(tidy('tags\u{E0041}\u{E0042}'), 'tags');
    assert.equal(tidy('half \uD83D a pair'), 'half a pair');
  });

  it('is one line, without white space at its ends or in heaps', () => {
    assert.equal(tidy('  one\r\n\r\n two\t\tthree\u00A0four\u2028five  '), 'one two three four five');
    assert.equal(tidy(' \n\u200B\t '), '');
  });

  it('is the same, tidied twice, and holds no control or direction character, whatever came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const tidied = tidy(text);
        assert.equal(tidy(tidied), tidied);
        assert.doesNotMatch(tidied, /[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u);
        assert.doesNotMatch(tidied, /^\s|\s\s|\s$/u);
      }),
      { numRuns: 500 },
    );
  });
});
