// What every dialog works with, and how it speaks: plain text or a card with its summary, never Markdown.
import type { TurnContext } from 'botbuilder';
import { ActivityTypes, CardFactory } from 'botbuilder';
import type { Key, Values, Words } from '../locales/words.ts';
import { wordsFor } from '../locales/words.ts';
import type { Desk } from '../src/core/desk/desk.ts';
import type { Person } from '../src/core/person.ts';
import type { Policy } from '../src/core/policy.ts';
import type { Requests, Tickets, World } from '../src/core/ports.ts';
import { isRefused, type Refused } from '../src/core/refusals.ts';
import type { Request } from '../src/core/request.ts';

export type DialogTools = {
  readonly desk: Desk;
  readonly requests: Requests;
  readonly tickets: Tickets;
  readonly policy: Policy;
  readonly world: World;
  readonly links: Links;
  /** How a person reaches the helpdesk without this bot; absent when the admin gave nothing. */
  readonly contact?: string;
};

export type Links = {
  /** The page that starts the step-up. */
  readonly prove: (ticket: string) => string;
  /** The page where an authenticator app is set up. */
  readonly enrol: (ticket: string) => string;
  readonly tracker: (request: string) => string;
  /** Where somebody joins the request that was asked for them. */
  readonly join: string;
  /** Microsoft's self-service reset in the person's language. */
  readonly sspr: (locale: string) => string;
  /** Microsoft's page where people keep their own ways to sign in. */
  readonly securityInfo: string;
};

/** Who is talking in this turn. Lives in the turn, never in a dialog: all conversations share the dialog objects. */
export type Speaker = {
  readonly person: Person;
  readonly name: string;
  readonly locale: string;
  /** IANA; undefined when nobody has told it. */
  readonly zone: string | undefined;
  /** A command id for something done in this turn; the same on every delivery of it. */
  readonly command: (what: string) => string;
  /** The turn was not caused by the person but by something that happened elsewhere. */
  readonly resumed: boolean;
  /** The last answer may never have been sent: whatever is said now is no answer to it. */
  readonly questionLost: boolean;
};

const SPEAKER = Symbol('speaker');

export function introduce(turn: TurnContext, speaker: Speaker): void {
  turn.turnState.set(SPEAKER, speaker);
}

export function speakerOf(turn: TurnContext): Speaker {
  const speaker = turn.turnState.get<Speaker>(SPEAKER);
  if (!speaker) throw new Error('this turn has no speaker');
  return speaker;
}

export function wordsOf(turn: TurnContext): Words {
  const { locale, zone } = speakerOf(turn);
  return wordsFor(locale, zone);
}

/** Sends plain text: what people typed may be in it, and must stay text. */
export async function say(turn: TurnContext, key: Key, values?: Values): Promise<void> {
  await sayText(turn, wordsOf(turn).say(key, values));
}

/** Sentences that belong together, as one message. */
export async function sayLines(turn: TurnContext, lines: readonly string[]): Promise<void> {
  await sayText(turn, lines.join('\n'));
}

async function sayText(turn: TurnContext, text: string): Promise<void> {
  await turn.sendActivity({ type: ActivityTypes.Message, text, textFormat: 'plain' });
}

/** The mark of a card that shows where a request stands. Read by whoever sends it, who takes it off. */
export const STANDING = 'standing';

/** Of which request, and as it was at which version. */
export type Shown = { readonly request: string; readonly version: number };

/** @param standing the request whose card this is from now on; it is brought up to date in place when the request moves */
export async function show(
  turn: TurnContext,
  made: { readonly card: Record<string, unknown>; readonly summary: string },
  standing?: Request,
): Promise<void> {
  const shown = standing && { request: standing.id, version: standing.version };
  await turn.sendActivity({
    type: ActivityTypes.Message,
    attachments: [CardFactory.adaptiveCard(made.card)],
    summary: made.summary,
    ...(shown ? { valueType: STANDING, value: shown satisfies Shown } : {}),
  });
}

export async function sayRefusal(turn: TurnContext, refusal: Refused): Promise<void> {
  await sayText(turn, refusalIn(wordsOf(turn), refusal));
}

/** Why not; with until when, or how many tries are left, where that is known. */
export function refusalIn(words: Words, { refused, until, left }: Refused): string {
  const key = `chat.refusal.${refused}` as const;
  const [later, more] = [`${key}.until`, `${key}.left`];
  if (until !== undefined && words.knows(later)) return words.say(later, { until: words.moment(until) });
  if (left !== undefined && words.knows(more)) return words.say(more, { left });
  return words.say(key);
}

/**
 * The speaker's newest request, if these very words have already carried out the command `did` on it. A message that is delivered twice, or
 * run again after a lost race, must find what its first run left, and answer the same.
 */
export async function requestAfter(tools: DialogTools, turn: TurnContext, did: string): Promise<Request | undefined> {
  const { person, command } = speakerOf(turn);
  const latest = await tools.requests.latest(person);
  return latest && (await tools.requests.answered(latest.id, command(did))) ? latest : undefined;
}

/** Looks at what another delivery of the same words is about to do. */
const LOOKS = 20;

/** What is delivered twice at the same moment is done once, and both deliveries say how it went. */
export async function once<T extends object>(act: () => Promise<T | Refused>): Promise<T | Refused> {
  for (let looks = 1; ; looks++) {
    const done = await act();
    if (!isRefused(done) || done.refused !== 'busy' || looks === LOOKS) return done;
  }
}

/** Asks a question that is answered in words: once now, and again when something else is said. */
export function question(turn: TurnContext, key: Key) {
  const asked = { type: ActivityTypes.Message, text: wordsOf(turn).say(key), textFormat: 'plain' };
  return { prompt: asked, retryPrompt: asked };
}

/** The speaker's live request, read now. */
export async function liveRequest(tools: DialogTools, turn: TurnContext): Promise<Request | undefined> {
  return tools.requests.live(speakerOf(turn).person);
}
