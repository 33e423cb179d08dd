// A story on a company that is in use: what an earlier one has left open comes to its end first, by words in the chat.
import { opensTheTracker, opensTracker } from './chat.ts';
import { signsInToCheck } from './finish.ts';
import type { Actor, Story } from './story.ts';

/** Leaves nothing under way for whoever has talked to the bot before. They must know the password that works now. */
export async function startsAfresh(story: Story, who: Actor): Promise<void> {
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

async function asks(who: Actor, words: string, what: string) {
  const since = who.teams.now();
  await who.teams.say(words);
  return who.teams.waitFor(message => message.from === 'bot', { what, since });
}
