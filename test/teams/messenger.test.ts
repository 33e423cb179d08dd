// What nobody just asked for: rendered from the row at the moment of sending, to whoever can be reached, and never with a password.
import assert from 'node:assert/strict';
import type { Audience, NoticeKind } from '../../src/core/ports.ts';
import { isRefused } from '../../src/core/refusals.ts';
import { partsOf } from '../cards/tree.ts';
import * as story from '../dialogs/a-story.ts';
import { ADMINS, type Bot, bots, HANK, HELPDESK, HILDA, MAX, RITA, SERVICE_URL, say } from './a-bot.ts';

const MAX_ROOM = `a:${MAX.id}`;
const RITA_ROOM = `a:${RITA.id}`;

/** Rita is at her tracker when the helpdesk approves, and Microsoft takes the reset. */
async function landed(bot: Bot): Promise<string> {
  const { id } = await story.filed(bot);
  const { session } = await bot.store.sessions.open(id, RITA.id);
  await bot.clicks(HANK, 'approve', { request: id });
  for (let looks = 0; looks < 10; looks++) await bot.later(2_000);
  assert.equal((await bot.request()).state, 'landed');
  const revealed = await bot.desk.reveal(session, 'reveal');
  assert.ok(!isRefused(revealed));
  return revealed.password.use(plain => plain);
}

function cardIn(bot: Bot, room: string, index = 0): Record<string, unknown> {
  return bot.teams.messages(room)[index]?.activity.attachments?.[0]?.content as Record<string, unknown>;
}

describe('the helpdesk’s card', () => {
  const aBot = bots();

  it('is posted once and then kept up to date in place, to the end', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    assert.match(JSON.stringify(cardIn(bot, HELPDESK)), /"verb":"approve"/);
    await bot.clicks(HANK, 'approve', { request });
    await bot.work();
    await bot.clicks(RITA, 'cancel', { request });
    await bot.work();
    const [message, ...others] = bot.teams.messages(HELPDESK);
    assert.deepEqual(others, []);
    assert.match(JSON.stringify(message?.activity), /Cancelled by the person/);
    assert.doesNotMatch(JSON.stringify(message?.activity), /Action\.Execute/);
    assert.deepEqual(
      bot.teams.calls.filter(call => call.startsWith('post 19:')),
      [`post ${HELPDESK}`],
    );
  });

  it('shows what the person wrote as text, whatever they wrote', async () => {
    const bot = await aBot();
    await story.toReason(bot);
    const reason = '**now** [approve](https://evil.example) \u0024{name} {{DATE(2026-01-01T00:00:00Z)}} \u202eevil';
    await bot.says(RITA, reason);
    await story.signsIn(bot);
    await bot.work();
    await story.vouches(bot);
    await bot.work();
    await bot.says(RITA, 'yes');
    await bot.work();
    const holding = partsOf(cardIn(bot, HELPDESK)).filter(part => String(part['text']).includes('evil.example'));
    assert.deepEqual(
      holding.map(({ type, text }) => [type, text]),
      [['TextRun', `“${reason.replace('\u202e', '')}”`]],
    );
  });

  it('waits when Teams asks to, and is posted then', async () => {
    const bot = await aBot();
    await story.toConsent(bot);
    await bot.says(RITA, 'yes');
    const later = bot.world.now() + 60_000;
    bot.teams.trouble.push({ notBefore: later });
    assert.equal(await bot.messenger.deliver((await bot.request()).id, 'card', 'helpdesk'), later);
    assert.deepEqual(bot.teams.messages(HELPDESK), []);
    await bot.work();
    assert.equal(bot.teams.messages(HELPDESK).length, 1);
  });

  it('gets a reminder in its thread while nobody decides, and none afterwards', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    await bot.later(15 * 60_000);
    const reminder = say('chat.desk.reminder', { name: RITA.name, upn: 'rita@corp.example', minutes: 15 });
    assert.equal(bot.teams.read(HELPDESK).at(-1), reminder);
    await bot.clicks(HANK, 'deny', { request: id, reason: 'x' });
    await bot.messenger.deliver(id, 'reminder', 'helpdesk');
    assert.equal(bot.teams.read(HELPDESK).length, 2);
  });

  it('says in its thread that another group was asked, whose members decide on it like anybody else', async () => {
    const escalation = [{ group: 'leads', after: 10 * 60_000, mail: 'leads@corp.example' }];
    const bot = await aBot({ policy: { escalation } });
    const { id } = await story.filed(bot);
    await bot.later(10 * 60_000);
    const told = say('chat.desk.escalated', { name: RITA.name, upn: 'rita@corp.example', minutes: 10 });
    assert.equal(bot.teams.read(HELPDESK).at(-1), told);
    assert.equal(bot.mails.filter(({ to }) => to.includes('leads@corp.example')).length, 1, 'wherever they are');
    await bot.clicks(HANK, 'deny', { request: id, reason: 'x' });
    await bot.messenger.deliver(id, 'escalated', 'helpdesk');
    assert.equal(bot.teams.read(HELPDESK).length, 2);
  });

  it('that was deleted is let go', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    bot.teams.gone.add(HELPDESK);
    await bot.clicks(HANK, 'deny', { request, reason: 'x' });
    await bot.work();
    assert.match(bot.lines.join('\n'), /warn a notice could not reach anybody/);
    assert.equal(bot.chat(RITA).at(-1), say('chat.denied', { by: HANK.name, reason: 'x' }));
  });
});

