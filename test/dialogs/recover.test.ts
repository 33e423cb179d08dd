// The way back in, asked question by question, and taken up again wherever it was left.
import assert from 'node:assert/strict';
import { anAccount } from '../contracts/a-request.ts';
import { bots, HANK, MAX, RITA, SAM, say } from '../teams/a-bot.ts';
import * as story from './a-story.ts';

const WELCOME = [
  say('chat.who', { name: 'Rita Reset', upn: 'rita@corp.example' }),
  say('chat.where.federated-adfs'),
  [
    say('chat.plan', { approvals: 1 }),
    say('chat.plan.needed', { count: 2, ways: `• ${say('chat.way.step-up')}\n• ${say('chat.way.vouch')}` }),
  ].join('\n'),
];
const ASKS_REASON = say('chat.reason.ask');
const STEP_UP_CARD = `[${say('cards.step-up.why')}]`;
const DIGITS_CARD = `[${say('cards.digits.summary', { name: 'Max Manager' })}]`;
const VOUCH_SENT = say('chat.vouch.sent', { manager: 'Max Manager' });
const CONSENT_CARD = `[${say('cards.consent.title')}]`;
const ASKS_CONSENT = [CONSENT_CARD, say('chat.consent.ask')];
const trackerCard = (state: 'pending' | 'approved' | 'cancelled') => `[${say(`cards.tracker.title-${state}`)}]`;

