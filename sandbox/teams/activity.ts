// What travels between Teams and a bot: the wire's activity, and who is named in it.
import type { ConversationAccount, Activity as SchemaActivity, TeamsChannelAccount } from 'botframework-schema';
import { REGISTRATIONS } from '../company.ts';
import type { Person, World } from '../world.ts';

export type Json = Readonly<Record<string, unknown>>;

export type Card = Json & { readonly type: 'AdaptiveCard' };

export type Attachment = { readonly contentType: string; readonly content?: unknown; readonly name?: string };

type Retyped = 'timestamp' | 'localTimestamp' | 'expiration' | 'value' | 'channelData' | 'conversation' | 'attachments';

/** The schema's activity as JSON carries it: dates are ISO strings, and nothing is certain to be there but the type. */
export type Activity = Partial<Omit<SchemaActivity, Retyped | 'type'>> & {
  readonly type: string;
  timestamp?: string;
  localTimestamp?: string;
  value?: unknown;
  channelData?: Json;
  conversation?: Partial<ConversationAccount> & { id: string };
  attachments?: Attachment[];
  /** `installationUpdate` only: add or remove. */
  action?: string;
};

export const CARD = 'application/vnd.microsoft.card.adaptive';
export const BOT = { id: `28:${REGISTRATIONS.bot.clientId}`, name: 'Reset Desk' };

/** What `smba.trafficmanager.net/teams/` is in real life: where the bot's answers go, and a claim of every token to it. */
export const serviceUrl = (world: World) => `${world.origin}/teams/`;

export const teamsId = (person: Person) => `29:${person.id}`;

/** A member as the connector's roster gives it (facts: `TeamsChannelAccount` and what `members/{id}` really adds). */
export function account(world: World, person: Person): TeamsChannelAccount & { aadObjectId: string } {
  const [givenName = person.name, ...rest] = person.name.split(' ');
  return {
    id: teamsId(person),
    aadObjectId: person.id,
    name: person.name,
    givenName,
    surname: rest.join(' '),
    email: person.upn,
    userPrincipalName: person.upn,
    tenantId: world.tenant,
    userRole: person.userType === 'Guest' ? 'guest' : 'user',
  };
}

export function cardOf(activity: Activity): Card | undefined {
  return asCard(activity.attachments?.find(one => one.contentType === CARD)?.content);
}

export function asCard(value: unknown): Card | undefined {
  return isObject(value) && value['type'] === 'AdaptiveCard' ? (value as Card) : undefined;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
