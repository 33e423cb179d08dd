// The box of the temporary password: opens for its own row with a known key, and in no other way.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { bindingOf } from '../../src/core/request.ts';
import { createSealer, type Sealed } from '../../src/core/seal.ts';
import { Secret } from '../../src/core/secret.ts';
import { aRequest } from '../contracts/a-request.ts';

const key = (id: string) => ({ id, key: new Secret(randomBytes(32).toString('base64')) });
const [old, fresh] = [key('k1'), key('k2')];
const open = (sealer: ReturnType<typeof createSealer>, box: string, binding: string) =>
  sealer.open(box as Sealed, binding).use(plain => plain);

describe('a sealed password', () => {
  const sealer = createSealer([old]);
  const binding = bindingOf(aRequest(), 1);

  it('opens for the row it was sealed for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), plain => {
        assert.equal(open(sealer, sealer.seal(new Secret(plain), binding), binding), plain);
      }),
      { numRuns: 50 },
    );
  });

  it('shows nothing of what is in it, and is never the same twice', () => {
    const boxes = [1, 2].map(() => sealer.seal(new Secret('Kite-River-42'), binding));
    assert.notEqual(boxes[0], boxes[1]);
    for (const box of boxes) {
      assert.match(box, /^k1\.[\w-]+\.[\w-]+$/);
      assert.ok(!Buffer.from(box.split('.')[2] ?? '', 'base64url').includes('Kite'));
    }
  });

  it('opens for no other tenant, person, request or attempt', () => {
    const box = sealer.seal(new Secret('x'), binding);
    const rows = [{ tenant: 'other' }, { person: 'other' }, { id: 'other' }];
    for (const row of rows) assert.throws(() => sealer.open(box, bindingOf(aRequest(row), 1)));
    assert.throws(() => sealer.open(box, bindingOf(aRequest(), 2)));
  });

  it('does not open once a single bit of it was changed, or a part cut off', () => {
    const [id = '', iv = '', box = ''] = sealer.seal(new Secret('Kite-River-42'), binding).split('.');
    const flipped = (text: string, at: number) => {
      const bytes = Buffer.from(text, 'base64url');
      bytes.writeUInt8((bytes[at] ?? 0) ^ 1, at);
      return bytes.toString('base64url');
    };
    for (let at = 0; at < 12; at++) assert.throws(() => open(sealer, [id, flipped(iv, at), box].join('.'), binding));
    for (let at = 0; at < 29; at++) assert.throws(() => open(sealer, [id, iv, flipped(box, at)].join('.'), binding));
    for (const length of [0, 4, 8, 15, 16, 28]) {
      const cut = Buffer.from(box, 'base64url').subarray(0, length).toString('base64url');
      assert.throws(() => open(sealer, [id, iv, cut].join('.'), binding), `${length}`);
    }
    // A short tag is easy to guess: only whole ones are looked at.
    const tag = Buffer.from(box, 'base64url').subarray(-16, -12).toString('base64url');
    assert.throws(() => open(sealer, [id, iv, tag].join('.'), binding), /tag/i);
  });

  it('opens after the keys were rotated, and is sealed with the newest', () => {
    const box = sealer.seal(new Secret('from before'), binding);
    const rotated = createSealer([fresh, old]);
    assert.equal(open(rotated, box, binding), 'from before');
    assert.match(rotated.seal(new Secret('x'), binding), /^k2\./);
  });

  it('names the key that is missing, and how to mend it', () => {
    const box = createSealer([fresh]).seal(new Secret('x'), binding);
    assert.throws(() => sealer.open(box, binding), /no key named "k2" in SEAL_KEYS/);
  });

  it('does not open under another key’s name', () => {
    const box = sealer.seal(new Secret('x'), binding).replace('k1.', 'k2.');
    assert.throws(() => open(createSealer([old, { ...old, id: 'k2' }]), box, binding));
  });

  it('needs a key', () => {
    assert.throws(() => createSealer([]), /empty/);
  });
});