describe('the manager’s card', () => {
  const aBot = bots();

  it('goes to somebody who never wrote to the bot, once, and never holds the digits', async () => {
    const bot = await aBot();
    await story.toVouch(bot);
    assert.deepEqual(
      bot.teams.calls.filter(call => call.endsWith(MAX_ROOM)),
      [`open ${MAX_ROOM}`, `post ${MAX_ROOM}`],
    );
    const digits = await story.digitsOf(bot);
    const shown = partsOf(cardIn(bot, MAX_ROOM)).flatMap(part =>
      Object.values(part).filter(value => typeof value === 'string'),
    );
    assert.ok(
      !shown.some(text => text === digits || new RegExp(`\\b${digits}\\b`).test(text.replaceAll(/\d+:\d+/g, ''))),
    );
    await story.vouches(bot);
    await bot.work();
    assert.equal(bot.teams.messages(MAX_ROOM).length, 1);
    assert.match(JSON.stringify(cardIn(bot, MAX_ROOM)), new RegExp(say('cards.vouch.passed')));
  });

  it('goes to the chat the manager already has with the bot', async () => {
    const bot = await aBot();
    await bot.says(MAX, 'help');
    await story.toVouch(bot);
    assert.ok(!bot.teams.calls.includes(`open ${MAX_ROOM}`));
    assert.equal(bot.teams.messages(MAX_ROOM).length, 2);
  });

  it('that reaches nobody leaves a line in the log and hangs nothing', async () => {
    const bot = await aBot();
    bot.teams.gone.add(MAX_ROOM);
    await story.toVouch(bot);
    assert.match(bot.lines.join('\n'), /"kind":"vouch-card"/);
    assert.deepEqual(bot.teams.messages(MAX_ROOM), []);
  });
});

describe('a notice to the person', () => {
  const aBot = bots();

  it('is not sent when the row has moved past it', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.clicks(RITA, 'cancel', { request });
    await bot.work();
    const before = bot.teams.calls.length;
    const kinds: readonly NoticeKind[] = [
      ...(['called', 'accepted', 'landed', 'recalled', 'denied', 'expired', 'failed', 'completed', 'resume'] as const),
      'reminder',
    ];
    for (const kind of kinds) assert.equal(await bot.messenger.deliver(request, kind, 'person'), undefined);
    assert.equal(bot.teams.calls.length, before);
  });

  it('about an end is not sent once somebody said that it was not them', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.clicks(HANK, 'deny', { request, reason: 'x' });
    await bot.desk.freeze(RITA, request, 'freeze');
    await bot.work();
    assert.ok(!bot.chat(RITA).some(line => line.startsWith(HANK.name)));
  });

  it('about a request nobody knows is nothing', async () => {
    const bot = await aBot();
    for (const kind of ['card', 'resume', 'alarm', 'denied'] as const)
      assert.equal(await bot.messenger.deliver('no-such-request', kind, 'person'), undefined);
    assert.deepEqual([bot.teams.calls, bot.mails], [[], []]);
  });

  it('calls them to the tracker when they are not there, and says when nothing came of it', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.clicks(HANK, 'approve', { request });
    await bot.work();
    assert.equal(bot.chat(RITA).at(-1), `[${say('cards.tracker.title-approved')}]`);
    await bot.later(31 * 60_000);
    assert.deepEqual([(await bot.request()).state, bot.chat(RITA).at(-1)], ['expired', say('chat.expired')]);
  });

  it('that Teams cannot take now is tried when Teams says', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.clicks(HANK, 'deny', { request, reason: 'x' });
    const later = bot.world.now() + 30_000;
    bot.teams.trouble.push({ notBefore: later });
    assert.equal(await bot.messenger.deliver(request, 'denied', 'person'), later);
    await bot.work();
    assert.equal(bot.chat(RITA).filter(line => line.startsWith(HANK.name)).length, 1);
  });

  it('to somebody who blocked the bot is given up, with a line in the log', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    bot.teams.gone.add(RITA_ROOM);
    await bot.clicks(HANK, 'deny', { request, reason: 'x' });
    const before = bot.chat(RITA);
    await bot.work();
    assert.deepEqual(bot.chat(RITA), before);
    assert.match(bot.lines.join('\n'), /warn a notice could not reach anybody .*"kind":"denied"/);
  });

  it('goes to where they last wrote from', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const room = 'a:rita-on-another-device';
    const conversation = { id: room, conversationType: 'personal', tenantId: RITA.tenant };
    await bot.deliver({ ...bot.spoken(RITA, 'status'), conversation, serviceUrl: SERVICE_URL });
    await bot.clicks(HANK, 'deny', { request, reason: 'x' });
    await bot.work();
    assert.equal(bot.teams.read(room).at(-1), say('chat.denied', { by: HANK.name, reason: 'x' }));
  });
});

