// Help for somebody who cannot open Teams: another asks, the person shows who they are on any device, and the desk hands the tracker over.
import type { Page } from '../browser.ts';
import { has } from '../connect.ts';
import type { Seen } from '../teams/sight.ts';
import { isSaid, says } from './proofs.ts';
import type { Actor, Story } from './story.ts';
import { openTracker, type Tracker } from './tracker.ts';

/** The opener's side in the chat; gives the code to be told. */
export async function asksFor(story: Story, opener: Actor, who: Actor): Promise<string> {
  await opener.teams.install();
  await says(story, opener, 'my colleague is locked out', isSaid(/Who cannot get in/), 'the question who');
  await says(story, opener, who.person.upn, isSaid(/What happened/), 'the question for a reason');
  const card = await says(story, opener, 'He forgot his password on holiday.', hasSix, 'the card with a code');
  return sixOn(card.words);
}

/** On a device that no Teams is on: the code, and a passkey. Gives the page as it is then. */
export async function joins(story: Story, who: Actor, code: string): Promise<Page> {
  const { browser, person } = who;
  story.tell(person.name, 'quotes', { words: 'opens the page on a borrowed device, with the code he was told' });
  const joined = await browser.submit(await browser.open(`${story.world.botOrigin}/join`), {
    fields: { upn: person.upn, code },
  });
  let page = await browser.submit(joined, { button: 'sign-in' });
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: person.upn } });
  page = await browser.submit(page, { button: 'fido2' });
  story.tell(person.name, 'passkey');
  return page;
}

export async function isVouchedForOnThePage(story: Story, who: Actor, joined: Page, voucher: Actor): Promise<void> {
  await voucher.teams.install();
  const page = await who.browser.submit(joined, { button: 'vouch' });
  const digits = /^\d\d$/m.exec(page.text)?.[0] ?? '';
  story.tell(who.person.name, 'calls', { manager: voucher.person.name, digits });
  const mine = (message: Seen) => hasVerb(message, 'vouch') && message.words.includes(who.person.upn);
  const card = await voucher.teams.waitFor(mine, { what: 'the vouch card' });
  const outcome = await voucher.teams.execute(card, 'vouch', { digits, attest: 'true' });
  if (outcome.kind !== 'card') throw new Error(`the vouch was answered with ${JSON.stringify(outcome)}`);
  story.tell(voucher.person.name, 'vouches');
}

export function looksAgain(who: Actor, page: Page): Promise<Page> {
  return who.browser.submit(page, { button: 'look' });
}

/** Face to face, by somebody else than whoever approved. */
export async function isHandedOver(story: Story, who: Actor, filed: Page, member: Actor): Promise<Tracker> {
  const channel = member.teams.inChannel();
  const mine = (message: Seen) => hasVerb(message, 'in-person') && message.words.includes(who.person.upn);
  const card = await channel.waitFor(mine, { what: 'the button for handing over' });
  const outcome = await channel.execute(card, 'in-person');
  if (outcome.kind !== 'card') throw new Error(`handing over was answered with ${JSON.stringify(outcome)}`);
  const shown = channel.messages.find(message => message.id === card.id);
  story.tell(member.person.name, 'quotes', { words: 'says that Bela stands before him, and reads out six digits' });
  const page = await who.browser.submit(await looksAgain(who, filed), {
    fields: { code: sixOn(shown?.words ?? '') },
    button: 'hand-off',
  });
  return openTracker(story, page.url);
}

function hasVerb(message: Seen, verb: string): boolean {
  return JSON.stringify(message.card ?? {}).includes(`"verb":"${verb}"`);
}

const hasSix = (message: Seen) => /^\d{3} ?\d{3}$/m.test(message.words);

function sixOn(words: string): string {
  const digits = /^\d{3} ?\d{3}$/m.exec(words)?.[0];
  if (!digits) throw new Error(`there are no six digits: ${words.slice(0, 400)}`);
  return digits.replace(' ', '');
}
