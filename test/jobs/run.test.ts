// The runner: what is due is looked at in order, what fails comes back later, and nothing a job does can stop the others.
import assert from 'node:assert/strict';
import { createChores } from '../../src/jobs/chores.ts';
import { createRunner, type Handler } from '../../src/jobs/run.ts';
import { aWorld } from '../contracts/a-world.ts';
import { aClock, aTable } from './a-table.ts';

function aDesk(handlers: Record<string, Handler> = {}, { limit = 4, instances = 1 } = {}) {
  const world = aWorld();
  const clock = aClock(world);
  const table = aTable(world);
  const looked: string[] = [];
  const lines: string[] = [];
  const note = (_facts: object, message: string) => void lines.push(message);
  const runner = createRunner({
    jobs: table.jobs,
    handlers: {
      request: async rest => {
        looked.push(rest);
        return undefined;
      },
      ...handlers,
    },
    world,
    log: { info: note, warn: note, error: note },
    limit,
    instances,
    alarm: (after, ring) => clock.alarm(after, ring),
  });
  return { world, clock, runner, looked, lines, ...table };
}

/** A promise somebody else resolves. */
function aGate() {
  const waiting: (() => void)[] = [];
  const passed = new Promise<void>(resolve => void waiting.push(resolve));
  return { passed, open: () => waiting.pop()?.() };
}

describe('the runner', () => {
  it('looks at what is due in its order, and not at what is not', async () => {
    const { runner, world, clock, jobs, looked, rows } = aDesk({}, { limit: 1 });
    await jobs.put('request:second', world.now() - 1);
    await jobs.put('request:first', world.now() - 2);
    await jobs.put('request:later', world.now() + 60_000);
    await runner.start();
    await clock.pass(0);
    assert.deepEqual(looked, ['first', 'second']);
    assert.deepEqual([...rows.keys()], ['request:later']);
    await clock.pass(59_999);
    assert.deepEqual(looked, ['first', 'second']);
    await clock.pass(1);
    assert.deepEqual(looked, ['first', 'second', 'later']);
  });

  it('gives each kind of job to its handler, with everything after the first colon', async () => {
    const seen: string[][] = [];
    const handler: Handler = async (rest, key) => void seen.push([rest, key]);
    const { runner, world, clock, jobs } = aDesk({ tell: handler });
    await jobs.put('tell:r1:card:helpdesk', world.now());
    await runner.start();
    await clock.pass(0);
    assert.deepEqual(seen, [['r1:card:helpdesk', 'tell:r1:card:helpdesk']]);
  });

  it('wakes at once when nudged, and otherwise when the next job is due', async () => {
    const { runner, world, clock, jobs, looked } = aDesk();
    await runner.start();
    await clock.settle();
    assert.deepEqual(clock.waiting(), [5_000]);
    await jobs.put('request:a', world.now());
    runner.nudge();
    await clock.settle();
    assert.deepEqual(looked, ['a']);
    await jobs.put('request:b', world.now() + 1_234);
    runner.nudge();
    await clock.settle();
    assert.deepEqual(clock.waiting(), [1_234]);
  });

  it('hears of other instances’ jobs within a second', async () => {
    const { runner, world, clock, jobs, looked } = aDesk({}, { instances: 3 });
    await runner.start();
    await clock.settle();
    await jobs.put('request:theirs', world.now());
    await clock.pass(1_000);
    assert.deepEqual(looked, ['theirs']);
  });

  it('takes back the leases a crash left, when it is alone, and leaves those of others', async () => {
    for (const [instances, expected] of [
      [1, ['left']],
      [2, []],
    ] as const) {
      const { runner, world, clock, jobs, looked, state } = aDesk({}, { instances });
      await jobs.put('request:left', world.now());
      await jobs.lease(1, 45_000);
      await runner.start();
      await clock.settle();
      assert.deepEqual([looked, state.released], [expected, instances === 1 ? 1 : 0]);
    }
  });

  it('looks again when the handler says, and keeps no alarm too many', async () => {
    const times: number[] = [];
    const { runner, world, clock, jobs, rows } = aDesk({
      poll: async () => {
        times.push(world.now());
        return times.length < 3 ? world.now() + 7_000 : undefined;
      },
    });
    const began = world.now();
    await jobs.put('poll:x', began);
    await runner.start();
    await clock.pass(60_000);
    assert.deepEqual(
      times.map(time => time - began),
      [0, 7_000, 14_000],
    );
    assert.equal(rows.size, 0);
    assert.equal(clock.waiting().length, 1);
  });

  it('backs off from a job that fails, twice as long each time up to five minutes, and never gives it up', async () => {
    const times: number[] = [];
    const { runner, world, clock, jobs, lines } = aDesk({
      bad: async () => {
        times.push(world.now());
        throw new Error('no');
      },
    });
    await jobs.put('bad:x', world.now());
    await runner.start();
    await clock.pass(60 * 60_000);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, wait] of waits.entries()) {
      const whole = Math.min(300_000, 1_000 * 2 ** index);
      assert.ok(wait >= whole / 2 && wait <= whole, `wait ${index}: ${wait}`);
    }
    assert.ok(waits.length > 12);
    assert.ok(new Set(waits.slice(9)).size > 1, 'no jitter');
    assert.equal(lines.length, times.length);
  });

  it('runs a job again that was raised while it ran', async () => {
    const gate = aGate();
    const runs: number[] = [];
    const { runner, world, clock, jobs, rows } = aDesk({
      slow: async () => {
        runs.push(runs.length);
        if (runs.length === 1) await gate.passed;
      },
    });
    await jobs.put('slow:x', world.now());
    await runner.start();
    await clock.settle();
    await jobs.put('slow:x', world.now());
    runner.nudge();
    await clock.settle();
    assert.equal(runs.length, 1, 'not beside itself');
    gate.open();
    await clock.settle();
    assert.deepEqual([runs.length, rows.size], [2, 0]);
  });

  it('does not run a job beside itself when it outlives its lease', async () => {
    const gate = aGate();
    const runs: number[] = [];
    const { runner, world, clock, jobs, rows } = aDesk({
      slow: async () => {
        runs.push(runs.length);
        await gate.passed;
      },
    });
    await jobs.put('slow:x', world.now());
    await runner.start();
    await clock.pass(120_000);
    assert.equal(runs.length, 1);
    gate.open();
    await clock.settle();
    assert.equal(rows.size, 0);
  });

  it('runs no more than its limit at once, and the next as soon as one ends', async () => {
    const gates = [aGate(), aGate(), aGate()];
    const begun: string[] = [];
    const { runner, world, clock, jobs } = aDesk(
      {
        slow: async rest => {
          begun.push(rest);
          await gates[Number(rest)]?.passed;
        },
      },
      { limit: 2 },
    );
    for (const name of ['0', '1', '2']) await jobs.put(`slow:${name}`, world.now());
    await runner.start();
    await clock.pass(10_000);
    assert.deepEqual(begun, ['0', '1']);
    gates[1]?.open();
    await clock.settle();
    assert.deepEqual(begun, ['0', '1', '2']);
    for (const gate of gates) gate.open();
    await runner.stop();
  });

  it('goes on with the others when a handler throws before it even begins', async () => {
    const { runner, world, clock, jobs, looked } = aDesk({
      bad: () => {
        throw new Error('not even a promise');
      },
    });
    await jobs.put('bad:x', world.now());
    await jobs.put('request:good', world.now());
    await runner.start();
    await clock.settle();
    assert.deepEqual(looked, ['good']);
  });

  it('drops a job nobody handles, and says so', async () => {
    const { runner, world, clock, jobs, rows, lines } = aDesk();
    for (const key of ['unheard-of:x', 'without-a-colon', 'constructor:x', ':x']) await jobs.put(key, world.now());
    await runner.start();
    await clock.settle();
    assert.deepEqual([rows.size, lines], [0, Array(4).fill('a job nobody handles')]);
  });

  it('comes back when the database was away, whether before or during a job', async () => {
    const { runner, world, clock, jobs, looked, state } = aDesk({
      cut: async () => {
        state.broken = true;
      },
    });
    await jobs.put('cut:x', world.now());
    await runner.start();
    await clock.pass(20_000);
    state.broken = false;
    await jobs.put('request:after', world.now());
    await clock.pass(5_000);
    assert.deepEqual(looked, ['after']);
  });

  describe('when stopped', () => {
    it('lets those that run end, and begins none', async () => {
      const gate = aGate();
      const ended: string[] = [];
      const { runner, world, clock, jobs, looked, rows } = aDesk({
        slow: async rest => {
          await gate.passed;
          ended.push(rest);
        },
      });
      await jobs.put('slow:x', world.now());
      await runner.start();
      await clock.settle();
      const stopped = runner.stop().then(() => ended.push('stopped'));
      await jobs.put('request:late', world.now());
      runner.nudge();
      await clock.pass(60_000);
      assert.deepEqual([ended, looked], [[], []]);
      gate.open();
      await stopped;
      assert.deepEqual(ended, ['x', 'stopped']);
      assert.deepEqual([[...rows.keys()], clock.waiting()], [['request:late'], []]);
    });

    it('gives back what it had just taken, for others to do at once', async () => {
      const { runner, world, jobs, looked, rows } = aDesk();
      const gate = aGate();
      const lease = jobs.lease.bind(jobs);
      jobs.lease = async (...args) => {
        const taken = await lease(...args);
        await gate.passed;
        return taken;
      };
      await jobs.put('request:x', world.now());
      await runner.start();
      const stopped = runner.stop();
      gate.open();
      await stopped;
      assert.deepEqual(looked, []);
      assert.deepEqual([rows.get('request:x')?.leased, rows.get('request:x')?.due], [0, world.now()]);
    });
  });
});

