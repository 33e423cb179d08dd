// How a played story is told: a deed begins as its line is shown, what comes of it is shown at once, and everything can be read before the next deed.
import assert from 'node:assert/strict';
import { createPace, Stopped } from '../../sandbox/rehearse/pace.ts';
import { createCues } from '../../sandbox/stage/cues.ts';

const MOMENT = 20;

describe('the pace of a played story', () => {
  let at: number;
  const time = {
    now: () => at,
    wait: async (ms: number) => {
      at += ms;
    },
  };
  beforeEach(() => {
    at = 1_000;
  });

  it('lets a deed begin when its line is shown, and the next one when that has been read', async () => {
    const pace = createPace(100, {}, time);
    const done: number[] = [];
    const does = pace.slow(async () => void done.push(at));
    assert.equal(pace.begun(), 1_000);
    await does();
    await does();
    assert.deepEqual(done, [1_000, 1_100]);
    assert.equal(pace.begun(), 1_100);
    assert.equal(pace.begun(), 1_200, 'each line waits until the one before has been read');
    await does();
    assert.equal(at, 1_200, 'and its deed waits with it');
  });

  it('shows what comes of a deed as it comes, never before the deed, and gives time to read it', async () => {
    const pace = createPace(100, {}, time);
    pace.begun();
    assert.equal(pace.begun(), 1_100);
    assert.equal(pace.reported(), 1_100, 'its deed is still to be shown');
    at = 1_150;
    assert.equal(pace.reported(), 1_150);
    await pace.slow(async () => undefined)();
    assert.equal(at, 1_280, 'a deed of 100 and two reports of 40');
  });

  it('keeps nobody waiting who does not watch', async () => {
    const pace = createPace(0, {}, time);
    assert.deepEqual([pace.begun(), pace.reported(), pace.begun()], [1_000, 1_000, 1_000]);
    await pace.slow(async () => undefined)();
    assert.equal(at, 1_000);
  });

  it('stops everybody when the story is halted', async () => {
    const pace = createPace(100, {}, time);
    const does = pace.slow(async () => undefined);
    pace.halt();
    await assert.rejects(does(), Stopped);
  });
});

describe('cues', () => {
  it('show things in the order they came, what is due at once', async () => {
    const cues = createCues();
    const shown: string[] = [];
    const now = Date.now();
    cues.at(now, () => void shown.push('now'));
    assert.deepEqual(shown, ['now']);
    cues.at(now + 2 * MOMENT, () => void shown.push('later'));
    await new Promise<void>(done => cues.at(now, () => done(void shown.push('after it'))));
    assert.deepEqual(shown, ['now', 'later', 'after it']);
  });

  it('forget what still waits', async () => {
    const cues = createCues();
    const shown: string[] = [];
    cues.at(Date.now() + MOMENT, () => void shown.push('dropped'));
    cues.drop();
    await new Promise<void>(done => cues.at(Date.now() + 2 * MOMENT, done));
    assert.deepEqual(shown, []);
  });
});
