// A turn is a transaction: what a person hears follows from what was saved, never from a run that lost.
import assert from 'node:assert/strict';
import { type Activity, CardFactory } from 'botbuilder';
import type { Converse } from '../../dialogs/root.ts';
import type { Conversation, Conversations } from '../../src/core/keeping.ts';
import { openStore } from '../../src/store/open.ts';
import { createTurns, type Incoming } from '../../src/teams/turn.ts';
import { aWorld, START } from '../contracts/a-world.ts';
import { RITA } from './a-bot.ts';

const REFERENCE = { serviceUrl: 'https://smba.example/', conversation: { id: 'a:rita' } } as Incoming['reference'];

function incoming(part: Partial<Incoming> = {}): Incoming {
  return {
    person: { tenant: RITA.tenant, id: RITA.id },
    name: RITA.name,
    zone: undefined,
    locale: 'en',
    activity: 'activity-1',
    cause: 'activity-1',
    reference: REFERENCE,
    heard: { type: 'message', text: 'hello' },
    ...part,
  };
}

/** Counts on the stack and says so. */
const counting: Converse = async (turn, speaker, stack) => {
  const count = (typeof stack === 'number' ? stack : 0) + 1;
  await turn.sendActivity(`${turn.activity.text} ${count} ${speaker.command('draft')}`);
  return count;
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('a turn', () => {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  async function aTable(converse: Converse = counting, change: (real: Conversations) => Conversations = real => real) {
    const world = aWorld();
    const store = await openStore({ file: ':memory:', world });
    open.push(() => store.close());
    const { conversations, jobs } = store;
    const turns = createTurns({ conversations: change(conversations), converse, world, log: silent });
    return { world, turns, conversations, jobs, row: () => conversations.find(RITA) };
  }

  it('saves where the person stands and how to reach them, and owes the reply until it is sent', async () => {
    const { turns, row, jobs } = await aTable();
    const reply = await turns.take(incoming({ locale: 'de' }));
    assert.deepEqual(reply, {
      activities: [{ type: 'message', text: 'hello 1 activity-1:draft', textFormat: 'plain' }],
      stands: [],
      version: 1,
    });
    const { person, reference, locale, stack, seen, owed } = (await row()) as Conversation;
    assert.deepEqual(
      { person, reference, locale, stack, seen, owed },
      {
        person: { tenant: RITA.tenant, id: RITA.id },
        reference: REFERENCE,
        locale: 'de',
        stack: 1,
        seen: ['activity-1'],
        owed: true,
      },
    );
    assert.equal(await jobs.nextDue(), START + 15_000);
    await turns.settle(RITA, reply);
    assert.deepEqual([(await row())?.owed, await jobs.nextDue()], [false, undefined]);
  });

  it('that says nothing owes nothing', async () => {
    const { turns, row, jobs } = await aTable(async () => 'quiet');
    assert.deepEqual(await turns.take(incoming()), { activities: [], stands: [], version: 1 });
    assert.deepEqual([(await row())?.owed, await jobs.nextDue()], [false, undefined]);
  });

  it('of an activity that was heard before does nothing, however often it comes', async () => {
    const { turns, row } = await aTable();
    await turns.take(incoming());
    await turns.take(incoming({ activity: 'activity-2', cause: 'activity-2' }));
    for (const activity of ['activity-1', 'activity-2', 'activity-1'])
      assert.deepEqual((await turns.take(incoming({ activity, cause: activity }))).activities, []);
    assert.equal((await row())?.stack, 2);
  });

  it('is run once for five simultaneous deliveries', async () => {
    const { turns, row } = await aTable();
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => turns.take(incoming())));
    assert.equal(replies.flatMap(reply => reply.activities).length, 1);
    assert.equal((await row())?.stack, 1);
  });

  it('that loses the race throws its replies away and runs again on what the winner left', async () => {
    const other = incoming({ activity: 'activity-2', cause: 'activity-2', heard: { type: 'message', text: 'other' } });
    const armed = { now: true };
    const table: Awaited<ReturnType<typeof aTable>> = await aTable(counting, real => ({
      ...real,
      async save(row, wake) {
        if (armed.now) {
          armed.now = false;
          assert.equal((await table.turns.take(other)).activities[0]?.text, 'other 1 activity-2:draft');
        }
        return real.save(row, wake);
      },
    }));
    const reply = await table.turns.take(incoming());
    assert.deepEqual(
      reply.activities.map(({ text }) => text),
      ['hello 2 activity-1:draft'],
    );
    assert.deepEqual((await table.row())?.seen, ['activity-2', 'activity-1']);
  });

  it('that loses twenty times gives up loudly and sends nothing', async () => {
    const { turns, row } = await aTable(counting, real => ({ ...real, save: async () => 'stale' }));
    await assert.rejects(turns.take(incoming()), /twenty turns/);
    assert.equal(await row(), undefined);
  });

  it('whose dialogs fail saves nothing, so that a second delivery is heard', async () => {
    const failing = { now: true };
    const { turns, row } = await aTable((turn, speaker, stack) =>
      failing.now ? Promise.reject(new Error('row 7')) : counting(turn, speaker, stack),
    );
    await assert.rejects(turns.take(incoming()), /row 7/);
    assert.equal(await row(), undefined);
    failing.now = false;
    assert.equal((await turns.take(incoming())).activities.length, 1);
  });

  it('holds plain messages and cards back, and drops whatever else a dialog sends', async () => {
    const card = CardFactory.adaptiveCard({ type: 'AdaptiveCard' });
    const { turns } = await aTable(async turn => {
      await turn.sendTraceActivity('memory', { secret: 'the whole memory' });
      await turn.sendActivity({ type: 'typing' });
      await turn.sendActivities([
        { type: 'message', text: '**one**', channelData: { x: 1 }, from: { id: 'x', name: '' } } as Partial<Activity>,
        { type: 'message', attachments: [card], summary: 'two' },
      ]);
      return undefined;
    });
    assert.deepEqual((await turns.take(incoming())).activities, [
      { type: 'message', text: '**one**', textFormat: 'plain' },
      { type: 'message', attachments: [card], summary: 'two' },
    ]);
  });

  it('cannot update or delete what was sent', async () => {
    for (const wish of ['update', 'delete'] as const) {
      const { turns } = await aTable(async turn => {
        await (wish === 'update' ? turn.updateActivity({ id: '1' }) : turn.deleteActivity('1'));
        return undefined;
      });
      await assert.rejects(turns.take(incoming()), /dialogs only send/);
    }
  });

  it('nobody asked for is told apart, and hides no message', async () => {
    const resumed: boolean[] = [];
    const { turns, row } = await aTable(async (turn, speaker) => {
      resumed.push(speaker.resumed);
      assert.equal(turn.activity.type, speaker.resumed ? 'event' : 'message');
      return undefined;
    });
    await turns.take(incoming());
    const { activity: _, ...rest } = incoming({ cause: 'resume', heard: {} });
    await turns.take({ ...rest, activity: undefined });
    assert.deepEqual(resumed, [false, true]);
    assert.deepEqual((await row())?.seen, ['activity-1']);
  });

  it('tells the dialogs when the last question may never have arrived: it was owed by a process that died', async () => {
    const lost: boolean[] = [];
    const listening: Converse = async (turn, speaker) => {
      lost.push(speaker.questionLost);
      await turn.sendActivity('a question');
      return undefined;
    };
    const { turns, conversations, world } = await aTable(listening);
    const next = createTurns({ conversations, converse: listening, world, log: silent });
    await turns.take(incoming());
    await turns.take(incoming({ activity: 'activity-2' }));
    const answered = await next.take(incoming({ activity: 'activity-3' }));
    await next.settle(RITA, answered);
    await turns.take(incoming({ activity: 'activity-4' }));
    assert.deepEqual(lost, [false, false, true, false]);
  });

  it('settles its own reply only, not the one a newer turn owes', async () => {
    const { turns, row } = await aTable();
    const first = await turns.take(incoming());
    await turns.take(incoming({ activity: 'activity-2' }));
    await turns.settle(RITA, first);
    assert.equal((await row())?.owed, true);
  });

  it('meets somebody without losing where they stand', async () => {
    const { turns, row } = await aTable();
    await turns.meet(incoming());
    assert.deepEqual([(await row())?.seen, (await row())?.reference], [[], REFERENCE]);
    await turns.take(incoming());
    const moved = { ...REFERENCE, serviceUrl: 'https://smba.example/emea/' };
    await turns.meet(incoming({ reference: moved, locale: 'fr' }));
    const { stack, seen, reference, locale } = (await row()) as Conversation;
    assert.deepEqual(
      { stack, seen, reference, locale },
      { stack: 1, seen: ['activity-1'], reference: moved, locale: 'fr' },
    );
  });
});
