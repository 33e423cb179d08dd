// Help for somebody who cannot open Teams: another asks, the person shows who they are on any device, and the desk hands the tracker over.
import type { Page } from '../browser.ts';
import { signInWithPasskey } from '../connect.ts';
import type { Seen } from '../teams/sight.ts';
import type { Person } from '../world.ts';
import { digitsOf, hasVerb, isSaid, says } from './chat.ts';
import { type App, vouches } from './proofs.ts';
import type { Actor, Story } from './story.ts';
import { openTracker, type Tracker } from './tracker.ts';

/** The opener's side in the chat; gives the code to be told. */
export async function asksFor(story: Story, opener: Actor, who: Actor): Promise<string> {
  await opensFor(story, opener, who.person, isSaid(/What happened/), 'the question for a reason');
  const card = await says(story, opener, 'The password was forgotten on holiday.', hasSix, 'the card with a code');
  return sixOn(card.words);
}

/** Names whom they mean, and gives what the bot says to that. */
export async function opensFor(
  story: Story,
  opener: Actor,
  { upn }: Pick<Person, 'upn'>,
  want: (message: Seen) => boolean,
  what: string,
): Promise<Seen> {
  await opener.teams.install();
  await says(story, opener, 'my colleague is locked out', isSaid(/Who cannot get in/), 'the question who');
  return says(story, opener, upn, want, what);
}

/** On a device that no Teams is on: the code, and a passkey. Gives the page as it is then. */
export async function joins(story: Story, who: Actor, code: string): Promise<Page> {
  const { browser, person } = who;
  story.tell(person.name, 'joins');
  const joined = await browser.submit(await browser.open(`${story.world.botOrigin}/join`), {
    fields: { upn: person.upn, code },
  });
  const signIn = await browser.submit(joined, { button: 'sign-in' });
  story.tell(person.name, 'passkey');
  return signInWithPasskey(browser, signIn, person.upn);
}

export async function isVouchedForOnThePage(story: Story, who: Actor, joined: Page, voucher: Actor): Promise<void> {
  await voucher.teams.install();
  const page = await who.browser.submit(joined, { button: 'vouch' });
  await vouches(story, who, voucher, digitsOf(page.text));
}

export function looksAgain(who: Actor, page: Page): Promise<Page> {
  return who.browser.submit(page, { button: 'look' });
}

/** Face to face, by somebody else than whoever approved. */
export async function isHandedOver(story: Story, who: Actor, filed: Page, member: Actor): Promise<Tracker> {
  return takesOver(story, who, filed, { code: sixOn(await spokenBy(story, member, who, 'in-person')) });
}

/** From afar: words of the helpdesk's, and with them a code of the app they set up before. */
export async function hearsTheCode(story: Story, who: Actor, filed: Page, member: Actor, app: App): Promise<Tracker> {
  const code = /^\p{Ll}+ \p{Ll}+ \p{Ll}+$/mu.exec(await spokenBy(story, member, who, 'speak-code'))?.[0] ?? '';
  return takesOver(story, who, filed, { code, app: app.code() });
}

const SPOKEN = { 'in-person': 'hands-over', 'speak-code': 'speaks' } as const;

/** What the card says after the press of a button of it. */
async function spokenBy(story: Story, member: Actor, about: Actor, verb: keyof typeof SPOKEN): Promise<string> {
  const channel = member.teams.inChannel();
  const mine = (message: Seen) => hasVerb(verb)(message) && message.words.includes(about.person.upn);
  const card = await channel.waitFor(mine, { what: 'the button for handing over' });
  story.tell(member.person.name, SPOKEN[verb], { name: about.person.name });
  const outcome = await channel.execute(card, verb);
  if (outcome.kind !== 'card') throw new Error(`handing over was answered with ${JSON.stringify(outcome)}`);
  return channel.messages.find(message => message.id === card.id)?.words ?? '';
}

async function takesOver(
  story: Story,
  who: Actor,
  filed: Page,
  fields: Readonly<Record<string, string>>,
): Promise<Tracker> {
  const page = await who.browser.submit(await looksAgain(who, filed), { fields, button: 'hand-off' });
  return openTracker(story, page.url);
}

const hasSix = (message: Seen) => /^\d{3} ?\d{3}$/m.test(message.words);

function sixOn(words: string): string {
  const digits = /^\d{3} ?\d{3}$/m.exec(words)?.[0];
  if (!digits) throw new Error(`there are no six digits: ${words.slice(0, 400)}`);
  return digits.replace(' ', '');
}
