// How the two directories check, change and reset a password, and how one's password reaches the other.
import { check, forgiveTries, replace, type Verdict } from './credentials.ts';
import { inMemory } from './on-premises/memory.ts';
import { type Changed, type OnPremises, REPORTS, type Write } from './on-premises/on-premises.ts';
import { checkPolicy, type Where } from './password-rules.ts';
import { isOnPremises, lastChange, type Person, type World } from './world.ts';

export type { Verdict } from './credentials.ts';
export type { Changed } from './on-premises/on-premises.ts';
export { checkPolicy, type Violation, type Where } from './password-rules.ts';
export type ResetEnd = { readonly outcome: 'succeeded' | 'failed'; readonly statusDetail: string };

/** Checks a password at Entra (`cloud`) or at the domain controllers (`ad`). Only the right password is told more than "wrong". */
export async function verifyPassword(world: World, person: Person, plain: string, where: Where): Promise<Verdict> {
  return where === 'ad' ? domain(world).signIn(person, plain) : check(world, person, plain, 'cloud');
}

/**
 * A person's own change: the old password is the proof, so it works with must-change too. A locked account answers `wrong`.
 * What AD takes reaches Entra with the next directory sync; what Entra takes for a synced person is written back first,
 * and answers `policy` when the domain will not have it.
 */
export async function changePassword(
  world: World,
  person: Person,
  old: string,
  fresh: string,
  where: Where,
): Promise<Changed> {
  if (where === 'ad') {
    const changed = await domain(world).change(person, old, fresh);
    if (changed === 'ok') synchronise(world, person);
    return changed;
  }
  const verdict = check(world, person, old, 'cloud');
  if (verdict === 'disabled') return 'disabled';
  if (verdict === 'wrong' || verdict === 'locked') return 'wrong';
  if (fresh === old) return 'same';
  if (checkPolicy(person, fresh, 'cloud')) return 'policy';
  if (await writeBack(world, person, fresh, { mustChange: false, old })) return 'policy';
  replace(world, person.cloud, fresh, false);
  person.lastPasswordChangeAt = world.now();
  return 'ok';
}

/** What Microsoft's back end does when an administrator's reset ends; the new password must be changed at the next sign-in. */
export function adminReset(world: World, person: Person, fresh: string): Promise<ResetEnd> {
  return reset(world, person, fresh, true);
}

/** The same for a person's own reset at SSPR: the password chosen there is theirs to keep. */
export function selfServiceReset(world: World, person: Person, fresh: string): Promise<ResetEnd> {
  return reset(world, person, fresh, false);
}

/** Lifts a lockout without touching the password, as SSPR's "I know my password" does. Answers why not, or undefined. */
export async function unlock(world: World, person: Person): Promise<string | undefined> {
  const refusal = isOnPremises(person) ? await domain(world).unlock(person) : undefined;
  if (!refusal) forgiveTries(person);
  return refusal;
}

/** A story begins with the password its person had at first; an earlier story has changed it. */
export async function asBefore(world: World, person: Person): Promise<void> {
  person.lastPasswordChangeAt = lastChange(person, world.now());
  if (person.cloud) Object.assign(person.cloud, { value: person.password, mustChange: false, history: [] });
  if (isOnPremises(person)) await domain(world).restore(person);
}

/** On-premises first: when AD refuses, Entra is not touched (Microsoft: "How does password writeback work": it is synchronous and asks the domain first). */
async function reset(world: World, person: Person, fresh: string, mustChange: boolean): Promise<ResetEnd> {
  if (!person.cloud) return failed('SSPR_0014: UserNotProperlyConfigured'); // assumed: a guest has no password here
  const banned = checkPolicy(person, fresh, 'cloud');
  if (banned) return failed(banned);
  const refusal = await writeBack(world, person, fresh, { mustChange });
  if (refusal) return failed(refusal);
  if (isOnPremises(person) && world.quirks.cloudFailsAfterOnPremises) return failed('OnPremisesSuccessCloudFailure');
  replace(world, person.cloud, fresh, mustChange);
  forgiveTries(person);
  person.lastPasswordChangeAt = world.now();
  // Which row of Microsoft's revocation table a Graph reset follows is not documented: the strictest one.
  person.sessionsValidFrom = world.now();
  return { outcome: 'succeeded', statusDetail: 'ResetSuccess' };
}

async function writeBack(world: World, person: Person, fresh: string, how: Write): Promise<string | undefined> {
  if (!isOnPremises(person)) return undefined;
  return world.quirks.writebackDown ? REPORTS.unreachable : domain(world).write(person, fresh, how);
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

function domain(world: World): OnPremises {
  return world.onPremises ?? inMemory(world);
}

function failed(statusDetail: string): ResetEnd {
  return { outcome: 'failed', statusDetail };
}
