// `npm test`: sets everything up, runs every test (or those named: `npm test -- test/core/seal.test.ts`), ends with a line a machine can read.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
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
const named = process.argv.slice(2).map(file => `dist/${file.replace(/\.ts$/, '.js')}`);
const patterns = named.length > 0 ? named : ['dist/test/**/*.test.js'];
rmSync(report, { force: true });
const code = await new Promise(done => {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const args = ['--enable-source-maps', mocha, '--config', join(root, '.mocharc.json'), ...patterns];
  spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, MOCHA_REPORT: report } }).once(
    'close',
    done,
  );
});
if (!existsSync(report)) {
  process.stderr.write('The tests ended before they had begun (above).\n');
  process.exit(1);
}
const { passes, failures, pending } = JSON.parse(readFileSync(report, 'utf8'));
process.stdout.write(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
process.exitCode = code === 0 && failures === 0 ? 0 : 1;
