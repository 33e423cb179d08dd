// The person's own card: one in their chat is the request's, follows it to the end in place, and leaves no button behind that still does something.
import assert from 'node:assert/strict';
import type { InvokeResponse } from 'botbuilder';
import { CLOSED, LIVE, type State } from '../../src/core/lifecycle.ts';
import * as story from '../dialogs/a-story.ts';
import { type Bot, bots, HANK, MAX, RITA, say } from './a-bot.ts';

const ROOM = `a:${RITA.id}`;
const title = (state: State) => `[${say(`cards.tracker.title-${state}`)}]`;
const EARLIER = `[${say('cards.earlier')}]`;

const TITLES = [...LIVE, ...CLOSED].map(title);

/** Rita's cards of her requests, from above, with what can be pressed on each. */
function cards(bot: Bot): readonly (readonly [summary: string, ...buttons: string[]])[] {
  return bot.teams.messages(ROOM).flatMap(({ activity }) => {
    const summary = `[${activity.summary ?? ''}]`;
    if (summary !== EARLIER && !TITLES.includes(summary)) return [];
    const buttons = JSON.stringify(activity).matchAll(/"type":"(Action\.\w+)"/g);
    return [[summary, ...[...buttons].map(([, type]) => String(type))] as const];
  });
}

const FOLLOWED = ['Action.Submit', 'Action.OpenUrl'];
const OPEN = [...FOLLOWED, 'Action.Execute'];

async function landed(bot: Bot): Promise<void> {
  const { id } = await story.filed(bot);
  await bot.store.sessions.open(id, RITA.id);
  await bot.clicks(HANK, 'approve', { request: id });
  for (let looks = 0; looks < 10; looks++) await bot.later(2_000);
  assert.equal((await bot.request()).state, 'landed');
}

function cardOf(answer: InvokeResponse | undefined): string {
  const { type, value } = (answer?.body ?? {}) as { type?: string; value: { fallbackText: string } };
  assert.equal(type, 'application/vnd.microsoft.card.adaptive');
  return `[${value.fallbackText}]`;
}

describe('the person’s card', () => {
  const aBot = bots();

  it('follows the request in place, and offers nothing once it is over', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    assert.deepEqual(cards(bot), [[title('pending'), ...OPEN]]);
    await bot.clicks(HANK, 'deny', { request, reason: 'x' });
    await bot.work();
    assert.deepEqual(cards(bot), [[title('denied')]]);
    assert.deepEqual(
      bot.teams.calls.filter(call => call === `post ${ROOM}`),
      [],
    );
  });

  it('stands below when they ask for it again, and the one above is a line without buttons', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.says(RITA, 'status');
    await bot.says(RITA, 'status');
    assert.deepEqual(cards(bot), [[EARLIER], [EARLIER], [title('pending'), ...OPEN]]);
    await bot.clicks(RITA, 'cancel', { request });
    await bot.work();
    assert.deepEqual(cards(bot), [[EARLIER], [EARLIER], [title('cancelled')]]);
  });

  it('is posted anew when they are called, for an update rings nobody; then it follows again', async () => {
    const bot = await aBot();
    await landed(bot);
    assert.deepEqual(cards(bot), [[EARLIER], [title('landed'), ...FOLLOWED]]);
    await bot.later(25 * 3_600_000);
    assert.deepEqual(cards(bot), [[EARLIER], [title('expired')]]);
  });

  it('calls nobody to a password they have already opened', async () => {
    const bot = await aBot();
    const { id } = await story.filed(bot);
    const { session } = await bot.store.sessions.open(id, RITA.id);
    await bot.clicks(HANK, 'approve', { request: id });
    await bot.store.jobs.lease(50, 45_000);
    for (let looks = 0; looks < 10; looks++) {
      bot.world.advance(2_000);
      await bot.desk.advance(id);
    }
    await bot.desk.reveal(session, 'reveal');
    await bot.messenger.deliver(id, 'accepted', 'person');
    await bot.messenger.deliver(id, 'landed', 'person');
    await bot.messenger.deliver(id, 'card', 'person');
    assert.deepEqual(cards(bot), [[title('landed'), ...FOLLOWED]]);
  });

  it('drawn while the request moved on is brought up to date as soon as it is posted', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const slow = { once: true };
    bot.kept.conversations = {
      ...bot.store.conversations,
      // Between the drawing and the sending: the helpdesk says no, and everybody's card is brought up to date.
      async save(row, wake) {
        const saved = await bot.store.conversations.save(row, wake);
        if (!slow.once) return saved;
        slow.once = false;
        await bot.desk.deny(HANK, request, 'x', 'meanwhile');
        await bot.messenger.deliver(request, 'card', 'person');
        return saved;
      },
    };
    await bot.says(RITA, 'status');
    assert.deepEqual(cards(bot), [[EARLIER], [title('denied')]]);
  });

  it('that is overtaken while it is brought up to date loses its buttons all the same', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    const real = { ...bot.teams.carrier };
    const asked = { yet: false };
    bot.teams.carrier.update = async (posting, activity) => {
      if (!asked.yet) {
        asked.yet = true;
        await bot.says(RITA, 'status');
      }
      return real.update(posting, activity);
    };
    await bot.messenger.deliver(request, 'card', 'person');
    assert.deepEqual(cards(bot), [[EARLIER], [title('pending'), ...OPEN]]);
  });

  it('of a request that is over stays as it ended when another begins', async () => {
    const bot = await aBot();
    const { id: request } = await story.filed(bot);
    await bot.clicks(RITA, 'cancel', { request });
    await bot.work();
    await story.filed(bot);
    assert.deepEqual(cards(bot), [[title('cancelled')], [title('pending'), ...OPEN]]);
  });

  it('tells times as their clock shows them, and the helpdesk’s card as everybody’s', async () => {
    const bot = await aBot();
    const stockholm = { ...bot.spoken(RITA, story.OPENING), locale: 'en-GB', localTimezone: 'Europe/Stockholm' };
    await bot.deliver(stockholm);
    const { id } = await story.filed(bot);
    const shown = () => JSON.stringify(bot.teams.messages(ROOM).at(-1)?.activity);
    assert.match(shown(), /They decide before \d+:\d+.?(AM|PM)? GMT\+1/u);
    await bot.clicks(HANK, 'approve', { request: id });
    await bot.work();
    assert.match(shown(), /GMT\+1/, 'also where nobody has just said anything');
    assert.doesNotMatch(shown(), /UTC/);
    assert.match(JSON.stringify(bot.teams.messages('19:desk@thread.tacv2')), /UTC/);
  });
});

