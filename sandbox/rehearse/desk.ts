// The helpdesk's side: a card in the channel, and a decision on it.
import type { Browser } from '../browser.ts';
import { has } from '../connect.ts';
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
  const outcome = await approver.teams.inChannel().execute(card, 'approve');
  if (outcome.kind !== 'card') throw new Error(`the approval was answered with ${JSON.stringify(outcome)}`);
  const link = signInLink(outcome.card);
  if (link) {
    await signsInFirst(approver.browser, link, approver.person);
    story.tell(approver.person.name, 'passkey');
  }
  story.tell(approver.person.name, 'approves', { ms: Math.round(outcome.answer.ms) });
  return outcome.answer.ms;
}

/** The page where an approver signs in before their approval counts; undefined when the click was enough. */
export function signInLink(card: unknown): string | undefined {
  return /"url":"([^"]*\/sign-in\/approve\?[^"]*)"/.exec(JSON.stringify(card))?.[1];
}

/** With a passkey. Throws with what the page says when the approval does not count. */
export async function signsInFirst(browser: Browser, link: string, approver: Person): Promise<void> {
  let page = await browser.submit(await browser.open(link));
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: approver.upn } });
  page = await browser.submit(page, { button: 'fido2' });
  if (page.status !== 200) throw new Error(`the approval does not count: ${page.text.slice(0, 300)}`);
}
