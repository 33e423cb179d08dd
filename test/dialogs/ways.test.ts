// Every way to show who is asking, in the chat: what suits is asked for, what does not gives way, and nothing is lost on the way.
import assert from 'node:assert/strict';
import { maskMail, maskNumber } from '../../src/core/masks.ts';
import { type Bot, bots, MAX, RITA, say } from '../teams/a-bot.ts';
import * as story from './a-story.ts';

const STEP_UP = `[${say('cards.step-up.why')}]`;
const DIGITS = [
  `[${say('cards.digits.summary', { name: 'Max Manager' })}]`,
  say('chat.vouch.sent', { manager: 'Max Manager' }),
];
const CONSENT = say('chat.consent.ask');
const NUMBER = '+49 30 555 0199';
const phones = [{ kind: 'business', number: NUMBER }] as const;

const callAsked = async (bot: Bot) =>
  say('chat.call-back.sent', { number: maskNumber(NUMBER), words: bot.desk.usWords(await bot.request()) });
/** What only the helpdesk's card shows, and only the mail says. */
const spokenWords = async (bot: Bot) => (await bot.desk.deskView(await bot.request())).call?.words ?? '';
const mailed = async (bot: Bot) => bot.desk.mailedCode(await bot.request())?.digits ?? '';
const notThis = (way: 'step-up' | 'totp' | 'call-back', why: Parameters<typeof say>[0]) =>
  say('chat.prove.not-this', { way: say(`chat.way.${way}`), why: say(why) });
const proofsOf = async (bot: Bot) => (await bot.request()).proofs.map(({ kind }) => kind);

describe('somebody whom a proof does not suit', () => {
  const aBot = bots();

  it('gets the next one for “another way”, and comes around to the first in the end', async () => {
    const bot = await aBot({ account: { phones } });
    await story.toStepUp(bot);
    assert.deepEqual(await bot.says(RITA, 'another way'), DIGITS);
    const [reasons, call] = await bot.says(RITA, 'is there another way?');
    assert.equal(
      reasons,
      say('chat.prove.not-these', { reasons: notThis('totp', 'chat.refusal.not-enrolled') }),
      'what is skipped says why',
    );
    assert.equal(call, await callAsked(bot));
    assert.deepEqual(await bot.says(RITA, 'another way'), [say('chat.prove.around'), STEP_UP]);
  });

  it('is led from the page that wants the forgotten password to another proof, not only given words', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    assert.deepEqual(await bot.says(RITA, 'it wants my password'), [say('chat.step-up.wants-password'), ...DIGITS]);
    assert.deepEqual(await bot.says(RITA, 'calling now'), DIGITS, 'and stays there');
  });

  it('is told when there is no other, and may still use the one there is', async () => {
    const bot = await aBot();
    await story.toVouch(bot);
    assert.deepEqual((await bot.says(RITA, 'another way')).slice(-3), [say('chat.prove.no-other'), ...DIGITS]);
    await story.vouches(bot);
    await bot.work();
    assert.deepEqual(await proofsOf(bot), ['step-up', 'vouch']);
  });

  it('is spared the half of it where the rest could not be shown, and hears why', async () => {
    const bot = await aBot({ account: { manager: null } });
    await story.toReason(bot);
    const replies = await bot.says(RITA, story.REASON);
    const lacks = ['chat.refusal.no-manager', 'chat.refusal.not-enrolled', 'chat.refusal.no-number'] as const;
    for (const why of lacks) assert.ok(replies[0]?.includes(say(why)), why);
    assert.deepEqual(replies.slice(1, 3), [say('chat.prove.not-enough'), say('chat.prove.none-left')]);
    assert.deepEqual(await proofsOf(bot), []);
    bot.directory.state.stepUpPolicy = 'not-covered';
    const [, none] = await bot.says(RITA, 'go on');
    assert.equal(none, say('chat.prove.none-left'), 'with nothing that works there is nothing to be too little');
  });

  it('is asked for what works while the rest may be there again in a minute', async () => {
    const bot = await aBot({ account: { manager: 'unknown' } });
    await story.toReason(bot);
    assert.equal((await bot.says(RITA, story.REASON)).at(-1), STEP_UP);
  });

  it('is not asked for it again when something else has come in', async () => {
    const bot = await aBot({ account: { phones } });
    await story.toStepUp(bot);
    await bot.says(RITA, 'another way');
    await story.vouches(bot);
    await bot.work();
    assert.equal(bot.chat(RITA).at(-1), await callAsked(bot));
  });

  it('stays at the one they chose although their place in the conversation was lost', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    bot.world.advance(1_000);
    await bot.says(RITA, 'another way');
    const row = await bot.store.conversations.find(RITA);
    assert.ok(row);
    await bot.store.conversations.save({ ...row, stack: undefined });
    assert.deepEqual(await bot.says(RITA, 'go on'), DIGITS);
  });

  it('hears why a sign-in would show nothing here, and is asked for the next at once', async () => {
    const bot = await aBot({ account: { phones } });
    bot.directory.state.stepUpPolicy = 'not-covered';
    await story.toReason(bot);
    const [reasons, ...asked] = await bot.says(RITA, story.REASON);
    assert.equal(
      reasons,
      say('chat.prove.not-these', { reasons: notThis('step-up', 'chat.refusal.step-up-not-covered') }),
    );
    assert.deepEqual(asked, DIGITS);
  });
});

