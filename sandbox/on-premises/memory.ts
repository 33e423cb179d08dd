// The on-premises side without a directory: decided from what the world remembers, by the demo domain's rules.
import { check, forgiveTries, replace } from '../credentials.ts';
import { checkPolicy } from '../password-rules.ts';
import type { World } from '../world.ts';
import { type OnPremises, REPORTS } from './on-premises.ts';

export function inMemory(world: World): OnPremises {
  return {
    signIn: async (person, plain) => check(world, person, plain, 'ad'),
    async change(person, old, fresh) {
      const verdict = check(world, person, old, 'ad');
      if (verdict === 'disabled') return 'disabled';
      if (verdict === 'wrong' || verdict === 'locked') return 'wrong';
      if (fresh === old) return 'same';
      if (checkPolicy(person, fresh, 'ad')) return 'policy';
      replace(world, person.ad, fresh, false);
      return 'ok';
    },
    async write(person, fresh, { mustChange }) {
      if (person.adProtected) return REPORTS.adminActionRequired;
      if (world.quirks.policyRefusesNext) {
        world.quirks.policyRefusesNext = false;
        return REPORTS.policy;
      }
      const broken = checkPolicy(person, fresh, 'ad');
      if (broken) return broken;
      replace(world, person.ad, fresh, mustChange);
      forgiveTries(person);
      return undefined;
    },
    async unlock(person) {
      forgiveTries(person);
      return undefined;
    },
    async restore(person) {
      if (person.ad) Object.assign(person.ad, { value: person.password, mustChange: false, history: [] });
    },
  };
}
