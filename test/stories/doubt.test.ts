// The one POST whose answer may be lost: never a second reset for one approval without proof that the first did nothing.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Act, Rule } from '../../sandbox/faults.ts';
import { HANDS_MODELS, type HandsModel } from '../../sandbox/hands.ts';
import { BY, EVERYTHING } from './hands.ts';
import { inLanes } from './lanes.ts';
import { inOneCompany, type Mishap, type Played, POLICY } from './mishaps.ts';

const reset = (act: Act): readonly Rule[] => [{ service: 'graph', request: 'POST resetPassword', nth: 1, act }];

/** By name: what happens to the first reset of each story in one company. */
const STORIES: Readonly<Record<string, (hands: HandsModel) => Promise<Played[]>>> = {
  late: hands =>
    inOneCompany([reset({ hang: 20_500, hold: 'before' })], { hands, policy: { ...POLICY, evidenceFor: '40s' } }),
  killed: hands =>
    together(
      hands,
      reset({ killBot: 'before' }),
      'calm',
      reset({ killBot: 'after' }),
      reset({ killBot: 'afterAnswer' }),
    ),
  dropped: hands => together(hands, reset({ drop: 'before' }), reset({ drop: 'after' })),
  refused: hands =>
    together(hands, reset({ status: 429, retryAfter: 2 }), reset({ status: 503 }), reset({ unreadable: true })),
  redirected: hands => withTrap(address => together(hands, reset({ redirect: address }))),
};

function together(hands: HandsModel, ...mishaps: readonly Mishap[]): Promise<Played[]> {
  return inOneCompany(mishaps, { hands });
}

/** The line to Graph is the same whoever's token goes over it. */
const OF_THE_LINE = ['late', 'redirected'];
const isTold = (name: string, hands: HandsModel) =>
  EVERYTHING || hands === 'service-account' || !OF_THE_LINE.includes(name);

const everyStory = HANDS_MODELS.flatMap(hands =>
  Object.entries(STORIES)
    .filter(([name]) => isTold(name, hands))
    .map(([name, play]) => [`${name} ${hands}`, () => play(hands)] as const),
);

describe('a reset whose answer is lost or strange', function () {
  this.timeout(300_000);
  const run: { ending?: (name: string) => Promise<Played[]> } = {};
  before(() => {
    run.ending = inLanes(4, Object.fromEntries(everyStory));
  });

  for (const hands of HANDS_MODELS) describe(BY[hands], () => tells(hands));

  function tells(hands: HandsModel): void {
    async function ending(story: string, index: number): Promise<Played> {
      const played = (await run.ending?.(`${story} ${hands}`))?.[index];
      assert.ok(played, 'the story was played');
      assert.deepEqual(played.unmet, [], 'what was to go wrong went wrong');
      return played;
    }

    async function givesUp(story: string, index: number): Promise<Played> {
      const played = await ending(story, index);
      assert.equal(played.state, 'failed', 'they were told');
      assert.equal(played.request?.failure?.code, 'unknown-outcome');
      assert.equal(played.asked.length, 1, 'it was asked for once');
      return played;
    }

    async function findsOut(story: string, index: number): Promise<void> {
      const played = await ending(story, index);
      assert.equal(played.state, 'completed');
      assert.deepEqual([played.asked.length, played.accepted], [1, 1]);
    }

    it('is not sent again when the bot was killed before Graph took it: the story ends as unknown', async () => {
      assert.equal((await givesUp('killed', 0)).accepted, 0);
    });

    it('may be followed by a new request, which needs an approval of its own', async () => {
      const [lost, again] = [await ending('killed', 0), await ending('killed', 1)];
      assert.equal(again.state, 'completed');
      assert.notEqual(again.request?.id, lost.request?.id);
      assert.notEqual(again.request?.approvals[0]?.at, lost.request?.approvals[0]?.at);
      assert.deepEqual([again.asked.length, again.accepted], [1, 1]);
    });

    it('is found in the directory when the bot was killed after the work', () => findsOut('killed', 2));
    it('is found in the directory when the bot was killed by the time it was answered', () => findsOut('killed', 3));
    it('is not sent again when the line broke before the work', () => givesUp('dropped', 0));
    it('is found in the directory when the line broke after the work', () => findsOut('dropped', 1));
    if (isTold('late', hands))
      it('is found in the directory when Graph did it long after we stopped waiting', () => findsOut('late', 0));
    it('is found in the directory when the answer cannot be read', () => findsOut('refused', 2));

    it('is sent again after a 429, not sooner than Graph allows, and done once', async () => {
      const { state, asked, accepted } = await ending('refused', 0);
      const [first = 0, second = 0, ...more] = asked;
      assert.deepEqual([state, accepted, more], ['completed', 1, []]);
      assert.ok(second - first >= 2_000, `asked again after ${second - first} ms`);
    });

    it('is not sent again after a 503, which proves nothing', () => givesUp('refused', 1));
    if (isTold('redirected', hands))
      it('is not carried to another address by a redirect', () => givesUp('redirected', 0));
  }
});

/** An address that must never be visited. */
async function withTrap(story: (address: string) => Promise<Played[]>): Promise<Played[]> {
  const visits: string[] = [];
  const trap = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    response.end();
  });
  await new Promise<void>(done => trap.listen(0, '127.0.0.1', done));
  try {
    const played = await story(`http://127.0.0.1:${(trap.address() as AddressInfo).port}/`);
    assert.deepEqual(visits, [], 'nobody came');
    return played;
  } finally {
    await new Promise(done => trap.close(done));
  }
}
