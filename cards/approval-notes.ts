// What the helpdesk's card says to whoever might decide: who is on it, what is missing, and why its viewer may not.
import type { Words } from '../locales/words.ts';
import { missingProofs } from '../src/core/demand.ts';
import type { Policy } from '../src/core/policy.ts';
import type { Request } from '../src/core/request.ts';
import type { ApprovalView } from './approval-view.ts';
import { plain, when } from './pieces.ts';

/** Sentences that may hold names: for TextRuns only. */
export function notesOf({ request, policy, viewer, now }: ApprovalView, words: Words): readonly string[] {
  if (request.state !== 'pending') return [];
  const { claim, callWanted } = request;
  const at = (then: { readonly at: number }) => when(then.at, now, words);
  return [
    ...(claim ? [words.say('cards.approval.claimed', { name: plain(claim.name), at: at(claim) })] : []),
    ...(callWanted
      ? [words.say('cards.approval.call-wanted', { name: plain(callWanted.name), at: at(callWanted) })]
      : []),
    ...(isProved(request, policy) ? [] : [words.say('cards.approval.unproved')]),
    ...(viewer?.signIn
      ? [words.say(`cards.approval.sign-in-${request.demand?.approverStepUp ? 'first' : 'own'}`)]
      : []),
    ...(request.recalled === 'approver must sign in again' ? [words.say('cards.approval.hands-gone')] : []),
    ...(viewer?.refused ? [words.say(`chat.refusal.${viewer.refused}`)] : []),
  ];
}

/** Whether what was proved is still enough for what is asked by now. */
export function isProved(request: Request, policy: Policy): boolean {
  const { demand, consentAt, since } = request;
  return demand === undefined || missingProofs(request, demand, policy, consentAt ?? since).length === 0;
}
