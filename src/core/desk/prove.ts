// Proofs: offered, answered, counted. Tries are spent before anything is compared, over all requests of a person.
import { timingSafeEqual } from 'node:crypto';
import { type Named, named, type Person, same } from '../person.ts';
import type { CommandId } from '../ports.ts';
import { CUSTODY } from '../proof.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import { type Challenge, challenge, type Request, type RequestId } from '../request.ts';
import { act, type Decision } from './act.ts';
import { asOwner, ownerOf } from './answer.ts';
import type { Tools } from './tools.ts';

const DAY = 24 * 3_600_000;
/** auth_time has whole seconds and another machine's clock. */
const SKEW = 5_000;

/** What Entra said of a sign-in, as far as a step-up needs it. */
export type SignedIn = {
  readonly tenant: string;
  readonly id: string;
  readonly authTime?: number;
  readonly contexts: readonly string[];
};

export function proving(tools: Tools) {
  return {
    /** Opens (or re-opens) the step-up; the sign-in must come after this moment. */
    offerStepUp(person: Person, id: RequestId, command: CommandId) {
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, request => {
          if (request.state !== 'open') return refuse('not-open');
          const now = tools.world.now();
          const offered: Challenge = { kind: 'step-up', issuedAt: now, expiresAt: now + tools.policy.stepUpValid };
          return {
            event: 'note',
            actor: ownerOf(request),
            next: { challenges: instead(request, offered) },
            facts: { what: 'step-up offered' },
          };
        }),
      );
    },

    /** The sign-in came back through the chat. Wrong person, stale or weak sign-ins count as failed tries. */
    async passStepUp(person: Person, id: RequestId, who: SignedIn, command: CommandId) {
      const request = await tools.requests.find(id);
      if (!request) return refuse('no-such-request');
      // What is too late anyway costs no try.
      const late = await tooLate(tools, request, 'step-up', command);
      if (late) return late;
      const spent = await spendTry(tools, person, command);
      if (spent === 'repeated') return { done: request, repeated: true as const };
      if (spent === 'none-left') return refuse('too-many-tries');
      const result = await act(
        tools,
        id,
        command,
        asOwner(tools, person, request => {
          const offered = openChallenge(tools, request, 'step-up');
          if (isRefused(offered)) return offered;
          if (!same({ tenant: who.tenant, id: who.id }, person)) return refuse('proof-wrong-person');
          if (!who.contexts.includes(tools.stepUpContext)) return refuse('proof-not-passwordless');
          if (who.authTime === undefined || who.authTime < offered.issuedAt - SKEW) return refuse('proof-not-fresh');
          // The conversation is told by a notice, not by this call: the sign-in may have come back through any door.
          return { ...passed(tools, request, 'step-up'), tell: [{ kind: 'resume', audience: 'person' }] };
        }),
      );
      if (!isRefused(result)) await tools.limits.forgive(tryKey(person));
      return result;
    },

    /** Two digits for the person to read out; a card to the manager, who types them. */
    offerVouch(person: Person, id: RequestId, command: CommandId) {
      return act(
        tools,
        id,
        command,
        asOwner(tools, person, request => {
          if (request.state !== 'open') return refuse('not-open');
          const { manager } = request.account;
          if (manager === 'unknown' || manager === null || manager.id === request.person) return refuse('no-manager');
          const now = tools.world.now();
          const running = challenge(request, 'vouch');
          if (running && !running.spent && now < running.expiresAt) {
            return { event: 'note', actor: ownerOf(request), facts: { what: 'vouch shown again' } };
          }
          const offered: Challenge = {
            kind: 'vouch',
            issuedAt: now,
            expiresAt: now + tools.policy.vouchValid,
            voucher: { id: manager.id, name: manager.name },
            digits: twoDigits(tools),
          };
          return {
            event: 'note',
            actor: ownerOf(request),
            next: { challenges: instead(request, offered) },
            facts: { what: 'vouch offered' },
          };
        }),
      );
    },

    /** The manager typed the digits. One try: a wrong answer ends this vouch, and the person asks for a new one. */
    async answerVouch(actor: Person & Named, id: RequestId, digits: string, command: CommandId) {
      const request = await tools.requests.find(id);
      if (!request || !voucherIs(request, actor)) return refuse(request ? 'not-yours' : 'no-such-request');
      const late = await tooLate(tools, request, 'vouch', command);
      if (late) return late;
      const owner = { tenant: request.tenant, id: request.person };
      const spent = await spendTry(tools, owner, command);
      if (spent === 'repeated') return { done: request, repeated: true as const };
      if (spent === 'none-left') return refuse('too-many-tries');
      const result = await act(tools, id, command, current => {
        if (!voucherIs(current, actor)) return refuse('not-yours');
        const offered = openChallenge(tools, current, 'vouch');
        if (isRefused(offered)) return offered;
        const closed = { challenges: instead(current, { ...offered, spent: true }) };
        if (!equal(offered.digits, digits)) {
          return {
            event: 'note',
            actor: named(actor),
            next: closed,
            facts: { what: 'vouch failed' },
            tell: [{ kind: 'resume', audience: 'person' }],
          };
        }
        const decision = passed(tools, current, 'vouch', actor);
        return { ...decision, next: { ...decision.next, ...closed }, tell: [{ kind: 'resume', audience: 'person' }] };
      });
      if (!isRefused(result) && !vouchFailed(result.done)) await tools.limits.forgive(tryKey(owner));
      return result;
    },
  };
}

