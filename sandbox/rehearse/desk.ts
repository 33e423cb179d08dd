// The helpdesk's side: a card in the channel, and a decision on it.
import type { Browser, Page } from '../browser.ts';
import { signInWithPasskey } from '../connect.ts';
import { numbersOf } from '../phone.ts';
import type { Seen } from '../teams/sight.ts';
import type { Person } from '../world.ts';
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
  story.tell('channel', 'card', { name: about.person.name });
  story.tell(approver.person.name, 'approves');
  const outcome = await approver.teams.inChannel().execute(card, 'approve');
  if (outcome.kind !== 'card') throw new Error(`the approval was answered with ${JSON.stringify(outcome)}`);
  const link = signInLink(outcome.card);
  if (link) {
    story.tell(approver.person.name, 'passkey');
    await signsInFirst(approver.browser, link, approver.person);
  }
  story.tell('desk', 'answered', { ms: Math.round(outcome.answer.ms) });
  return outcome.answer.ms;
}

/** The page where an approver signs in before their approval counts; undefined when the click was enough. */
export function signInLink(card: unknown): string | undefined {
  return /"url":"([^"]*\/sign-in\/approve\?[^"]*)"/.exec(JSON.stringify(card))?.[1];
}

/** With a passkey, up to the desk's own page that says what came of it. */
export async function signsInAt(browser: Browser, link: string, who: Person): Promise<Page> {
  return signInWithPasskey(browser, await browser.submit(await browser.open(link)), who.upn);
}

/** Throws with what the page says when the approval does not count. */
async function signsInFirst(browser: Browser, link: string, approver: Person): Promise<void> {
  const page = await signsInAt(browser, link, approver);
  if (page.status !== 200) throw new Error(`the approval does not count: ${page.text.slice(0, 300)}`);
}

/** Wants to speak with them first, and calls; gives the two words that say it is the helpdesk. */
export async function asksForACall(story: Story, approver: Actor, about: Actor): Promise<string> {
  const card = await approvalCard(approver, about);
  story.tell(approver.person.name, 'asks-call', { name: about.person.name });
  const since = about.teams.now();
  const outcome = await approver.teams.inChannel().execute(card, 'ask-call');
  if (outcome.kind !== 'card') throw new Error(`the wish for a call was answered with ${JSON.stringify(outcome)}`);
  const isTold = (message: Seen) => /wants to speak with you before they decide/.test(message.text);
  story.quotes('desk', await about.teams.waitFor(isTold, { what: 'that somebody will call', since }));
  const words = /Say “([^”]+)”/.exec(card.words)?.[1] ?? '';
  const number = numbersOf(about.person)[0] ?? '';
  story.tell(approver.person.name, 'calls-back', { number, words });
  await story.calls(approver.person, number, words);
  return words;
}

/** An admin in their own chat. */
export async function turnsShields(
  story: Story,
  verb: 'shields-raise' | 'shields-lower',
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const admin = story.actor('ada');
  await admin.teams.install();
  const since = admin.teams.now();
  story.tell(admin.person.name, verb === 'shields-raise' ? 'raises' : 'lowers');
  await admin.teams.say('shields');
  const card = await admin.teams.waitFor(hasVerb(verb), { what: 'the card of the shields', since });
  const outcome = await admin.teams.execute(card, verb, inputs);
  if (outcome.kind !== 'card') throw new Error(`the shields were answered with ${JSON.stringify(outcome)}`);
}
