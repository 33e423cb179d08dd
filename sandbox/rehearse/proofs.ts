// The ways to show who is asking, as people walk them: a code of an app, words from a phone, a code from a mail, and setting up an app.
import { generateSync } from 'otplib';
import type { Page } from '../browser.ts';
import { saysWho, signInWithPasskey } from '../connect.ts';
import { numbersOf } from '../phone.ts';
import type { Seen } from '../teams/sight.ts';
import { digitsOf, hasVerb, isSaid, isSignIn, says } from './chat.ts';
import type { Actor, Story } from './story.ts';

/** A code works once. The one that sets the app up is that of a moment ago, so that nobody waits half a minute for the next. */
const STEP = 30_000;
const SETTLED = 1_100;

/** An authenticator app in somebody's hands: what it shows now. */
export type App = { readonly code: () => string };

export const asksForCode = isSaid(/type the six digits it shows/);
export const asksForCall = isSaid(/I asked the helpdesk to call you/);
export const asksForMail = isSaid(/I sent six digits to/);
export const hasNoWayLeft = isSaid(/no way left|Those were all the ways/);

/** The passkey at Microsoft's page, brought back through the chat; gives what the bot goes on with. */
export async function showsPasskey(
  story: Story,
  who: Actor,
  card: Seen,
  want: (message: Seen) => boolean,
  what: string,
): Promise<Seen> {
  story.tell(who.person.name, 'passkey');
  const clicked = await who.teams.submit(card);
  if (clicked.kind !== 'sign-in') throw new Error('the card opened no sign-in');
  const start = await who.browser.submit(await who.browser.open(clicked.url));
  const page = await signInWithPasskey(who.browser, start, who.person.upn);
  const code = page.find('code');
  if (!code) throw new Error(`the sign-in gave no code: ${page.text.slice(0, 300)}`);
  const since = who.teams.now();
  await who.teams.verifyState(code);
  return who.teams.waitFor(want, { what, since });
}

/** The manager types what was read out; gives what the bot goes on with. */
export async function isVouchedFor(
  story: Story,
  who: Actor,
  digitsCard: Seen,
  want: (message: Seen) => boolean,
  what: string,
): Promise<Seen> {
  const since = who.teams.now();
  await vouches(story, who, story.actor(who.person.manager ?? ''), digitsOf(digitsCard.words));
  return who.teams.waitFor(want, { what, since });
}

/** Somebody is called, hears the two digits, and types them. */
export async function vouches(story: Story, who: Actor, voucher: Actor, digits: string): Promise<void> {
  story.tell(who.person.name, 'calls', { manager: voucher.person.name, digits });
  const mine = (message: Seen) => hasVerb('vouch')(message) && message.words.includes(who.person.upn);
  const card = await voucher.teams.waitFor(mine, { what: 'the vouch card' });
  story.tell(voucher.person.name, 'vouches');
  const outcome = await voucher.teams.execute(card, 'vouch', { digits, attest: 'true' });
  if (outcome.kind !== 'card') throw new Error(`the vouch was answered with ${JSON.stringify(outcome)}`);
}

/** What the helpdesk reads from its card and says on the phone, typed by whoever picks up. */
export async function hearsTheWords(
  story: Story,
  who: Actor,
  want: (message: Seen) => boolean,
  what: string,
): Promise<Seen> {
  const { person: caller, teams } = story.actor('hana');
  const isCall = (message: Seen) => message.words.includes(who.person.upn) && wordsOn(message) !== undefined;
  const card = await teams.inChannel().waitFor(isCall, { what: 'the card that asks for a call' });
  const words = wordsOn(card) ?? '';
  story.tell('channel', 'number', { name: who.person.name });
  const number = numbersOf(who.person)[0] ?? '';
  story.tell(caller.name, 'calls-back', { number, words });
  await story.calls(caller, number, words);
  try {
    return await says(story, who, words, want, what);
  } finally {
    story.hangsUp(caller);
  }
}

/** Six digits that came to the address of record. */
export async function readsTheMail(
  story: Story,
  who: Actor,
  want: (message: Seen) => boolean,
  what: string,
): Promise<Seen> {
  const address = who.person.privateMail ?? '';
  const mail = await story.mail(one => one.to.includes(address) && /\b\d{3} ?\d{3}\b/.test(one.text), 'the code');
  return says(story, who, /\b\d{3} ?\d{3}\b/.exec(mail.text)?.[0] ?? '', want, what);
}

/** Sets up an authenticator app with the desk: a passkey first, then the page that shows its key. */
export async function setsUpAnApp(story: Story, who: Actor): Promise<App> {
  await who.teams.install();
  const signIn = await says(story, who, 'set up my authenticator', isSignIn, 'the sign-in card');
  const isLink = (message: Seen) => JSON.stringify(message.card ?? {}).includes('/sign-in/enrol');
  const card = await showsPasskey(story, who, signIn, isLink, 'the link to the page');
  const start = await who.browser.submit(await who.browser.open(who.teams.link(card)));
  const page = await saysWho(who.browser, start, who.person.upn);
  const secret = keyOn(page);
  const codeAt = (at: number) => generateSync({ secret, epoch: Math.floor(at / 1_000) });
  const since = who.teams.now();
  story.tell(who.person.name, 'scans');
  await who.browser.submit(page, { fields: { code: codeAt(story.world.now() - STEP) } });
  await who.teams.waitFor(isSaid(/Your authenticator is set up/), { what: 'that it is set up', since });
  // The days until it counts, which the policy here makes a second.
  await new Promise(done => setTimeout(done, SETTLED));
  return { code: () => codeAt(story.world.now()) };
}

function wordsOn(message: Seen): string | undefined {
  return /could help a stranger[^\n]*\n(\p{Ll}+ \p{Ll}+)/u.exec(message.words)?.[1];
}

/** As the page writes it out for who cannot scan: base32 in groups of four. */
function keyOn(page: Page): string {
  const key = /\b([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})\b/.exec(page.text)?.[1];
  if (!key) throw new Error(`the page shows no key: ${page.text.slice(0, 300)}`);
  return key.replaceAll(' ', '');
}
