// One sign-in under way, and the rule that says what it still needs.
import type { Method } from '../people.ts';
import type { Person, World } from '../world.ts';
import type { Asked } from './request.ts';
import { alive, type Proven, type Visitor } from './sessions.ts';

export type Attempt = {
  readonly id: string;
  readonly asked: Asked;
  readonly visitor: Visitor;
  readonly startedAt: number;
  person: Person | undefined;
  proven: Proven | undefined;
  /** Whether a passwordless method was used in this very attempt. */
  gesture: boolean;
  /** The text message sent as a second factor. */
  code: string | undefined;
};

export type Step =
  | 'who'
  | 'guest'
  | 'credentials'
  | 'disabled'
  | 'gesture'
  | 'context-unmet'
  | 'second-factor'
  | 'no-second-factor'
  | 'done';

/** What comes next. Pure: the same attempt in the same world always needs the same. */
export function nextStep(world: World, attempt: Attempt): Step {
  const { person, proven } = attempt;
  if (!person) return 'who';
  // A guest whose home is played here too signs in with the password of home.
  if (person.userType === 'Guest' && !person.cloud) return 'guest';
  if (!proven) return 'credentials';
  if (!person.accountEnabled) return 'disabled';
  if (needsGesture(world, attempt)) return passwordless(person).length > 0 ? 'gesture' : 'context-unmet';
  if (needsMfa(world, person) && !proven.amr.includes('mfa')) {
    return secondFactors(person).length > 0 ? 'second-factor' : 'no-second-factor';
  }
  return 'done';
}

/** Which account and session an attempt begins with: single sign-on, unless the request wants it otherwise. */
export function settle(attempt: Attempt, hinted: Person | undefined): void {
  const { asked, visitor } = attempt;
  if (asked.prompt === 'select_account') return;
  const live = [...visitor.sessions].filter(([person, proven]) => alive(person, proven));
  const only = live.length === 1 && asked.loginHint === '' ? live[0]?.[0] : undefined;
  attempt.person = hinted ?? (asked.prompt === 'login' ? undefined : only);
  attempt.proven = sessionFor(attempt, attempt.person);
}

/** The session this browser has for somebody, if it is alive and the request takes it. */
export function sessionFor(attempt: Attempt, person: Person | undefined): Proven | undefined {
  const proven = person && attempt.visitor.sessions.get(person);
  if (!person || !proven || attempt.asked.prompt === 'login' || !alive(person, proven)) return undefined;
  const { maxAge } = attempt.asked;
  return maxAge !== undefined && attempt.startedAt - proven.at >= maxAge * 1000 ? undefined : proven;
}

/** Methods that sign in without a password. */
export function passwordless(person: Person): Method[] {
  return person.methods.filter(method => method === 'fido2' || method === 'microsoftAuthenticator');
}

export function secondFactors(person: Person): Method[] {
  return person.methods.filter(method => method !== 'email');
}

/** Holders of a directory role, and whoever the company demands it from. */
export function needsMfa(world: World, person: Person): boolean {
  return (person.roles ?? []).length > 0 || world.requireMfa.has(person.id);
}

/** A context that no policy covers demands nothing and is given away: Entra's documented fail-open (Microsoft: "Conditional Access authentication context"). */
function needsGesture(world: World, attempt: Attempt): boolean {
  const enforced = attempt.asked.contexts.flatMap(context => world.contexts.get(context) ?? []);
  return !attempt.gesture && enforced.some(({ reportOnly }) => !reportOnly);
}
