// The locked-out person's side of the conversation, and their manager's.
import type { Seen } from '../teams/sight.ts';
import type { Actor, Story } from './story.ts';
import { openTracker, type Tracker } from './tracker.ts';

const FORGOT = 'I forgot my password';
export const REASON = 'I came back from three weeks of leave and cannot remember it.';

/** Says the first sentence and gives the bot's answer that `want` recognises. */
export async function begins(story: Story, who: Actor, want: (message: Seen) => boolean, what: string): Promise<Seen> {
  await who.teams.install();
  const since = who.teams.now();
  story.tell(who.person.name, 'writes', { words: FORGOT });
  await who.teams.say(FORGOT);
  const answer = await who.teams.waitFor(want, { what, since });
  story.tell('desk', 'quotes', { words: headline(answer) });
  return answer;
}

export async function givesReason(story: Story, who: Actor): Promise<Seen> {
  const since = who.teams.now();
  story.tell(who.person.name, 'reason', { words: REASON });
  await who.teams.say(REASON);
  return who.teams.waitFor(isSignIn, { what: 'the sign-in card', since });
}

/** First proof: a passkey at Microsoft's sign-in, brought back through the chat. */
export async function stepsUp(story: Story, who: Actor, card: Seen): Promise<Seen> {
  const clicked = await who.teams.submit(card);
  if (clicked.kind !== 'sign-in') throw new Error('the card opened no sign-in');
  let page = await who.browser.submit(await who.browser.open(clicked.url));
  if (page.forms.some(form => form.fields.some(field => field.name === 'username'))) {
    page = await who.browser.submit(page, { fields: { username: who.person.upn } });
  }
  page = await who.browser.submit(page, { button: 'fido2' });
  const code = page.find('code');
  if (!code) throw new Error(`the sign-in gave no code: ${page.text.slice(0, 300)}`);
  story.tell(who.person.name, 'passkey');
  const since = who.teams.now();
  await who.teams.verifyState(code);
  return who.teams.waitFor(hasDigits, { what: 'the two digits', since });
}

/** Second proof: the manager types the digits the person reads out. */
export async function vouches(story: Story, who: Actor, manager: Actor, digitsCard: Seen): Promise<Seen> {
  const digits = digitsOf(digitsCard);
  story.tell(who.person.name, 'calls', { manager: manager.person.name, digits });
  const mine = (message: Seen) => hasVerb('vouch')(message) && message.words.includes(who.person.upn);
  const card = await manager.teams.waitFor(mine, { what: 'the vouch card' });
  const since = who.teams.now();
  const outcome = await manager.teams.execute(card, 'vouch', { digits, attest: 'true' });
  if (outcome.kind !== 'card') throw new Error(`the vouch was answered with ${JSON.stringify(outcome)}`);
  story.tell(manager.person.name, 'vouches');
  return who.teams.waitFor(saysYes, { what: 'the question for consent', since });
}

/** Says yes and opens the tracker in a Teams dialog. */
export async function consents(story: Story, who: Actor): Promise<Tracker> {
  const since = who.teams.now();
  await who.teams.say('yes');
  story.tell(who.person.name, 'consents');
  const card = await who.teams.waitFor(opensTracker, { what: 'the tracker card', since });
  return opensTheTracker(story, who, card);
}

export async function opensTheTracker(story: Story, who: Actor, card: Seen): Promise<Tracker> {
  const opened = await who.teams.submit(card);
  if (opened.kind !== 'dialog' || opened.task?.type !== 'continue') throw new Error('the card opened no tracker');
  story.tell(who.person.name, 'opens');
  return openTracker(story, String(opened.task.value.url));
}

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

/** Whether the bot wrote it for somebody whose Teams is in another language than English. */
export function isForeign({ activity }: Seen): boolean {
  return !/^en\b/i.test(activity.locale ?? 'en');
}

function digitsOf(message: Seen): string {
  const digits = /^\d\d$/m.exec(message.words)?.[0];
  if (!digits) throw new Error('there are no digits on the card');
  return digits;
}

export function headline(message: Seen): string {
  return message.words.split('\n').filter(Boolean).slice(0, 2).join(' – ').slice(0, 160);
}
