// When a request ends by itself, and when it must be looked at before.
import assert from 'node:assert/strict';
import { due, ends, evidenceFrom } from '../../src/core/due.ts';
import { DEFAULT_POLICY as policy } from '../../src/core/policy.ts';
import type { Attempt, Request } from '../../src/core/request.ts';
import { aRequest } from '../contracts/a-request.ts';
import { START } from '../contracts/a-world.ts';
import { HOUR, MINUTE } from './a-desk.ts';

const attempt: Attempt = {
  number: 1,
  begunAt: START,
  correlation: 'c',
  as: 'hands',
  nextLookAt: START + 30_000,
  looks: 0,
};

/** In minutes after the start, so that the rows can be read. */
const cases: [string, Partial<Request>, ended: number | undefined, looked: number | undefined][] = [
  ['an open request idles half an hour', { state: 'open' }, 30, 30],
  ['each word of its owner starts that again', { state: 'open', touchedAt: START + 5 * MINUTE }, 35, 35],
  ['a guided person has a day, and the directory is asked meanwhile', { state: 'guided' }, 24 * 60, 10],
  ['the helpdesk is reminded half-way', { state: 'pending' }, 30, 15],
  ['and after the reminder only the end is left', { state: 'pending', remindedAt: START }, 30, 30],
  ['an approval is carried out at once', { state: 'approved' }, undefined, 0],
  ['or when Graph may be asked again', { state: 'approved', notBefore: START + MINUTE }, undefined, 1],
  [
    'a held approval is looked at before its patience ends',
    { state: 'approved', hold: { why: 'hands', since: START, until: START + HOUR }, notBefore: START + MINUTE },
    60,
    1,
  ],
  ['a reset is looked at when it said', { state: 'resetting', attempt }, 30, 0.5],
  ['an unopened password waits half an hour', { state: 'landed', landedAt: START }, 30, 30],
  [
    'an opened one gives a day to sign in',
    { state: 'landed', landedAt: START, opened: { session: 's', at: START } },
    24 * 60,
    15,
  ],
  ['a frozen person’s sessions are ended at once', { state: 'frozen' }, undefined, 0],
  ['and nobody forgets them for longer than a day', { state: 'frozen', sessionsEndedAt: START }, undefined, 24 * 60],
  [
    'nor after they were brought to mind',
    { state: 'frozen', sessionsEndedAt: START, remindedAt: START + 24 * HOUR },
    undefined,
    48 * 60,
  ],
];

describe('the clock', () => {
  it('asks the next group in its turn, before the reminder or after it, and the end comes last', () => {
    const escalation = [
      { group: 'lead', after: 10 * MINUTE },
      { group: 'security', after: 20 * MINUTE },
    ];
    const looked = (row: Partial<Request>) =>
      minutes(due(aRequest({ state: 'pending', ...row }), { ...policy, escalation }));
    const reminded = { remindedAt: START };
    assert.deepEqual([{}, { escalated: 1 }, { escalated: 2 }].map(looked), [10, 15, 15]);
    assert.deepEqual(
      [{}, { escalated: 1 }, { escalated: 2 }].map(row => looked({ ...row, ...reminded })),
      [10, 20, 30],
    );
  });

  for (const [sentence, row, ended, looked] of cases) {
    it(sentence, () => {
      const request = aRequest(row);
      assert.equal(minutes(ends(request, policy)), ended);
      assert.equal(minutes(due(request, policy)), looked);
    });
  }

  it('takes no change of the password for its owner’s while the temporary one is unopened or has only just landed', () => {
    assert.equal(evidenceFrom(aRequest({ state: 'landed', landedAt: START }), policy), undefined);
    const opened = { session: 's', at: START };
    assert.equal(minutes(evidenceFrom(aRequest({ state: 'landed', landedAt: START, opened }), policy)), 5);
    assert.equal(minutes(evidenceFrom(aRequest({ state: 'guided' }), policy)), 0);
    assert.equal(evidenceFrom(aRequest({ state: 'pending' }), policy), undefined);
  });
});

function minutes(at: number | undefined): number | undefined {
  return at === undefined ? undefined : (at - START) / MINUTE;
}