describe('words from the phone', () => {
  const aBot = bots();

  async function called(): Promise<Bot> {
    const bot = await aBot({ account: { phones } });
    await story.toStepUp(bot);
    await story.signsIn(bot);
    await bot.work();
    await bot.says(RITA, 'another way');
    return bot;
  }

  it('are typed as they are heard, and lead on', async () => {
    const bot = await called();
    const [one = '', other = ''] = (await spokenWords(bot)).split(' ');
    const replies = await bot.says(RITA, ` ${one.toUpperCase()} and ${other}`);
    assert.deepEqual([replies[0], replies.at(-1)], [say('chat.call-back.passed'), CONSENT]);
    assert.deepEqual(await proofsOf(bot), ['step-up', 'call-back']);
    assert.equal((await bot.says(RITA, 'yes'))[0], say('chat.filed'));
  });

  it('stand on the helpdesk’s card and never in the chat', async () => {
    const bot = await called();
    const words = await spokenWords(bot);
    assert.equal(words.split(' ').length, 2);
    assert.ok(!bot.chat(RITA).join('\n').includes(words));
  });

  it('cost a try when they are wrong, none when they cannot be an answer, and say how many are left', async () => {
    const bot = await called();
    assert.deepEqual(await bot.says(RITA, 'nobody has called me so far'), [say('chat.call-back.again')]);
    for (const left of [4, 3, 2, 1, 0])
      assert.deepEqual(await bot.says(RITA, 'wrong words'), [say('chat.refusal.code-wrong.left', { left })]);
    const [stop = ''] = await bot.says(RITA, 'wrong words');
    assert.match(stop, /^Too many proofs have failed today.* on I can help again/);
    assert.deepEqual(await proofsOf(bot), ['step-up']);
  });

  it('that come too late are asked for anew', async () => {
    const bot = await called();
    const words = await spokenWords(bot);
    bot.world.advance(10 * 60_000 + 1);
    assert.deepEqual(await bot.says(RITA, words), [say('chat.refusal.proof-expired'), await callAsked(bot)]);
    assert.notEqual(await spokenWords(bot), words);
  });

  it('survive help, status and a look around', async () => {
    const bot = await called();
    assert.deepEqual(await bot.says(RITA, 'status'), [say('chat.state.open'), say('chat.call-back.again')]);
    await bot.says(RITA, await spokenWords(bot));
    assert.deepEqual(await proofsOf(bot), ['step-up', 'call-back']);
  });
});

