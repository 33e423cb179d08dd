// What will happen, said before it does: what this very person has to show, of what counts apart, and how many people decide.
import type { TurnContext } from 'botbuilder';
import type { Words } from '../locales/words.ts';
import type { Demand } from '../src/core/demand.ts';
import { CUSTODY, type ProofKind } from '../src/core/proof.ts';
import type { Request } from '../src/core/request.ts';
import { type DialogTools, sayLines, wordsOf } from './talk.ts';

/** Each inner list is in one hand, and so counts once. */
export type Plan = {
  readonly needed: readonly (readonly ProofKind[])[];
  /** So many of these as well. */
  readonly choice: { readonly count: number; readonly of: readonly (readonly ProofKind[])[] };
};

export async function sayPlan({ desk }: DialogTools, turn: TurnContext, request: Request): Promise<void> {
  const [demand, available] = await Promise.all([desk.proofs.asked(request), desk.proofs.available(request)]);
  const ready = available.filter(one => one.ready).map(({ kind }) => kind);
  const words = wordsOf(turn);
  const { approvals } = demand;
  await sayLines(turn, [words.say('chat.plan', { approvals }), ...planLines(planOf(demand, ready), words)]);
}

/** @param ready what they could show now; all that counts is named where that would not do */
export function planOf({ apart, kinds, required }: Demand, ready: readonly ProofKind[]): Plan {
  const usable = kinds.filter(kind => ready.includes(kind));
  const would = required.every(kind => ready.includes(kind)) && inHands(usable).length >= apart;
  const needed = inHands(required);
  const others = inHands(
    (would ? usable : kinds).filter(kind => !required.some(one => CUSTODY[one] === CUSTODY[kind])),
  );
  const count = Math.max(0, apart - inHands(required.filter(kind => kinds.includes(kind))).length);
  return count >= others.length && count > 0
    ? { needed: [...needed, ...others], choice: { count: 0, of: [] } }
    : { needed, choice: { count, of: count === 0 ? [] : others } };
}

function inHands(kinds: readonly ProofKind[]): readonly (readonly ProofKind[])[] {
  return [...new Set(kinds.map(kind => CUSTODY[kind]))].map(hand => kinds.filter(kind => CUSTODY[kind] === hand));
}

function planLines({ needed, choice }: Plan, words: Words): readonly string[] {
  const ways = (hands: Plan['needed']) => hands.map(kinds => `• ${wayOf(kinds, words)}`).join('\n');
  const more = needed.length > 0 ? 'chat.plan.also' : 'chat.plan.choice';
  return [
    ...(needed.length > 0 ? [words.say('chat.plan.needed', { count: needed.length, ways: ways(needed) })] : []),
    ...(choice.count > 0 ? [words.say(more, { count: choice.count, ways: ways(choice.of) })] : []),
  ];
}

function wayOf(kinds: readonly ProofKind[], words: Words): string {
  const ways = kinds.map(kind => words.say(`chat.way.${kind}`)).join(' / ');
  return kinds.length > 1 ? words.say('chat.plan.device', { ways }) : ways;
}
