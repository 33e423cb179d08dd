// `npm test`: sets everything up, runs every test (or those named: `npm test -- test/core/seal.test.ts`), ends with a line a machine can read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';
import { run } from './test/run.mjs';
import { shares, testFiles } from './test/shares.mjs';

/** More at once would only make the waits in the stories longer. `TEST_JOBS=1`: one after the other, told as it happens. */
const JOBS = Number(process.env.TEST_JOBS) || Math.min(4, availableParallelism());

await ready();
if (!process.env.TEST_DATABASE_URL) {
  process.stderr.write(
    'No TEST_DATABASE_URL: the contract suites run on SQLite and PGlite, NOT on a PostgreSQL server.\n',
  );
}
const waiting = shares(wanted(process.argv.slice(2)));
const aloud = JOBS === 1 || waiting.length === 1;
const reports = [];
await Promise.all(Array.from({ length: aloud ? 1 : JOBS }, lane));

const tests = reports.flatMap(report => report.tests).sort((one, other) => other.ms - one.ms);
mkdirSync(join(root, 'test-output'), { recursive: true });
writeFileSync(join(root, 'test-output/tests.json'), JSON.stringify(tests, undefined, 1));

// Said once more: by now it may stand far above.
for (const { title, message } of reports.flatMap(report => report.failed))
  process.stdout.write(`\nFAILED: ${title}\n  ${message}\n`);
const count = what => reports.reduce((sum, report) => sum + report[what], 0);
const [passed, failed, pending] = ['passes', 'failures', 'pending'].map(count);
process.stdout.write(`\n${passed} passed, ${failed} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

async function lane() {
  for (let share = waiting.shift(); share; share = waiting.shift()) reports.push(await run(share, { aloud }));
}

function wanted(names) {
  try {
    return testFiles(join(root, 'dist/test'), names);
  } catch (fault) {
    process.stderr.write(`${fault.message}\n`);
    process.exit(1);
  }
}
