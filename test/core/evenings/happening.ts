// Everything that may happen on an evening, each said in full: who does it, and to whose request.
import fc from 'fast-check';
import type { ProofKind } from '../../../src/core/proof.ts';
import { MINUTE } from '../a-desk.ts';
import type { Who, Whose } from './cast.ts';

/** Where a process dies: at this point, the nth time from now. */
export type Death = { readonly point: string; readonly nth: number };

/** How somebody comes back from the sign-in they were sent to. */
export const SIGN_INS = ['fresh', 'stale', 'without the context', 'as somebody else'] as const;
export type SignIn = (typeof SIGN_INS)[number];

const THINGS = [
  ...(['readable', 'connected', 'membersReadable', 'operationsReadable'] as const),
  ...(['ada in the group', 'abe in the group', 'max in the group'] as const),
  ...(['password changed', 'methods changed', 'manager changed'] as const),
] as const;
type Thing = (typeof THINGS)[number];

export type Happening =
  | { readonly what: 'work'; readonly workers: number }
  | { readonly what: 'wait'; readonly ms: number }
  /** Workers look, pages are open before their owners' eyes, and time goes by. */
  | { readonly what: 'a while'; readonly ms: number }
  | { readonly what: 'approve'; readonly who: Who; readonly whose: Whose; readonly gesture: 'none' | 'fresh' | 'stale' }
  | { readonly what: 'deny'; readonly who: Who; readonly whose: Whose }
  | { readonly what: 'cancel'; readonly who: Who; readonly whose: Whose }
  | { readonly what: 'freeze'; readonly who: Who; readonly whose: Whose }
  | { readonly what: 'lift'; readonly who: Who; readonly whose: Whose }
  | { readonly what: 'ask'; readonly whose: Whose }
  | { readonly what: 'give a reason'; readonly whose: Whose }
  | { readonly what: 'file'; readonly whose: Whose }
  | { readonly what: 'resume'; readonly whose: Whose }
  | { readonly what: 'said so'; readonly whose: Whose }
  | { readonly what: 'sign in'; readonly whose: Whose; readonly as: Whose }
  | { readonly what: 'offer'; readonly kind: Exclude<ProofKind, 'totp'>; readonly whose: Whose }
  | { readonly what: 'gesture'; readonly whose: Whose; readonly how: SignIn }
  | { readonly what: 'vouch'; readonly who: Who; readonly whose: Whose; readonly right: boolean }
  | {
      readonly what: 'type';
      readonly kind: 'totp' | 'call-back' | 'mail-code';
      readonly whose: Whose;
      readonly right: boolean;
    }
  /** Asks, proves and files, one after the other, while everything else goes on. */
  | { readonly what: 'go all the way'; readonly whose: Whose }
  /** Whoever holds their unlocked phone shows everything that is on it, and files. */
  | { readonly what: 'show what a device holds'; readonly whose: Whose }
  | { readonly what: 'ask for another'; readonly who: Who; readonly whose: Whose }
  | { readonly what: 'hand over'; readonly who: Who; readonly whose: Whose }
  | { readonly what: 'open a page'; readonly whose: Whose }
  | { readonly what: 'poll'; readonly page: number }
  | { readonly what: 'reveal'; readonly page: number }
  | { readonly what: 'have it'; readonly page: number }
  /** A page of one of them asks for what is the other's. */
  | { readonly what: 'reveal astray'; readonly page: number }
  | { readonly what: 'raise shields'; readonly who: Who }
  | { readonly what: 'lower shields'; readonly who: Who }
  | { readonly what: 'switch'; readonly thing: Thing; readonly whose: Whose }
  | ({ readonly what: 'die' } & Death);

/** A happening of this kind. */
export type One<W extends Happening['what']> = Extract<Happening, { readonly what: W }>;

const POINTS = ['find', 'before commit', 'after commit', 'before post', 'after post'];
const WAITS = [1, 1_000, 6_000, 16_000, 46_000, 2 * MINUTE, 11 * MINUTE, 31 * MINUTE];
const KINDS = ['step-up', 'vouch', 'call-back', 'mail-code'] as const;

const whose = fc.constantFrom<Whose>('rita', 'rita', 'rita', 'other');
const who = (...names: Who[]) => fc.constantFrom(...names);
const page = fc.nat(3);
const AT_THE_DESK: readonly Who[] = ['ada', 'abe', 'amy'];

/** Weighed so that a request often gets somewhere, and something goes wrong on its way. */
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  often(9, 'work', { workers: fc.integer({ min: 1, max: 3 }) }),
  often(9, 'a while', { ms: fc.constantFrom(2_000, 10_000, MINUTE, 4 * MINUTE) }),
  often(6, 'wait', { ms: fc.constantFrom(...WAITS) }),
  often(14, 'approve', {
    who: who(...AT_THE_DESK, ...AT_THE_DESK, ...AT_THE_DESK, 'stranger', 'rita', 'other', 'max', 'mona'),
    whose,
    gesture: fc.constantFrom('none', 'none', 'none', 'fresh', 'fresh', 'fresh', 'stale'),
  }),
  often(1, 'deny', { who: who('ada', 'abe', 'stranger', 'max'), whose }),
  often(4, 'go all the way', { whose }),
  often(1, 'show what a device holds', { whose }),
  often(2, 'offer', { kind: fc.constantFrom(...KINDS), whose }),
  often(2, 'gesture', { whose, how: fc.constantFrom('fresh', 'fresh', ...SIGN_INS) }),
  often(2, 'vouch', {
    who: who('max', 'max', 'max', 'mona', 'nora', 'stranger', 'rita', 'ada'),
    whose,
    right: fc.boolean(),
  }),
  often(1, 'type', { kind: fc.constantFrom('totp', 'call-back', 'mail-code'), whose, right: fc.boolean() }),
  often(2, 'open a page', { whose }),
  often(3, 'poll', { page }),
  often(4, 'reveal', { page }),
  often(2, 'have it', { page }),
  often(1, 'reveal astray', { page }),
  often(1, 'cancel', { who: who('rita', 'other', 'stranger'), whose }),
  often(1, 'freeze', { who: who('rita', 'other', 'max', 'ada', 'stranger'), whose }),
  often(1, 'lift', { who: who('security', 'security', 'rita'), whose }),
  often(3, 'sign in', { whose, as: whose }),
  often(1, 'said so', { whose }),
  often(1, 'give a reason', { whose }),
  often(1, 'resume', { whose }),
  often(1, 'ask', { whose }),
  often(1, 'file', { whose }),
  often(1, 'ask for another', { who: who('max', 'ada', 'stranger'), whose }),
  often(2, 'hand over', { who: who('ada', 'abe', 'amy', 'max'), whose }),
  often(1, 'raise shields', { who: who('security', 'security', 'ada') }),
  often(1, 'lower shields', { who: who('security', 'security', 'ada') }),
  often(2, 'switch', { thing: fc.constantFrom(...THINGS), whose }),
  often(2, 'die', { point: fc.constantFrom(...POINTS), nth: fc.integer({ min: 1, max: 3 }) }),
);

function often<W extends Happening['what']>(
  weight: number,
  what: W,
  fields: { readonly [K in Exclude<keyof One<W>, 'what'>]: fc.Arbitrary<One<W>[K]> },
): { readonly weight: number; readonly arbitrary: fc.Arbitrary<Happening> } {
  const drawn = fc.record({ what: fc.constant(what), ...fields });
  return { weight, arbitrary: drawn as fc.Arbitrary<unknown> as fc.Arbitrary<Happening> };
}
