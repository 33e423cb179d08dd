// Shields in Teams: an admin raises and lowers them in their own chat, the admins are told, and every card says so.
import assert from 'node:assert/strict';
import type { InvokeResponse } from 'botbuilder';
import { SHIELDS } from '../../src/store/ledger.ts';
import * as story from '../dialogs/a-story.ts';
import { ADMINS, bots, HANK, HELPDESK, HILDA, SAM, say } from './a-bot.ts';

const HOUR = 3_600_000;
const UP = `[${say('cards.shields.up')}]`;
const DOWN = `[${say('cards.shields.down')}]`;

/** A card by its plain text in brackets, or the sentence. */
function reading(answer: InvokeResponse | undefined): string {
  const { value } = (answer?.body ?? {}) as { value?: string | { fallbackText?: string } };
  return typeof value === 'string' ? value : `[${value?.fallbackText}]`;
}

describe('an admin', () => {
  const aBot = bots();

  it('raises and lowers shields in their own chat, with a reason, and the admins hear of it', async () => {
    const bot = await aBot();
    bot.directory.state.admins.add(SAM.id);
    assert.deepEqual((await bot.says(SAM, ' Shields up! ')).length, 1);
    const data = { reason: 'calls that want codes', hours: '4' };
    assert.equal(reading(await bot.clicks(SAM, 'shields-raise', data)), UP);
    await bot.work();
    const [raised] = bot.mails.splice(0);
    assert.deepEqual([raised?.to, raised?.subject], [[ADMINS], say('mail.shields.up.subject')]);
    assert.match(raised?.text ?? '', /Raised by Sam Stranger until .*: “calls that want codes”/);
    assert.equal(reading(await bot.clicks(SAM, 'shields-lower', { reason: '' })), say('chat.refusal.reason-empty'));
    assert.equal(reading(await bot.clicks(SAM, 'shields-lower', { reason: 'a drill' })), DOWN);
    await bot.work();
    assert.match(bot.mails[0]?.text ?? '', /^Sam Stranger lowered the shields .*“a drill”/);
  });

  it('is told when they went down by themselves, without anybody asking', async () => {
    const bot = await aBot();
    bot.directory.state.admins.add(SAM.id);
    await bot.clicks(SAM, 'shields-raise', { reason: 'x', hours: '1' });
    await bot.work();
    await bot.later(HOUR);
    assert.deepEqual(
      bot.mails.map(({ subject }) => subject),
      [say('mail.shields.up.subject'), say('mail.shields.down.subject')],
    );
    const lines = await bot.store.audit.lines(SHIELDS);
    assert.deepEqual(
      lines.map(({ event, personal }) => [event, personal?.actor.kind]),
      [
        ['raise', 'person'],
        ['expire', 'clock'],
      ],
    );
  });

  it('is the only one for whom the command means anything, and only in their own chat', async () => {
    const bot = await aBot();
    assert.deepEqual(await bot.says(HANK, 'shields'), [say('chat.not-understood')]);
    const data = { reason: 'x', hours: '1' };
    assert.equal(reading(await bot.clicks(HANK, 'shields-raise', data)), say('chat.refusal.not-an-admin'));
    bot.directory.state.admins.add(SAM.id);
    const { answer } = await bot.deliver(bot.clicked(SAM, 'shields-raise', data, bot.inChannel()));
    assert.equal(reading(answer), say('chat.click.own-chat'));
    for (const strange of [{ ...data, hours: '9999' }, { ...data, until: 1 }, { hours: '1' }]) {
      const { body } = (await bot.clicks(SAM, 'shields-raise', strange)) ?? {};
      assert.equal((body as { value: { code: string } }).value.code, 'BadData');
    }
    assert.equal(await bot.store.shields.up(), undefined);
  });
});

describe('the helpdesk’s cards', () => {
  const aBot = bots();

  it('have the banner as soon as shields are up, ask for two approvers, and lose both when they are down', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    bot.directory.state.admins.add(SAM.id);
    await bot.work();
    const card = () => JSON.stringify(bot.teams.messages(HELPDESK)[0]?.activity);
    const shown = () => [card().includes(say('cards.shields.up')), card().includes(say('cards.why.shields'))];
    assert.deepEqual(shown(), [false, false]);
    await bot.clicks(SAM, 'shields-raise', { reason: 'calls', hours: '1' });
    await bot.work();
    assert.deepEqual(shown(), [true, true]);
    await bot.clicks(HANK, 'approve', { request });
    assert.equal((await bot.request()).state, 'pending');
    await bot.clicks(SAM, 'shields-lower', { reason: 'over' });
    await bot.work();
    assert.deepEqual(shown(), [false, false]);
    assert.equal(bot.teams.messages(HELPDESK).length, 1, 'one card, brought up to date in place');
  });

  it('say in their thread that an approval was called back, and the person hears it too', async () => {
    const bot = await aBot();
    const { id: request, person } = await story.filed(bot);
    bot.directory.state.admins.add(SAM.id);
    await bot.clicks(HANK, 'approve', { request });
    await bot.work();
    await bot.clicks(SAM, 'shields-raise', { reason: 'calls', hours: '1' });
    await bot.work();
    const { state, account } = await bot.request();
    assert.equal(state, 'pending');
    const { name, upn } = account;
    assert.ok(bot.teams.read(HELPDESK).includes(say('chat.desk.recalled', { name, upn, minutes: 1 })));
    assert.ok(bot.chat({ tenant: HANK.tenant, id: person }).includes(say('chat.recalled')));
    for (const who of [HANK, HILDA]) await bot.clicks(who, 'approve', { request });
    assert.equal((await bot.request()).state, 'approved');
  });
});