describe('a code by mail', () => {
  const aBot = bots();

  it('is asked for where it is switched on, with the address masked, and is typed in any grouping', async () => {
    const bot = await aBot({ policy: { proofs: ['mail-code', 'step-up', 'vouch'] } });
    await story.toReason(bot);
    assert.deepEqual(await bot.says(RITA, story.REASON), [
      say('chat.mail-code.sent', { to: maskMail('rita@home.example') }),
    ]);
    assert.deepEqual(await bot.says(RITA, 'where is it'), [say('chat.mail-code.again')]);
    const code = await mailed(bot);
    const [passed, next] = await bot.says(RITA, `it says ${code.slice(0, 3)} ${code.slice(3)}`);
    assert.deepEqual([passed, next], [say('chat.mail-code.passed'), STEP_UP]);
  });
});

describe('an authenticator set up with the desk', () => {
  const aBot = bots();

  /** As the page does it. */
  async function confirmed(bot: Bot): Promise<(at: number) => string> {
    const { codeOf } = await import('../core/desk/proofs/a-proof.ts');
    const { id } = await bot.request();
    const shown = await bot.desk.showEnrolment(RITA, id, 'page');
    assert.ok('secret' in shown);
    await bot.desk.confirmEnrolment(RITA, id, codeOf(shown.secret, bot.world.now()), 'typed');
    await bot.work();
    return at => codeOf(shown.secret, at);
  }

  async function enrolled(bot: Bot) {
    await bot.says(RITA, 'set up my authenticator');
    await story.signsIn(bot);
    await bot.work();
    return confirmed(bot);
  }

  it('takes a proof of its own, a link, and no secret in the chat', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(RITA, 'set up my authenticator'), [say('chat.enrolment.plan'), STEP_UP]);
    await story.signsIn(bot);
    await bot.work();
    assert.deepEqual(bot.chat(RITA).slice(-2), [say('chat.step-up.passed'), `[${say('cards.enrol.how')}]`]);
    const card = JSON.stringify(bot.teams.messages(`a:${RITA.id}`).at(-1)?.activity.attachments);
    assert.match(card, /https:\/\/desk\.example\/sign-in\/enrol\?ticket=[\w-]+"/);
    await confirmed(bot);
    assert.match(bot.chat(RITA).at(-1) ?? '', /^Your authenticator is set up/);
    assert.deepEqual((await bot.request()).proofs.length, 1);
  });

  it('is asked by a manager’s word where there is no passkey', async () => {
    const bot = await aBot();
    await bot.says(RITA, 'set up my authenticator');
    assert.deepEqual(await bot.says(RITA, 'another way'), DIGITS);
    await story.vouches(bot);
    await bot.work();
    assert.equal(bot.chat(RITA).at(-1), `[${say('cards.enrol.how')}]`);
  });

  it('does not count for three days, and then each code once', async () => {
    const bot = await aBot({ policy: { proofs: ['totp', 'step-up', 'vouch'] } });
    const code = await enrolled(bot);
    await story.toReason(bot);
    const [tooNew = '', next] = await bot.says(RITA, story.REASON);
    assert.match(tooNew, /set up only lately and counts from/);
    assert.equal(next, STEP_UP);
    await bot.says(RITA, 'cancel');

    await bot.later(72 * 3_600_000);
    await story.toReason(bot);
    assert.deepEqual(await bot.says(RITA, story.REASON), [say('chat.totp.ask')]);
    assert.deepEqual(await bot.says(RITA, 'what do you mean'), [say('chat.totp.again')]);
    const wrong = code(bot.world.now() + 3_600_000);
    assert.deepEqual(await bot.says(RITA, wrong), [say('chat.refusal.code-wrong.left', { left: 4 })]);
    const right = code(bot.world.now());
    assert.deepEqual(await bot.says(RITA, right), [say('chat.totp.passed'), STEP_UP]);
    await bot.says(RITA, 'cancel');
    await story.toReason(bot);
    await bot.says(RITA, story.REASON);
    assert.deepEqual(await bot.says(RITA, right), [say('chat.refusal.code-used')]);
  });

  it('gives way to somebody who is locked out now', async () => {
    const bot = await aBot();
    await bot.says(RITA, 'set up my authenticator');
    assert.equal((await bot.says(RITA, story.OPENING)).at(-1), say('chat.reason.ask'));
    assert.equal((await bot.request()).purpose, undefined);
  });

  it('waits while a reset is under way', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    assert.deepEqual(await bot.says(RITA, 'set up my authenticator'), [say('chat.refusal.request-running')]);
    assert.equal((await bot.request()).id, id);
  });

  it('is worth nothing any more once its phone is lost, in the middle of a request or before it', async () => {
    const bot = await aBot({ account: { phones } });
    await enrolled(bot);
    await story.toStepUp(bot);
    const replies = await bot.says(RITA, 'I lost my phone');
    assert.deepEqual(replies, [say('chat.enrolment.removed'), say('chat.enrolment.lost-phone')]);
    assert.equal(await bot.desk.enrolmentOf(RITA), undefined);
    assert.equal((await bot.request()).state, 'open');
    await bot.says(RITA, 'cancel');
    await enrolled(bot);
    assert.deepEqual(await bot.says(RITA, 'I lost my phone'), [
      say('chat.enrolment.removed'),
      `[${say('cards.refused.title')}]`,
    ]);
    assert.equal(await bot.desk.enrolmentOf(RITA), undefined);
  });

  it('is left alone by a reason that speaks of a phone', async () => {
    const bot = await aBot();
    await enrolled(bot);
    await story.toReason(bot);
    assert.deepEqual(await bot.says(RITA, 'I lost my phone'), [STEP_UP]);
    assert.ok(await bot.desk.enrolmentOf(RITA));
    assert.equal((await bot.request()).reason, 'I lost my phone');
  });
});

