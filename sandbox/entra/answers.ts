// What each button of Entra's sign-in does to the attempt.
import { randomInt } from 'node:crypto';
import { type Provider, SIGN_INS } from '../company.ts';
import { type Answer, type Html, say } from '../pages.ts';
import { type Changed, changePassword, type Verdict, verifyPassword } from '../passwords.ts';
import { byUserName } from '../user-name.ts';
import { type Person, providerOf, type World } from '../world.ts';
import { inWords, refusal } from './aadsts.ts';
import { type Attempt, passwordless, secondFactors, sessionFor } from './attempt.ts';
import { change } from './screens.ts';

/** Nothing: go on. Words: the same step again, with this complaint. An answer: that and nothing else. */
export type Taken = undefined | Html | Answer;

/** Takes one submitted form. `get` reads its fields. */
export async function take(world: World, attempt: Attempt, get: (name: string) => string): Promise<Taken> {
  const wish = get('do');
  if (get('account')) return pick(world, attempt, get('account'));
  if (wish === 'who') return pick(world, attempt, get('username'));
  const person = attempt.person;
  if (!person) return undefined;
  if (wish === 'another') return forget(attempt);
  const provider = providerOf(person);
  if (wish === 'federate' && provider) return { to: federationAddress(world, attempt, person, provider) };
  if (wish === 'password' && !provider) return password(world, attempt, person, get('password'));
  if (wish === 'change' && !provider) return changed(world, attempt, person, get);
  if (wish === 'code') return code(world, attempt, get('code'));
  if (wish.startsWith('second:')) return secondFactor(world, attempt, person, wish.slice('second:'.length));
  return gesture(world, attempt, person, wish);
}

function pick(world: World, attempt: Attempt, name: string): Taken {
  const person = byUserName(world, name);
  if (!person) return inWords(refusal('unknownUser'));
  attempt.person = person;
  attempt.gesture = false;
  attempt.proven = sessionFor(attempt, person);
  return undefined;
}

function forget(attempt: Attempt): Taken {
  attempt.person = undefined;
  attempt.gesture = false;
  attempt.proven = undefined;
  return undefined;
}

const WORDS = {
  wrong: inWords(refusal('wrongPassword')),
  locked: inWords(refusal('locked')),
} as const;

async function password(world: World, attempt: Attempt, person: Person, plain: string): Promise<Taken> {
  const verdict: Verdict = await verifyPassword(world, person, plain, 'cloud');
  world.tell('entra', `${person.name} gave a password (${verdict})`);
  if (verdict === 'must-change') return change(attempt);
  if (verdict === 'wrong' || verdict === 'locked') return WORDS[verdict];
  // The right password of a disabled account counts as proof, so that the next step may say so.
  attempt.proven = { at: world.now(), amr: ['pwd'] };
  return undefined;
}

const CHANGE_WORDS: Record<Exclude<Changed, 'ok' | 'disabled'>, Html> = {
  wrong: say('entra.current-wrong'),
  policy: say('entra.too-weak'),
  same: say('entra.same'),
};

async function changed(world: World, attempt: Attempt, person: Person, get: (name: string) => string): Promise<Taken> {
  if (get('fresh') !== get('again')) return change(attempt, say('outside.no-match'));
  const outcome = await changePassword(world, person, get('old'), get('fresh'), 'cloud');
  world.tell('entra', `${person.name} updated the password at sign-in (${outcome})`);
  if (outcome !== 'ok' && outcome !== 'disabled') return change(attempt, CHANGE_WORDS[outcome]);
  attempt.proven = { at: world.now(), amr: ['pwd'] };
  return undefined;
}

/** In the sandbox the press of the button stands for the finger on the key, or the number typed on the phone. */
function gesture(world: World, attempt: Attempt, person: Person, wish: string): Taken {
  const method = passwordless(person).find(one => one === wish);
  if (!method) return undefined;
  attempt.gesture = true;
  attempt.proven = { at: world.now(), amr: [method === 'fido2' ? 'fido' : 'rsa', 'mfa'] };
  world.tell('entra', `${person.name} used ${method === 'fido2' ? 'a passkey' : 'the Authenticator app'}`);
  return undefined;
}

function secondFactor(world: World, attempt: Attempt, person: Person, wish: string): Taken {
  const method = secondFactors(person).find(one => one === wish);
  if (!method) return undefined;
  if (method !== 'mobilePhone') return confirm(world, attempt);
  attempt.code = String(randomInt(1_000_000)).padStart(6, '0');
  return undefined;
}

function code(world: World, attempt: Attempt, typed: string): Taken {
  const sent = attempt.code;
  attempt.code = undefined;
  return sent !== undefined && typed.trim() === sent ? confirm(world, attempt) : say('entra.code-wrong');
}

function confirm(world: World, attempt: Attempt): Taken {
  const { proven, person } = attempt;
  if (!proven) return undefined;
  attempt.proven = { ...proven, at: world.now(), amr: [...proven.amr, 'mfa'] };
  world.tell('entra', `${person?.name} gave a second factor`);
  return undefined;
}

function federationAddress(world: World, attempt: Attempt, person: Person, provider: Provider): string {
  const query = new URLSearchParams({ wa: 'wsignin1.0', wctx: attempt.id, username: person.upn });
  return `${world.origin}${SIGN_INS[provider]}?${query.toString()}`;
}
