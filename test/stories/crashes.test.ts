// The bot is killed at each kind of call it makes, started again, and the person gets in all the same: with one reset.
import assert from 'node:assert/strict';
import type { Rule, Service } from '../../sandbox/faults.ts';
import { HANDS_MODELS, type HandsModel } from '../../sandbox/hands.ts';
import { BY, EVERYTHING } from './hands.ts';
import { inLanes } from './lanes.ts';
import { inOneCompany, type Played } from './mishaps.ts';

const KINDS: readonly (readonly [Service, string])[] = [
  ['graph', 'POST $batch'],
  ['graph', 'GET domains'],
  ['graph', 'GET federationConfiguration'],
  ['graph', 'GET operations'],
  ['connector', 'POST activities'],
  ['connector', 'PUT activities'],
  ['connector', 'POST conversations'],
  ['entra', 'POST token'],
];
const MOMENTS = { before: 'before the work', after: 'after the work and unanswered', afterAnswer: 'once answered' };
/** Too many looks: so there is a second one. */
const LOOK_AGAIN: Rule = { service: 'graph', request: 'GET operations', nth: 1, act: { status: 429, retryAfter: 1 } };

type Crash = { readonly words: string; readonly rules: readonly Rule[] };

function crashesAt([service, request]: (typeof KINDS)[number]): readonly Crash[] {
  return (request === 'GET operations' ? [1, 2] : [1]).flatMap(nth =>
    moments().map(killBot => ({
      words: `at ${nth === 1 ? '' : 'the second '}${request}, ${MOMENTS[killBot]}`,
      rules: [...(nth === 2 ? [LOOK_AGAIN] : []), { service, request, nth, act: { killBot } }],
    })),
  );
}

/** A fresh bot's own two tokens and the person's passkey come before the approver's. */
const OWN_TOKEN = 4;
const atOwnToken: readonly Crash[] = moments().map(killBot => ({
  words: `at the sign-in that brings the approver’s token, ${MOMENTS[killBot]}`,
  rules: [{ service: 'entra', request: 'POST token', nth: OWN_TOKEN, act: { killBot } }],
}));

function moments() {
  return Object.keys(MOMENTS) as (keyof typeof MOMENTS)[];
}

const EVERYWHERE: Readonly<Record<string, readonly Crash[]>> = Object.fromEntries(
  KINDS.map(kind => [kind[1], crashesAt(kind)]),
);
/**
 * Where the bot is killed with each model. Most of its calls are the same ones whoever's hands reset (docs/identity.md), so the others are
 * killed where theirs differ; `STORY_HANDS=all` kills each of them everywhere.
 */
const KILLED: Readonly<Record<HandsModel, Readonly<Record<string, readonly Crash[]>>>> = {
  'service-account': EVERYWHERE,
  'guest-admin': EVERYTHING ? EVERYWHERE : {},
  approver: { ...(EVERYTHING ? EVERYWHERE : {}), 'own token': atOwnToken },
};

describe('a bot that is killed in the middle', function () {
  this.timeout(600_000);
  const run: { ending?: (name: string) => Promise<Played[]> } = {};
  before(() => {
    const stories = HANDS_MODELS.flatMap(hands =>
      Object.entries(KILLED[hands]).map(
        ([kind, crashes]) =>
          [
            `${kind} ${hands}`,
            () =>
              inOneCompany(
                crashes.map(({ rules }) => rules),
                { hands },
              ),
          ] as const,
      ),
    );
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

  for (const hands of HANDS_MODELS)
    for (const [kind, crashes] of Object.entries(KILLED[hands]))
      for (const [index, { words }] of crashes.entries())
        it(`${words}, gets the person in all the same, with one reset, ${BY[hands]}`, () =>
          getsIn(`${kind} ${hands}`, index));

  it('as a mail leaves it, gets the person in all the same, with one reset', () => getsIn('mail', 0));
});
