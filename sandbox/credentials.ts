// One password as a directory holds it: checked, locked after too many wrong tries, replaced.
import type { Where } from './password-rules.ts';
import type { Credential, Person, World } from './world.ts';

export type Verdict = 'ok' | 'wrong' | 'must-change' | 'disabled' | 'locked';

const LOCKED_AFTER = 10;
const LOCKED_FOR = 60_000;
const REMEMBERED = 24;
/** Until when an account is locked. Beside the world, since nobody but these functions may ask. */
const locks = new WeakMap<Person, number>();

/** Only the right password is told more than "wrong". */
export function check(world: World, person: Person, plain: string, where: Where): Verdict {
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

export function forgiveTries(person: Person): void {
  person.badPasswords = 0;
  locks.delete(person);
}

export function replace(world: World, held: Credential | undefined, fresh: string, mustChange: boolean): void {
  if (!held) return;
  held.history = [held.value, ...held.history].slice(0, REMEMBERED);
  held.value = fresh;
  held.mustChange = mustChange;
  held.changedAt = world.now();
}

function isLocked(world: World, person: Person): boolean {
  if (person.badPasswords < LOCKED_AFTER) return false;
  if (world.now() < (locks.get(person) ?? 0)) return true;
  forgiveTries(person);
  return false;
}
