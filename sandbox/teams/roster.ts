// The connector's operations on members, teams and channels.
import type { ConversationList, TeamDetails } from 'botframework-schema';
import { TEAM } from '../company.ts';
import type { Person } from '../world.ts';
import { account } from './activity.ts';
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

const CONVERSATION = '/v3/conversations/:conversation';

export const ROSTER: readonly Operation[] = [
  {
    method: 'get',
    path: `${CONVERSATION}/members`,
    name: 'GET members',
    run: (desk, call) => members(desk, call, all),
  },
  { method: 'get', path: `${CONVERSATION}/members/:member`, name: 'GET members', run: member },
  {
    method: 'get',
    path: `${CONVERSATION}/pagedmembers`,
    name: 'GET pagedmembers',
    run: (desk, call) => members(desk, call, page),
  },
  { method: 'get', path: '/v3/teams/:team', name: 'GET teams', run: team },
  { method: 'get', path: '/v3/teams/:team/conversations', name: 'GET conversations', run: channels },
];

type Accounts = ReturnType<typeof account>[];
const all = (accounts: Accounts): unknown => accounts;
/** One page always: the smallest page Teams gives is 50 members, and nobody's sandbox has as many. */
const page = (accounts: Accounts): unknown => ({ members: accounts });

function members(desk: Desk, { params }: Call, shape: (accounts: Accounts) => unknown): Reply {
  const asked = peopleOf(desk, params['conversation'] ?? '');
  if (!('people' in asked)) return asked;
  return { status: 200, body: shape(asked.people.map(person => account(desk.world, person))) };
}

/** Teams knows a member by its own id and by the Entra object id. */
function member(desk: Desk, { params }: Call): Reply {
  const asked = peopleOf(desk, params['conversation'] ?? '');
  if (!('people' in asked)) return asked;
  const wanted = (params['member'] ?? '').toLowerCase().replace(/^29:/, '');
  const person = asked.people.find(one => one.id === wanted);
  if (!person) return refuse(404, 'MemberNotFoundInConversation', 'The member is not part of the conversation.');
  return { status: 200, body: account(desk.world, person) };
}

function peopleOf(desk: Desk, conversation: string): Reply | { people: Person[] } {
  const room = desk.rooms.room(conversation);
  if (!room) return noConversation(conversation);
  const people = room.members();
  if (room.kind === 'personal' && people.some(one => desk.rooms.without.has(one.key))) return notInRoster();
  const wait = desk.pace.spend('members', room.id);
  return wait > 0 ? throttled(wait) : { people };
}

function team(desk: Desk, { params }: Call): Reply {
  if (params['team'] !== TEAM.id) return refuse(404, 'TeamNotFound', 'Team not found.');
  const { id, name, aadGroupId } = TEAM;
  const memberCount = desk.rooms.room(TEAM.id)?.members().length ?? 0;
  const body: TeamDetails & { tenantId: string } = {
    id,
    name,
    aadGroupId,
    tenantId: desk.world.tenant,
    channelCount: 2,
    memberCount,
    type: 'standard',
  };
  return { status: 200, body };
}

/** General has no name, as in real Teams. */
function channels(_desk: Desk, { params }: Call): Reply {
  if (params['team'] !== TEAM.id) return refuse(404, 'TeamNotFound', 'Team not found.');
  const body: ConversationList = {
    conversations: [
      { id: TEAM.id, type: 'standard' },
      { ...TEAM.channel, type: 'standard' },
    ],
  };
  return { status: 200, body };
}
