// A sign-in counts when its one-time code comes back through the chat of the very person who signed in.
import assert from 'node:assert/strict';
import * as story from '../dialogs/a-story.ts';
import { type Bot, bots, MAX, RITA, SAM, type Somebody, STEP_UP, say } from './a-bot.ts';

const EMPTY = { status: 200, body: {} };
const failed = (why: Parameters<typeof say>[0]) => say('chat.verify.failed', { why: say(why) });

async function brings(bot: Bot, who: Somebody, state: unknown) {
  return bot.deliver(bot.invoked(who, 'signin/verifyState', state === undefined ? {} : { state }));
}

async function proofs(bot: Bot): Promise<readonly string[]> {
  return (await bot.request()).proofs.map(({ kind }) => kind);
}

describe('a sign-in that comes back through the chat', () => {
  const aBot = bots();

  it('counts, says nothing itself, and takes the conversation on', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const before = bot.chat(RITA).length;
    const { replies, answer } = await brings(bot, RITA, await story.codeFor(bot));
    assert.deepEqual([replies, answer, await proofs(bot)], [[], EMPTY, ['step-up']]);
    await bot.work();
    assert.equal(bot.chat(RITA)[before], say('chat.step-up.passed'));
  });

  it('counts once, and is not called a failure, when Teams brings it five times', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const invoke = bot.invoked(RITA, 'signin/verifyState', { state: await story.codeFor(bot) });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => bot.deliver(invoke)));
    assert.deepEqual(
      answers.map(({ replies, answer }) => [replies, answer]),
      Array(5).fill([[], EMPTY]),
    );
    const { id } = await bot.request();
    const lines = await bot.store.audit.lines(id);
    assert.equal(lines.filter(({ facts }) => facts['what'] === 'step-up passed').length, 1);
  });

  it('does not count a second time', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const code = await story.codeFor(bot);
    await brings(bot, RITA, code);
    assert.deepEqual((await brings(bot, RITA, code)).replies, [failed('chat.refusal.proof-expired')]);
    assert.deepEqual(await proofs(bot), ['step-up']);
  });

  it('does not count from somebody else’s chat, and is used up', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const code = await story.codeFor(bot);
    for (const who of [SAM, RITA])
      assert.deepEqual((await brings(bot, who, code)).replies, [failed('chat.refusal.proof-expired')]);
    assert.deepEqual(await proofs(bot), []);
  });

  it('does not count when the code is unknown, too old, or no code', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const old = await story.codeFor(bot);
    bot.world.advance(600_000);
    for (const code of [old, 'made-up', '', ['a'], { code: 'a' }, 'x'.repeat(201), undefined])
      assert.deepEqual((await brings(bot, RITA, code)).replies, [failed('chat.refusal.proof-expired')]);
    assert.deepEqual(await proofs(bot), []);
  });

  it('does not count with the code of another page', async () => {
    const bot = await aBot();
    const { id } = await story.toStepUp(bot);
    for (const purpose of ['tracker', 'sign-in:prove']) {
      const code = await bot.store.tickets.issue(purpose, { request: id, person: RITA.id }, 60_000);
      assert.deepEqual((await brings(bot, RITA, code)).replies, [failed('chat.refusal.proof-expired')]);
    }
  });

  const weak = {
    'another person signed in': [{ id: MAX.id }, 'chat.refusal.proof-wrong-person'],
    'somebody of another organisation signed in': [{ tenant: 'another' }, 'chat.refusal.proof-wrong-person'],
    'it was no passwordless sign-in': [{ contexts: [] }, 'chat.refusal.proof-not-passwordless'],
    'it met another demand': [{ contexts: ['c2', `${STEP_UP}0`] }, 'chat.refusal.proof-not-passwordless'],
    'it was an old session': [{ authTime: 0 }, 'chat.refusal.proof-not-fresh'],
    'nobody knows when it was': [{ authTime: Number.NaN }, 'chat.refusal.proof-not-fresh'],
  } as const;
  for (const [what, [who, why]] of Object.entries(weak))
    it(`does not count when ${what}; the person is told why and may try again`, async () => {
      const bot = await aBot();
      await story.toStepUp(bot);
      assert.deepEqual((await brings(bot, RITA, await story.codeFor(bot, who))).replies, [failed(why)]);
      assert.deepEqual(await proofs(bot), []);
      await brings(bot, RITA, await story.codeFor(bot));
      assert.deepEqual(await proofs(bot), ['step-up']);
    });

  it('costs a try each time it does not count, over all requests, until none is left', async () => {
    const bot = await aBot({ policy: { failedProofsPerDay: 2 } });
    await story.toStepUp(bot);
    await brings(bot, RITA, await story.codeFor(bot, { contexts: [] }));
    await bot.says(RITA, 'cancel');
    await story.toStepUp(bot);
    await brings(bot, RITA, await story.codeFor(bot, { contexts: [] }));
    assert.deepEqual((await brings(bot, RITA, await story.codeFor(bot))).replies, [
      failed('chat.refusal.too-many-tries'),
    ]);
    assert.deepEqual(await proofs(bot), []);
  });

  it('that is late for a request that has ended says so', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const code = await story.codeFor(bot);
    await bot.says(RITA, 'cancel');
    assert.deepEqual((await brings(bot, RITA, code)).replies, [failed('chat.refusal.not-open')]);
  });
});
