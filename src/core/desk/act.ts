// The one way a verb changes a request: read, judge, commit by compare-and-set, and judge again when somebody was faster.
import { due } from '../due.ts';
import { type Event, type State, step } from '../lifecycle.ts';
import type { Actor } from '../person.ts';
import type { CommandId, Notice } from '../ports.ts';
import type { ProofKind } from '../proof.ts';
import { isRefused, type Refused, refuse } from '../refusals.ts';
import type { Request, RequestId } from '../request.ts';
import type { Sealed } from '../seal.ts';
import type { Tools } from './tools.ts';

/** What is to become of a request. A field set to undefined is taken off the row. */
export type Decision = {
  readonly event: Event;
  readonly actor: Actor;
  readonly next?: { readonly [K in keyof Request]?: Request[K] | undefined };
  readonly tell?: readonly Notice[];
  readonly seal?: Sealed | 'burn';
  /** The boxed token of whoever's own hands reset. It is burned by itself wherever a request leaves the states that need it. */
  readonly hands?: Sealed | 'burn';
  /** For the audit: nothing personal in `facts`. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly personal?: Readonly<Record<string, unknown>>;
};

/** `done` is the row as it now stands; `repeated` when this command had been carried out before. */
export type Done = { readonly done: Request; readonly repeated?: true };

/** `leave`: the row has moved on and asks for nothing from this verb any more. */
export type Judge = (request: Request) => Judged | Promise<Judged>;
export type Judged = Decision | Refused | 'leave';

const TRIES = 20;
/** Where such a token may be of use. */
const NEEDS_HANDS: readonly State[] = ['pending', 'approved', 'resetting', 'frozen'];

export async function act(tools: Tools, id: RequestId, command: CommandId, judge: Judge): Promise<Done | Refused> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await tools.requests.find(id);
    if (!before) return refuse('no-such-request');
    // The row as that command left it: `before` may have been read a moment too early.
    if (await tools.requests.answered(id, command))
      return { done: (await tools.requests.find(id)) ?? before, repeated: true };
    const decision = await judge(before);
    if (decision === 'leave') return { done: before };
    if (isRefused(decision)) return decision;
    const after = apply(before, decision, tools.world.now());
    const result = await tools.requests.commit({
      before,
      after,
      command,
      ...consequences(tools, before, after, decision),
    });
    if (result === 'done') return { done: after };
  }
  // Twenty losses in a row is a storm on one row; the person may simply press again.
  return refuse('busy');
}

/** For what was found out about a row before: once anything has moved it, those findings are worthless. */
export function ifUnmoved(seen: Request, decision: Decision): Judge {
  return current => (current.version === seen.version ? decision : 'leave');
}

/** The first commit of a request, which has no row to read yet. */
export async function create(
  tools: Tools,
  after: Request,
  command: CommandId,
  actor: Actor,
  more: Pick<Decision, 'tell' | 'facts'> = {},
): Promise<'done' | 'stale' | 'repeated'> {
  const decision = { event: 'draft', actor, ...more } as const;
  return tools.requests.commit({ after, command, ...consequences(tools, undefined, after, decision) });
}

function apply(before: Request, decision: Decision, now: number): Request {
  const state = step(before.state, decision.event);
  if (!state) throw new Error(`the lifecycle has no ${decision.event} from ${before.state}`);
  const moved = state === before.state && decision.event === 'note' ? before.since : now;
  const burned = decision.hands === 'burn' || !NEEDS_HANDS.includes(state) ? { hands: undefined } : {};
  const merged = { ...before, ...decision.next, ...burned, state, since: moved, version: before.version + 1 };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)) as Request;
}

function consequences(tools: Tools, before: Request | undefined, after: Request, decision: Decision) {
  const { event, actor, facts = {}, personal = {}, seal, tell = [] } = decision;
  const hands = decision.hands ?? (before?.hands && !after.hands ? 'burn' : undefined);
  return {
    line: {
      event,
      from: before?.state ?? ('nothing' as const),
      to: after.state,
      at: tools.world.now(),
      facts,
      personal: { ...personal, actor },
    },
    wake: due(after, tools.policy),
    tell: withCards(after, [...tell, ...newsOf(before, after)]),
    ...(seal ? { seal } : {}),
    ...(hands ? { hands } : {}),
  };
}

/** Cards follow the row by themselves: whatever changes, each card that exists is brought up to date. */
function withCards(after: Request, tell: readonly Notice[]): readonly Notice[] {
  const cards: Notice[] = [];
  const asked = (kind: ProofKind) => after.challenges.some(challenge => challenge.kind === kind);
  // A desk that is to call gets its card, with the words to say, before there is anything to decide; and a freeze is lifted on it.
  if (after.consentAt !== undefined || asked('call-back') || after.frozenBy)
    cards.push({ kind: 'card', audience: 'helpdesk' });
  if (after.consentAt !== undefined) cards.push({ kind: 'card', audience: 'person' });
  if (asked('vouch')) cards.push({ kind: 'vouch-card', audience: 'manager' });
  return [...cards, ...tell];
}

/** Whoever asked for somebody else hears of each state it comes to, and of each proof. */
function newsOf(before: Request | undefined, after: Request): readonly Notice[] {
  const moved = before !== undefined && (before.state !== after.state || before.proofs.length < after.proofs.length);
  return after.onBehalf && moved ? [{ kind: 'opener-news', audience: 'opener' }] : [];
}

/** A command id for a look: it names the version looked at, so two workers with the same view do the thing once. */
export function lookOf(request: Request, what: string): string {
  return `look:${request.version}:${what}`;
}
