// The connector's operations on conversations and messages, as botbuilder calls them (facts: client.md §3).
import { type Activity, isObject } from './activity.ts';
import {
  type Call,
  type Desk,
  noConversation,
  notInRoster,
  type Operation,
  type Reply,
  refuse,
  throttled,
} from './reply.ts';
import { type Message, personalId, type Room, threadId } from './rooms.ts';

const ACTIVITIES = '/v3/conversations/:conversation/activities';
/** About 100 KB, counted in UTF-16 as Teams does. */
const LARGEST = 100 * 1024;

export const MESSAGES: readonly Operation[] = [
  { method: 'post', path: '/v3/conversations', name: 'POST conversations', run: create },
  { method: 'post', path: ACTIVITIES, name: 'POST activities', run: send },
  // Proactive sends come this way too: the continuation activity has an id, so the SDK replies to it.
  { method: 'post', path: `${ACTIVITIES}/:activity`, name: 'POST activities', run: send },
  { method: 'put', path: `${ACTIVITIES}/:activity`, name: 'PUT activities', run: update },
  { method: 'del', path: `${ACTIVITIES}/:activity`, name: 'DELETE activities', run: remove },
];

function create(desk: Desk, { body }: Call): Reply {
  if (!isObject(body)) return refuse(400, 'BadSyntax', 'A body is required.');
  const channelData = isObject(body['channelData']) ? body['channelData'] : {};
  const tenant = body['tenantId'] ?? (isObject(channelData['tenant']) ? channelData['tenant']['id'] : undefined);
  const first = body['activity'] === undefined ? undefined : activityIn(body['activity']);
  if (isObject(channelData['channel'])) return thread(desk, String(channelData['channel']['id']), first);
  const member: unknown = Array.isArray(body['members']) ? body['members'][0] : undefined;
  const person = isObject(member) ? desk.world.find(teamsOrObjectId(String(member['id']))) : undefined;
  // Without the tenant real Teams refuses as well, so people report (no page of Microsoft's says so).
  if (!person?.inTeams || desk.rooms.without.has(person.key) || tenant !== desk.world.tenant) return notInRoster();
  const id = personalId(person);
  return first ? { status: 201, body: { id, ...said(desk, id, first) } } : { status: 201, body: { id } };
}

function thread(desk: Desk, channel: string, first: Activity | undefined): Reply {
  if (desk.rooms.room(channel)?.kind !== 'channel') return noConversation(channel);
  if (!first) return refuse(400, 'BadSyntax', 'A new thread needs its first activity.');
  const wait = desk.pace.spend('send', channel);
  if (wait > 0) return throttled(wait);
  if (tooLarge(first)) return refuse(413, 'MessageSizeTooBig', 'Message size too large.');
  const { id } = desk.rooms.post(channel, 'bot', first);
  return { status: 201, body: { id: threadId(channel, id), activityId: id } };
}

function send(desk: Desk, { params, body }: Call): Reply {
  const conversation = params['conversation'] ?? '';
  const refused = mayWrite(desk, conversation);
  if (refused) return refused;
  const activity = activityIn(body);
  if (!activity) return refuse(400, 'BadSyntax', 'An activity with a type is required.');
  const wait = desk.pace.spend('send', conversation);
  if (wait > 0) return throttled(wait);
  if (activity.type !== 'message') return { status: 202, body: {} };
  if (tooLarge(activity)) return refuse(413, 'MessageSizeTooBig', 'Message size too large.');
  const { activityId } = said(desk, conversation, activity);
  return { status: 201, body: activityId === undefined ? {} : { id: activityId } };
}

function update(desk: Desk, { params, body }: Call): Reply {
  const found = mine(desk, params);
  if (!('message' in found)) return found;
  const activity = activityIn(body);
  if (!activity) return refuse(400, 'BadSyntax', 'An activity with a type is required.');
  if (tooLarge(activity)) return refuse(413, 'MessageSizeTooBig', 'Message size too large.');
  desk.rooms.edit(found.message, activity);
  return { status: 200, body: { id: found.message.id } };
}

function remove(desk: Desk, { params }: Call): Reply {
  const found = mine(desk, params);
  if (!('message' in found)) return found;
  desk.rooms.remove(found.message);
  return { status: 200 };
}

/** The bot's own message that the path names, or why it may not touch it. */
function mine(desk: Desk, params: Call['params']): Reply | { message: Message } {
  const conversation = params['conversation'] ?? '';
  const refused = mayWrite(desk, conversation);
  if (refused) return refused;
  const message = desk.rooms.message(conversation, params['activity'] ?? '');
  if (!message) return refuse(404, 'ActivityNotFoundInConversation', `Activity not found: ${params['activity']}`);
  // That it may not is documented, the code of the refusal is assumed.
  if (message.from !== 'bot') return refuse(403, 'Forbidden', 'A bot can change only its own messages.');
  const wait = desk.pace.spend('send', conversation);
  return wait > 0 ? throttled(wait) : { message };
}

function mayWrite(desk: Desk, conversation: string): Reply | undefined {
  const room: Room | undefined = desk.rooms.room(conversation);
  if (!room) return noConversation(conversation);
  const gone = room.kind === 'personal' && room.members().some(person => desk.rooms.without.has(person.key));
  return gone ? notInRoster() : undefined;
}

/** Teams splits a text with attachments into two messages and answers with no id that could be used later. */
function said(desk: Desk, conversation: string, activity: Activity): { activityId?: string } {
  const { text, ...rest } = activity;
  if (!text || !activity.attachments?.length) return { activityId: desk.rooms.post(conversation, 'bot', activity).id };
  const { attachments: _apart, ...words } = activity;
  desk.rooms.post(conversation, 'bot', words);
  desk.rooms.post(conversation, 'bot', rest);
  return {};
}

function tooLarge(activity: Activity): boolean {
  return JSON.stringify(activity).length * 2 > LARGEST;
}

/** A member is named by Teams id or by Entra object id, never by user name or the sandbox's own keys. */
function teamsOrObjectId(id: string): string {
  return /^(29:)?[0-9a-f]{8}-/i.test(id) ? id : '';
}

function activityIn(body: unknown): Activity | undefined {
  return isObject(body) && typeof body['type'] === 'string' ? (body as Activity) : undefined;
}
