// Codes of authenticator apps, against the numbers RFC 6238 publishes (appendix B, SHA-1; the last six of its eight digits).
import assert from 'node:assert/strict';
import { createAuthenticator } from '../src/authenticator.ts';
import { Secret } from '../src/core/secret.ts';

const SECRET = new Secret(Buffer.from('12345678901234567890').toString('base64'));
const VECTORS = [
  [59, '287082', 1],
  [1111111109, '081804', 37037036],
  [1111111111, '050471', 37037037],
  [1234567890, '005924', 41152263],
  [2000000000, '279037', 66666666],
  [20000000000, '353130', 666666666],
] as const;

describe('the authenticator', () => {
  it('knows the steps of RFC 6238, one earlier and one later too, and no others', () => {
    for (const [seconds, code, step] of VECTORS) {
      const at = (off: number) => createAuthenticator({ now: () => (seconds + off) * 1_000 }).stepOf(SECRET, code);
      assert.deepEqual([at(0), at(30), at(-30)], [step, step, step], code);
      assert.deepEqual([at(60), at(90), seconds < 60 ? undefined : at(-60)], [undefined, undefined, undefined], code);
    }
  });

  it('takes spaces, and nothing that is not six digits', () => {
    const authenticator = createAuthenticator({ now: () => 59_000 });
    assert.equal(authenticator.stepOf(SECRET, ' 287 082 '), 1);
    for (const code of ['', '28708', '2870820', '94287082', '28708x', '२८७०८२', "287082'"])
      assert.equal(authenticator.stepOf(SECRET, code), undefined, code);
  });
});
