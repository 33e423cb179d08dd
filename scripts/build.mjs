// Compiles everything into dist/: type-checked TypeScript, the JSON that goes with it, and the browser code of src/tab.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quietTeams } from './teams-js.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Browser code has a tsconfig of its own, with the DOM in it. */
const BROWSER = [
  { from: 'src/tab', to: 'dist/tab', entries: ['tracker.ts', 'sign-in.ts'] },
  { from: 'sandbox/client', to: 'dist/client', entries: ['main.tsx'] },
].filter(({ from }) => existsSync(join(root, from, 'tsconfig.json')));

/** Builds the project. Returns nothing; throws with the compiler's own words when it does not compile. */
export async function build({ quiet = false } = {}) {
  const out = join(root, 'dist');
  rmSync(out, { recursive: true, force: true });
  tsc('tsconfig.json', quiet);
  for (const folder of ['cards', 'locales']) copyJson(folder);
  for (const { from, to, entries } of BROWSER) {
    tsc(`${from}/tsconfig.json`, quiet);
    await bundle(from, to, entries);
  }
}

function tsc(project, quiet) {
  const bin = JSON.parse(readFileSync(join(root, 'node_modules/typescript/package.json'), 'utf8')).bin.tsc;
  const run = spawnSync(process.execPath, [join(root, 'node_modules/typescript', bin), '-p', project], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.status === 0) return;
  if (!quiet) process.stderr.write(run.stdout + run.stderr);
  throw new Error(`TypeScript found errors in ${project} (above).`);
}

function copyJson(folder) {
  const from = join(root, folder);
  if (!existsSync(from)) return;
  cpSync(from, join(root, 'dist', folder), {
    recursive: true,
    filter: path => statSync(path).isDirectory() || path.endsWith('.json'),
  });
}

/** What pages load: one bundle an entry, and the files beside it that a browser reads as they are. */
async function bundle(from, to, entries) {
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    entryPoints: entries.map(name => join(root, from, name)),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: join(root, to),
    legalComments: 'none',
    plugins: [quietTeams],
    logLevel: 'error',
  });
  for (const file of readdirSync(join(root, from)).filter(name => /\.(css|html|svg)$/.test(name)))
    cpSync(join(root, from, file), join(root, to, file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch(fault => {
    process.stderr.write(`${fault.message}\n`);
    process.exit(1);
  });
}