describe('a locked-out person of a federated company', () => {
  const aBot = bots();

  it('is asked everything in order, and once', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(RITA, story.OPENING), [...WELCOME, ASKS_REASON]);
    assert.deepEqual(await bot.says(RITA, story.REASON), [STEP_UP_CARD]);
    await story.signsIn(bot);
    await bot.work();
    assert.deepEqual(bot.chat(RITA).slice(5), [say('chat.step-up.passed'), DIGITS_CARD, VOUCH_SENT]);
    await story.vouches(bot);
    await bot.work();
    assert.deepEqual(bot.chat(RITA).slice(8), [say('chat.vouch.passed', { manager: 'Max Manager' }), ...ASKS_CONSENT]);
    assert.deepEqual(await bot.says(RITA, 'yes'), [say('chat.filed'), trackerCard('pending')]);
    const { state, reason, proofs } = await bot.request();
    assert.deepEqual([state, reason, proofs.map(proof => proof.kind)], ['pending', story.REASON, ['step-up', 'vouch']]);
  });

  it('is told where their password lives, whichever of the four it is', async () => {
    const places = [
      ['cloud', { synced: false, domain: 'managed', federation: null }],
      ['synced', { domain: 'managed', federation: null }],
      ['federated-adfs', {}],
      ['federated-other', { federation: null }],
    ] as const;
    for (const [row, account] of places) {
      const bot = await aBot({ account });
      assert.equal((await bot.says(RITA, story.OPENING))[1], say(`chat.where.${row}`), row);
    }
  });

  it('is not asked for what they gave, after their place in the conversation was lost', async () => {
    const places = [
      [story.toReason, [ASKS_REASON]],
      [story.toStepUp, [STEP_UP_CARD]],
      [story.toVouch, [DIGITS_CARD, VOUCH_SENT]],
      [story.toConsent, ASKS_CONSENT],
    ] as const;
    for (const [reach, asked] of places)
      for (const stack of [undefined, {}, { dialogStack: [{ id: 'of an older release', state: {} }] }]) {
        const bot = await aBot();
        await reach(bot);
        const { conversations } = bot.store;
        const row = await conversations.find(RITA);
        assert.ok(row);
        await conversations.save({ ...row, stack });
        assert.deepEqual(await bot.says(RITA, 'is anybody there'), asked, reach.name);
      }
  });

  it('waits for a proof from outside without counting words as one, and asks again', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    assert.deepEqual(await bot.says(RITA, 'I did it'), [STEP_UP_CARD]);
    await story.signsIn(bot);
    await bot.work();
    const digits = await story.digitsOf(bot);
    assert.deepEqual(await bot.says(RITA, 'calling now'), [DIGITS_CARD, VOUCH_SENT]);
    assert.equal(await story.digitsOf(bot), digits, 'the digits stay while they are good');
  });

  it('goes on by the proofs as they came, although a word was said in between', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    await story.signsIn(bot);
    assert.deepEqual(await bot.says(RITA, 'done'), [DIGITS_CARD, VOUCH_SENT]);
    await bot.work();
    assert.deepEqual(bot.chat(RITA).slice(-3), [say('chat.step-up.passed'), DIGITS_CARD, VOUCH_SENT]);
  });

  it('hears that the digits were wrong, and gets new ones', async () => {
    const bot = await aBot();
    await story.toVouch(bot);
    await story.vouches(bot, { digits: await story.wrongDigits(bot) });
    await bot.work();
    assert.deepEqual(bot.chat(RITA).slice(-3), [
      say('chat.vouch.failed', { manager: 'Max Manager' }),
      DIGITS_CARD,
      VOUCH_SENT,
    ]);
    await story.vouches(bot);
    await bot.work();
    assert.deepEqual(bot.chat(RITA).slice(-2), ASKS_CONSENT);
  });

  it('proves again what grew old before they said yes', async () => {
    const bot = await aBot({ policy: { proofValid: 20 * 60_000 } });
    await story.toConsent(bot);
    bot.world.advance(20 * 60_000);
    assert.deepEqual(await bot.says(RITA, 'yes'), [say('chat.refusal.proofs-missing'), STEP_UP_CARD]);
  });

  it('who does not want to yet has sent nothing, and is asked again when they come back', async () => {
    const bot = await aBot();
    await story.toConsent(bot);
    assert.deepEqual(await bot.says(RITA, 'no'), [say('chat.consent.no')]);
    assert.equal((await bot.request()).state, 'open');
    assert.deepEqual(await bot.says(RITA, 'go on'), ASKS_CONSENT);
    assert.deepEqual(await bot.says(RITA, 'well'), [say('chat.consent.ask')]);
    assert.equal((await bot.says(RITA, 'yes'))[0], say('chat.filed'));
  });

  it('who has no way left to show who they are is told why, and how to go on, and nothing hangs', async () => {
    for (const manager of [null, { id: RITA.id, name: 'Rita Reset' }] as const) {
      const bot = await aBot({ account: { manager }, contact: 'extension 4711' });
      await story.toStepUp(bot);
      const [why = '', few, none, person] = bot.chat(RITA).slice(-4);
      assert.equal(few, say('chat.prove.not-enough'));
      assert.ok(why.includes(say('chat.refusal.no-manager')), why);
      assert.ok(why.includes(say('chat.refusal.not-enrolled')), why);
      assert.ok(why.includes(say('chat.refusal.no-number')), why);
      assert.deepEqual(
        [none, person],
        [say('chat.prove.none-left'), say('chat.person', { contact: 'extension 4711' })],
      );
      await bot.later(31 * 60_000);
      assert.equal((await bot.request()).state, 'expired');
    }
  });

  it('is asked for one proof where one is enough', async () => {
    const bot = await aBot({ policy: { proofsApart: 1 } });
    await story.toStepUp(bot);
    await story.signsIn(bot);
    await bot.work();
    assert.deepEqual(bot.chat(RITA).slice(-3), [say('chat.step-up.passed'), ...ASKS_CONSENT]);
  });

  it('whose request ran out while they thought begins a new one', async () => {
    const bot = await aBot();
    const first = await story.toReason(bot);
    await bot.later(31 * 60_000);
    assert.equal(bot.chat(RITA).at(-1), say('chat.expired'));
    assert.deepEqual(await bot.says(RITA, 'I was on leave'), [say('chat.not-understood')]);
    assert.deepEqual(await bot.says(RITA, story.OPENING), [...WELCOME, ASKS_REASON]);
    assert.notEqual((await bot.request()).id, first.id);
  });

  it('whose request ran out is not held to the last question of it, whichever it was', async () => {
    for (const reach of [story.toReason, story.toStepUp, story.toVouch, story.toConsent]) {
      const bot = await aBot();
      await reach(bot);
      await bot.later(3_600_000);
      assert.deepEqual(await bot.says(RITA, 'thanks'), [say('chat.not-understood')], reach.name);
      assert.equal((await bot.request()).state, 'expired', 'a word of thanks begins nothing');
      assert.equal((await bot.says(RITA, story.OPENING)).at(-1), ASKS_REASON);
    }
  });

  it('who cancelled on the card is not asked the last question again', async () => {
    const bot = await aBot();
    const { id } = await story.toConsent(bot);
    await bot.clicks(RITA, 'cancel', { request: id });
    assert.deepEqual(await bot.says(RITA, 'yes'), [trackerCard('cancelled')]);
    assert.equal((await bot.request()).state, 'cancelled');
  });

  it('who asks again while the helpdesk decides sees where it is', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    assert.deepEqual(await bot.says(RITA, story.OPENING), [trackerCard('pending')]);
    await bot.clicks(HANK, 'approve', { request: id });
    assert.deepEqual(await bot.says(RITA, 'hm'), [trackerCard('approved')]);
    assert.equal((await bot.request()).id, id);
  });

  it('is told that the directory cannot be read, and begins when it can', async () => {
    const bot = await aBot();
    bot.directory.state.down = true;
    assert.deepEqual(await bot.says(RITA, story.OPENING), [say('chat.refusal.directory-unavailable')]);
    bot.directory.state.down = false;
    assert.deepEqual(await bot.says(RITA, story.OPENING), [...WELCOME, ASKS_REASON]);
  });

  it('keeps their proofs when the directory cannot be read at the last moment', async () => {
    const bot = await aBot();
    await story.toConsent(bot);
    bot.directory.state.down = true;
    assert.deepEqual(await bot.says(RITA, 'yes'), [say('chat.refusal.directory-unavailable')]);
    bot.directory.state.down = false;
    assert.deepEqual(await bot.says(RITA, 'continue'), ASKS_CONSENT);
    assert.equal((await bot.says(RITA, 'yes'))[0], say('chat.filed'));
  });

  it('talks to the bot beside others without getting into their conversation', async () => {
    const bot = await aBot();
    bot.directory.accounts.set(MAX.id, anAccount({ id: MAX.id, name: MAX.name, upn: 'max@corp.example' }));
    await story.toReason(bot);
    const [welcome] = await bot.says(MAX, story.OPENING);
    assert.equal(welcome, say('chat.who', { name: 'Max Manager', upn: 'max@corp.example' }));
    await Promise.all([bot.says(RITA, 'the reason of Rita'), bot.says(MAX, 'the reason of Max')]);
    assert.deepEqual(
      [(await bot.request(RITA)).reason, (await bot.request(MAX)).reason],
      ['the reason of Rita', 'the reason of Max'],
    );
  });
});

