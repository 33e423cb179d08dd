// What one visit of SSPR has come to so far, and what it may use.
import type { Method } from '../people.ts';
import type { Person } from '../world.ts';

/** One visit: what has been answered so far. Kept here and not in the page, so that no step can be skipped. */
export type Visit = {
  readonly id: string;
  readonly at: number;
  readonly person: Person;
  wish: 'forgot' | 'unlock' | undefined;
  code: { method: Method; value: string; wrong: number } | undefined;
  verified: boolean;
};

/** A passkey opens sign-in but not SSPR (Microsoft: "How it works: self-service password reset"). */
export function usable(person: Person): Method[] {
  return person.methods.filter(method => method !== 'fido2');
}
