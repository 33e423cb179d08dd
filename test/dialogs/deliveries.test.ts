// Teams may deliver a message five times at once, and a process may die between saving and sending: people notice neither.
import assert from 'node:assert/strict';
import { START } from '../contracts/a-world.ts';
import { type Bot, type BotOptions, bots, HANK, HELPDESK, MAX, RITA, say } from '../teams/a-bot.ts';
import * as story from './a-story.ts';

type Cause = (bot: Bot) => Promise<Record<string, unknown>>;
type Act = { readonly what: string; readonly cause: Cause };

const says = (text: string): Act => ({ what: `“${text}”`, cause: async bot => bot.spoken(RITA, text) });

const signsIn: Act = {
  what: 'the sign-in',
  cause: async bot => bot.invoked(RITA, 'signin/verifyState', { state: await story.codeFor(bot) }),
};
const vouches = (right: boolean): Act => ({
  what: right ? 'the digits' : 'wrong digits',
  cause: async bot => {
    const { id: request } = await bot.request();
    const digits = right ? await story.digitsOf(bot) : await story.wrongDigits(bot);
    return bot.clicked(MAX, 'vouch', { request, digits, attest: 'true' });
  },
});
const decides = (verb: string, data: Record<string, unknown> = {}): Act => ({
  what: verb,
  cause: async bot => bot.clicked(HANK, verb, { request: (await bot.request()).id, ...data }, bot.inChannel()),
});
const cancels: Act = {
  what: 'cancel on the card',
  cause: async bot => bot.clicked(RITA, 'cancel', { request: (await bot.request()).id }),
};

const saysTheWords: Act = {
  what: 'the words from the phone',
  cause: async bot => bot.spoken(RITA, (await bot.desk.deskView(await bot.request())).call?.words ?? ''),
};

const asked = [says(story.OPENING), says(story.REASON), signsIn, vouches(true)];
const capable = {
  account: { sspr: { capable: true, enabled: true, registered: true, methods: ['email'], asOf: START } },
} as const;

const STORIES: Readonly<Record<string, readonly [acts: readonly Act[], options?: BotOptions]>> = {
  'to an approval': [[...asked, says('yes'), decides('approve')]],
  'to a denial, with every interruption': [
    [
      says('help'),
      ...asked.slice(0, 1),
      says('status'),
      says('talk to a person'),
      ...asked.slice(1, 3),
      vouches(false),
      vouches(true),
      says('help'),
      says('no'),
      says('go on'),
      says('yes'),
      says('status'),
      decides('deny', { reason: 'not today' }),
    ],
  ],
  'out of it in the chat': [[...asked, says('cancel'), says('cancel')]],
  'out of it on the card': [[...asked, says('yes'), cancels]],
  'through self-service': [[says(story.OPENING), says('it worked')], capable],
  'through self-service to the helpdesk': [
    [says(story.OPENING), says('it did not work'), ...asked.slice(1), says('yes'), decides('approve')],
    capable,
  ],
  'through another way and the telephone': [
    [
      says(story.OPENING),
      says(story.REASON),
      says('another way'),
      says('another way'),
      saysTheWords,
      signsIn,
      says('yes'),
    ],
    { account: { phones: [{ kind: 'business', number: '+49 30 555 0199' }] } },
  ],
  'through the question what is wrong': [[says('I cannot log in'), says('I lost my phone')]],
  'out of it because it was not them': [[...asked, says('yes'), says('not me')]],
  'to a refusal': [[says(story.OPENING), says('why'), says(story.OPENING)], { account: { userType: 'guest' } }],
};

type Delivering = (bot: Bot, activity: Record<string, unknown>) => Promise<unknown>;

const once: Delivering = (bot, activity) => bot.deliver(activity);

const fiveAtOnce: Delivering = (bot, activity) => Promise.all(Array.from({ length: 5 }, () => bot.deliver(activity)));

/** The worst moment for a second delivery: the first has done its work and has not saved its turn. */
const overtaken: Delivering = async (bot, activity) => {
  const { conversations } = bot.store;
  const armed = { now: true };
  bot.kept.conversations = {
    ...conversations,
    async save(row, wake) {
      if (armed.now) {
        armed.now = false;
        await bot.deliver(activity);
      }
      return conversations.save(row, wake);
    },
  };
  await bot.deliver(activity);
  bot.kept.conversations = conversations;
};

