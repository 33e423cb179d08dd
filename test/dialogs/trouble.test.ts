// What keeps somebody out is asked when their words do not tell, and changes where they are led.
import assert from 'node:assert/strict';
import { troubleIn, troubleInOpening } from '../../dialogs/intents/troubles.ts';
import { START } from '../contracts/a-world.ts';
import { bots, RITA, say } from '../teams/a-bot.ts';
import * as story from './a-story.ts';

const CARD = `[${say('cards.trouble.title')}]`;
const ASK = say('chat.trouble.ask');
const GUIDANCE = `[${say('cards.guidance.title')}]`;
const HOW = say('chat.guide.again');
const REFUSED = `[${say('cards.refused.title')}]`;
const UNCLEAR = 'I cannot log in';
const WHO = say('chat.who', { name: 'Rita Reset', upn: 'rita@corp.example' });

const sspr = { capable: true, enabled: true, registered: true, methods: ['email'], asOf: START };
const cloud = { synced: false, domain: 'managed', federation: null } as const;

describe('somebody who has not said what is wrong', () => {
  const aBot = bots();

  it('is asked, and led on by what they say', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(RITA, UNCLEAR), [WHO, CARD, ASK]);
    assert.equal((await bot.says(RITA, 'my password expired')).at(-1), say('chat.reason.ask'));
    const { state, said } = await bot.request();
    assert.deepEqual([state, said], ['open', 'expired']);
  });

  it('is asked again when they say something short, and not a third time for a whole story', async () => {
    const bot = await aBot();
    await bot.says(RITA, UNCLEAR);
    assert.deepEqual(await bot.says(RITA, 'dunno'), [ASK]);
    assert.deepEqual((await bot.says(RITA, 'the screen is blue and says no')).slice(-1), [
      `[${say('cards.step-up.why')}]`,
    ]);
    const { said, reason } = await bot.request();
    assert.deepEqual([said, reason], ['other', 'the screen is blue and says no']);
  });

  it('is asked again after their place in the conversation was lost', async () => {
    const bot = await aBot();
    await bot.says(RITA, UNCLEAR);
    const row = await bot.store.conversations.find(RITA);
    assert.ok(row);
    await bot.store.conversations.save({ ...row, stack: undefined });
    assert.deepEqual(await bot.says(RITA, 'hello?'), [say('chat.help')]);
    assert.deepEqual(await bot.says(RITA, 'go on'), [CARD, ASK]);
  });

  it('who can help themselves is not sent to self-service before they have said it', async () => {
    const bot = await aBot({ account: { sspr } });
    assert.deepEqual(await bot.says(RITA, UNCLEAR), [WHO, CARD, ASK]);
    assert.equal((await bot.request()).state, 'open');
    assert.deepEqual(await bot.says(RITA, 'I am locked out'), [GUIDANCE, HOW]);
    assert.equal((await bot.request()).verdict.row, 'locked');
  });

  it('who may not be helped is told so without a question', async () => {
    const bot = await aBot({ account: { userType: 'guest' } });
    assert.deepEqual(await bot.says(RITA, UNCLEAR), [REFUSED]);
  });

  it('hears the answer once, however often it is delivered', async () => {
    for (const [answer, reply] of [
      ['I lost my phone', REFUSED],
      ['I forgot it', say('chat.reason.ask')],
    ] as const) {
      const bot = await aBot();
      await bot.says(RITA, UNCLEAR);
      const activity = bot.spoken(RITA, answer);
      await Promise.all([1, 2, 3].map(() => bot.deliver(activity)));
      assert.equal(bot.chat(RITA).filter(line => line === reply).length, 1, answer);
    }
  });
});

describe('somebody who has lost their second factor', () => {
  const aBot = bots();

  it('is shown another door than the password’s, in the first sentence or in the answer', async () => {
    for (const lines of [['I lost my phone'], [UNCLEAR, 'my phone was stolen']]) {
      const bot = await aBot();
      const replies = await bot.says(RITA, lines[0] ?? '');
      const last = lines[1] === undefined ? replies : await bot.says(RITA, lines[1]);
      assert.deepEqual(last, [REFUSED], lines.join(', '));
      const { state, verdict } = await bot.request();
      assert.deepEqual([state, verdict.row, verdict.door], ['refused', 'mfa-lost', 'mfa']);
    }
  });

  it('and forgotten the password as well is asked which of the two keeps them out', async () => {
    const bot = await aBot();
    assert.deepEqual((await bot.says(RITA, 'I lost my phone and forgot my password')).slice(-1), [ASK]);
  });
});

