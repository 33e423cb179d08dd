// The two directories' behaviour: what they check, what they refuse, and when one learns of the other's change.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  adminReset,
  asBefore,
  changePassword,
  checkPolicy,
  selfServiceReset,
  verifyPassword,
} from '../../sandbox/passwords.ts';
import { createWorld } from '../../sandbox/world.ts';
import { FRESH, settled, someone, TEMPORARY } from './identity.ts';

const quick = () => createWorld({ lags: { directorySync: 0, operation: 0, audit: 0 } });

describe('passwords of the demo company', () => {
  it('knows everybody by the password they had before the story', async () => {
    const world = quick();
    for (const person of world.people.filter(one => one.cloud)) {
      const expected = person.accountEnabled ? 'ok' : 'disabled';
      assert.equal(await verifyPassword(world, person, person.password, 'cloud'), expected, person.key);
      if (person.ad) assert.equal(await verifyPassword(world, person, person.password, 'ad'), expected, person.key);
    }
  });

  it('are for another story as they were before the first, however late it begins', async () => {
    const world = quick();
    const rex = someone(world, 'rex');
    await adminReset(world, rex, TEMPORARY);
    const late = world.now() + 5 * 3_600_000;
    world.now = () => late;
    await asBefore(world, rex);
    assert.equal(await verifyPassword(world, rex, rex.password, 'cloud'), 'ok');
    assert.equal(rex.lastPasswordChangeAt, late - 20 * 60_000);
  });

  it('tells a guesser nothing about a disabled account', async () => {
    const world = quick();
    assert.equal(await verifyPassword(world, someone(world, 'dario'), 'not-this-one', 'cloud'), 'wrong');
  });

  it('locks an account for a minute after ten wrong passwords, even for the right one', async () => {
    const world = quick();
    const clara = someone(world, 'clara');
    let clock = 1_000_000;
    world.now = () => clock;
    for (let i = 0; i < 10; i += 1) assert.equal(await verifyPassword(world, clara, `guess ${i}`, 'cloud'), 'wrong');
    assert.equal(await verifyPassword(world, clara, clara.password, 'cloud'), 'locked');
    clock += 59_999;
    assert.equal(await verifyPassword(world, clara, clara.password, 'cloud'), 'locked');
    clock += 1;
    assert.equal(await verifyPassword(world, clara, clara.password, 'cloud'), 'ok');
  });

  describe("an administrator's reset", () => {
    it('ends the forgotten password, starts a temporary one in both directories, and ends sessions', async () => {
      const world = quick();
      const sam = someone(world, 'sam');
      const before = world.now();
      assert.deepEqual(await adminReset(world, sam, TEMPORARY), { outcome: 'succeeded', statusDetail: 'ResetSuccess' });
      for (const where of ['cloud', 'ad'] as const) {
        assert.equal(await verifyPassword(world, sam, sam.password, where), 'wrong');
        assert.equal(await verifyPassword(world, sam, TEMPORARY, where), 'must-change');
      }
      assert(sam.sessionsValidFrom >= before && sam.lastPasswordChangeAt >= before);
    });

    it('lifts a lockout', async () => {
      const world = quick();
      const sam = someone(world, 'sam');
      for (let i = 0; i < 10; i += 1) await verifyPassword(world, sam, 'guess', 'ad');
      await adminReset(world, sam, TEMPORARY);
      assert.equal(await verifyPassword(world, sam, TEMPORARY, 'ad'), 'must-change');
    });

    const refusals: [string, (world: ReturnType<typeof quick>) => void, string, string][] = [
      ['a member of a protected AD group', () => {}, 'paul', 'SSPR_0029: OnPremisesAdminActionRequired'],
      [
        'anybody while writeback is down',
        w => {
          w.quirks.writebackDown = true;
        },
        'sam',
        'SSPR_0030: OnPremisesConnectivityError',
      ],
      [
        'whom the domain policy refuses',
        w => {
          w.quirks.policyRefusesNext = true;
        },
        'sam',
        'OnPremisesPolicyViolation',
      ],
    ];
    for (const [whom, arrange, key, detail] of refusals) {
      it(`leaves everything as it was for ${whom}`, async () => {
        const world = quick();
        arrange(world);
        const person = someone(world, key);
        assert.deepEqual(await adminReset(world, person, TEMPORARY), { outcome: 'failed', statusDetail: detail });
        assert.equal(await verifyPassword(world, person, person.password, 'cloud'), 'ok');
        assert.equal(await verifyPassword(world, person, person.password, 'ad'), 'ok');
      });
    }

    it('does not need the domain for somebody who lives in the cloud', async () => {
      const world = quick();
      world.quirks.writebackDown = true;
      assert.equal((await adminReset(world, someone(world, 'clara'), TEMPORARY)).outcome, 'succeeded');
    });

    it('can change the domain and fail in the cloud', async () => {
      const world = quick();
      world.quirks.cloudFailsAfterOnPremises = true;
      const sam = someone(world, 'sam');
      assert.equal((await adminReset(world, sam, TEMPORARY)).statusDetail, 'OnPremisesSuccessCloudFailure');
      assert.equal(await verifyPassword(world, sam, TEMPORARY, 'ad'), 'must-change');
      assert.equal(await verifyPassword(world, sam, sam.password, 'cloud'), 'ok');
    });
  });

  it('keeps a password that its owner chose at SSPR without asking for another', async () => {
    const world = quick();
    const selma = someone(world, 'selma');
    await selfServiceReset(world, selma, FRESH);
    assert.equal(await verifyPassword(world, selma, FRESH, 'cloud'), 'ok');
    assert.equal(await verifyPassword(world, selma, FRESH, 'ad'), 'ok');
  });

  describe("a person's own change", () => {
    it('takes the temporary password as proof and ends it', async () => {
      const world = quick();
      const clara = someone(world, 'clara');
      await adminReset(world, clara, TEMPORARY);
      assert.equal(await changePassword(world, clara, TEMPORARY, FRESH, 'cloud'), 'ok');
      assert.equal(await verifyPassword(world, clara, TEMPORARY, 'cloud'), 'wrong');
      assert.equal(await verifyPassword(world, clara, FRESH, 'cloud'), 'ok');
    });

    it('refuses a wrong old password, the same again, and one the policy will not have', async () => {
      const world = quick();
      const clara = someone(world, 'clara');
      assert.equal(await changePassword(world, clara, 'nonsense', FRESH, 'cloud'), 'wrong');
      assert.equal(await changePassword(world, clara, clara.password, clara.password, 'cloud'), 'same');
      assert.equal(await changePassword(world, clara, clara.password, 'short', 'cloud'), 'policy');
      assert.equal(await changePassword(world, someone(world, 'dario'), 'Summer-Bench-18', FRESH, 'cloud'), 'disabled');
      assert.equal(await verifyPassword(world, clara, clara.password, 'cloud'), 'ok');
    });

    it('made at AD reaches Entra only with directory sync, and only then moves the date Graph shows', async () => {
      const world = quick();
      const freya = someone(world, 'freya');
      await adminReset(world, freya, TEMPORARY);
      const shown = freya.lastPasswordChangeAt;
      world.now = () => shown + 5_000;
      assert.equal(await changePassword(world, freya, TEMPORARY, FRESH, 'ad'), 'ok');
      assert.equal(await verifyPassword(world, freya, FRESH, 'ad'), 'ok');
      assert.equal(await verifyPassword(world, freya, FRESH, 'cloud'), 'wrong');
      assert.equal(freya.lastPasswordChangeAt, shown);
      await settled();
      assert.equal(await verifyPassword(world, freya, FRESH, 'cloud'), 'ok');
      assert.equal(freya.lastPasswordChangeAt, shown + 5_000);
    });

    it('is not undone in Entra by an older one that arrives late', async () => {
      const world = quick();
      const sam = someone(world, 'sam');
      await changePassword(world, sam, sam.password, FRESH, 'ad');
      world.now = () => Date.now() + 10;
      await adminReset(world, sam, TEMPORARY);
      await settled();
      assert.equal(await verifyPassword(world, sam, TEMPORARY, 'cloud'), 'must-change');
    });

    it('made at Entra by a synced person is written back to AD', async () => {
      const world = quick();
      const sam = someone(world, 'sam');
      assert.equal(await changePassword(world, sam, sam.password, FRESH, 'cloud'), 'ok');
      assert.equal(await verifyPassword(world, sam, FRESH, 'ad'), 'ok');
      assert.equal(await verifyPassword(world, sam, sam.password, 'ad'), 'wrong');
    });
  });

  describe('rules for a new password', () => {
    const cases: [string, string, 'cloud' | 'ad', string | undefined][] = [
      ['clara', FRESH, 'cloud', undefined],
      ['clara', 'Ab3!xyz', 'cloud', 'PasswordPolicy'],
      ['clara', 'onlylowercase', 'cloud', 'PasswordPolicy'],
      ['clara', 'Grüne-Wiese-77', 'cloud', 'PasswordPolicy'],
      ['clara', 'P@ssword0', 'cloud', 'FuzzyPolicyViolationInvalidPassword'],
      ['clara', 'Clara-Window-77', 'cloud', 'FuzzyPolicyViolationInvalidPassword'],
      ['clara', 'AlderFinch-2026x', 'cloud', 'FuzzyPolicyViolationInvalidPassword'],
      ['clara', 'Finch!26', 'cloud', 'FuzzyPolicyViolationInvalidPassword'],
      ['sam', FRESH, 'ad', undefined],
      ['sam', 'Kettle-42', 'ad', 'OnPremisesPolicyViolation'],
      ['sam', 'Copper-Sam-Kettle', 'ad', 'OnPremisesPolicyViolation'],
      ['sam', 'Copper-Kettle-42', 'ad', 'OnPremisesPolicyViolation'],
    ];
    for (const [key, plain, where, verdict] of cases) {
      it(`${verdict ? 'refuses' : 'takes'} "${plain}" for ${key} (${where})`, () => {
        const world = quick();
        assert.equal(checkPolicy(someone(world, key), plain, where), verdict);
      });
    }

    it('refuses on AD what was used before', async () => {
      const world = quick();
      const sam = someone(world, 'sam');
      await changePassword(world, sam, sam.password, FRESH, 'ad');
      assert.equal(checkPolicy(sam, sam.password, 'ad'), 'OnPremisesPolicyViolation');
    });

    it('takes whatever a good generator makes, for everybody', () => {
      const world = quick();
      const alphabet = fc.constantFrom(...'bcdfghjkmnpqrstvwxyz'.split(''));
      const made = fc
        .array(alphabet, { minLength: 14, maxLength: 14 })
        .map(letters => `${letters.join('-').slice(0, 16)}Q7#`);
      fc.assert(
        fc.property(made, fc.constantFrom(...world.people), (plain, person) => {
          assert.equal(checkPolicy(person, plain, 'cloud'), undefined);
          assert.equal(checkPolicy(person, plain, 'ad'), undefined);
        }),
      );
    });
  });
});
