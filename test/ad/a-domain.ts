// A real Active Directory for the tests, and its doors as everybody has them: a bind over LDAPS, and a Kerberos ticket.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import type { Verdict } from '../../sandbox/credentials.ts';
import { type Controller, createController } from '../../sandbox/on-premises/samba/controller.ts';
import { accountName } from '../../sandbox/on-premises/samba/domain.ts';
import { as, bindRefusal } from '../../sandbox/on-premises/samba/ldap.ts';
import { sambaVersion } from '../../sandbox/on-premises/samba/snapshot.ts';
import type { Person } from '../../sandbox/world.ts';
import { ROOT } from '../stories/company.ts';

/** Says loudly that it is missing; then nothing of it is tested. */
export function sambaIsHere(): boolean {
  if (sambaVersion() !== undefined && spawnSync('kinit', ['--version']).error === undefined) return true;
  process.stderr.write(
    '\n  !! ACTIVE DIRECTORY NOT TESTED: there is no Samba here. As root: bash scripts/system-packages.sh samba\n\n',
  );
  return false;
}

export async function openDomain(): Promise<Controller> {
  const controller = await createController(ROOT);
  try {
    await controller.start();
    return controller;
  } catch (failure) {
    await controller.close();
    throw failure;
  }
}

/** What both doors say of a password; fails when they do not agree. */
export async function enters(controller: Controller, person: Person, plain: string): Promise<Verdict> {
  const [bound, ticket] = [await binds(controller, person.upn, plain), await kinit(controller, person.upn, plain)];
  assert.ok(TICKETS[bound].test(ticket), `bind: ${bound}; kinit: ${ticket}`);
  return bound;
}

/** kinit's words for the same verdicts. A locked and a disabled account look alike to it. */
const TICKETS: Readonly<Record<Verdict, RegExp>> = {
  ok: /^$/,
  wrong: /Password incorrect|Preauthentication failed|credentials have been revoked/,
  'must-change': /Password expired/,
  locked: /credentials have been revoked/,
  disabled: /credentials have been revoked/,
};

async function binds({ server }: Controller, upn: string, plain: string): Promise<Verdict> {
  try {
    await as(server, { name: upn, password: plain }, async () => undefined);
    return 'ok';
  } catch (fault) {
    const refusal = bindRefusal(fault);
    if (refusal === undefined) throw fault;
    return refusal;
  }
}

/** Empty when a ticket came, else why not. */
function kinit({ krb5 }: Controller, upn: string, plain: string): Promise<string> {
  const child = spawn('kinit', ['-c', 'MEMORY:', accountName(upn)], { env: { ...process.env, KRB5_CONFIG: krb5 } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (words: string) => said.push(words));
  child.stdin.end(`${plain}\n`);
  return new Promise(resolve => child.once('close', code => resolve(code === 0 ? '' : said.join(''))));
}