/** True when the last vouch ended with wrong digits, so that the conversation can say so. */
export function vouchFailed(request: Request): boolean {
  return challenge(request, 'vouch')?.spent === true && !request.proofs.some(proof => proof.kind === 'vouch');
}

/** The challenge, while it may still be answered. */
function openChallenge<K extends Challenge['kind']>(
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

async function tooLate(
  tools: Tools,
  request: Request,
  kind: Challenge['kind'],
  command: CommandId,
): Promise<Refused | undefined> {
  const offered = openChallenge(tools, request, kind);
  // A repeat of the very answer that closed it is no late one.
  if (!isRefused(offered) || (await tools.requests.answered(request.id, command))) return undefined;
  return offered;
}

function passed(tools: Tools, request: Request, kind: 'step-up' | 'vouch', by?: Named): Decision {
  const at = tools.world.now();
  const proof = { kind, custody: CUSTODY[kind], at, ...(by ? { by: { id: by.id, name: by.name } } : {}) };
  return {
    event: 'note',
    actor: by ? named(by) : ownerOf(request),
    next: { proofs: [...request.proofs.filter(one => one.kind !== kind), proof], touchedAt: at },
    facts: { what: `${kind} passed` },
  };
}

function instead(request: Request, fresh: Challenge): readonly Challenge[] {
  return [...request.challenges.filter(one => one.kind !== fresh.kind), fresh];
}

function voucherIs(request: Request, actor: Person): boolean {
  const voucher = challenge(request, 'vouch')?.voucher;
  return (
    voucher !== undefined && same({ tenant: request.tenant, id: voucher.id }, actor) && actor.id !== request.person
  );
}

/** One try of the person's daily five. A second delivery of the same answer is told apart first, so it costs nothing. */
async function spendTry(tools: Tools, person: Person, command: CommandId): Promise<'spent' | 'repeated' | 'none-left'> {
  const first = await tools.limits.spend(`once:${command}`, { count: 1, per: DAY });
  if ('until' in first) return 'repeated';
  const spent = await tools.limits.spend(tryKey(person), { count: tools.policy.failedProofsPerDay, per: DAY });
  return 'left' in spent ? 'spent' : 'none-left';
}

function tryKey(person: Person): string {
  return `proof:${person.tenant}:${person.id}`;
}

function twoDigits(tools: Tools): string {
  for (;;) {
    const byte = tools.world.random(1)[0] ?? 255;
    if (byte < 180) return String(10 + (byte % 90));
  }
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other.trim())];
  return a.length === b.length && timingSafeEqual(a, b);
}
