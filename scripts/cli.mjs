// The admin's commands of a deployed desk, with the settings of env/.env where there is one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';
import { run } from './run.mjs';

await ready();
const file = join(root, 'env/.env');
if (existsSync(file)) process.loadEnvFile(file);
process.exitCode = await run('src/cli/cli.js', process.argv.slice(2));
