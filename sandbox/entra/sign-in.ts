// Walks one browser through a sign-in: from the authorization request, over the pages, to the code for the application.
import { randomUUID } from 'node:crypto';
import type { Answer, Html } from '../pages.ts';
import { acceptSignIn } from '../trust.ts';
import { byUserName } from '../user-name.ts';
import type { World } from '../world.ts';
import { described, errorPage, type Refusal, refusal } from './aadsts.ts';
import { take } from './answers.ts';
import { type Attempt, nextStep, settle } from './attempt.ts';
import { clientInfo } from './claims.ts';
import type { Grants } from './grants.ts';
import { type Asked, readRequest } from './request.ts';
import { handBack, screen } from './screens.ts';
import { cookieFor, type Visitor } from './sessions.ts';

type Fields = (name: string) => string;
const LIFETIME = 15 * 60_000;

export function createSignIn(world: World, grants: Grants) {
  const attempts = new Map<string, Attempt>();

  /** The attempt a form belongs to; one that another browser began is nobody's. */
  function find(id: string, visitor: Visitor | undefined): Attempt | undefined {
    const attempt = attempts.get(id);
    const fresh = attempt && world.now() - attempt.startedAt < LIFETIME;
    return fresh && attempt.visitor === visitor ? attempt : undefined;
  }

  function proceed(attempt: Attempt, complaint?: Html): Answer {
    const step = nextStep(world, attempt);
    if (step !== 'done') return screen(attempt, step, complaint);
    const { asked, person, proven, visitor } = attempt;
    if (!person || !proven) throw new Error('A sign-in was done without a person or a proof');
    attempts.delete(attempt.id);
    visitor.sessions.set(person, proven);
    world.tell('entra', `${person.name} signed in to ${asked.client.name}`, {
      amr: proven.amr,
      contexts: asked.contexts,
    });
    return reply(asked, {
      code: grants.code(asked, person, proven),
      client_info: clientInfo(world, person),
      session_state: randomUUID(),
    });
  }

  return {
    /** GET authorize. */
    begin(tenant: string, get: Fields, visitor: Visitor): Answer {
      const reading = readRequest(world, tenant, get);
      if (reading.kind === 'page') return errorPage(reading.no);
      if (reading.kind === 'back') return refuse(reading.asked, reading.no);
      const { asked } = reading;
      for (const old of attempts.values()) if (world.now() - old.startedAt > LIFETIME) attempts.delete(old.id);
      const attempt: Attempt = {
        id: randomUUID(),
        asked,
        visitor,
        startedAt: world.now(),
        person: undefined,
        proven: undefined,
        gesture: false,
        code: undefined,
      };
      settle(attempt, byUserName(world, asked.loginHint));
      if (asked.prompt === 'none') {
        const no = cannotBeSilent(world, attempt);
        if (no) return refuse(asked, no);
      }
      attempts.set(attempt.id, attempt);
      return { ...proceed(attempt), cookie: cookieFor(visitor) };
    },
    /** POST of any page of the sign-in. */
    async answer(get: Fields, visitor: Visitor | undefined): Promise<Answer> {
      const attempt = find(get('attempt'), visitor);
      if (!attempt) return errorPage(refusal('notSignedIn'));
      if (get('do') === 'cancel') {
        attempts.delete(attempt.id);
        return refuse(attempt.asked, refusal('declined'));
      }
      const taken = await take(world, attempt, get);
      return typeof taken === 'object' ? taken : proceed(attempt, taken);
    },
    /** Their identity provider sends somebody back: `wctx` is ours, `wresult` its assertion. */
    federated(get: Fields, visitor: Visitor | undefined): Answer {
      const attempt = find(get('wctx'), visitor);
      const assertion = attempt?.person && acceptSignIn(world, attempt.person, get('wresult'));
      if (assertion?.context !== attempt?.id || !assertion) return errorPage(refusal('assertion'));
      attempt.proven = { at: assertion.at, amr: ['pwd'] };
      return proceed(attempt);
    },
  };
}

function cannotBeSilent(world: World, attempt: Attempt): Refusal | undefined {
  const step = nextStep(world, attempt);
  if (step === 'done') return undefined;
  if (step === 'who' && attempt.visitor.sessions.size > 1) return refusal('manyAccounts');
  if (step === 'who' || step === 'credentials' || step === 'guest') return refusal('notSignedIn');
  return { ...refusal('needsMfa'), error: 'interaction_required' };
}

function refuse(asked: Asked, no: Refusal): Answer {
  return reply(asked, { error: no.error, error_description: described(no) });
}

function reply(asked: Asked, values: Readonly<Record<string, string>>): Answer {
  const fields = { ...values, ...(asked.state !== undefined && { state: asked.state }) };
  if (asked.mode === 'form_post') return handBack(asked.redirectUri, fields);
  return { to: `${asked.redirectUri}?${new URLSearchParams(fields).toString()}` };
}
