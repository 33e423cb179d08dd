// Compiles everything into dist/: type-checked TypeScript, the JSON that goes with it, and the browser code of src/tab.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Builds the project. Returns nothing; throws with the compiler's own words when it does not compile. */
export async function build({ quiet = false } = {}) {
  const out = join(root, 'dist');
  rmSync(out, { recursive: true, force: true });
  tsc('tsconfig.json', quiet);
  if (existsSync(join(root, 'src/tab/tsconfig.json'))) tsc('src/tab/tsconfig.json', quiet);
  for (const folder of ['cards', 'locales']) copyJson(folder);
  await bundleTab();
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

async function bundleTab() {
  const entries = ['tracker', 'sign-in'].map(name => join(root, `src/tab/${name}.ts`)).filter(existsSync);
  if (entries.length === 0) return;
  const { build: bundle } = await import('esbuild');
  await bundle({
    entryPoints: entries,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: join(root, 'dist/tab'),
    legalComments: 'none',
    logLevel: 'error',
  });
  for (const file of readdirSync(join(root, 'src/tab')).filter(name => /\.(css|html|svg)$/.test(name)))
    cpSync(join(root, 'src/tab', file), join(root, 'dist/tab', file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch(fault => {
    process.stderr.write(`${fault.message}\n`);
    process.exit(1);
  });
}
