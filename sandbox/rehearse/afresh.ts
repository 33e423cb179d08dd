// A story on a company that is in use: what an earlier one has left open comes to its end first, by words in the chat or an admin's click.
import { hasVerb, opensTheTracker, opensTracker } from './chat.ts';
import { signsInToCheck } from './finish.ts';
import type { Actor, Story } from './story.ts';

/** Leaves nothing under way for whoever has talked to the bot before. They must know the password that works now. */
export async function startsAfresh(story: Story, who: Actor): Promise<void> {
  await liftsTheFreeze(story, who);
  if (!who.teams.messages.some(message => message.from === who.person.key)) return;
  story.tell(who.person.name, 'afresh');
  await asks(who, 'cancel', 'what came of cancelling');
  const standing = await asks(who, 'status', 'where it stands');
  if (!opensTracker(standing)) return;
  story.tell('desk', 'too-late');
  const tracker = await opensTheTracker(story, who, standing);
  try {
    await signsInToCheck(story, who, tracker, who.person.password);
  } finally {
    tracker.close();
  }
}

/** Only an admin sees the way to it, on their own view of the newest card. */
async function liftsTheFreeze(story: Story, { person }: Actor): Promise<void> {
  const admin = story.actor('ada');
  const channel = admin.teams.inChannel();
  const newest = () =>
    channel.messages.findLast(message => message.from === 'bot' && message.words.includes(person.upn));
  const card = newest();
  if (!card || !channel.refreshes(card)) return;
  await channel.refresh(card);
  const own = newest();
  if (!own || !hasVerb('lift')(own)) return;
  story.tell(admin.person.name, 'lifts');
  const outcome = await channel.execute(own, 'lift', { reason: 'The story begins anew.' });
  if (outcome.kind !== 'card') throw new Error(`lifting was answered with ${JSON.stringify(outcome)}`);
}

async function asks(who: Actor, words: string, what: string) {
  const since = who.teams.now();
  await who.teams.say(words);
  return who.teams.waitFor(message => message.from === 'bot', { what, since });
}
