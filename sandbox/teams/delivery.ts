// The Bot Framework service's half: addresses an activity as Teams would, signs for it, and hands it to the bot.
import { REGISTRATIONS, TEAM } from '../company.ts';
import { ISSUERS, type Keys } from '../keys.ts';
import type { Person, World } from '../world.ts';
import { type Activity, account, BOT, isObject, serviceUrl } from './activity.ts';

/** How to hand it over; everything but `times` is for the wrong ways a bot must refuse. */
export type Handover = {
  /** A token of one's own, or null for none at all. */
  readonly token?: string | null;
  /** Claims that replace the right ones; `undefined` takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** How often the same activity is delivered, all at once: Teams repeats what was answered slowly. */
  readonly times?: number;
  /** Milliseconds until the client gives up; 15,000 as real Teams does. */
  readonly patience?: number;
};

/** `status` 0 means no answer; `failed` then says why. `ms` is how long the bot took. */
export type Answer = { readonly status: number; readonly body: unknown; readonly ms: number; readonly failed?: string };

export type Deliver = (activity: Activity, how?: Handover) => Promise<Answer & { readonly others: readonly Answer[] }>;

/** `botEndpoint` is the bot's `/api/messages`. Failing to reach it is an answer, not an exception: bots do get killed. */
export function createDelivery(world: World, keys: Keys, botEndpoint: string): Deliver {
  return async (activity, how = {}) => {
    const token = how.token === undefined ? await channelToken(world, keys, how.claims) : how.token;
    const once = () => hand(botEndpoint, activity, token, how.patience ?? 15_000);
    const [first, ...others] = await Promise.all([once(), ...Array.from({ length: (how.times ?? 1) - 1 }, once)]);
    const what = activity.name ?? activity.action ?? activity.text ?? '';
    const title = `${activity.from?.name ?? 'nobody'}: ${activity.type} ${what}`.trim();
    world.tell('activity', `${title} → ${first.status}`, { activity: withoutToken(activity), answer: first.body });
    return { ...first, others };
  };
}

/** The token Teams' activities come with. `claims` replaces some; one that is `undefined` is left out. */
export function channelToken(world: World, keys: Keys, claims: Handover['claims'] = {}): Promise<string> {
  const now = Math.floor(world.now() / 1_000);
  const right = {
    iss: ISSUERS.botFramework,
    aud: REGISTRATIONS.bot.clientId,
    serviceurl: serviceUrl(world),
    nbf: now - 60,
  };
  return keys.botFramework.sign({ ...right, ...claims }, { expiresIn: 3_600 });
}

/** Fills in everything Teams adds to what a person did (facts: client.md §3). `part` wins over all of it. */
export function address(world: World, person: Person, conversation: string, part: Activity): Activity {
  const { id, name, aadObjectId } = account(world, person);
  const inChannel = conversation.startsWith('19:');
  const [channel = ''] = conversation.split(';');
  const { locale } = person;
  const country = locale.split('-')[1] ?? 'US';
  return {
    id: `f:${world.id()}`,
    timestamp: new Date(world.now()).toISOString(),
    localTimezone: 'Europe/Stockholm',
    channelId: 'msteams',
    serviceUrl: serviceUrl(world),
    locale,
    from: { id, name, aadObjectId },
    recipient: BOT,
    conversation: {
      id: conversation,
      conversationType: inChannel ? 'channel' : 'personal',
      tenantId: world.tenant,
      ...(inChannel ? { isGroup: true } : {}),
    },
    ...part,
    channelData: { tenant: { id: world.tenant }, ...(inChannel ? place(channel) : {}), ...part.channelData },
    entities: [
      { type: 'clientInfo', locale, country, platform: 'Web', timezone: 'Europe/Stockholm' },
      ...(part.entities ?? []),
    ],
  };
}

function place(channel: string) {
  return {
    team: { id: TEAM.id, name: TEAM.name, aadGroupId: TEAM.aadGroupId },
    channel: { id: channel },
    teamsTeamId: TEAM.id,
    teamsChannelId: channel,
  };
}

async function hand(endpoint: string, activity: Activity, token: string | null, patience: number): Promise<Answer> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(activity), signal });
    const text = await response.text();
    return { status: response.status, body: parsed(text), ms: took() };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return {
      status: 0,
      body: undefined,
      ms: took(),
      failed: late ? `no answer within ${patience} ms` : 'no connection',
    };
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An invoke may carry the person's own token; the timeline is no place for it. */
function withoutToken(activity: Activity): Activity {
  if (!isObject(activity.value) || !('authentication' in activity.value)) return activity;
  return { ...activity, value: { ...activity.value, authentication: '(removed)' } };
}
