// The law of a request's life: the table is the drawing, nothing outside it can happen, and nobody is forgotten.
import assert from 'node:assert/strict';
import { due } from '../../src/core/due.ts';
import { CLOSED, type Event, isLive, LIFECYCLE, LIVE, type State, step } from '../../src/core/lifecycle.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import type { Request } from '../../src/core/request.ts';
import { aRequest } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { read } from './house.ts';

const STATES = [...LIVE, ...CLOSED] as const;
const arrows = LIFECYCLE.flatMap(({ event, from, to }) => from.map(start => `${start} --> ${to} : ${event}`));

describe('the life of a request', () => {
  it('is drawn as the table has it, arrow for arrow', () => {
    const drawing = /```mermaid\nstateDiagram-v2\n([\s\S]*?)```/.exec(read('docs/architecture.md'))?.[1] ?? '';
    const drawn = drawing
      .split('\n')
      .map(line => line.trim().replace('[*]', 'nothing'))
      .filter(line => line !== '');
    assert.deepEqual(drawn.toSorted(), arrows.toSorted());
  });

  it('goes nowhere that is not in the table', () => {
    const events = [...LIFECYCLE.map(row => row.event), 'note', 'approve-twice', ''] as Event[];
    for (const from of ['nothing', ...STATES] as const) {
      for (const event of events) {
        const to = step(from, event);
        if (event === 'note') assert.equal(to, from === 'nothing' ? undefined : from);
        else assert.equal(to !== undefined, arrows.includes(`${from} --> ${to} : ${event}`), `${from} ${event}`);
      }
    }
  });

  it('has one row for each event, so that an event leads to one place', () => {
    assert.equal(new Set(LIFECYCLE.map(row => row.event)).size, LIFECYCLE.length);
  });

  it('lets nobody leave a closed state but by a freeze', () => {
    for (const from of CLOSED) {
      const leaving = LIFECYCLE.filter(row => row.from.includes(from)).map(row => row.event);
      assert.deepEqual(leaving, ['freeze'], from);
    }
  });

  it('lets a freeze stop everything but what is frozen', () => {
    for (const from of STATES) assert.equal(step(from, 'freeze'), from === 'frozen' ? undefined : 'frozen');
  });

  it('reaches every state from nothing', () => {
    const reached = new Set<State | 'nothing'>(['nothing']);
    for (const _ of STATES)
      for (const row of LIFECYCLE) if (row.from.some(from => reached.has(from))) reached.add(row.to);
    assert.deepEqual(new Set([...STATES, 'nothing']), reached);
  });

  it('knows live from closed', () => {
    for (const state of LIVE) assert.ok(isLive(state));
    for (const state of CLOSED) assert.ok(!isLive(state));
  });
});

describe('the next look', () => {
  const shapes: Partial<Request>[] = [
    {},
    { remindedAt: START },
    { hold: { why: 'owner', since: START, until: START + 1 } },
    { opened: { session: 'page', at: START } },
    { landedAt: START, handedOver: START },
    { attempt: { number: 1, begunAt: START, correlation: 'c', as: 'hands', nextLookAt: START, looks: 0 }, attempts: 1 },
  ];

  it('is there for every live state, whatever else the row says', () => {
    for (const state of LIVE)
      for (const shape of shapes) assert.ok(Number.isFinite(due(aRequest({ ...shape, state }), DEFAULT_POLICY)), state);
  });

  it('is not there for a closed one', () => {
    for (const state of CLOSED)
      for (const shape of shapes) assert.equal(due(aRequest({ ...shape, state }), DEFAULT_POLICY), undefined, state);
  });
});
