// The helpdesk's side: a card in the channel, and a decision on it.
import type { Seen } from '../teams/sight.ts';
import { hasVerb } from './chat.ts';
import type { Actor, Story } from './story.ts';

/** The approval card of this person, as this approver sees it in the channel. */
export function approvalCard(approver: Actor, about: Actor): Promise<Seen> {
  const mine = (message: Seen) => hasVerb('approve')(message) && message.words.includes(about.person.upn);
  return approver.teams.inChannel().waitFor(mine, { what: `the approval card for ${about.person.name}` });
}

/** Approves; gives how long the click took to be answered, in milliseconds. */
export async function approves(story: Story, approver: Actor, about: Actor): Promise<number> {
  const card = await approvalCard(approver, about);
  story.tell('Helpdesk channel', `shows a card about ${about.person.name}: who, which proofs, and why`);
  const outcome = await approver.teams.inChannel().execute(card, 'approve');
  if (outcome.kind !== 'card') throw new Error(`the approval was answered with ${JSON.stringify(outcome)}`);
  story.tell(approver.person.name, `approves (answered in ${Math.round(outcome.answer.ms)} ms)`);
  return outcome.answer.ms;
}