describe('a conversation that is taken on', () => {
  const aBot = bots();

  it('waits with its question until Teams takes it', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const before = bot.chat(RITA).length;
    await story.signsIn(bot);
    bot.teams.trouble.push({ notBefore: bot.world.now() + 60_000 });
    await bot.work();
    assert.equal(bot.chat(RITA).length, before);
    for (let minute = 0; minute < 5; minute++) await bot.later(60_000);
    assert.deepEqual(bot.chat(RITA).slice(before, before + 1), [say('chat.step-up.passed')]);
    assert.equal(bot.chat(RITA).length, before + 3, 'asked once');
    assert.equal((await bot.store.conversations.find(RITA))?.owed, false);
  });

  it('is left alone when nothing is owed', async () => {
    const bot = await aBot();
    await story.toReason(bot);
    const before = bot.teams.calls.length;
    assert.equal(await bot.messenger.look(RITA), undefined);
    assert.equal(await bot.messenger.look(HILDA), undefined);
    assert.equal(bot.teams.calls.length, before);
  });
});

describe('the mails of a request', () => {
  const aBot = bots();

  it('tell the person everywhere and their manager, when it is filed and when the password was reset', async () => {
    const bot = await aBot();
    await landed(bot);
    const sent = bot.mails.map(({ to, subject }) => [to, subject]);
    const person = ['rita@corp.example', 'rita@home.example'];
    const name = RITA.name;
    assert.deepEqual(
      new Set(sent),
      new Set([
        [person, say('mail.filed.person.subject')],
        [['max@corp.example'], say('mail.filed.manager.subject', { name })],
        [person, say('mail.changed.person.subject')],
        [['max@corp.example'], say('mail.changed.manager.subject', { name })],
      ]),
    );
    assert.equal(sent.length, 4);
  });

  it('raise the alarm with the admins when somebody says it was not them', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    bot.mails.length = 0;
    await bot.clicks(MAX, 'not-them', { request: id });
    await bot.work();
    const name = RITA.name;
    assert.deepEqual(
      new Set(bot.mails.map(({ to, subject }) => [to.join(), subject])),
      new Set([
        [ADMINS, say('mail.alarm.subject', { what: say('mail.alarm.frozen'), name })],
        ['max@corp.example', say('mail.frozen.manager.subject', { name })],
        ['rita@corp.example,rita@home.example', say('mail.frozen.person.subject')],
      ]),
    );
    assert.equal(bot.mails.length, 3);
  });

  it('go nowhere when the directory knows no address', async () => {
    const bot = await aBot({ account: { otherMails: [], manager: { id: MAX.id, name: MAX.name } } });
    const { id } = await story.filed(bot);
    assert.deepEqual(
      bot.mails.map(({ to }) => to),
      [['rita@corp.example']],
    );
    assert.equal(await bot.messenger.deliver(id, 'filed-mail', 'manager'), undefined);
    assert.equal(bot.mails.length, 1);
  });
});

describe('the temporary password', () => {
  const aBot = bots();

  it('is in no message, card, mail or line of the log, and neither are the digits in a toast', async () => {
    const bot = await aBot();
    const password = await landed(bot);
    const digits = new RegExp(`\\b${await story.digitsOf(bot)}\\b`);
    const audiences: readonly (readonly [NoticeKind, Audience])[] = [
      ['card', 'helpdesk'],
      ['vouch-card', 'manager'],
      ['landed', 'person'],
      ['alarm', 'admins'],
      ['changed-mail', 'person'],
    ];
    for (const [kind, audience] of audiences) await bot.messenger.deliver((await bot.request()).id, kind, audience);
    const rooms = [RITA_ROOM, MAX_ROOM, HELPDESK];
    const everything = JSON.stringify([rooms.map(room => bot.teams.messages(room)), bot.mails, bot.lines]);
    assert.ok(password.length >= 16 && bot.graph.taken.length === 1);
    assert.ok(!everything.includes(password));
    const summaries = rooms.flatMap(room => bot.teams.messages(room).map(({ activity }) => activity.summary ?? ''));
    assert.ok(!summaries.some(summary => digits.test(summary)));
  });
});
