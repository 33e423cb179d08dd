// What the on-premises side does, whoever decides it. `enters` is asked besides the port: how a door that is not ours takes a password.
import assert from 'node:assert/strict';
import type { Verdict } from '../../sandbox/credentials.ts';
import type { OnPremises } from '../../sandbox/on-premises/on-premises.ts';
import type { Person, World } from '../../sandbox/world.ts';
import { someone } from '../sandbox/identity.ts';

export type Bench = {
  readonly world: World;
  readonly domain: OnPremises;
  readonly enters: (person: Person, plain: string) => Promise<Verdict>;
};

const TEMPORARY = { mustChange: true };

export function onPremisesContract(name: string, bench: () => Bench): void {
  describe(`the on-premises side, decided by ${name}`, () => {
    const drawn = { number: 7_000 };
    /** Good for everybody; a directory remembers, so never the same twice. */
    function another(): string {
      drawn.number += 1;
      return `Violet-Teapot-${drawn.number}`;
    }

    async function person(key: string): Promise<Person> {
      const found = someone(bench().world, key);
      await bench().domain.restore(found);
      return found;
    }

    async function lock(who: Person): Promise<void> {
      for (let tries = 0; tries < 10; tries += 1) assert.equal(await bench().domain.signIn(who, 'a guess'), 'wrong');
      assert.equal(await bench().enters(who, who.password), 'locked');
    }

    it('knows everybody by the password they had before the story, and tells only them of a disabled account', async () => {
      for (const key of ['freya', 'sam', 'marcus']) {
        const who = await person(key);
        assert.equal(await bench().enters(who, who.password), 'ok', key);
      }
      const dario = await person('dario');
      assert.equal(await bench().enters(dario, dario.password), 'disabled');
      assert.equal(await bench().enters(dario, 'a guess'), 'wrong');
      assert.equal(await bench().enters(dario, ''), 'wrong');
    });

    it('takes a temporary password only to be changed; afterwards only the new one opens the door', async () => {
      const { domain, enters } = bench();
      const [freya, temporary, fresh] = [await person('freya'), another(), another()];
      assert.equal(await domain.write(freya, temporary, TEMPORARY), undefined);
      assert.equal(await enters(freya, freya.password), 'wrong');
      assert.equal(await enters(freya, temporary), 'must-change');
      assert.equal(await domain.change(freya, 'a guess', fresh), 'wrong');
      assert.equal(await domain.change(freya, temporary, fresh), 'ok');
      assert.deepEqual(await Promise.all([freya.password, temporary, fresh].map(plain => enters(freya, plain))), [
        'wrong',
        'wrong',
        'ok',
      ]);
    });

    it('carries a change made at Entra, and a password chosen at SSPR is not asked to be changed', async () => {
      const { domain, enters } = bench();
      const [sam, temporary, fresh, chosen] = [await person('sam'), another(), another(), another()];
      await domain.write(sam, temporary, TEMPORARY);
      assert.equal(await domain.write(sam, fresh, { mustChange: false, old: temporary }), undefined);
      assert.deepEqual([await enters(sam, temporary), await enters(sam, fresh)], ['wrong', 'ok']);
      assert.equal(await domain.write(sam, chosen, { mustChange: false }), undefined);
      assert.deepEqual([await enters(sam, fresh), await enters(sam, chosen)], ['wrong', 'ok']);
    });

    it('locks an account after ten wrong passwords; a reset unlocks it, and so does unlocking', async () => {
      const { domain, enters } = bench();
      const [freya, temporary] = [await person('freya'), another()];
      await lock(freya);
      assert.equal(await domain.change(freya, freya.password, another()), 'wrong');
      assert.equal(await domain.write(freya, temporary, TEMPORARY), undefined);
      assert.equal(await enters(freya, temporary), 'must-change');
      const marcus = await person('marcus');
      await lock(marcus);
      assert.equal(await domain.unlock(marcus), undefined);
      assert.equal(await enters(marcus, marcus.password), 'ok');
    });

    it('refuses the agent a member of a protected group, who keeps the old password', async () => {
      const { domain, enters } = bench();
      const [paul, fresh] = [await person('paul'), another()];
      assert.equal(await domain.write(paul, fresh, TEMPORARY), 'SSPR_0029: OnPremisesAdminActionRequired');
      assert.deepEqual([await enters(paul, paul.password), await enters(paul, fresh)], ['ok', 'wrong']);
    });

    for (const [what, refused] of [
      ['too short', 'Ab3!xyz'],
      ['of too few kinds', 'onlylowercaseletters'],
    ] as const) {
      it(`refuses a password that is ${what}, and leaves everything as it was`, async () => {
        const { domain, enters } = bench();
        const [sam, temporary] = [await person('sam'), another()];
        assert.equal(await domain.write(sam, refused, TEMPORARY), 'OnPremisesPolicyViolation');
        assert.equal(await enters(sam, sam.password), 'ok');
        await domain.write(sam, temporary, TEMPORARY);
        assert.equal(await domain.change(sam, temporary, refused), 'policy');
        assert.equal(await enters(sam, temporary), 'must-change');
      });
    }

    it('refuses on a change what was used before', async () => {
      const { domain } = bench();
      const [sam, temporary] = [await person('sam'), another()];
      await domain.write(sam, temporary, TEMPORARY);
      assert.equal(await domain.change(sam, temporary, sam.password), 'policy');
    });

    it('has forgotten an earlier story when the next one begins', async () => {
      const { domain, enters } = bench();
      const [sam, temporary, own] = [await person('sam'), another(), another()];
      for (let story = 1; story <= 2; story += 1) {
        await domain.write(sam, temporary, TEMPORARY);
        assert.equal(await domain.change(sam, temporary, own), 'ok', `story ${story}`);
        await domain.restore(sam);
        assert.equal(await enters(sam, sam.password), 'ok');
      }
    });

    it('can be told to refuse the next new password, and takes the one after it', async () => {
      const { domain, world, enters } = bench();
      const [sam, first, second] = [await person('sam'), another(), another()];
      world.quirks.policyRefusesNext = true;
      assert.equal(await domain.write(sam, first, TEMPORARY), 'OnPremisesPolicyViolation');
      assert.equal(await domain.write(sam, second, TEMPORARY), undefined);
      assert.deepEqual([await enters(sam, first), await enters(sam, second)], ['wrong', 'must-change']);
    });
  });
}
