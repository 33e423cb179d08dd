// What the tracker holds of the temporary password, and what of it is shown: never longer than it may be, and never one that was replaced.
import { deepEqual, equal } from 'node:assert/strict';
import type { Progress } from '../../src/core/progress.ts';
import { createHolding } from '../../src/tab/holding.ts';
import type { State } from '../../src/tab/state.ts';

const START = Date.UTC(2026, 10, 20, 9, 0);
const MINUTE = 60_000;
const REVEALED = { password: 'correct-horse', readableUntil: START + 10 * MINUTE };

/** As far as the panel looks at it. */
function stateOf(
  password: Progress['password'],
  { mine = true, superseded = false, until = 0, accepted = START } = {},
): State {
  const steps = [{ name: 'accepted', status: 'done', at: accepted }];
  return {
    progress: { password, steps, ...(until ? { passwordUntil: until } : {}) },
    mine,
    superseded,
  } as unknown as State;
}

function aHolding() {
  const time = { now: START };
  const holding = createHolding(() => time.now);
  return { time, holding };
}

/** Asked for and here. */
function held() {
  const table = aHolding();
  table.holding.update(stateOf('ready', { until: START + 30 * MINUTE }));
  table.holding.hold(REVEALED, table.holding.attempt());
  table.holding.update(stateOf('open', { until: REVEALED.readableUntil }));
  equal(table.holding.look(), 'held');
  return table;
}

describe('the temporary password on the page', () => {
  it('is offered, held for its time by the server’s clock, and then over', () => {
    const { time, holding } = aHolding();
    equal(holding.look(), 'none');
    holding.update(stateOf('not-yet'));
    equal(holding.look(), 'none');
    holding.update(stateOf('ready', { until: START + 30 * MINUTE }));
    deepEqual([holding.look(), holding.left()], ['offer', 30 * MINUTE]);
    holding.hold(REVEALED, holding.attempt());
    deepEqual([holding.look(), holding.left()], ['held', 10 * MINUTE], 'before the next look at the request');
    holding.update(stateOf('open', { until: REVEALED.readableUntil }));
    time.now += 10 * MINUTE - 1;
    deepEqual([holding.look(), holding.password()], ['held', 'correct-horse']);
    time.now += 1;
    deepEqual([holding.look(), holding.password()], ['over', undefined]);
  });

  it('is not offered where a newer page is the one', () => {
    const { holding } = aHolding();
    holding.update(stateOf('ready', { mine: false, superseded: true }));
    equal(holding.look(), 'none');
    holding.update(stateOf('open', { mine: false, superseded: true }));
    equal(holding.look(), 'elsewhere');
  });

  it('that was hidden away may be asked for again within its time', () => {
    const { holding } = held();
    holding.forget();
    deepEqual([holding.look(), holding.password(), holding.left()], ['offer', undefined, 10 * MINUTE]);
  });

  it('is gone from the page when they have it, when it is burned, and when the request starts over', () => {
    for (const [state, shown] of [
      ['handed-over', 'handed-over'],
      ['gone', 'none'],
      ['not-yet', 'none'],
    ] as const) {
      const { holding } = held();
      holding.update(stateOf(state));
      deepEqual([holding.look(), holding.password()], [shown, undefined], state);
    }
  });

  it('that was replaced between two looks is not the one that is shown', () => {
    const { holding } = held();
    holding.update(stateOf('ready', { accepted: START + MINUTE, until: START + 30 * MINUTE }));
    deepEqual([holding.look(), holding.password()], ['offer', undefined]);
  });

  it('that was asked for before it was replaced is not shown when it comes late', () => {
    const { holding } = aHolding();
    holding.update(stateOf('ready', { until: START + 30 * MINUTE }));
    const asked = holding.attempt();
    holding.update(stateOf('ready', { accepted: START + MINUTE, until: START + 30 * MINUTE }));
    holding.hold(REVEALED, asked);
    deepEqual([holding.look(), holding.password()], ['offer', undefined]);
  });

  it('of another page is never offered here', () => {
    const { time, holding } = aHolding();
    holding.update(stateOf('open', { mine: false, until: START + 10 * MINUTE }));
    equal(holding.look(), 'elsewhere');
    time.now += 11 * MINUTE;
    equal(holding.look(), 'elsewhere');
  });
});
