// What every proof shares: a challenge that is offered, stays open for a while, and ends in a proof that was passed.
import type { Account } from '../../account.ts';
import { type Named, named } from '../../person.ts';
import { CUSTODY, type ProofKind } from '../../proof.ts';
import { isRefused, type RefusalCode, type Refused, refuse } from '../../refusals.ts';
import { type Challenge, challenge, type Request } from '../../request.ts';
import { settled } from '../../settled.ts';
import type { Decision } from '../act.ts';
import { ownerOf } from '../answer.ts';
import type { Tools } from '../tools.ts';
import { demandNow } from '../weather.ts';

/** One kind of proof, as the conversation asks for it. Undefined: it can be asked for now. By what the row says, without new reads of the account. */
export type Way = { readonly kind: ProofKind; readonly hindrance: (request: Request) => Promise<Refused | undefined> };

/** The challenge, while it may still be answered. */
export function openChallenge<K extends Challenge['kind']>(
  tools: Tools,
  request: Request,
  kind: K,
): Extract<Challenge, { kind: K }> | Refused {
  const offered = challenge(request, kind);
  if (request.state !== 'open') return refuse('not-open');
  if (!offered) return refuse('proof-not-offered');
  if ('spent' in offered) return refuse('digits-spent');
  if (tools.world.now() > offered.expiresAt) return refuse('proof-expired');
  return offered;
}

/** The one still running, to be shown again instead of a new one: showing it again gives no new tries and costs no new code. */
export function running<K extends Challenge['kind']>(
  tools: Tools,
  request: Request,
  kind: K,
): Extract<Challenge, { kind: K }> | undefined {
  const offered = openChallenge(tools, request, kind);
  return isRefused(offered) ? undefined : offered;
}

/** A kind that is not asked of this person is neither offered nor heard: a code for it would be one more to steal. */
export async function asked(tools: Tools, request: Request, kind: ProofKind): Promise<Refused | undefined> {
  if (request.state !== 'open') return refuse('not-open');
  const { kinds, required } = await demandNow(tools, request);
  return [...kinds, ...required].includes(kind) ? undefined : refuse('proof-switched-off');
}

/** As far as the row knows; what it does not know is read before anything counts. */
export function tooNew(tools: Tools, kind: ProofKind, account: Account): Refused | undefined {
  const stands = settled(kind, account, tools.policy, tools.world.now());
  return typeof stands === 'object' ? refuse('proof-too-new', stands) : undefined;
}

/** For an account read just now. Unreadable changes count as changes: whoever takes an account over changes its methods first. */
export function unsettled(tools: Tools, kind: ProofKind, account: Account): Refused | undefined {
  const unread = settled(kind, account, tools.policy, tools.world.now()) === 'unknown';
  return unread ? refuse('changes-unreadable') : tooNew(tools, kind, account);
}

/** The account as it is now. */
export async function accountNow(tools: Tools, request: Request): Promise<Account | Refused> {
  const person = { tenant: request.tenant, id: request.person };
  const account = await tools.directory.account(person, { fresh: true }).catch((fault: unknown) => {
    tools.log.warn({ fault, request: request.id }, 'the directory could not be read for a proof');
    return undefined;
  });
  return account ?? refuse('directory-unavailable');
}

export function offering(request: Request, fresh: Challenge): Decision {
  return {
    event: 'note',
    actor: ownerOf(request),
    next: { challenges: instead(request, fresh) },
    facts: { what: `${fresh.kind} offered` },
  };
}

export function shownAgain(request: Request, kind: ProofKind): Decision {
  return { event: 'note', actor: ownerOf(request), facts: { what: `${kind} shown again` } };
}

/** `by`: the other person who answered, where it was not the owner. */
export function failed(request: Request, kind: ProofKind, why: RefusalCode, by?: Named): Decision {
  return { event: 'note', actor: by ? named(by) : ownerOf(request), facts: { what: `${kind} failed`, why } };
}

/** `by`: the other person whose word it is. Two people who vouch are two proofs; anything else replaces what was shown before. */
export function passed(tools: Tools, request: Request, kind: ProofKind, by?: Named): Decision {
  const at = tools.world.now();
  const proof = { kind, custody: CUSTODY[kind], at, ...(by ? { by: { id: by.id, name: by.name } } : {}) };
  const others = request.proofs.filter(one => one.kind !== kind || one.by?.id !== by?.id);
  return {
    event: 'note',
    actor: by ? named(by) : ownerOf(request),
    next: { proofs: [...others, proof], touchedAt: at },
    facts: { what: `${kind} passed` },
  };
}

export function instead(request: Request, fresh: Challenge): readonly Challenge[] {
  return [...request.challenges.filter(one => one.kind !== fresh.kind), fresh];
}

/** What a code is tied to. */
export function bindingTo(request: Request, kind: ProofKind): string {
  return `${request.tenant}|${request.person}|${request.id}|${kind}`;
}
