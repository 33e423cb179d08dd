// `npm start`: with settings, the bot; without, a whole company on your desk with the same bot in it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ready, root } from './ready.mjs';

await ready();
const file = join(root, 'env/.env');
if (existsSync(file)) process.loadEnvFile(file);
const { anySettingPresent } = await import('../dist/src/config/config.js');
const { run } = await import('./run.mjs');
const args = process.argv.slice(2);
// `--directory samba`: what it needs of the system, where it may be installed. The company itself says when it is not there.
if (args.join(' ').includes('samba'))
  spawnSync('bash', [join(root, 'scripts/system-packages.sh'), 'samba'], { stdio: 'inherit' });
process.exitCode = await run(anySettingPresent(process.env) ? 'src/index.js' : 'sandbox/main.js', args);
