// A freshly provisioned domain on disk: made once, then copied for each run.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADFS, ADMINISTRATOR, CONNECTOR, HOST, plan, REALM, type Secrets } from './domain.ts';
import { FOLDERS } from './settings.ts';

export type Snapshot = { readonly folder: string; readonly secrets: Secrets };

/** Samba's version, e.g. `4.17.12-Debian`; undefined where this machine has none. */
export function sambaVersion(): string | undefined {
  const asked = spawnSync('samba', ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? /Version (\S+)/.exec(asked.stdout)?.[1] : undefined;
}

/** @param root the checkout: the scripts are in it, and `.data/` keeps the snapshot until anything it is made of changes */
export async function snapshot(root: string, version: string): Promise<Snapshot> {
  const script = join(root, 'scripts/samba/provision.py');
  const blank = { [CONNECTOR]: '', [ADFS]: '', [ADMINISTRATOR]: '' };
  const madeOf = [version, readFileSync(script, 'utf8'), JSON.stringify(plan('', blank))];
  const name = createHash('sha256').update(madeOf.join('\n')).digest('hex').slice(0, 12);
  const folder = join(root, '.data/samba', name);
  if (!existsSync(folder)) await make(script, folder);
  return { folder, secrets: JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as Secrets };
}

/** Beside its place and then moved there: two runs may begin at once, and one may be stopped in the middle. */
async function make(script: string, folder: string): Promise<void> {
  const building = `${folder}.${randomBytes(4).toString('hex')}`;
  try {
    for (const part of FOLDERS) mkdirSync(join(building, part), { recursive: true });
    chmodSync(building, 0o700);
    const secrets = { [CONNECTOR]: secret(), [ADFS]: secret(), [ADMINISTRATOR]: secret() };
    writeFileSync(join(building, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
    await provision(script, plan(building, secrets));
    certify(join(building, 'private/tls'));
    renameSync(building, folder);
  } catch (cause) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(folder)) throw cause;
  }
}

/** Debian's own Python: another one on the path knows nothing of Samba. */
function provision(script: string, planned: ReturnType<typeof plan>): Promise<void> {
  const child = spawn('/usr/bin/python3', [script], { stdio: ['pipe', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (words: string) => said.push(words));
  child.stdin.end(JSON.stringify(planned));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code =>
      code === 0 ? resolve() : reject(new Error(`Samba could not be provisioned:\n${said.join('').slice(-1_500)}`)),
    );
  });
}

/** Samba would make one by itself while it starts, and take longer. */
function certify(folder: string): void {
  const name = `${HOST}.${REALM}`;
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(folder, 'key.pem')];
  const certificate = ['-days', '3650', '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  const made = spawnSync('openssl', ['req', '-x509', ...key, ...certificate, '-out', join(folder, 'cert.pem')], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr}`);
  writeFileSync(join(folder, 'ca.pem'), readFileSync(join(folder, 'cert.pem')));
  chmodSync(join(folder, 'key.pem'), 0o600);
}

/** All four kinds of letters, whatever the draw. */
function secret(): string {
  return `Aa1-${randomBytes(18).toString('base64url')}`;
}
