// Canonical JSON: one text for one value, whatever order its keys were written in.
import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { Secret } from '../../src/core/secret.ts';
import { canonical, sha256 } from '../../src/store/canonical.ts';

describe('canonical JSON', () => {
  it('does not depend on the order of keys, however deep', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        equal(canonical(turned(value)), canonical(value));
      }),
    );
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        deepEqual(JSON.parse(canonical(value)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('keeps the order of lists, which means something', () => {
    equal(canonical({ b: [2, 1], a: null }), '{"a":null,"b":[2,1]}');
  });

  it('does not print a secret that strayed into the evidence', () => {
    equal(canonical({ actor: new Secret('hunter2') }), '{"actor":"[secret]"}');
  });

  it('is hashed as UTF-8', () => {
    equal(sha256('Zoë'), 'c6a12698582fc1104ea24107a2d7268145ff06ef859707729d01fd060897f067');
  });
});

/** The same value with the keys of every object written in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, turned(part)]),
  );
}
