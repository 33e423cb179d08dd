// The locked-out person's side of the conversation, and how they know what the bot has answered.
import type { Seen } from '../teams/sight.ts';
import type { Actor, Story } from './story.ts';
import { openTracker, type Tracker } from './tracker.ts';

export const FORGOT = 'I forgot my password';
export const REASON = 'I came back from three weeks of leave and cannot remember it.';

/** Says something and gives the answer that `want` recognises. */
export function says(
  story: Story,
  who: Actor,
  words: string,
  want: (message: Seen) => boolean,
  what: string,
): Promise<Seen> {
  story.tell(who.person.name, 'writes', { words });
  return answerTo(who, words, want, what);
}

/** Says the first sentence. */
export async function begins(story: Story, who: Actor, want: (message: Seen) => boolean, what: string): Promise<Seen> {
  await who.teams.install();
  const answer = await says(story, who, FORGOT, want, what);
  story.quotes('desk', answer);
  return answer;
}

export function givesReason(story: Story, who: Actor): Promise<Seen> {
  story.tell(who.person.name, 'reason', { words: REASON });
  return answerTo(who, REASON, isSignIn, 'the sign-in card');
}

async function answerTo(who: Actor, words: string, want: (message: Seen) => boolean, what: string): Promise<Seen> {
  const since = who.teams.now();
  await who.teams.say(words);
  return who.teams.waitFor(message => message.from === 'bot' && want(message), { what, since });
}

/** Says yes and opens the tracker in a Teams dialog. */
export async function consents(story: Story, who: Actor): Promise<Tracker> {
  story.tell(who.person.name, 'consents');
  return opensTheTracker(story, who, await answerTo(who, 'yes', opensTracker, 'the tracker card'));
}

export async function opensTheTracker(story: Story, who: Actor, card: Seen): Promise<Tracker> {
  story.tell(who.person.name, 'opens');
  const link = linkIn(await who.teams.submit(card));
  return openTracker(story, link, async () => linkIn(await story.unseen(who.person.key).submit(card)));
}

function linkIn(opened: Awaited<ReturnType<Actor['teams']['submit']>>): string {
  if (opened.kind !== 'dialog' || opened.task?.type !== 'continue') throw new Error('the card opened no tracker');
  return String(opened.task.value.url);
}

export const isSaid = (pattern: RegExp) => (message: Seen) => pattern.test(message.text);
/** In another language than English a question is known by being one: Teams is told that an answer is expected. */
export const asksReason = (message: Seen) =>
  /What happened\?/.test(message.text) ||
  (isForeign(message) && message.card === undefined && message.activity.inputHint === 'expectingInput');
export const isSignIn = (message: Seen) => JSON.stringify(message.card ?? {}).includes('"type":"signin"');
export const hasDigits = (message: Seen) => message.card !== undefined && /^\d\d$/m.test(message.words);
export const saysYes = (message: Seen) => {
  const card = JSON.stringify(message.card ?? {});
  return card.includes('"imBack"') && (isForeign(message) ? !/task\/fetch|OpenUrl/.test(card) : /\byes\b/i.test(card));
};
export const opensTracker = (message: Seen) => JSON.stringify(message.card ?? {}).includes('"task/fetch"');
export const hasVerb = (verb: string) => (message: Seen) =>
  JSON.stringify(message.card ?? {}).includes(`"verb":"${verb}"`);

/** The address on a card that has more than one button. */
export function linkTo(card: Seen, path: string): string {
  const link = new RegExp(`"(http[^"]*${path}[^"]*)"`).exec(JSON.stringify(card.card ?? {}))?.[1];
  if (!link) throw new Error(`the card has no link to ${path}`);
  return link;
}

/** The two that are read out to whoever vouches. */
export function digitsOf(words: string): string {
  const digits = /^\d\d$/m.exec(words)?.[0];
  if (!digits) throw new Error('there are no digits to read out');
  return digits;
}

/** Whether the bot wrote it for somebody whose Teams is in another language than English. */
export function isForeign({ activity }: Seen): boolean {
  return !/^en\b/i.test(activity.locale ?? 'en');
}
