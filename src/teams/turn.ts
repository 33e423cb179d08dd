// A turn is a transaction: read the conversation's row, run the dialogs with their replies held back, compare-and-set, then send.
import { type Activity, BotAdapter, type ConversationReference, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Converse, Stack } from '../../dialogs/root.ts';
import { type Shown, STANDING } from '../../dialogs/talk.ts';
import type { Conversation, Conversations } from '../core/keeping.ts';
import type { Person } from '../core/person.ts';
import type { Log, World } from '../core/ports.ts';
import type { Said, Stand } from './notices.ts';

/** After so long without a settled answer the conversation is taken to the question that is due. */
const ANSWER_OWED = 15_000;
const TRIES = 20;
const REMEMBERED = 50;

export type Incoming = {
  readonly person: Person;
  readonly name: string;
  readonly locale: string;
  /** Their time zone (IANA); undefined when this activity does not tell it. */
  readonly zone: string | undefined;
  /** The activity's id; undefined when nobody said anything (a proactive turn). */
  readonly activity: string | undefined;
  /** What makes command ids the same on every delivery of the same cause. */
  readonly cause: string;
  readonly reference: Partial<ConversationReference>;
  readonly heard: Partial<Activity>;
};

/** What to send, and the row's version whose debt is paid when it is sent. Empty when this activity was handled before. */
export type Reply = Said & { readonly version: number };

export type Turns = ReturnType<typeof createTurns>;

export function createTurns(tools: { conversations: Conversations; converse: Converse; world: World; log: Log }) {
  const { conversations, converse, world } = tools;
  const self = world.id();
  return {
    /** Runs the dialogs on what came in and saves what remains; on a lost race the held replies are thrown away and it runs again. */
    async take(incoming: Incoming): Promise<Reply> {
      for (let tries = 0; tries < TRIES; tries++) {
        const row = (await conversations.find(incoming.person)) ?? fresh(incoming);
        if (incoming.activity !== undefined && row.seen.includes(incoming.activity))
          return { activities: [], stands: [], version: row.version };
        const held = new HeldReplies();
        const stack = await held.run(incoming, turn =>
          converse(turn, speaker(incoming, row.zone, row.owed && row.by !== self), row.stack),
        );
        const owed = held.activities.length > 0;
        const next = { ...after(row, incoming, stack, owed), by: self };
        const saved = await (owed ? conversations.save(next, world.now() + ANSWER_OWED) : conversations.save(next));
        const { activities, stands } = held;
        if (saved === 'done') return { activities, stands, version: row.version + 1 };
      }
      throw new Error('a conversation changed under every one of twenty turns');
    },

    /** The replies are on their way: nothing is owed any more. */
    settle(person: Person, reply: Reply): Promise<void> {
      return conversations.settle(person, reply.version);
    },

    /** Keeps the proactive address, without a turn. */
    async meet(incoming: Incoming): Promise<void> {
      for (let tries = 0; tries < TRIES; tries++) {
        const row = (await conversations.find(incoming.person)) ?? fresh(incoming);
        if ((await conversations.save({ ...row, ...lastHeard(incoming) })) === 'done') return;
      }
    },
  };
}

function speaker(incoming: Incoming, zone: string | undefined, questionLost: boolean) {
  return {
    person: incoming.person,
    name: incoming.name,
    locale: incoming.locale,
    zone: incoming.zone ?? zone,
    command: (what: string) => `${incoming.cause}:${what}`,
    resumed: incoming.activity === undefined,
    questionLost,
  };
}

function fresh(incoming: Incoming): Conversation {
  return { person: incoming.person, ...lastHeard(incoming), stack: undefined, seen: [], owed: false, version: 0 };
}

function after(row: Conversation, incoming: Incoming, stack: Stack, owed: boolean): Conversation {
  const seen = incoming.activity === undefined ? row.seen : [...row.seen, incoming.activity].slice(-REMEMBERED);
  return { ...row, ...lastHeard(incoming), stack, seen, owed };
}

/** Where they are, and how they are spoken to, as of now. */
function lastHeard({ reference, locale, zone }: Incoming): Pick<Conversation, 'reference' | 'locale' | 'zone'> {
  return { reference, locale, ...(zone === undefined ? {} : { zone }) };
}

/** Takes the place of the real adapter while the dialogs run: nothing leaves before the row is saved. */
class HeldReplies extends BotAdapter {
  readonly activities: Partial<Activity>[] = [];
  readonly stands: Stand[] = [];

  async run(incoming: Incoming, logic: (turn: TurnContext) => Promise<Stack>): Promise<Stack> {
    return logic(new TurnContext(this, { ...incoming.heard, type: incoming.heard.type ?? 'event' } as Activity));
  }

  override async sendActivities(_turn: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    // Dialogs address replies to the turn; the real send addresses them again.
    for (const { type, text, textFormat, attachments, summary, valueType, value } of activities) {
      if (type !== 'message') continue;
      if (valueType === STANDING) this.stands.push({ at: this.activities.length, ...(value as Shown) });
      this.activities.push({
        type,
        ...(text === undefined ? {} : { text, textFormat: textFormat ?? 'plain' }),
        ...(attachments ? { attachments } : {}),
        ...(summary === undefined ? {} : { summary }),
      });
    }
    return activities.map(() => ({ id: '' }));
  }

  override updateActivity(): Promise<never> {
    return Promise.reject(new Error('dialogs only send; cards are brought up to date by the messenger'));
  }

  override deleteActivity(): Promise<never> {
    return Promise.reject(new Error('dialogs only send'));
  }

  override continueConversation(): Promise<never> {
    return Promise.reject(new Error('dialogs answer; proactive turns come from the messenger'));
  }
}
