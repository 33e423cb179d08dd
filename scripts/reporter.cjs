// Mocha's usual report, its counts in a file for the closing line, and an end to runs that leave something open.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

/** Milliseconds for connections and processes to close by themselves after the last test. */
const GRACE = 20_000;

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      if (process.env.MOCHA_REPORT)
        writeFileSync(process.env.MOCHA_REPORT, JSON.stringify({ passes, failures, pending }));
      // Does not keep the process alive: it fires only where something else does.
      setTimeout(() => {
        process.stderr.write(`A test left something open: ${process.getActiveResourcesInfo().join(', ')}\n`);
        process.exit(1);
      }, GRACE).unref();
    });
  }
};
