// Mocha's usual report, its counts and times in a file for the closing line, and an end to runs that leave something open.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

/** Milliseconds for connections and processes to close by themselves after the last test. */
const GRACE = 20_000;

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { EVENT_TEST_END, EVENT_TEST_FAIL, EVENT_HOOK_BEGIN, EVENT_HOOK_END, EVENT_RUN_END } = Runner.constants;
    const tests = [];
    const failed = [];
    let begun = 0;
    runner.on(EVENT_TEST_END, test => tests.push({ ms: test.duration ?? 0, title: test.fullTitle() }));
    runner.on(EVENT_TEST_FAIL, (test, fault) =>
      failed.push({ title: test.fullTitle(), message: String(fault?.message) }),
    );
    // What a hook sets up is part of what a test costs, and mocha does not say it.
    runner.on(EVENT_HOOK_BEGIN, () => {
      begun = Date.now();
    });
    runner.on(EVENT_HOOK_END, hook => tests.push({ ms: Date.now() - begun, title: hook.fullTitle() }));
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      if (process.env.MOCHA_REPORT)
        writeFileSync(process.env.MOCHA_REPORT, JSON.stringify({ passes, failures, pending, tests, failed }));
      // Does not keep the process alive: it fires only where something else does.
      setTimeout(() => {
        process.stderr.write(`A test left something open: ${process.getActiveResourcesInfo().join(', ')}\n`);
        // Mocha puts its own count in place of the exit code at the very end; this comes after it.
        process.once('exit', () => {
          process.exitCode = 1;
        });
        process.exit(1);
      }, GRACE).unref();
    });
  }
};
