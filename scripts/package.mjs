// `npm run package [-- --env NAME]`: the zip an admin uploads to Teams, from appPackage/ and the values of env/.env.NAME.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ready, root } from './ready.mjs';

const PLACEHOLDERS = 'sandbox';

// Nothing of it is compiled: only a checkout without its packages has to be made ready first.
if (!existsSync(join(root, 'node_modules/fflate'))) await ready();
process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  const { values: flags, problem } = flagsOf(args);
  if (problem) return stop([problem]);
  if (flags.help) {
    process.stdout.write(
      'npm run package [-- --env NAME]   makes appPackage/build/appPackage.NAME.zip from env/.env.NAME\n',
    );
    return 0;
  }
  const { readValues } = await import('./package/values.mjs');
  const { pack } = await import('./package/pack.mjs');
  const folder = join(root, 'appPackage');
  const { values, problems: unread } = readValues(flags.env, join(root, 'env'));
  if (unread) return stop(unread);
  const { zip, problems } = await pack(filesIn(folder), values);
  if (problems) return stop(problems);
  const out = join(folder, `build/appPackage.${flags.env}.zip`);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zip);
  process.stdout.write(`${relative(root, out)}\n`);
  if (flags.env === PLACEHOLDERS)
    process.stderr.write(
      'Made from placeholder values: good to look at, not to upload. For your tenant: env/.env.sandbox says how.\n',
    );
  return 0;
}

function flagsOf(args) {
  try {
    const options = {
      env: { type: 'string', default: PLACEHOLDERS },
      help: { type: 'boolean', short: 'h', default: false },
    };
    return parseArgs({ args, options });
  } catch (fault) {
    return {
      problem: { name: 'npm run package', problem: fault.message, mend: 'It takes --env NAME, and nothing else.' },
    };
  }
}

/** The files beside the manifest, by name: a package has no folders. */
function filesIn(folder) {
  const files = readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isFile());
  return new Map(files.map(({ name }) => [name, readFileSync(join(folder, name))]));
}

function stop(problems) {
  process.stderr.write('There is no package, because:\n');
  for (const { name, problem, mend } of problems) process.stderr.write(`  ${name} ${problem}. ${mend}\n`);
  return 1;
}
