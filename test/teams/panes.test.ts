// The tracker opened inside Teams: for its owner, with a ticket that works once, and for nobody else.
import assert from 'node:assert/strict';
import * as story from '../dialogs/a-story.ts';
import { type Bot, bots, HANK, MAX, RITA, SAM, type Somebody, say } from './a-bot.ts';

async function opens(bot: Bot, who: Somebody, value: unknown): Promise<Record<string, unknown>> {
  const { answer } = await bot.deliver(bot.invoked(who, 'task/fetch', value));
  assert.equal(answer?.status, 200);
  return (answer.body as { task: Record<string, unknown> }).task;
}

const wish = (request: unknown) => ({
  data: { msteams: { type: 'task/fetch' }, request, pane: 'tracker' },
  context: {},
});
const refusal = (key: 'chat.refusal.not-yours' | 'chat.click.unknown') => ({ type: 'message', value: say(key) });

describe('the tracker in Teams', () => {
  const aBot = bots();

  it('opens for its owner with a ticket that works once and not for long', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    const { type, value } = await opens(bot, RITA, wish(id));
    const { url, fallbackUrl, title } = value as Record<string, string>;
    assert.deepEqual([type, title], ['continue', say('chat.tracker.title')]);
    assert.equal(fallbackUrl, `https://desk.example/sign-in/tracker?request=${id}`);
    const ticket = /^https:\/\/desk\.example\/tracker#ticket=(.+)$/.exec(url ?? '')?.[1] ?? '';
    assert.deepEqual(await bot.store.tickets.redeem('tracker', ticket), { request: id, person: RITA.id });
    assert.equal(await bot.store.tickets.redeem('tracker', ticket), undefined);

    const late = (await opens(bot, RITA, wish(id))).value as Record<string, string>;
    bot.world.advance(60_000);
    assert.equal(await bot.store.tickets.redeem('tracker', late['url']?.split('=')[1] ?? ''), undefined);
  });

  it('opens for nobody else, and tells them no more than of one that does not exist', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    for (const who of [MAX, HANK, SAM])
      assert.deepEqual(await opens(bot, who, wish(id)), refusal('chat.refusal.not-yours'));
    assert.deepEqual(await opens(bot, SAM, wish('no-such-request')), refusal('chat.refusal.not-yours'));
  });

  it('opens for nothing but its own button', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    const wrong = [
      undefined,
      null,
      'tracker',
      [],
      {},
      { data: {} },
      { data: { request: id } },
      { data: { request: id, pane: 'admin' } },
      wish([id]),
      wish({ id }),
      wish('x'.repeat(65)),
    ];
    for (const value of wrong) assert.deepEqual(await opens(bot, RITA, value), refusal('chat.click.unknown'));
  });
});
