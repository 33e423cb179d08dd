// The bot is killed at each kind of call it makes, started again, and the person gets in all the same: with one reset.
import assert from 'node:assert/strict';
import type { Rule, Service } from '../../sandbox/faults.ts';
import { inLanes } from './lanes.ts';
import { inOneCompany, type Played } from './mishaps.ts';

const KINDS: readonly (readonly [Service, string])[] = [
  ['graph', 'GET users'],
  ['graph', 'GET transitiveMemberOf'],
  ['graph', 'GET userRegistrationDetails'],
  ['graph', 'GET domains'],
  ['graph', 'GET federationConfiguration'],
  ['graph', 'POST checkMemberGroups'],
  ['graph', 'GET operations'],
  ['connector', 'POST activities'],
  ['connector', 'PUT activities'],
  ['connector', 'POST conversations'],
  ['entra', 'POST token'],
];
const MOMENTS = { before: 'before the work', after: 'after the work and unanswered', afterAnswer: 'once answered' };
/** Graph says "look again in a second", and is not done by then: so there is a second look. */
const SLOW_OPERATION = { lags: { operation: 1_400 } };

type Crash = { readonly words: string; readonly rule: Rule };

function crashesAt([service, request]: (typeof KINDS)[number]): readonly Crash[] {
  const turns = request === 'GET operations' ? [1, 2] : [1];
  return turns.flatMap(nth =>
    (Object.keys(MOMENTS) as (keyof typeof MOMENTS)[]).map(killBot => ({
      words: `at ${nth === 1 ? '' : 'the second '}${request}, ${MOMENTS[killBot]}`,
      rule: { service, request, nth, act: { killBot } },
    })),
  );
}

describe('a bot that is killed in the middle', function () {
  this.timeout(300_000);
  const run: { ending?: (name: string) => Promise<Played[]> } = {};
  before(() => {
    const plays = (crashes: readonly Crash[], options = {}) =>
      inOneCompany(
        crashes.map(crash => crash.rule),
        options,
      );
    const stories = KINDS.map(kind => {
      const options = kind[1] === 'GET operations' ? SLOW_OPERATION : {};
      return [kind[1], () => plays(crashesAt(kind), options)] as const;
    });
    run.ending = inLanes(2, { ...Object.fromEntries(stories), mail: () => inOneCompany(['mail']) });
  });

  async function getsIn(story: string, index: number): Promise<void> {
    const played = (await run.ending?.(story))?.[index];
    assert.deepEqual(played?.unmet, [], 'it was killed there');
    assert.equal(played?.deaths, 1);
    assert.equal(played?.state, 'completed', 'they were told that they are back in');
    assert.equal(played?.request?.state, 'completed');
    assert.deepEqual([played?.asked.length, played?.accepted], [1, 1]);
  }

  for (const kind of KINDS)
    for (const [index, { words }] of crashesAt(kind).entries())
      it(`${words}, gets the person in all the same, with one reset`, () => getsIn(kind[1], index));

  it('as a mail leaves it, gets the person in all the same, with one reset', () => getsIn('mail', 0));
});
