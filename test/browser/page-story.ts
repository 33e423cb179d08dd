// What the people of a story do in their Teams on the sandbox's page, with a pointer or the keyboard alone.
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { Company } from '../stories/company.ts';
import { type Hands, pointer } from './hands.ts';
import { type Look, provesByPasskey } from './page-outside.ts';
import { type Window, whois } from './page-window.ts';

const REASON = 'I came back from three weeks of leave and cannot remember it.';

/** What came after somebody's own last words: an earlier story's answers do not count. */
const ANSWERS = 'li.message[data-own="true"]:not(:has(~ li.message[data-own="true"])) ~ li.message';

export async function says(window: Window, who: string, text: string): Promise<Locator> {
  const pane = await window.at(who);
  const said = pane.locator('li.message[data-own="true"]');
  const before = await said.count();
  await window.hands.fill(pane.getByLabel('Type a message'), text);
  await pane.getByLabel('Type a message').press('Enter');
  await said.nth(before).waitFor();
  return pane.locator(ANSWERS);
}

/** Up to the question for a reason, and its answer; gives the card that asks for the first proof. */
export async function asks(window: Window, who: string): Promise<Locator> {
  const answers = await says(window, who, 'I forgot my password');
  await answers.getByText('What happened?').waitFor();
  await says(window, who, REASON);
  return answered(await window.at(who), 'Sign in');
}

/** The first proof; gives the two digits to be read out. */
export async function proves(window: Window, who: string, signIn: Locator, look: Look): Promise<string> {
  const popup = await window.opened(signIn);
  await provesByPasskey(popup, who, look, window.hands);
  const digits = (await window.at(who)).locator(ANSWERS).getByText(/^\d\d$/);
  return digits.innerText();
}

/** The manager's card about somebody, still to be answered. */
export async function vouchCard(window: Window, manager: string, about: string): Promise<Locator> {
  const messages = (await window.at(manager)).locator('li.message').filter({ hasText: whois(about).upn });
  return messages.filter({ has: window.page.getByRole('button', { name: 'Confirm it is them' }) }).last();
}

/** The second proof: the manager types what they heard. */
export async function vouches(window: Window, manager: string, about: string, digits: string): Promise<void> {
  const asked = await vouchCard(window, manager, about);
  await window.hands.fill(asked.getByLabel('The two digits they read out'), digits);
  await window.hands.tick(asked.getByRole('checkbox'));
  await window.hands.press(asked.getByRole('button', { name: 'Confirm it is them' }));
}

/** Says yes; gives the button that opens the tracker. */
export async function consents(window: Window, who: string): Promise<Locator> {
  const pane = await window.at(who);
  await window.hands.press(pane.locator(ANSWERS).getByRole('button', { name: 'Yes, ask the helpdesk' }));
  return answered(pane, 'Open my page');
}

/** Everything until the request is with the helpdesk and its owner sits at the tracker. */
export async function files(window: Window, who: string, look: Look = async () => undefined): Promise<FrameLocator> {
  return filesFrom(window, who, await asks(window, who), look);
}

export async function filesFrom(
  window: Window,
  who: string,
  signIn: Locator,
  look: Look = async () => undefined,
): Promise<FrameLocator> {
  await vouches(window, 'marcus', who, await proves(window, who, signIn, look));
  await window.hands.press(await consents(window, who));
  return tracker(window, who);
}

export async function tracker(window: Window, who: string): Promise<FrameLocator> {
  const frame = (await window.at(who)).getByRole('dialog').frameLocator('iframe');
  await frame.getByRole('heading', { name: 'The helpdesk has your request' }).waitFor();
  return frame;
}

/** Closes the dialog in front of somebody's chat. */
export async function closes(window: Window, who: string): Promise<void> {
  await window.hands.press((await window.at(who)).getByRole('dialog').getByRole('button', { name: 'Close' }));
}

/** The thread about somebody's latest request, in the channel. */
export async function thread(window: Window, helper: string, about: string): Promise<Locator> {
  return (await window.at(helper))
    .locator('li.thread')
    .filter({ hasText: whois(about).upn })
    .last();
}

/** Their newest card that waits for a decision. */
export async function undecided(window: Window, helper: string, about: string): Promise<Locator> {
  const waits = window.page.getByRole('button', { name: 'Approve the reset' });
  const threads = (await window.at(helper)).locator('li.thread').filter({ hasText: whois(about).upn });
  return threads.filter({ has: waits }).last();
}

export async function approves(window: Window, helper: string, about: string): Promise<void> {
  const card = await undecided(window, helper, about);
  await window.hands.press(card.getByRole('button', { name: 'Approve the reset' }));
}

/** Sends what their Teams has no button for; gives the answer. */
export async function forges(company: Company, who: string, about: string): Promise<string> {
  const { messages, deliver } = company.teams.client(who).inChannel();
  const card = messages.findLast(({ words }) => words.includes(whois(about).upn))?.card;
  const request = /"request":"([^"]+)"/.exec(JSON.stringify(card))?.[1];
  const value = { action: { type: 'Action.Execute', verb: 'approve', data: { request } }, trigger: 'manual' };
  return JSON.stringify(await deliver({ type: 'invoke', name: 'adaptiveCard/action', value }));
}

/** Reads the password on the page, and says "I have it". */
export async function takes(
  page: FrameLocator | Page,
  seen: () => Promise<void> = async () => undefined,
  hands: Hands = pointer,
): Promise<string> {
  await hands.press(page.getByRole('button', { name: 'Show my temporary password' }));
  await hands.press(page.getByRole('button', { name: 'Show', exact: true }));
  const password = await page.getByLabel('Temporary password', { exact: true }).innerText();
  await seen();
  await hands.press(page.getByRole('button', { name: 'I have it' }));
  return password;
}

/** The button of the card that came last, after somebody's own last words. */
export function answered(pane: Locator, button: string): Locator {
  return pane.locator(ANSWERS).getByRole('button', { name: button, exact: true }).last();
}