describe('what can be tried without the desk', () => {
  const aBot = bots();

  it('is offered first to who signs in at Microsoft and has a second factor, with its address', async () => {
    const bot = await aBot({ account: cloud });
    const replies = await bot.says(RITA, story.OPENING);
    const url = 'https://signins.example/security-info';
    assert.deepEqual(replies.slice(2, 4), [say('chat.offer.my-security-info', { url }), say('chat.offer.tell')]);
    assert.equal(replies.at(-1), say('chat.reason.ask'), 'and the desk’s way stays open');
  });

  it('names Microsoft’s reset page in their language, where nobody could tell whether it works for them', async () => {
    const bot = await aBot({ account: { ...cloud, mfaRegistered: 'unknown', sspr: 'unknown' } });
    const replies = await bot.says(RITA, story.OPENING);
    const [offered = ''] = replies.filter(line => line.includes('own reset page'));
    assert.match(offered, /\(https:\/\/sspr\.example\/\?mkt=en[^)]*\)/);
  });

  it('ends the request when the directory has seen the change, whatever is being asked', async () => {
    for (const reach of [story.toReason, story.toStepUp, story.toConsent]) {
      const bot = await aBot({ account: cloud });
      await reach(bot);
      bot.world.advance(60_000);
      bot.directory.state.changedAt = bot.world.now();
      assert.deepEqual(await bot.says(RITA, 'it worked'), [say('chat.guide.worked')], reach.name);
      const { state, evidence, consentAt } = await bot.request();
      assert.deepEqual([state, evidence, consentAt], ['completed', 'password-changed', undefined]);
    }
  });

  it('ends nothing where nothing was offered', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    await bot.says(RITA, 'it worked');
    assert.equal((await bot.request()).state, 'open');
  });

  it('is a list of places that still know the old password, after a change within the hour', async () => {
    const account = { ...cloud, passwordChangedAt: START - 20 * 60_000, mfaRegistered: false };
    const bot = await aBot({ account });
    const relock = `[${say('cards.relock.title')}]`;
    assert.deepEqual(await bot.says(RITA, 'I am locked out'), [relock, HOW]);
    assert.deepEqual(await bot.says(RITA, 'it did not work'), [say('chat.guide.to-desk'), say('chat.reason.ask')]);

    const helped = await aBot({ account });
    await helped.says(RITA, 'I am locked out');
    assert.deepEqual(await helped.says(RITA, 'it worked'), [say('chat.guide.worked-unseen')]);
    assert.equal((await helped.request()).evidence, 'said-so', 'an older change is no evidence');

    const forgot = await aBot({ account });
    const replies = await forgot.says(RITA, story.OPENING);
    assert.ok(replies.includes(say('chat.offer.relock-list')));
    assert.equal(replies.at(-1), say('chat.reason.ask'), 'who forgot it is not sent round their devices first');
  });
});

describe('words for what is wrong', () => {
  const SAID = {
    forgot: [
      'I forgot my password',
      'habe mein Passwort vergessen',
      'j’ai oublié mon mot de passe',
      'olvidé mi contraseña',
      'esqueci a senha',
      'パスワードを忘れました',
      'نسيت كلمة المرور',
    ],
    locked: [
      'I’m locked out',
      'my account is locked',
      'mein Konto ist gesperrt',
      'mon compte est bloqué',
      'mi cuenta está bloqueada',
      'minha conta foi bloqueada',
      'アカウントがロックされました',
      'حسابي مقفل',
    ],
    expired: [
      'my password expired',
      'mein Passwort ist abgelaufen',
      'mot de passe expiré',
      'mi contraseña caducó',
      'minha senha venceu',
      '有効期限が切れました',
      'انتهت صلاحية كلمة المرور',
    ],
    'mfa-lost': [
      'I lost my phone',
      'my phone was stolen',
      'mein Handy ist weg',
      'j’ai perdu mon téléphone',
      'perdí mi teléfono',
      'perdi meu celular',
      'スマホをなくしました',
      'فقدت هاتفي',
    ],
    other: ['something else', 'etwas anderes', 'autre chose', 'otra cosa', 'outra coisa', 'その他', 'شيء آخر'],
  } as const;
  for (const [trouble, lines] of Object.entries(SAID))
    it(`${trouble}: in seven languages`, () => {
      assert.deepEqual(
        lines.filter(line => troubleIn(line) !== trouble),
        [],
      );
    });

  it('that do not tell are not guessed at', () => {
    for (const line of ['I cannot log in', 'help', 'password', 'reset please', 'go on', '42', ''])
      assert.equal(troubleIn(line), undefined, line);
    assert.equal(troubleInOpening('I got a new phone and forgot my password'), undefined);
  });
});
