// One share of the tests in one mocha process of its own: what it leaves open, or breaks, is its own.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../ready.mjs';

const NOTHING = { passes: 0, failures: 0, pending: 0, tests: [], failed: [] };
/** Milliseconds for the last of the output to arrive after the process has ended. */
const LAST_WORDS = 5_000;
const MOCHA = join(root, 'node_modules/mocha/bin/mocha.js');

/**
 * Resolves to the counts, each test's time and what failed. `aloud`: prints as it happens; else all at once when it is over, since two
 * reports line by line would be none.
 */
export async function run({ name, files }, { aloud }) {
  const dir = mkdtempSync(join(tmpdir(), 'reset-desk-tests-'));
  const file = join(dir, 'report.json');
  try {
    const code = await mocha(files, file, aloud);
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : NOTHING;
    if (code === 0 && report !== NOTHING) return report;
    if (report.failures > 0) return report;
    // It crashed, or left something open: a failure like any other, so that no closing line says that all is well.
    return { ...report, failures: 1, failed: [{ title: name, message: 'the run did not come to a good end (above)' }] };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function mocha(files, report, aloud) {
  const args = ['--enable-source-maps', MOCHA, '--config', join(root, '.mocharc.json')];
  if (process.stdout.isTTY) args.push('--color');
  const child = spawn(process.execPath, [...args, ...files.map(file => join('dist/test', file))], {
    cwd: root,
    stdio: aloud ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MOCHA_REPORT: report },
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', piece => said.push(piece));
  return new Promise((resolve, reject) => {
    const held = { open: false };
    child.once('error', reject);
    child.once('exit', () => {
      const late = setTimeout(() => {
        held.open = true;
        for (const stream of [child.stdout, child.stderr]) stream?.destroy();
      }, LAST_WORDS);
      child.once('close', () => clearTimeout(late));
    });
    child.once('close', (code, signal) => {
      process.stdout.write(Buffer.concat(said));
      if (signal) process.stderr.write(`ended by ${signal}\n`);
      if (held.open) process.stderr.write('A process that a test started still runs, and holds the output.\n');
      resolve(held.open ? 1 : (code ?? 1));
    });
  });
}
