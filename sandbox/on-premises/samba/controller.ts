// One Samba domain controller: its own folder, its own loopback address, one process that ends with ours.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HOST, REALM, type Secrets } from './domain.ts';
import { krb5Conf, smbConf } from './settings.ts';
import { sambaVersion, snapshot } from './snapshot.ts';

export type Controller = Awaited<ReturnType<typeof createController>>;

/** Where the domain is asked. */
export type Server = { readonly url: string; readonly ca: Buffer; readonly name: string };

/** LDAPS, Kerberos, and changing a password by Kerberos. */
const PORTS = [636, 88, 464];
const PATIENCE = 30_000;

/**
 * A copy of the freshly provisioned domain, not yet started. Linux only: it needs all of 127.0.0.0/8, and the right to low ports.
 * @param root the checkout
 */
export async function createController(root: string) {
  const version = sambaVersion();
  if (version === undefined)
    throw new Error('There is no Samba here. Install it, as root: bash scripts/system-packages.sh samba');
  const { folder: fresh, secrets } = await snapshot(root, version);
  // In the temporary folder: the names of Samba's sockets may not be long.
  const folder = mkdtempSync(join(tmpdir(), 'reset-desk-ad-'));
  const copied = spawnSync('cp', ['-a', '--sparse=always', `${fresh}/.`, folder], { encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`The domain could not be copied: ${copied.stderr}`);
  const address = await freeAddress();
  const conf = join(folder, 'etc/smb.conf');
  const krb5 = join(folder, 'krb5.conf');
  writeFileSync(conf, smbConf(folder, address));
  writeFileSync(krb5, krb5Conf(address));
  const running: { child?: ChildProcess } = {};

  async function start(): Promise<void> {
    if (running.child) return;
    // Interactive with a pipe for its input: Samba ends when the pipe does, so it cannot outlive this process, however that ends.
    const child = spawn('samba', ['-i', '-M', 'single', '--no-process-group', '-s', conf, '--debug-stdout'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (words: string) => said.splice(0, said.length - 40, words));
    running.child = child;
    const ended = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.once('exit', code => {
        delete running.child;
        reject(new Error(`Samba ended (${code}):\n${said.join('').slice(-1_500)}`));
      });
    });
    ended.catch(() => undefined);
    await Promise.race([ended, Promise.all(PORTS.map(port => answers(address, port)))]);
  }

  async function stop(): Promise<void> {
    const { child } = running;
    if (!child) return;
    const gone = new Promise(done => child.once('exit', done));
    child.kill();
    const forced = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(forced);
  }

  return {
    version,
    address,
    folder,
    /** For KRB5_CONFIG. */
    krb5,
    secrets: secrets as Secrets,
    server: {
      url: `ldaps://${address}`,
      ca: readFileSync(join(folder, 'private/tls/ca.pem')),
      name: `${HOST}.${REALM}`,
    } satisfies Server,
    start,
    stop,
    /** Stops it and removes its folder. */
    async close(): Promise<void> {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An address in 127.0.0.0/8 where nobody else answers: several domains may run on one machine. */
async function freeAddress(): Promise<string> {
  const part = () => 1 + Math.floor(Math.random() * 253);
  for (;;) {
    const address = `127.77.${part()}.${part()}`;
    if (!(await open(address, 636))) return address;
  }
}

async function answers(address: string, port: number): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (!(await open(address, port))) {
    if (Date.now() > until) throw new Error(`Samba does not answer on port ${port}`);
    await delay(50);
  }
}

function open(address: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: address, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
