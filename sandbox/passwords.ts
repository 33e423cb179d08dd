// How the two directories check, change and reset a password, and how one's password reaches the other.
import { checkPolicy, type Where } from './password-rules.ts';
import { type Credential, isOnPremises, type Person, type World } from './world.ts';

export { checkPolicy, type Violation, type Where } from './password-rules.ts';

export type Verdict = 'ok' | 'wrong' | 'must-change' | 'disabled' | 'locked';
export type Changed = 'ok' | 'wrong' | 'policy' | 'same' | 'disabled';
export type ResetEnd = { readonly outcome: 'succeeded' | 'failed'; readonly statusDetail: string };

const LOCKED_AFTER = 10;
const LOCKED_FOR = 60_000;
const REMEMBERED = 24;
/** Until when an account is locked. Beside the world, since nobody but these functions may ask. */
const locks = new WeakMap<Person, number>();

/** Checks a password at Entra (`cloud`) or at the domain controllers (`ad`). Only the right password is told more than "wrong". */
export function verifyPassword(world: World, person: Person, plain: string, where: Where): Verdict {
  if (isLocked(world, person)) return 'locked';
  const held = person[where];
  if (held?.value !== plain) {
    person.badPasswords += 1;
    if (person.badPasswords >= LOCKED_AFTER) locks.set(person, world.now() + LOCKED_FOR);
    return 'wrong';
  }
  if (!person.accountEnabled) return 'disabled';
  person.badPasswords = 0;
  return held.mustChange ? 'must-change' : 'ok';
}

/**
 * A person's own change: the old password is the proof, so it works with must-change too. A locked account answers `wrong`.
 * What AD takes reaches Entra with the next directory sync; what Entra takes for a synced person is written back first,
 * and answers `policy` when the domain will not have it.
 */
export function changePassword(world: World, person: Person, old: string, fresh: string, where: Where): Changed {
  const verdict = verifyPassword(world, person, old, where);
  if (verdict === 'disabled') return 'disabled';
  if (verdict === 'wrong' || verdict === 'locked') return 'wrong';
  if (fresh === old) return 'same';
  if (checkPolicy(person, fresh, where)) return 'policy';
  if (where === 'ad') {
    replace(world, person.ad, fresh, false);
    synchronise(world, person);
    return 'ok';
  }
  if (refuseOnPremises(world, person, fresh)) return 'policy';
  if (isOnPremises(person)) replace(world, person.ad, fresh, false);
  replace(world, person.cloud, fresh, false);
  person.lastPasswordChangeAt = world.now();
  return 'ok';
}

/** What Microsoft's back end does when an administrator's reset ends; the new password must be changed at the next sign-in. */
export function adminReset(world: World, person: Person, fresh: string): ResetEnd {
  return reset(world, person, fresh, true);
}

/** The same for a person's own reset at SSPR: the password chosen there is theirs to keep. */
export function selfServiceReset(world: World, person: Person, fresh: string): ResetEnd {
  return reset(world, person, fresh, false);
}

/** Lifts a lockout without touching the password, as SSPR's "I know my password" does. */
export function unlock(person: Person): void {
  person.badPasswords = 0;
  locks.delete(person);
}

function isLocked(world: World, person: Person): boolean {
  if (person.badPasswords < LOCKED_AFTER) return false;
  if (world.now() < (locks.get(person) ?? 0)) return true;
  unlock(person);
  return false;
}

/** On-premises first: when AD refuses, Entra is not touched (Microsoft: "How does password writeback work": it is synchronous and asks the domain first). */
function reset(world: World, person: Person, fresh: string, mustChange: boolean): ResetEnd {
  if (!person.cloud) return failed('SSPR_0014: UserNotProperlyConfigured'); // assumed: a guest has no password here
  const banned = checkPolicy(person, fresh, 'cloud');
  if (banned) return failed(banned);
  const refusal = refuseOnPremises(world, person, fresh);
  if (refusal) return failed(refusal);
  if (isOnPremises(person)) {
    replace(world, person.ad, fresh, mustChange);
    if (world.quirks.cloudFailsAfterOnPremises) return failed('OnPremisesSuccessCloudFailure');
  }
  replace(world, person.cloud, fresh, mustChange);
  unlock(person);
  person.lastPasswordChangeAt = world.now();
  // Which row of Microsoft's revocation table a Graph reset follows is not documented: the strictest one.
  person.sessionsValidFrom = world.now();
  return { outcome: 'succeeded', statusDetail: 'ResetSuccess' };
}

function refuseOnPremises(world: World, person: Person, fresh: string): string | undefined {
  if (!isOnPremises(person)) return undefined;
  if (world.quirks.writebackDown) return 'SSPR_0030: OnPremisesConnectivityError';
  if (person.adProtected) return 'SSPR_0029: OnPremisesAdminActionRequired';
  if (world.quirks.policyRefusesNext) {
    world.quirks.policyRefusesNext = false;
    return 'OnPremisesPolicyViolation';
  }
  return checkPolicy(person, fresh, 'ad');
}

/** Password hash sync: carries AD's change to Entra after the lag, unless a newer one has overtaken it. */
function synchronise(world: World, person: Person): void {
  const changedAt = person.ad?.changedAt;
  setTimeout(() => {
    if (!person.ad || person.ad.changedAt !== changedAt) return;
    replace(world, person.cloud, person.ad.value, false);
    person.lastPasswordChangeAt = person.ad.changedAt;
  }, world.lags.directorySync).unref();
}

function replace(world: World, held: Credential | undefined, fresh: string, mustChange: boolean): void {
  if (!held) return;
  held.history = [held.value, ...held.history].slice(0, REMEMBERED);
  held.value = fresh;
  held.mustChange = mustChange;
  held.changedAt = world.now();
}

function failed(statusDetail: string): ResetEnd {
  return { outcome: 'failed', statusDetail };
}