describe('somebody who wants to know who is asking', () => {
  const aBot = bots();

  it('gets two words that the helpdesk’s card has as well, and goes on where they were', async () => {
    const bot = await aBot();
    await story.toConsent(bot);
    const request = await bot.request();
    const { usWords } = await bot.desk.deskView(request);
    assert.deepEqual(await bot.says(RITA, 'is this really you?'), [say('chat.really-us', { words: usWords }), CONSENT]);
    assert.deepEqual(await bot.request(), request);
  });

  it('without a request hears that nobody of us has a reason to call', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(RITA, 'someone is calling me'), [say('chat.really-us.none')]);
    assert.deepEqual(await bot.store.requests.recent(RITA, 0), []);
  });

  it('stops everything with “not me”, and is told when there is nothing to stop', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(RITA, 'not me'), [say('chat.not-me.none')]);
    await story.filed(bot);
    assert.deepEqual(await bot.says(RITA, 'This wasn’t me!'), [say('chat.not-me.done')]);
    assert.equal((await bot.request()).state, 'frozen');
    assert.deepEqual(await bot.says(RITA, 'not me'), [say('chat.state.frozen')]);
    assert.deepEqual(await bot.says(MAX, 'not me'), [say('chat.not-me.none')], 'only what is their own');
  });
});

describe('a password that is typed into the chat', () => {
  const aBot = bots();

  it('is neither kept nor read on, wherever it is typed', async () => {
    const lines = ['my password is Harbour-7', 'Passwort: Hafen2024!', 'Walnut-Ferry-58', 'contraseña: Barco_99x'];
    for (const [reach, asked] of [
      [story.toReason, [say('chat.reason.ask')]],
      [story.toStepUp, []],
      [story.toConsent, [CONSENT]],
    ] as const) {
      const bot = await aBot();
      await reach(bot);
      const before = await bot.request();
      for (const line of lines) assert.deepEqual(await bot.says(RITA, line), [say('chat.never-a-password'), ...asked]);
      assert.deepEqual(await bot.request(), before);
      const row = JSON.stringify(await bot.store.conversations.find(RITA));
      for (const word of ['Harbour', 'Hafen', 'Walnut', 'Barco']) assert.ok(!row.includes(word));
    }
  });

  it('is not seen where there is none', async () => {
    for (const line of [
      'my password is expired since 12 days',
      'my password was changed on Monday',
      'the password reset said error AADSTS50126',
      'rita@corp.example',
      'https://portal.example/Reset-1',
      'VPN',
      '123456',
    ]) {
      const bot = await aBot();
      await story.toReason(bot);
      assert.deepEqual(await bot.says(RITA, line), [STEP_UP], line);
    }
  });
});
