// Who is meant by what somebody typed into a user name field.
import { mailOf } from './graph/user-object.ts';
import type { Person, World } from './world.ts';

/** Finds by the full user principal name, and guests by their name at home too: the sandbox's own short keys are not names that a sign-in page knows. */
export function byUserName(world: World, typed: string): Person | undefined {
  const wanted = typed.trim().toLowerCase();
  return world.people.find(person => [person.upn, mailOf(person)].some(name => name.toLowerCase() === wanted));
}
