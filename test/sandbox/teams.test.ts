// The sandbox's Teams, seen from both of its sides: a bot that is called, and people who click.
import assert from 'node:assert/strict';
import { ConnectorClient, TeamsConnectorClient } from 'botframework-connector';
import type { Activity as SchemaActivity } from 'botframework-schema';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { REGISTRATIONS, TEAM, TENANT } from '../../sandbox/company.ts';
import { createKeys, type Keys } from '../../sandbox/keys.ts';
import { carrying } from './fake-bot.ts';
import { botToken, createStage, type Stage } from './stage.ts';

const CHAT = 'a:personal-freya';
const FREYA = '29:0e000000-0000-4000-8000-000000000001';

describe("the sandbox's Teams", () => {
  let keys: Keys;
  let stage: Stage;

  before(async () => {
    keys = await createKeys();
  });
  beforeEach(async () => {
    stage = await createStage(keys);
  });
  afterEach(() => stage.close());

  describe('calling the bot', () => {
    it('signs what a person says as the Bot Framework, for this bot and this service URL', async () => {
      await stage.teams.client('freya').say('I forgot my password');
      const { authorization, activity } = first(stage.bot.heard);
      const config = await json(`${stage.world.origin}/botframework/v1/.well-known/openidconfiguration`);
      const jwks = (await json(String(config['jwks_uri']))) as unknown as JSONWebKeySet;
      const { payload, protectedHeader } = await jwtVerify(
        String(authorization).replace('Bearer ', ''),
        createLocalJWKSet(jwks),
        { issuer: String(config['issuer']), audience: REGISTRATIONS.bot.clientId },
      );
      assert.equal(payload['serviceurl'], activity.serviceUrl);
      assert.ok(payload.exp && payload.nbf);
      assert.equal(protectedHeader.kid, jwks.keys[0]?.kid);
      assert.deepEqual(jwks.keys[0] && Object.entries(jwks.keys[0]).find(([name]) => name === 'endorsements')?.[1], [
        'msteams',
      ]);
    });

    it('addresses a personal message as real Teams does', async () => {
      await stage.teams.client('freya').say('hello');
      const activity = first(stage.bot.heard).activity;
      assert.equal(activity.channelId, 'msteams');
      assert.deepEqual(activity.from, { id: FREYA, name: 'Freya Lindqvist', aadObjectId: FREYA.slice(3) });
      assert.deepEqual(activity.conversation, {
        id: 'a:personal-freya',
        conversationType: 'personal',
        tenantId: TENANT,
      });
      assert.deepEqual(activity.channelData, { tenant: { id: TENANT } });
      assert.equal(activity.recipient?.id, `28:${REGISTRATIONS.bot.clientId}`);
      assert.equal(activity.locale, 'en-GB');
      assert.equal(activity.entities?.[0]?.['country'], 'GB');
    });

    it('lets the bot hear a channel message only when it is mentioned, in that thread', async () => {
      const hana = stage.teams.client('hana').inChannel();
      await hana.say('lunch?', { mention: false });
      assert.equal(stage.bot.heard.length, 0);
      await hana.say('status');
      const activity = first(stage.bot.heard).activity;
      assert.equal(activity.text, '<at>Reset Desk</at> status');
      assert.equal(activity.conversation?.id, `${TEAM.channel.id};messageid=${activity.id}`);
      assert.deepEqual(activity.channelData?.['team'], {
        id: TEAM.id,
        name: TEAM.name,
        aadGroupId: TEAM.aadGroupId,
      });
      assert.ok(activity.entities?.some(entity => entity.type === 'mention'));
      assert.throws(() => stage.teams.client('freya').inChannel(), /Freya Lindqvist is not in the conversation/);
    });

    it('can hand over the same activity twice at once, or with no token, a foreign, an expired or another bot’s one', async () => {
      const freya = stage.teams.client('freya');
      const foreign = await (await createKeys()).botFramework.sign({ aud: 'x' }, { expiresIn: 60 });
      const answer = await freya.deliver({ type: 'message', text: 'again' }, { times: 2 });
      await freya.deliver({ type: 'message' }, { token: null });
      await freya.deliver({ type: 'message' }, { token: foreign });
      await freya.deliver({ type: 'message' }, { claims: { exp: 1, aud: 'another', serviceurl: undefined } });
      const [first, second, none, alien, wrong] = stage.bot.heard;
      assert.equal(answer.others.length, 1);
      assert.equal(first?.activity.id, second?.activity.id);
      assert.equal(none?.authorization, undefined);
      assert.equal(alien?.authorization, `Bearer ${foreign}`);
      const claims = decodeJwt(String(wrong?.authorization).slice(7));
      assert.deepEqual([claims.exp, claims.aud, 'serviceurl' in claims], [1, 'another', false]);
    });

    it('tells the bot that it was installed, and that it was taken off', async () => {
      const freya = stage.teams.client('freya');
      await freya.install();
      assert.deepEqual(
        stage.bot.heard.map(({ activity }) => [activity.type, activity.action, activity.membersAdded?.length]),
        [
          ['conversationUpdate', undefined, 2],
          ['installationUpdate', 'add', undefined],
        ],
      );
      await freya.uninstall();
      const gone = await stage.send(CHAT, { type: 'message', text: 'hi' });
      assert.deepEqual([gone.status, gone.code], [403, 'BotNotInConversationRoster']);
    });
  });

  describe('being called by the bot', () => {
    it('answers the real SDK: a new chat by object id, a message, its update, its removal', async () => {
      const { conversations } = sdk();
      const botAccount = { id: `28:${REGISTRATIONS.bot.clientId}`, name: 'Reset Desk' };
      const asked = {
        isGroup: false,
        bot: botAccount,
        members: [{ id: FREYA.slice(3), name: '' }],
        tenantId: TENANT,
        channelData: {},
      };
      const { id } = await conversations.createConversation(asked);
      const freya = stage.teams.client('freya');
      const sent = await conversations.sendToConversation(id, message('Your turn'));
      assert.deepEqual(
        freya.messages.map(one => [one.from, one.text]),
        [['bot', 'Your turn']],
      );
      const reply = await conversations.replyToActivity(id, sent.id, message('and more'));
      await conversations.updateActivity(id, reply.id, message('and better'));
      assert.deepEqual([freya.messages[1]?.text, freya.messages[1]?.edited], ['and better', true]);
      await conversations.deleteActivity(id, reply.id);
      assert.equal(freya.messages.length, 1);
    });

    it('answers the real SDK about members and the team', async () => {
      const { conversations } = sdk();
      const { teams: team } = new TeamsConnectorClient(credentials(), { baseUri: `${stage.world.origin}/teams/` });
      const hana = await conversations.getConversationMember(TEAM.id, '0e000000-0000-4000-8000-000000000030');
      assert.deepEqual([hana.id, hana.name], ['29:0e000000-0000-4000-8000-000000000030', 'Hana Weber']);
      const paged = await conversations.getConversationPagedMembers(TEAM.channel.id);
      assert.equal(paged.members.length, stage.world.people.filter(person => person.inHelpdeskChannel).length);
      assert.equal((await team.fetchTeamDetails(TEAM.id)).aadGroupId, TEAM.aadGroupId);
      const channels = await team.fetchChannelList(TEAM.id);
      assert.ok(channels.conversations?.some(channel => channel.id === TEAM.channel.id));
      await assert.rejects(conversations.getConversationMember(TEAM.id, FREYA), {
        statusCode: 404,
        code: 'MemberNotFoundInConversation',
      });
    });

    it('refuses everybody but the bot’s own application', async () => {
      const token = (claims: JWTPayload) => botToken(stage.world, keys, claims);
      const tokens = [undefined, 'garbage', await token({ aud: 'https://graph.microsoft.com' })];
      tokens.push(await token({ appid: REGISTRATIONS.desk.clientId }), await token({ exp: 1 }));
      tokens.push(await (await createKeys()).entra.sign({ aud: 'https://api.botframework.com' }, { expiresIn: 60 }));
      for (const one of tokens) {
        const answer = await stage.send(CHAT, { type: 'message', text: 'x' }, one ?? null);
        assert.deepEqual([answer.status, answer.code], [401, 'Unauthorized']);
      }
      assert.deepEqual(stage.teams.client('freya').messages, []);
    });

    it('refuses whom it does not know, with Teams’ own codes', async () => {
      const create = (members: unknown, tenantId: string) =>
        stage.create({ isGroup: false, members, tenantId, channelData: {} });
      const outcomes = [
        await create([{ id: 'freya.lindqvist@alderfinch.example' }], TENANT),
        await create([{ id: '29:0e000000-0000-4000-8000-000000000050' }], TENANT),
        await create([{ id: FREYA }], 'another-tenant'),
        await stage.send('a:nobody', { type: 'message', text: 'x' }),
        await stage.send(`${TEAM.channel.id};messageid=1`, { type: 'message' }),
        await stage.send(CHAT, { type: 'message', text: 'x'.repeat(60_000) }),
      ];
      const roster = [403, 'BotNotInConversationRoster'];
      const unknown = [404, 'ConversationNotFound'];
      const wanted = [roster, roster, roster, unknown, unknown, [413, 'MessageSizeTooBig']];
      assert.deepEqual(
        outcomes.map(({ status, code }) => [status, code]),
        wanted,
      );
    });

    it('splits text sent with a card, and gives no id to update it by', async () => {
      const answer = await stage.send(CHAT, { ...carrying({ type: 'AdaptiveCard' }), text: 'Look:' });
      assert.equal(answer.body['id'], undefined);
      assert.deepEqual(
        stage.teams.client('freya').messages.map(one => [one.text, Boolean(one.card)]),
        [
          ['Look:', false],
          ['', true],
        ],
      );
    });

    it('slows down a bot that sends more than seven messages in a second, when told to', async () => {
      const send = () => stage.send(CHAT, { type: 'message', text: 'x' });
      stage.world.now = () => 0;
      stage.pace.enforced = true;
      const burst = await Promise.all(Array.from({ length: 8 }, send));
      const slowed = burst.filter(answer => answer.status === 429);
      assert.equal(slowed.length, 1);
      assert.deepEqual([slowed[0]?.code, slowed[0]?.retryAfter], ['Throttled', '1']);
    });
  });

  function credentials(): ServiceClientCredentials {
    // The SDK's credentials sign each request themselves; this is the least that does.
    return {
      signRequest: async (request: Parameters<ServiceClientCredentials['signRequest']>[0]) => {
        request.headers.set('authorization', `Bearer ${await botToken(stage.world, keys)}`);
        return request;
      },
    };
  }

  function sdk(): ConnectorClient {
    return new ConnectorClient(credentials(), { baseUri: `${stage.world.origin}/teams/` });
  }
});

type ServiceClientCredentials = ConstructorParameters<typeof ConnectorClient>[0];

const message = (text: string) => ({ type: 'message', text }) as SchemaActivity;

async function json(url: string): Promise<Record<string, unknown>> {
  return (await (await fetch(url)).json()) as Record<string, unknown>;
}

function first<T>(list: readonly T[]): T {
  const [one] = list;
  assert.ok(one !== undefined, 'nothing came');
  return one;
}
