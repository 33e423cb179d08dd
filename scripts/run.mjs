// Runs a built program of ours in the foreground: its output is this command's output, its end this command's end.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './ready.mjs';

/** @param file inside dist/  @returns the exit code; signals are passed on, so Ctrl-C drains instead of killing */
export function run(file, args = [], env = process.env) {
  return new Promise(done => {
    const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', file), ...args], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    const pass = signal => child.kill(signal);
    process.on('SIGTERM', pass).on('SIGINT', () => undefined);
    child.once('close', (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
}