describe('somebody the desk may not help', () => {
  const aBot = bots();
  const refusedCard = `[${say('cards.refused.title')}]`;

  const roads = {
    'an administrator': { roles: ['Helpdesk Administrator'] },
    'a guest': { userType: 'guest' },
    'a blocked account': { enabled: false },
    'an account under restricted management': { restricted: true },
    'an account that cannot be read in full': { roles: 'unknown' },
    'an account on the list of those never touched': { upn: 'break-glass@corp.example' },
  } as const;
  for (const [who, account] of Object.entries(roads))
    it(`${who} is told why at once, is asked nothing, and is free to ask again`, async () => {
      const bot = await aBot({ account });
      assert.deepEqual(await bot.says(RITA, story.OPENING), [refusedCard]);
      const { id, state } = await bot.request();
      assert.equal(state, 'refused');
      assert.deepEqual(await bot.says(RITA, 'why'), [say('chat.not-understood')]);
      assert.deepEqual(await bot.says(RITA, story.OPENING), [refusedCard]);
      assert.notEqual((await bot.request()).id, id);
    });

  it('somebody who became an administrator on the way is refused when they file', async () => {
    const bot = await aBot();
    await story.toConsent(bot);
    bot.directory.accounts.set(RITA.id, anAccount({ roles: ['User Administrator'] }));
    assert.deepEqual(await bot.says(RITA, 'yes'), [refusedCard]);
    await bot.work();
    assert.deepEqual(bot.teams.read('19:desk@thread.tacv2'), []);
  });

  it('somebody the directory does not know is told so', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(SAM, story.OPENING), [say('chat.refusal.no-such-account')]);
  });

  it('somebody who begins too often is slowed down', async () => {
    const bot = await aBot({ account: { userType: 'guest' }, policy: { draftsPerHour: 2 } });
    await bot.says(RITA, story.OPENING);
    await bot.says(RITA, story.OPENING);
    assert.deepEqual(await bot.says(RITA, story.OPENING), [say('chat.refusal.too-many-drafts')]);
  });
});
