// `npm run test:ad`: installs Samba where it may, and runs the tests against a real Active Directory. Unlike `npm test` it does not go on without one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './ready.mjs';

const installed = spawnSync('bash', [join(root, 'scripts/system-packages.sh'), 'samba'], { stdio: 'inherit' });
if (installed.status !== 0) {
  process.stderr.write('Without Samba there is nothing to test against.\n');
  process.exit(1);
}
const tests = spawnSync(process.execPath, [join(root, 'scripts/test.mjs'), 'test/ad'], { stdio: 'inherit' });
process.exitCode = tests.status ?? 1;
