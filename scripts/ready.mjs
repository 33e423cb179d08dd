// Makes a checkout ready to run: the right Node, the locked packages, a fresh build. Does only what is missing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST = [20, 19];
const SOURCES = ['src', 'dialogs', 'cards', 'locales', 'sandbox', 'test', 'scripts', 'tsconfig.json'];

/** Prints one line a step, to stderr so that a command's own output stays clean. Ends the process with 1 and a sentence when it cannot. */
export async function ready() {
  checkNode();
  install();
  await buildIfStale();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  stop(`Reset Desk needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org.`);
}

function install() {
  if (installed()) return;
  say('Installing the locked packages (no install scripts run) …');
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) stop(`The packages could not be installed:\n${npm.stdout ?? ''}${npm.stderr ?? ''}`);
}

/** True when npm's own record of what is in node_modules names every locked package in its locked version. */
function installed() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, { version, optional, peer }]) => path === '' || optional || peer || there[path]?.version === version,
  );
}

async function buildIfStale() {
  const wanted = hashOf([...SOURCES.flatMap(filesIn), 'package-lock.json']);
  const stamp = join(root, 'dist/.built');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Building …');
  const { build } = await import('./build.mjs');
  await build().catch(fault => stop(fault.message));
  writeFileSync(stamp, wanted);
}

function filesIn(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!/^[^.]+$/.test(path.split('/').at(-1))) return [path];
  return readdirSync(full, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesIn(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  );
}

function hashOf(files) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of [...files].sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function stop(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