describe('an old card', () => {
  const aBot = bots();

  /** Nothing is written when the old button is pressed, and nothing is begun. */
  async function unmoved(bot: Bot, press: () => Promise<unknown>): Promise<void> {
    const before = await bot.request();
    await press();
    await bot.work();
    assert.deepEqual(await bot.request(), before);
  }

  async function cancelled(bot: Bot): Promise<string> {
    const { id } = await story.filed(bot);
    await bot.says(RITA, 'cancel');
    await bot.work();
    return id;
  }

  it('of where it stands cancels nothing, and becomes how it ended', async () => {
    const bot = await aBot();
    const request = await cancelled(bot);
    const fresh = await story.filed(bot);
    await unmoved(bot, async () =>
      assert.equal(cardOf(await bot.clicks(RITA, 'cancel', { request })), title('cancelled')),
    );
    assert.equal((await bot.request()).id, fresh.id, 'and the request of today goes on');
  });

  it('of where it stands opens the page of its own request, which says how it ended', async () => {
    const bot = await aBot();
    const request = await cancelled(bot);
    await unmoved(bot, async () => {
      const { answer } = await bot.deliver(
        bot.invoked(RITA, 'task/fetch', { data: { request, pane: 'tracker' }, context: {} }),
      );
      assert.match(JSON.stringify(answer?.body), new RegExp(`tracker\\?request=${request}`));
    });
  });

  it('that asked for their consent files nothing', async () => {
    const bot = await aBot();
    await cancelled(bot);
    for (const answer of [say('cards.say.yes'), say('cards.say.no')])
      await unmoved(bot, async () => assert.deepEqual(await bot.says(RITA, answer), [title('cancelled')]));
  });

  it('that led to Microsoft’s reset ends nothing', async () => {
    const bot = await aBot();
    await cancelled(bot);
    await unmoved(bot, async () =>
      assert.deepEqual(await bot.says(RITA, say('cards.say.worked')), [title('cancelled')]),
    );
  });

  it('that led to a sign-in proves nothing', async () => {
    const bot = await aBot();
    await story.toStepUp(bot);
    const code = await story.codeFor(bot);
    await bot.says(RITA, 'cancel');
    await unmoved(bot, () => bot.deliver(bot.invoked(RITA, 'signin/verifyState', { state: code })));
  });

  it('of the manager’s proves nothing, and says that it is over', async () => {
    const bot = await aBot();
    const { id: request } = await story.toVouch(bot);
    const digits = await story.digitsOf(bot);
    await bot.says(RITA, 'cancel');
    await unmoved(bot, async () => {
      const answer = await bot.clicks(MAX, 'vouch', { request, digits, attest: 'true' });
      assert.match(cardOf(answer), new RegExp(say('cards.vouch.late')));
    });
  });

  it('of the helpdesk’s decides nothing, and says how it ended', async () => {
    const bot = await aBot();
    const request = await cancelled(bot);
    for (const [verb, data] of [
      ['approve', { request }],
      ['deny', { request, reason: 'x' }],
    ] as const)
      await unmoved(bot, async () =>
        assert.match(cardOf(await bot.clicks(HANK, verb, data)), new RegExp(say('cards.status.cancelled'))),
      );
  });
});
