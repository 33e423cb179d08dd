// Whatever Teams sends goes to the one who answers it, and what nobody answers does no harm.
import assert from 'node:assert/strict';
import * as story from '../dialogs/a-story.ts';
import { bots, MAX, RITA, SERVICE_URL, say } from './a-bot.ts';

const CHANNEL = '19:town-square@thread.tacv2';

describe('an activity', () => {
  const aBot = bots();

  it('in a channel or a group is answered with where to go instead, and opens nothing', async () => {
    const bot = await aBot();
    for (const part of [
      bot.inChannel(CHANNEL),
      { conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: RITA.tenant } },
    ]) {
      const message = { ...bot.spoken(RITA, story.OPENING), ...part };
      assert.deepEqual((await bot.deliver(message)).replies, [say('chat.personal-only')]);
    }
    assert.deepEqual(await bot.store.requests.recent(RITA, 0), []);
    assert.equal(await bot.store.conversations.find(RITA), undefined, 'a channel is no address of a person');
  });

  it('that is an old client’s click, a message without words, is passed over', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    const value = { verb: 'approve', request: id };
    const message = bot.activity(RITA, { type: 'message', value });
    assert.deepEqual((await bot.deliver(message)).replies, []);
    assert.equal((await bot.request()).state, 'pending');
  });

  it('that nobody answers is passed over', async () => {
    const bot = await aBot();
    for (const type of ['conversationUpdate', 'messageReaction', 'typing', 'event', 'trace', 'endOfConversation'])
      assert.deepEqual(await bot.deliver(bot.activity(RITA, { type, text: story.OPENING })), {
        replies: [],
        answer: undefined,
      });
    assert.deepEqual(await bot.store.requests.recent(RITA, 0), []);
  });

  it('that is an invoke of another kind is answered with “not implemented”', async () => {
    const bot = await aBot();
    for (const name of ['signin/tokenExchange', 'composeExtension/query', 'adaptiveCard/Action', 'toString', ''])
      assert.deepEqual((await bot.deliver(bot.invoked(RITA, name, {}))).answer, { status: 501 });
  });

  it('that installs the bot is greeted in the personal chat, and gives the proactive address', async () => {
    const bot = await aBot();
    const added = bot.activity(RITA, { type: 'installationUpdate', action: 'add' });
    assert.deepEqual((await bot.deliver(added)).replies, [say('chat.hello', { name: RITA.name })]);
    assert.equal((await bot.store.conversations.find(RITA))?.owed, false);
    const reference = (await bot.store.conversations.find(RITA))?.reference as { serviceUrl: string };
    assert.equal(reference.serviceUrl, SERVICE_URL);
  });

  it('that removes it, or adds it to a team, gets no greeting', async () => {
    const bot = await aBot();
    const removed = bot.activity(RITA, { type: 'installationUpdate', action: 'remove' });
    const upgraded = bot.activity(RITA, { type: 'installationUpdate', action: 'remove-upgrade' });
    const inTeam = bot.activity(RITA, { type: 'installationUpdate', action: 'add', ...bot.inChannel(CHANNEL) });
    for (const activity of [removed, upgraded, inTeam]) assert.deepEqual((await bot.deliver(activity)).replies, []);
    assert.equal(await bot.store.conversations.find(RITA), undefined);
  });

  it('tells where Teams is from now on', async () => {
    const bot = await aBot();
    for (const serviceUrl of ['https://smba.example/emea/', SERVICE_URL]) {
      await bot.deliver({ ...bot.spoken(RITA, 'help'), serviceUrl });
      assert.equal(await bot.store.memory.read('service-url'), serviceUrl);
    }
  });

  it('is answered in its own language, and in English where there is none', async () => {
    const bot = await aBot();
    for (const locale of ['xx', 'no such thing', undefined])
      assert.deepEqual((await bot.deliver({ ...bot.spoken(RITA, 'help'), locale })).replies, [say('chat.help')]);
  });

  it('tells the sender’s time zone, one way or the other, and is heard all the same when it tells nonsense', async () => {
    const bot = await aBot();
    const tell = async (part: Record<string, unknown>) => {
      const { replies } = await bot.deliver({ ...bot.spoken(RITA, 'help'), ...part });
      assert.deepEqual(replies, [say('chat.help')]);
      return (await bot.store.conversations.find(RITA))?.zone;
    };
    const client = (timezone: unknown) => ({ entities: [{ type: 'mention' }, { type: 'clientInfo', timezone }] });
    assert.equal(await tell({}), undefined);
    assert.equal(await tell({ localTimezone: 'Europe/Stockholm', ...client('Asia/Tokyo') }), 'Europe/Stockholm');
    assert.equal(await tell(client('America/Argentina/Buenos_Aires')), 'America/Argentina/Buenos_Aires');
    for (const nonsense of [{}, client(7), { localTimezone: 7 }, { entities: 'none' }, { localTimezone: '<b>' }])
      assert.equal(await tell(nonsense), 'America/Argentina/Buenos_Aires', 'what was known stays known');
  });

  it('of one person never speaks for another who is named in it', async () => {
    const bot = await aBot();
    await story.toConsent(bot);
    const forged = { ...bot.spoken(MAX, 'yes'), conversation: { id: 'a:rita', conversationType: 'personal' } };
    await bot.deliver(forged);
    assert.equal((await bot.request()).state, 'open');
  });
});