describe('the chores', () => {
  it('come round again after each time they are done, and a failed one sooner', async () => {
    const times: number[] = [];
    const { runner, world, clock, jobs } = aDesk({ chore: (rest, key) => chores.handle(rest, key) });
    const began = world.now();
    const run = async () => {
      times.push(world.now() - began);
      if (times.length === 2) throw new Error('no');
    };
    const chores = createChores({ sweep: { every: 3_600_000, run } }, jobs, world);
    await chores.plan();
    await runner.start();
    await clock.pass(4 * 3_600_000);
    assert.deepEqual(times.slice(0, 2), [3_600_000, 7_200_000]);
    assert.ok((times[2] ?? 0) > 7_200_000 && (times[2] ?? 0) <= 7_200_000 + 2_000);
    assert.equal(times.length, 4);
  });

  it('keep their time over a restart, and lose what a release no longer knows', async () => {
    const ran: number[] = [];
    const { runner, world, clock, jobs, rows } = aDesk({ chore: (rest, key) => chores.handle(rest, key) });
    const chores = createChores({ sweep: { every: 10_000, run: async () => void ran.push(world.now()) } }, jobs, world);
    const began = world.now();
    await chores.plan();
    await jobs.put('chore:forgotten', world.now());
    await clock.pass(4_000);
    await chores.plan();
    await runner.start();
    await clock.pass(6_000);
    assert.deepEqual(ran, [began + 10_000]);
    assert.deepEqual([...rows.keys()], ['chore:sweep']);
  });
});
