// Microsoft's own reset first, for those who can use it; and the helpdesk, without asking twice, when it does not help.
import assert from 'node:assert/strict';
import { START } from '../contracts/a-world.ts';
import { bots, MAX, RITA, say } from '../teams/a-bot.ts';
import * as story from './a-story.ts';

const sspr = { capable: true, enabled: true, registered: true, methods: ['mobilePhone', 'email'], asOf: START };
const account = { sspr };

const GUIDANCE = `[${say('cards.guidance.title')}]`;
const HOW = say('chat.guide.again');
const TO_DESK = [say('chat.guide.to-desk'), say('chat.reason.ask')];
const DONE = `[${say('cards.done.title')}]`;

describe('a person who can use self-service', () => {
  const aBot = bots();

  it('gets the guidance, in their language and with their methods, and is asked how it went', async () => {
    const bot = await aBot({ account });
    assert.deepEqual(await bot.says(RITA, story.OPENING), [GUIDANCE, HOW]);
    const card = JSON.stringify(bot.teams.messages(`a:${RITA.id}`)[0]?.activity.attachments);
    assert.match(card, /https:\/\/sspr\.example\/\?mkt=en"/);
    for (const method of ['mobilePhone', 'email'] as const) assert.ok(card.includes(say(`cards.method.${method}`)));
    assert.equal((await bot.request()).state, 'guided');
  });

  it('is done when the directory has seen the change, and told so once', async () => {
    const bot = await aBot({ account });
    await bot.says(RITA, story.OPENING);
    bot.world.advance(60_000);
    bot.directory.state.changedAt = bot.world.now();
    assert.deepEqual(await bot.says(RITA, 'it worked'), [say('chat.guide.worked')]);
    await bot.work();
    assert.deepEqual(bot.chat(RITA), [GUIDANCE, HOW, say('chat.guide.worked'), DONE]);
    const { state, evidence } = await bot.request();
    assert.deepEqual([state, evidence], ['completed', 'password-changed']);
  });

  it('is believed with a caveat while the directory has seen nothing, or an older change only', async () => {
    for (const changedAt of ['unknown', START - 3_600_000] as const) {
      const bot = await aBot({ account });
      bot.directory.state.changedAt = changedAt;
      await bot.says(RITA, story.OPENING);
      assert.deepEqual(await bot.says(RITA, 'it worked'), [say('chat.guide.worked-unseen')]);
      assert.equal((await bot.request()).evidence, 'said-so');
    }
  });

  it('goes to the helpdesk when it did not work, and is not sent to self-service again', async () => {
    const bot = await aBot({ account });
    await bot.says(RITA, story.OPENING);
    assert.deepEqual(await bot.says(RITA, 'it didn’t work'), TO_DESK);
    await bot.says(RITA, story.REASON);
    await story.signsIn(bot);
    await bot.work();
    await story.vouches(bot);
    await bot.work();
    assert.equal((await bot.says(RITA, 'yes'))[0], say('chat.filed'));
    assert.equal(bot.chat(RITA).filter(line => line === GUIDANCE).length, 1);
    const { state, ssprFailed } = await bot.request();
    assert.deepEqual([state, ssprFailed], ['pending', true]);
  });

  it('who answers after the place in the conversation was lost is not asked again', async () => {
    for (const [answer, reply] of [
      ['it did not work', TO_DESK],
      ['it worked', [say('chat.guide.worked-unseen')]],
    ] as const) {
      const bot = await aBot({ account });
      await bot.says(RITA, story.OPENING);
      const row = await bot.store.conversations.find(RITA);
      assert.ok(row);
      await bot.store.conversations.save({ ...row, stack: undefined });
      assert.deepEqual(await bot.says(RITA, answer), reply);
    }
  });

  it('who begins with “my password does not work” has not said that self-service did not', async () => {
    const bot = await aBot({ account });
    await bot.says(RITA, 'my password does not work');
    assert.deepEqual(await bot.says(RITA, 'I forgot it'), [GUIDANCE, HOW]);
    assert.equal((await bot.request()).state, 'guided');
  });

  it('who says something else is asked how it went', async () => {
    const bot = await aBot({ account });
    await bot.says(RITA, story.OPENING);
    assert.deepEqual(await bot.says(RITA, 'hm'), [HOW]);
    assert.deepEqual(await bot.says(RITA, 'help'), [say('chat.help'), HOW]);
  });

  it('who never answers is forgotten after a day, unless the directory saw the change', async () => {
    const silent = await aBot({ account });
    await silent.says(RITA, story.OPENING);
    for (let hour = 0; hour < 25; hour++) await silent.later(3_600_000);
    assert.deepEqual([(await silent.request()).state, silent.chat(RITA).at(-1)], ['expired', say('chat.expired')]);

    const seen = await aBot({ account });
    await seen.says(RITA, story.OPENING);
    await seen.later(1_000);
    seen.directory.state.changedAt = seen.world.now();
    await seen.later(3_600_000);
    assert.deepEqual([(await seen.request()).state, seen.chat(RITA).at(-1)], ['completed', DONE]);
    assert.deepEqual(await seen.says(RITA, 'it worked'), [`[${say('cards.tracker.title-completed')}]`]);
  });

  it('whose answer was heard and whose reply was lost is taken on to the reason, not back', async () => {
    const bot = await aBot({ account });
    await bot.says(RITA, story.OPENING);
    await assert.rejects(bot.deliver(bot.spoken(RITA, 'it did not work'), { cut: true }));
    await bot.later(15_000);
    assert.deepEqual(bot.chat(RITA).slice(2), [say('chat.resume.reply-lost'), say('chat.reason.ask')]);
  });

  it('cannot be taken on by somebody else’s words', async () => {
    const bot = await aBot({ account });
    await bot.says(RITA, story.OPENING);
    assert.deepEqual(await bot.says(MAX, 'it worked'), [say('chat.status.none')]);
    assert.equal((await bot.request()).state, 'guided');
  });
});
