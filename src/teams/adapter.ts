// Botbuilder's CloudAdapter, and nothing else of it: inbound turns behind the gate, and everything the bot says first.
import {
  type Activity,
  CloudAdapter,
  type ConversationParameters,
  type ConversationReference,
  type ResourceResponse,
  type Response,
  type TurnContext,
} from 'botbuilder';
import { ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import type { Log } from '../core/ports.ts';
import { createAuthentication, type Trust } from './authentication.ts';
import type { Carrier, Delivery } from './carrier.ts';
import { meaningOf, type Undelivered } from './connector.ts';

export type Logic = (turn: TurnContext) => Promise<void>;

/** An HTTP request that has passed the gate; `body` as the gate gave it. */
export type Inbound = {
  readonly headers: { readonly authorization?: string | undefined };
  readonly body: Readonly<Record<string, unknown>>;
};

export type Adapter = Carrier & {
  /**
   * Only for what the gate let pass. Answers 200, an invoke's own answer, or an empty 500 (the logic failed) or 503 (botbuilder could not
   * check the token again): never with words from the inside. Never rejects.
   */
  processActivity(req: Inbound, res: Response, logic: Logic): Promise<void>;
  /** A turn nobody asked for. Throws what the logic throws, unless it only says that nothing could be delivered. */
  continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<Delivery>;
};

type Deps = Trust & { readonly log: Log };

const CHANNEL = 'msteams';

export function createAdapter(deps: Deps): Adapter {
  const { cloud, botId, tenant, log } = deps;
  const authentication = createAuthentication(deps);
  const adapter = new CloudAdapter(authentication);
  // A net below our own: middleware of botbuilder's may fail too. What it says stays in the log.
  adapter.onTurnError = async (_turn, error) => log.error({ error: shown(error) }, 'a turn failed outside its logic');
  const bot = { id: `28:${botId}`, name: '' };
  const place = { bot, tenantId: tenant, channelData: { tenant: { id: tenant } } };

  /** Runs the logic so that its failure comes back to us, not to botbuilder, which would show it to the caller. */
  function watched(logic: Logic) {
    const outcome: { ran: boolean; error?: unknown } = { ran: false };
    const run: Logic = async turn => {
      outcome.ran = true;
      try {
        await logic(turn);
      } catch (error) {
        outcome.error = error;
      }
    };
    return { run, outcome };
  }

  async function connector(serviceUrl: string): Promise<ConnectorClient> {
    const itself = new ClaimsIdentity(['aud', 'appid'].map(type => ({ type, value: botId })));
    const client = await authentication.createConnectorFactory(itself).create(serviceUrl, cloud.botFrameworkTokenScope);
    return client as ConnectorClient;
  }

  async function create(serviceUrl: string, parameters: Partial<ConversationParameters>) {
    const client = await connector(serviceUrl);
    return client.conversations.createConversation({ ...place, ...parameters } as ConversationParameters);
  }

  return {
    async processActivity(req, res, logic) {
      const { run, outcome } = watched(logic);
      const answer: { status: number; body?: unknown } = { status: 200 };
      const taken = { socket: undefined, header: () => taken, end: () => taken, status, send };
      function status(code: number) {
        answer.status = code;
        return taken;
      }
      function send(body: unknown) {
        answer.body = body;
        return taken;
      }
      try {
        const { headers, body } = req;
        await adapter.process({ method: 'POST', headers: { ...headers }, body: { ...body } }, taken, run);
      } catch (error) {
        outcome.error ??= error;
      }
      if ('error' in outcome) log.error({ error: shown(outcome.error) }, 'a turn failed');
      else if (!outcome.ran) log.error({ status: answer.status }, 'botbuilder refused what the gate let pass');
      res.status('error' in outcome ? 500 : outcome.ran ? answer.status : 503);
      if (outcome.ran && !('error' in outcome) && answer.body !== undefined) res.send(answer.body);
      res.end();
    },

    continueConversation,

    async send(reference, activities) {
      const { serviceUrl = '', conversation } = reference;
      const sent: ResourceResponse[] = [];
      const delivered = await (activities.length === 0
        ? 'delivered'
        : continueConversation(
            reference,
            async turn => void sent.push(...(await turn.sendActivities([...activities]))),
          ));
      if (delivered !== 'delivered') return delivered;
      return { postings: sent.map(({ id }) => ({ serviceUrl, conversation: conversation?.id ?? '', activity: id })) };
    },

    personal(serviceUrl, person) {
      return delivery(async () => {
        const { id } = await create(serviceUrl, { isGroup: false, members: [{ id: person, name: '' }] });
        const conversation = { id, tenantId: tenant, conversationType: 'personal', isGroup: false, name: '' };
        const user = { id: person, aadObjectId: person, name: '' };
        return { reference: { channelId: CHANNEL, serviceUrl, bot, user, conversation } };
      });
    },

    async postPersonal(reference, activity) {
      const { serviceUrl, conversation } = reference;
      if (!serviceUrl || !conversation) throw new Error('a reference without an address');
      return delivery(async () => {
        const id = await say(serviceUrl, conversation.id, activity);
        return { posting: { serviceUrl, conversation: conversation.id, activity: id } };
      });
    },

    postChannel(serviceUrl, channel, activity) {
      return delivery(async () => {
        const channelData = { ...place.channelData, channel: { id: channel } };
        const made = await create(serviceUrl, { isGroup: true, channelData, activity: activity as Activity });
        // Teams names the message in the thread's id; `activityId` may be missing (what sendMessageToTeamsChannel stumbles over).
        const message = made.activityId || /;messageid=(\d+)/.exec(made.id)?.[1];
        if (!message) throw new Error('Teams made a thread and named no message in it');
        return { posting: { serviceUrl, conversation: made.id, activity: message } };
      });
    },

    update(posting, activity) {
      return delivery(async () => {
        const { serviceUrl, conversation, activity: id } = posting;
        const { conversations } = await connector(serviceUrl);
        await conversations.updateActivity(conversation, id, { ...addressed(activity, conversation), id });
        return 'delivered' as const;
      });
    },

    reply(posting, activity) {
      return delivery(async () => {
        await say(posting.serviceUrl, posting.conversation, activity);
        return 'delivered' as const;
      });
    },
  };

  async function continueConversation(reference: Partial<ConversationReference>, logic: Logic): Promise<Delivery> {
    const { run, outcome } = watched(logic);
    return delivery(async () => {
      await adapter.continueConversationAsync(botId, reference, run);
      if ('error' in outcome) throw outcome.error;
      return 'delivered' as const;
    });
  }

  /** Gives the message's id. */
  async function say(serviceUrl: string, conversation: string, activity: Partial<Activity>): Promise<string> {
    const { conversations } = await connector(serviceUrl);
    return (await conversations.sendToConversation(conversation, addressed(activity, conversation))).id;
  }

  function addressed(activity: Partial<Activity>, conversation: string): Partial<Activity> {
    const there = { id: conversation, tenantId: tenant } as Activity['conversation'];
    return { type: 'message', ...activity, from: bot, conversation: there };
  }
}

async function delivery<T>(send: () => Promise<T>): Promise<T | Undelivered> {
  try {
    return await send();
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning === undefined) throw error;
    return meaning;
  }
}

/** For the log. Not the error itself: those of HTTP clients carry the request, and the request carries the token. */
function shown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}
