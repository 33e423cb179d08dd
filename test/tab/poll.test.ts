// When the tracker asks again: soon while somebody looks, seldom while nobody does, and ever more seldom while nobody answers.
import { deepEqual, equal } from 'node:assert/strict';
import { type Asked, createPoll } from '../../src/tab/poll.ts';

/** A page whose questions are answered by hand, and whose clock only rings when told to. */
function aPage() {
  const open: ((answer: Asked) => void)[] = [];
  const alarms: { after: number; ring: () => void }[] = [];
  const page = { hidden: false, asked: 0 };
  const poll = createPoll(
    () => {
      page.asked += 1;
      return new Promise<Asked>(resolve => open.push(resolve));
    },
    () => page.hidden,
    (after, ring) => {
      const alarm = { after, ring };
      alarms.push(alarm);
      return () => void alarms.splice(alarms.indexOf(alarm), 1);
    },
  );
  return {
    page,
    poll,
    waits: () => alarms.map(({ after }) => after),
    answers: async (answer: Asked): Promise<void> => {
      open.shift()?.(answer);
      await new Promise(resolve => setImmediate(resolve));
    },
    ring: () => alarms.shift()?.ring(),
  };
}

describe('the tracker', () => {
  it('asks every two seconds while somebody looks, and every ten while nobody does', async () => {
    const { page, poll, answers, waits, ring } = aPage();
    poll.now();
    await answers('again');
    deepEqual(waits(), [2_000]);
    page.hidden = true;
    ring();
    await answers('again');
    deepEqual(waits(), [10_000]);
    equal(page.asked, 2);
  });

  it('that is offline asks ever more seldom, up to half a minute, and at the old pace once it is answered', async () => {
    const { poll, answers, waits, ring } = aPage();
    poll.now();
    const seen: (number | undefined)[] = [];
    for (const answer of [...Array<Asked>(6).fill('failed'), 'again'] as const) {
      await answers(answer);
      seen.push(waits()[0]);
      ring();
    }
    deepEqual(seen, [4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 2_000]);
  });

  it('that comes back online asks at once, and the question that was planned is not asked besides', async () => {
    const { page, poll, answers, waits } = aPage();
    poll.now();
    await answers('failed');
    poll.now();
    deepEqual(waits(), []);
    equal(page.asked, 2);
    await answers('again');
    deepEqual(waits(), [2_000]);
  });

  it('told to ask while it asks waits for the answer, and asks once more however often it was told', async () => {
    const { page, poll, answers, waits } = aPage();
    poll.now();
    for (const _ of [1, 2, 3]) poll.now();
    equal(page.asked, 1);
    await answers('again');
    equal(page.asked, 2);
    await answers('again');
    deepEqual([page.asked, waits()], [2, [2_000]]);
  });

  it('asks no more once the request is over, unless it is told to', async () => {
    const { page, poll, answers, waits } = aPage();
    poll.now();
    await answers('end');
    deepEqual(waits(), []);
    poll.now();
    equal(page.asked, 2);
  });
});
