// `npm test`: sets everything up, runs every test, ends with one line a machine can read.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';

await ready();
if (!process.env.TEST_DATABASE_URL) {
  process.stderr.write(
    'No TEST_DATABASE_URL: the contract suites run on SQLite and PGlite, NOT on a PostgreSQL server.\n',
  );
}
const report = join(root, 'test-output/mocha.json');
mkdirSync(join(root, 'test-output'), { recursive: true });
const patterns = process.argv.slice(2);
const code = await new Promise(done => {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const args = ['--enable-source-maps', mocha, '--config', join(root, '.mocharc.json'), ...patterns];
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, MOCHA_REPORT: report } }).once(
    'close',
    done,
  );
});
const { passes, failures, pending } = JSON.parse(readFileSync(report, 'utf8'));
process.stdout.write(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
process.exitCode = code === 0 && failures === 0 ? 0 : 1;
