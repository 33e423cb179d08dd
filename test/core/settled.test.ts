// What was changed of late counts for nothing, and each kind knows what it rests on.
import assert from 'node:assert/strict';
import type { Changes } from '../../src/core/account.ts';
import { maskMail, maskNumber } from '../../src/core/masks.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { PROOF_KINDS } from '../../src/core/proof.ts';
import { lasting, settled } from '../../src/core/settled.ts';
import { START } from '../contracts/a-world.ts';
import { HOUR } from './a-desk.ts';

const DAY = 24 * HOUR;
const RESTS = {
  'step-up': ['methods', 7],
  vouch: ['manager', 30],
  'call-back': ['phone', 30],
  'mail-code': ['mail', 7],
} as const;

describe('a proof of something that was changed', () => {
  for (const [kind, [basis, days]] of Object.entries(RESTS))
    it(`counts as ${kind} ${days} days after ${basis}, whatever else was changed`, () => {
      const look = (changes: Changes) => settled(kind as keyof typeof RESTS, { changes }, DEFAULT_POLICY, START);
      const since = START - days * DAY;
      assert.equal(look({ [basis]: since }), true);
      assert.deepEqual(look({ [basis]: since + 1 }), { until: START + 1 });
      const others = ['methods', 'manager', 'phone', 'mail'].filter(other => other !== basis);
      assert.equal(look(Object.fromEntries(others.map(other => [other, START]))), true);
      assert.equal(settled(kind as keyof typeof RESTS, { changes: 'unknown' }, DEFAULT_POLICY, START), 'unknown');
    });

  it('is none for an authenticator of the desk, which has a clock of its own', () => {
    assert.equal(settled('totp', { changes: 'unknown' }, DEFAULT_POLICY, START), true);
  });

  it('takes back what rests on it, and nothing for not being readable', () => {
    const proofs = PROOF_KINDS.map(kind => ({ kind }));
    const kinds = (changes: Changes | 'unknown') =>
      lasting({ proofs, account: { changes } }, DEFAULT_POLICY, START).map(({ kind }) => kind);
    assert.deepEqual(kinds({ methods: START, phone: START }), ['vouch', 'totp', 'mail-code']);
    assert.deepEqual(kinds('unknown'), [...PROOF_KINDS]);
  });
});

describe('what is masked', () => {
  it('is known again by its owner alone', () => {
    assert.equal(maskNumber('+49 30 555-0199'), '••• 99');
    assert.equal(maskMail('rita.reset@home.example'), 'r•••@home.example');
    assert.equal(maskMail('"odd@local"@home.example'), '"•••@home.example');
  });
});
