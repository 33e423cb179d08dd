// Whatever happens at once, and wherever a process dies: nobody is reset without what is asked, twice, or for somebody else, and nobody is forgotten.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MINUTE } from '../a-desk.ts';
import { BY_HAND } from '../evenings/by-hand.ts';
import { evening } from '../evenings/evening.ts';
import { play } from '../evenings/stage.ts';

/**
 * The same evenings in every run: a red one means that something broke. To hunt with others: `EVENING_SEED=7 EVENINGS=100000 npm test --
 * test/core/desk/interleavings.test.ts`. A failure names its seed.
 */
const SEED = Number(process.env['EVENING_SEED'] ?? 20_261_102);
const EVENINGS = Number(process.env['EVENINGS'] ?? 10_000);

describe('any evening at the desk', () => {
  for (const [event, night] of Object.entries(BY_HAND))
    it(`ends well, also with: ${event}`, async () => {
      assert.ok((await play(night)).includes(event), 'the evening takes another course by now');
    });

  it(`ends well, ${EVENINGS} times`, async () => {
    const seen = new Set<string>();
    const property = fc.asyncProperty(evening, async night => {
      for (const event of await play(night)) seen.add(event);
    });
    await fc.assert(property, { seed: SEED, numRuns: EVENINGS });
    // It is worth nothing if the evenings are all alike.
    assert.deepEqual(
      Object.keys(BY_HAND).filter(event => !seen.has(event)),
      [],
    );
  }).timeout(30 * MINUTE);
});
