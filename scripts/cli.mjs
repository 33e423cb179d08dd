// The admin's commands of a deployed desk, with the settings of env/.env where there is one; else with those of a company that `npm start` opened.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';
import { run } from './run.mjs';

await ready();
const file = join(root, 'env/.env');
if (existsSync(file)) process.loadEnvFile(file);
const { anySettingPresent } = await import('../dist/src/config/config.js');
const open = join(root, `.data/sandbox-${process.env.SANDBOX_PORT ?? 3979}/bot.env`);
if (!anySettingPresent(process.env) && existsSync(open)) process.loadEnvFile(open);
process.exitCode = await run('src/cli/cli.js', process.argv.slice(2));
