// What Teams sends us, checked once and narrowed to what we use; the types of botbuilder promise fields that may not be there.
import { z } from 'zod';

/** A checked activity: from this tenant's Teams, by a person. Ids are as the wire has them, object ids in lower case. */
export type Activity = {
  /** `message`, `invoke`, `conversationUpdate`, `installationUpdate`, `messageReaction`, … */
  readonly type: string;
  readonly id: string;
  /** Which invoke, e.g. `adaptiveCard/action`. */
  readonly name?: string;
  /** `installationUpdate` only: `add` or `remove`, with `-upgrade` for a new version. */
  readonly action?: string;
  /** Where answers go; word for word the claim in the token. */
  readonly serviceUrl: string;
  readonly from: { readonly id: string; readonly aadObjectId: string; readonly name?: string };
  readonly conversation: {
    readonly id: string;
    readonly conversationType: 'personal' | 'groupChat' | 'channel';
    readonly tenantId: string;
  };
  /** The channel it happened in, `19:…`. */
  readonly channel?: string;
  /** At most TEXT_LIMIT characters of what was written. */
  readonly text?: string;
  readonly value?: unknown;
  readonly replyToId?: string;
  readonly locale?: string;
  /** The sender's time zone (IANA), where their client names one. */
  readonly zone?: string;
};

/** Longer messages are cut: nobody needs more to say what is wrong, and an answer is better than a refusal. */
export const TEXT_LIMIT = 4_000;

const Id = z.string().min(1).max(300);
const Short = z.string().max(300);

/**
 * The wire's shape. Fields we do not know are allowed, because Teams adds some; a wrong type in one we know is not. What may be absent here
 * and is demanded by the gate (sender, tenant) is refused there with another answer than a wrong shape.
 */
export const Wire = z.looseObject({
  type: z.string().min(1).max(100),
  id: Id,
  channelId: Short,
  serviceUrl: z.url({ protocol: /^https?$/ }).max(300),
  from: z.looseObject({ id: Id, aadObjectId: z.guid().optional(), name: Short.nullish(), role: Short.nullish() }),
  conversation: z.looseObject({
    id: Id,
    conversationType: z.enum(['personal', 'groupChat', 'channel']),
    tenantId: z.guid().optional(),
  }),
  channelData: z.looseObject({
    tenant: z.looseObject({ id: z.guid() }).optional(),
    channel: z.looseObject({ id: Id.nullish() }).nullish(),
  }),
  name: Short.nullish(),
  action: Short.nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: Id.nullish(),
  locale: z.string().max(35).nullish(),
  // Messages carry the zone as `localTimezone`; both kinds carry it in the `clientInfo` entity. What is no zone is no reason to refuse.
  localTimezone: z.string().nullish().catch(undefined),
  entities: z
    .array(
      z.looseObject({ type: z.string().optional().catch(undefined), timezone: z.string().optional().catch(undefined) }),
    )
    .nullish()
    .catch(undefined),
});

export type Wire = z.infer<typeof Wire>;

/** Undefined when somebody is not a person: nobody named, or a bot. */
export function personIn({ from }: Wire): string | undefined {
  if (from.role === 'bot' || from.id.startsWith('28:')) return undefined;
  return from.aadObjectId?.toLowerCase();
}

/** @param person the sender's object id  @param tenant ours, already compared  @param serviceUrl as the token says it */
export function activityOf(wire: Wire, person: string, tenant: string, serviceUrl: string): Activity {
  const { type, id, from, conversation, channelData, name, action, text, value, replyToId, locale } = wire;
  return {
    type,
    id,
    serviceUrl,
    from: { id: from.id, aadObjectId: person, ...given('name', from.name) },
    conversation: { id: conversation.id, conversationType: conversation.conversationType, tenantId: tenant },
    ...given('name', name),
    ...given('action', action),
    ...given('channel', channelData.channel?.id),
    ...given('text', text?.slice(0, TEXT_LIMIT)),
    ...given('replyToId', replyToId),
    ...given('locale', locale),
    ...given('zone', zoneIn(wire)),
    ...(value === undefined ? {} : { value }),
  };
}

/** The same activity for botbuilder, which reads the wire's own form: what we changed above is changed there too. */
export function bodyOf(wire: Wire, activity: Activity): Readonly<Record<string, unknown>> {
  return {
    ...wire,
    serviceUrl: activity.serviceUrl,
    from: { ...wire.from, aadObjectId: activity.from.aadObjectId },
    conversation: { ...wire.conversation, tenantId: activity.conversation.tenantId },
    ...given('text', activity.text),
  };
}

function zoneIn({ localTimezone, entities }: Wire): string | undefined {
  const named = localTimezone ?? entities?.find(({ type }) => type === 'clientInfo')?.timezone;
  return named !== undefined && /^[\w+/-]{1,64}$/.test(named) ? named : undefined;
}

function given<K extends string>(key: K, value: string | null | undefined): { readonly [P in K]?: string } {
  return (value ? { [key]: value } : {}) as { readonly [P in K]?: string };
}
