// `npm start`: with settings, the bot; without, a whole company on your desk with the same bot in it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';

await ready();
const file = join(root, 'env/.env');
if (existsSync(file)) process.loadEnvFile(file);
const { anySettingPresent } = await import('../dist/src/config/config.js');
const { run } = await import('./run.mjs');
process.exitCode = await run(anySettingPresent(process.env) ? 'src/index.js' : 'sandbox/main.js');
