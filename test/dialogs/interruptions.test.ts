// Help, status, a human being and a way out, at any moment; and reasons that only sound like them.
import assert from 'node:assert/strict';
import { type Bot, bots, HANK, MAX, RITA, say } from '../teams/a-bot.ts';
import * as story from './a-story.ts';

const CONTACT = 'extension 4711, or room 12';
const REASON_ASK = say('chat.reason.ask');
const CONSENT_ASK = say('chat.consent.ask');

/** Where a person may be when they interrupt, and what is asked of them again afterwards. */
const PLACES = [
  ['at the reason', story.toReason, [REASON_ASK]],
  ['at the sign-in', story.toStepUp, []],
  ['at the digits', story.toVouch, []],
  ['at the last question', story.toConsent, [CONSENT_ASK]],
] as const;

async function goesOn(bot: Bot): Promise<void> {
  const { reason, proofs } = await bot.request();
  if (reason === undefined) await bot.says(RITA, story.REASON);
  if (!proofs.some(proof => proof.kind === 'step-up')) {
    await story.signsIn(bot);
    await bot.work();
  }
  if (!proofs.some(proof => proof.kind === 'vouch')) {
    await story.vouches(bot);
    await bot.work();
  }
  assert.equal((await bot.says(RITA, 'yes'))[0], say('chat.filed'));
}

describe('a person who interrupts', () => {
  const aBot = bots();

  for (const [where, reach, asked] of PLACES) {
    it(`${where} gets help, their status and the helpdesk’s number without losing the place`, async () => {
      const bot = await aBot({ contact: CONTACT });
      const before = await reach(bot);
      const interruptions = [
        ['help', say('chat.help')],
        ['status', say('chat.state.open')],
        ['talk to a person', say('chat.person', { contact: CONTACT })],
      ] as const;
      for (const [text, answer] of interruptions) assert.deepEqual(await bot.says(RITA, text), [answer, ...asked]);
      assert.deepEqual(await bot.request(), before, 'nothing of the request has changed');
      await goesOn(bot);
    });

    it(`${where} can stop, and begin again`, async () => {
      const bot = await aBot();
      const { id } = await reach(bot);
      assert.deepEqual(await bot.says(RITA, 'cancel'), [say('chat.cancel.done')]);
      assert.equal((await bot.request()).state, 'cancelled');
      assert.deepEqual(await bot.says(RITA, 'cancel'), [say('chat.cancel.none')]);
      assert.deepEqual(await bot.says(RITA, 'yes'), [`[${say('cards.tracker.title-cancelled')}]`]);
      assert.equal((await bot.says(RITA, story.OPENING)).at(-1), REASON_ASK);
      assert.notEqual((await bot.request()).id, id);
    });
  }

  it('gets no number when the admin gave none', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(RITA, 'talk to a person'), [say('chat.person.no-contact')]);
  });

  it('with nothing under way gets help and no request', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(RITA, 'hello'), [say('chat.help')]);
    assert.deepEqual(await bot.says(RITA, 'status'), [say('chat.status.none')]);
    assert.deepEqual(await bot.says(RITA, 'cancel'), [say('chat.cancel.none')]);
    assert.deepEqual(await bot.says(RITA, 'the weather is nice'), [say('chat.not-understood')]);
    assert.deepEqual(await bot.store.requests.recent(RITA, 0), []);
  });

  it('can cancel until Microsoft has been asked, and is told when it is too late', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    await bot.store.sessions.open(id, RITA.id);
    await bot.clicks(HANK, 'approve', { request: id });
    await bot.work();
    const { state } = await bot.request();
    assert.equal(state, 'resetting');
    assert.deepEqual(await bot.says(RITA, 'cancel'), [
      say('chat.cancel.too-late', { state: say('chat.state.resetting') }),
    ]);
    assert.equal((await bot.request()).state, 'resetting');
  });

  it('cannot cancel somebody else’s request by saying so', async () => {
    const bot = await aBot();
    await story.toConsent(bot);
    assert.deepEqual(await bot.says(MAX, 'cancel'), [say('chat.cancel.none')]);
    assert.equal((await bot.request()).state, 'open');
  });

  it('asks for the status at the end and sees the end', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    await bot.clicks(HANK, 'deny', { request: id, reason: 'not today' });
    assert.deepEqual(await bot.says(RITA, 'status'), [`[${say('cards.tracker.title-denied')}]`]);
  });
});

describe('a reason', () => {
  const aBot = bots();

  const kept = {
    'with “cancel” in it': 'I wanted to cancel my old phone contract and now the app is gone',
    'with “help” at its beginning': 'help me please because since the update my laptop wants another password',
    'with “status” in it': 'status lights are all red on my machine and then Windows locked me out',
    'with “talk to a person” in it': 'I had to talk to a person at the shop about my phone first',
    'that is short': 'holidays',
    'that says yes': 'yes',
    'that says what did not work': 'it never worked',
    'with Markdown': '**please** [click](https://evil.example) `now` # _x_ ~~y~~',
    'with a template': '\u0024{name} {{DATE(2026-01-01T00:00:00Z)}} {name}',
    'with HTML': '<at>everyone</at> <script>alert(1)</script> &amp;',
    'in another script': 'फिर से भूल गया، گذرواژه‌ام را فراموش کردم 🔑',
    'of exactly 500 characters': '🔑'.repeat(500),
  };
  for (const [what, text] of Object.entries(kept))
    it(`${what} is kept as it was typed`, async () => {
      const bot = await aBot();
      await story.toReason(bot);
      assert.deepEqual(await bot.says(RITA, text), [`[${say('cards.step-up.why')}]`]);
      assert.equal((await bot.request()).reason, text);
    });

  it('loses its control characters and what turns the reading direction, and nothing else', async () => {
    const bot = await aBot();
    await story.toReason(bot);
    await bot.says(RITA, 'my \u202eterces\u202c\u0000 is\r\n\r\n gone\u2066 \u200f');
    assert.equal((await bot.request()).reason, 'my terces is gone');
  });

  it('of nothing but blanks or invisible characters is asked for again', async () => {
    const bot = await aBot();
    await story.toReason(bot);
    assert.deepEqual(await bot.says(RITA, ' \n\t '), [REASON_ASK]);
    assert.deepEqual(await bot.says(RITA, '\u202e\u2066\u0007'), [say('chat.reason.empty'), REASON_ASK]);
    assert.equal((await bot.request()).reason, undefined);
    await bot.says(RITA, story.REASON);
    assert.equal((await bot.request()).reason, story.REASON);
  });

  it('that is too long is asked for again, and nothing of it is kept', async () => {
    const bot = await aBot();
    await story.toReason(bot);
    assert.deepEqual(await bot.says(RITA, 'x'.repeat(501)), [say('chat.reason.too-long'), REASON_ASK]);
    assert.deepEqual(await bot.says(RITA, 'word '.repeat(2_000)), [say('chat.reason.too-long'), REASON_ASK]);
    assert.equal((await bot.request()).reason, undefined);
  });
});
