// From a checked activity to whoever answers it: messages to the dialogs, clicks to the actions, pages to the panes.
import {
  ActivityTypes,
  type InvokeResponse,
  type Activity as Message,
  TurnContext as Turn,
  type TurnContext,
} from 'botbuilder';
import { type Words, wordsFor } from '../../locales/words.ts';
import { type Memory, SERVICE_URL } from '../core/keeping.ts';
import type { Named, Person } from '../core/person.ts';
import type { Log } from '../core/ports.ts';
import type { createActions } from './actions.ts';
import type { Activity } from './activity.ts';
import type { Click } from './clicks/click.ts';
import { plain } from './notices.ts';
import type { createPanes } from './panes.ts';
import type { Standing } from './standing.ts';
import type { createStepUp } from './step-up.ts';
import type { Incoming, Turns } from './turn.ts';

type Tools = {
  readonly tenant: string;
  readonly turns: Turns;
  readonly standing: Standing;
  readonly actions: ReturnType<typeof createActions>;
  /** The card about shields, when an admin asks for it in so many words. Asked twice, shown twice: it changes nothing. */
  readonly shields: (actor: Person, said: string, words: Words) => Promise<Partial<Message> | undefined>;
  readonly panes: ReturnType<typeof createPanes>;
  readonly stepUp: ReturnType<typeof createStepUp>;
  readonly memory: Memory;
  readonly log: Log;
};

export function createRouter(tools: Tools) {
  return async (turn: TurnContext, activity: Activity): Promise<void> => {
    const incoming = incomingOf(tools, turn, activity);
    switch (activity.type) {
      case ActivityTypes.Message:
        return message(tools, turn, activity, incoming);
      case ActivityTypes.Invoke:
        return void (await turn.sendActivity({
          type: 'invokeResponse',
          value: await invoke(tools, turn, activity, incoming),
        }));
      case ActivityTypes.InstallationUpdate:
        return installed(tools, turn, activity, incoming);
      default:
        return undefined;
    }
  };
}

async function message(tools: Tools, turn: TurnContext, activity: Activity, incoming: Incoming): Promise<void> {
  const words = wordsFor(incoming.locale);
  if (activity.conversation.conversationType !== 'personal') {
    await turn.sendActivity(plain(words.say('chat.personal-only')));
    return;
  }
  // A card's fallback click arrives as a message without text; what it carried is not believed, and nothing is lost by ignoring it.
  if (!activity.text) return;
  await remember(tools, activity);
  const card = await tools.shields(incoming.person, activity.text, words);
  if (card) return void (await turn.sendActivity(card));
  const reply = await tools.turns.take(incoming);
  if (reply.activities.length === 0) return;
  const sent = await turn.sendActivities([...reply.activities]);
  await tools.turns.settle(incoming.person, reply);
  const { serviceUrl, conversation } = activity;
  await tools.standing.posted(
    reply.stands,
    sent.map(({ id }) => ({ serviceUrl, conversation: conversation.id, activity: id })),
  );
}

async function invoke(
  tools: Tools,
  turn: TurnContext,
  activity: Activity,
  incoming: Incoming,
): Promise<InvokeResponse> {
  const actor = { ...incoming.person, name: incoming.name };
  switch (activity.name) {
    case 'adaptiveCard/action':
      return tools.actions(clickOf(activity, actor, incoming));
    case 'task/fetch':
      return tools.panes({ actor, locale: incoming.locale, value: activity.value });
    case 'signin/verifyState':
      return tools.stepUp(turn, {
        person: incoming.person,
        locale: incoming.locale,
        activity: activity.id,
        value: activity.value,
      });
    default:
      return { status: 501 };
  }
}

function clickOf(activity: Activity, actor: Person & Named, { locale, zone }: Incoming): Click {
  return {
    actor,
    locale,
    zone,
    activity: activity.id,
    place: { kind: activity.conversation.conversationType, channel: activity.channel },
    value: activity.value,
  };
}

async function installed(tools: Tools, turn: TurnContext, activity: Activity, incoming: Incoming): Promise<void> {
  await remember(tools, activity);
  if (activity.conversation.conversationType !== 'personal' || activity.action?.startsWith('remove')) return;
  await tools.turns.meet(incoming);
  await turn.sendActivity(plain(wordsFor(incoming.locale).say('chat.hello', { name: incoming.name })));
}

async function remember(tools: Tools, activity: Activity): Promise<void> {
  if ((await tools.memory.read(SERVICE_URL)) !== activity.serviceUrl)
    await tools.memory.write(SERVICE_URL, activity.serviceUrl);
}

function incomingOf(tools: Tools, turn: TurnContext, activity: Activity): Incoming {
  return {
    person: { tenant: tools.tenant, id: activity.from.aadObjectId },
    name: activity.from.name ?? '',
    locale: activity.locale ?? 'en',
    zone: activity.zone,
    activity: activity.id,
    cause: activity.id,
    reference: Turn.getConversationReference(turn.activity),
    heard: turn.activity,
  };
}
