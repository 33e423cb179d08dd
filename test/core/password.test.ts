// The temporary password: both Entra and Active Directory take it, people can type it, and nobody can guess it from a name.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { Account } from '../../src/core/account.ts';
import { temporaryPassword } from '../../src/core/password.ts';
import type { World } from '../../src/core/ports.ts';
import { anAccount } from '../contracts/a-request.ts';
import { aWorld } from '../contracts/a-world.ts';

const chance: World = { ...aWorld(), random: randomBytes };
const made = (account: Partial<Account> = {}, length = 16, world = chance) =>
  temporaryPassword(world, anAccount(account), length).use(plain => plain);

/** Names as people have them, and as nobody should: the letters passwords are made of, and what Entra takes for the same. */
const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.string({ unit: fc.constantFrom(...'aeghkstz2345789@#$*+'), minLength: 2, maxLength: 4 }), {
      maxLength: 12,
    })
    .map(parts => parts.join(' ')),
);

describe('a temporary password', () => {
  it('has the length that was asked for, and never fewer than twelve characters', () => {
    for (const length of [12, 16, 24, 64]) assert.equal(made({}, length).length, length);
    for (const length of [0, 1, 8, 11]) assert.equal(made({}, length).length, 12);
  });

  it('has every class, no look-alikes, and begins with a letter, whatever its owner’s name', () => {
    fc.assert(
      fc.property(name, name, name, fc.integer({ min: 12, max: 64 }), (display, upn, samAccountName, length) => {
        const plain = made({ name: display, upn: `${upn}@corp.example`, samAccountName }, length);
        for (const needed of [/[a-z]/, /[A-Z]/, /[2-9]/, /[#%*+\-=?@]/, /^[A-Za-z]/, /^[A-Za-z2-9#%*+\-=?@]+$/])
          assert.match(plain, needed);
        assert.doesNotMatch(plain, /[0Oo1lI]/);
      }),
      { numRuns: 300 },
    );
  });

  it('holds no part of a name of three letters or more, nor what Entra takes for one', () => {
    const folded = (text: string) => text.replace(/[@34578269$01]/g, digit => FOLDED[digit] ?? digit);
    fc.assert(
      fc.property(name, name, (display, samAccountName) => {
        const plain = made({ name: display, samAccountName }, 64).toLowerCase();
        const tokens = `${display} ${samAccountName}`.toLowerCase().split(/[,.\-_\s#\t]+/);
        for (const token of tokens.filter(part => part.length >= 3)) {
          assert.ok(!plain.includes(token), token);
          assert.ok(!folded(plain).includes(folded(token)), token);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is drawn again when chance spells the name', () => {
    const seed = aWorld('again');
    const first = made({}, 16, seed);
    const unlucky = made({ name: first.slice(2, 7) }, 16, aWorld('again'));
    assert.notEqual(unlucky, first);
    assert.equal(made({}, 16, aWorld('again')), first);
  });

  it('is drawn evenly: no letter and no place is a favourite, no two are the same', () => {
    const all = Array.from({ length: 3_000 }, () => made());
    assert.equal(new Set(all).size, all.length);
    const counts = new Map<string, number>();
    for (const letter of all.flatMap(plain => [...plain.slice(1)])) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    const within = (letters: string, tolerance: number) => {
      const seen = [...letters].map(letter => counts.get(letter) ?? 0);
      const mean = seen.reduce((sum, one) => sum + one, 0) / seen.length;
      for (const [index, one] of seen.entries()) assert.ok(Math.abs(one - mean) < tolerance * mean, letters[index]);
    };
    // Within a class each letter is as likely as the next: some 700 each, so a quarter off is six deviations.
    within('abcdefghijkmnpqrstuvwxyz', 0.25);
    within('ABCDEFGHJKLMNPQRSTUVWXYZ', 0.25);
    within('23456789', 0.25);
    within('#%*+-=?@', 0.25);
    for (let place = 1; place < 16; place++) {
      const digits = all.filter(plain => /[2-9]/.test(plain.charAt(place))).length;
      assert.ok(digits > 300 && digits < 900, `${digits} digits at ${place}`);
    }
  });
});

const FOLDED: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '5': 's',
  $: 's',
  '7': 't',
  '8': 'b',
  '2': 'z',
  '9': 'g',
  '6': 'g',
  '0': 'o',
  '1': 'l',
};
