// Codes that are never written down: the same whenever they are made anew, another under any other binding.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createCodes, sameCode } from '../../src/core/codes.ts';
import { Secret } from '../../src/core/secret.ts';
import { WORDS } from '../../src/core/spoken-words.ts';
import { aWorld } from '../contracts/a-world.ts';

const key = (id: string, fill: number) => ({ id, key: new Secret(Buffer.alloc(32, fill).toString('base64')) });

describe('a code', () => {
  const codes = createCodes([key('k2', 8), key('k1', 7)], aWorld('codes'));

  it('is the same for its name and binding, also after a key was added, and another for any other', () => {
    const older = createCodes([key('k1', 7)], aWorld('codes'));
    const name = older.name();
    assert.match(name, /^k1\./);
    assert.equal(codes.digits(name, 'a'), older.digits(name, 'a'));
    assert.notEqual(codes.digits(name, 'a'), codes.digits(name, 'b'));
    assert.notEqual(codes.digits(name, 'a'), codes.digits(codes.name(), 'a'));
    assert.equal(codes.nameOf('request-1'), 'k2.request-1');
    assert.throws(() => codes.digits('k0.x', 'a'), /no key named "k0"/);
  });

  it('has six digits, or words of the list, or 160 bits', () => {
    fc.assert(
      fc.property(fc.string(), binding => {
        const name = codes.name();
        assert.match(codes.digits(name, binding), /^\d{6}$/);
        const words = codes.words(name, binding, 2);
        assert.ok(words.length === 2 && words.every(word => WORDS.includes(word)));
        assert.equal(
          codes.secret(name, binding).use(plain => Buffer.from(plain, 'base64').length),
          20,
        );
      }),
    );
  });

  it('is spread over its whole room', () => {
    const drawn = new Set(Array.from({ length: 400 }, () => codes.digits(codes.name(), 'x')));
    assert.ok(drawn.size > 390);
    // Two words are no easier to guess than six digits.
    assert.ok(new Set(WORDS).size ** 2 >= 1_000_000 && new Set(WORDS).size === WORDS.length);
  });

  it('is compared whole, without the spaces around it', () => {
    assert.ok(sameCode('123456', ' 123456\n'));
    for (const given of ['', '12345', '1234567', '123457', '１２３４５６'])
      assert.equal(sameCode('123456', given), false);
  });
});