/** What everybody saw in the end, and what became of the requests. */
async function play(bot: Bot, acts: readonly Act[], deliver: Delivering) {
  for (const { cause } of acts) {
    await deliver(bot, await cause(bot));
    await bot.work();
  }
  const requests = await bot.store.requests.recent(RITA, 0);
  const lines = await Promise.all(requests.map(({ id }) => bot.store.audit.lines(id)));
  return {
    rita: bot.chat(RITA),
    max: bot.chat(MAX),
    helpdesk: bot.teams.read(HELPDESK),
    mails: bot.mails.map(({ to, subject }) => [to, subject]),
    audit: lines.map(all => all.map(({ event, facts }) => [event, facts])),
    owed: (await bot.store.conversations.find(RITA))?.owed,
  };
}

for (const [how, deliver] of Object.entries({
  'delivered five times at once': fiveAtOnce,
  'overtaken by itself': overtaken,
}))
  describe(`everything ${how}`, () => {
    const aBot = bots();
    for (const [name, [acts, options]] of Object.entries(STORIES))
      it(`leads ${name} with each effect and each reply once`, async () => {
        const expected = await play(await aBot(options), acts, once);
        assert.deepEqual(await play(await aBot(options), acts, deliver), expected);
      });
  });

describe('a process that dies after a turn was saved and before its replies were sent', () => {
  const aBot = bots();

  const moments = {
    'the first question': [async () => undefined, story.OPENING, [say('chat.reason.ask')]],
    'the sign-in': [story.toReason, story.REASON, [`[${say('cards.step-up.why')}]`]],
    'the tracker': [story.toConsent, 'yes', [`[${say('cards.tracker.title-pending')}]`]],
  } as const;
  for (const [what, [reach, text, question]] of Object.entries(moments))
    it(`is healed within a quarter of a minute: ${what}`, async () => {
      const bot = await aBot();
      await reach(bot);
      const before = bot.chat(RITA).length;
      const activity = bot.spoken(RITA, text);
      await assert.rejects(bot.deliver(activity, { cut: true }));
      assert.deepEqual((await bot.deliver(activity)).replies, [], 'Teams delivers it again; it was heard');
      await bot.work();
      assert.equal(bot.chat(RITA).length, before, 'the first process may still be sending');
      await bot.later(15_000);
      assert.deepEqual(bot.chat(RITA).slice(-question.length), question);
      assert.equal((await bot.store.conversations.find(RITA))?.owed, false);
      const told = bot.chat(RITA).length;
      await bot.later(10 * 60_000);
      assert.equal(bot.chat(RITA).length, told, 'and once is enough');
    });

  it('does not take what is said next for the answer to a question nobody saw', async () => {
    const bot = await aBot();
    await assert.rejects(bot.deliver(bot.spoken(RITA, story.OPENING), { cut: true }));
    const row = await bot.store.conversations.find(RITA);
    assert.ok(row);
    await bot.store.conversations.save({ ...row, by: 'a process that died' });
    await bot.deliver(bot.spoken(RITA, 'hello? I forgot my password'));
    assert.deepEqual(bot.chat(RITA).slice(-2), [say('chat.resume.reply-lost'), say('chat.reason.ask')]);
    assert.equal((await bot.store.requests.live(RITA))?.reason, undefined);
    await bot.deliver(bot.spoken(RITA, story.REASON));
    assert.equal((await bot.store.requests.live(RITA))?.reason, story.REASON);
  });

  it('says sorry and goes on, without a second welcome', async () => {
    const bot = await aBot();
    await assert.rejects(bot.deliver(bot.spoken(RITA, story.OPENING), { cut: true }));
    await bot.later(15_000);
    assert.deepEqual(bot.chat(RITA), [say('chat.resume.reply-lost'), say('chat.reason.ask')]);
  });

  it('owes nothing any more to somebody who cannot be reached', async () => {
    const bot = await aBot();
    await story.toReason(bot);
    await assert.rejects(bot.deliver(bot.spoken(RITA, story.REASON), { cut: true }));
    bot.teams.gone.add(`a:${RITA.id}`);
    const tries = bot.teams.calls.length;
    for (let minute = 0; minute < 40; minute++) await bot.later(60_000);
    assert.equal(
      bot.teams.calls.slice(tries).filter(call => call.startsWith('send')).length,
      2,
      'the question, and that it has run out',
    );
    assert.equal((await bot.request()).state, 'expired');
  });
});
