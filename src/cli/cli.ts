// For admins of a deployed desk: `connect` gives the one-time link at which the delegated identity signs in, `policy` explains and checks,
// `doctor` looks whether everything is in place, `audit` whether the evidence is whole.
import { readFileSync } from 'node:fs';
import { openDatabase } from '../database.ts';
import { systemWorld } from '../world.ts';
import { auditCommand } from './audit/command.ts';
import { configOf } from './config-of.ts';
import { doctorCommand } from './doctor/command.ts';
import type { Door } from './door.ts';
import { policyCommand } from './policy/command.ts';

const LINK_LIFE = 30 * 60_000;

const USAGE = `Usage: npm run connect

  connect   prints a link, good once and for 30 minutes. Open it in a private browser window and sign in as the account
            named in HANDS_ACCOUNT. A second factor is welcome; Reset Desk needs no exemption from it.
            npm run connect -- privileged: the same for the account named in HANDS_PRIVILEGED_ACCOUNT.

       npm run policy -- help
       npm run doctor -- --help
       npm run audit -- help
`;

const DOOR: Door = {
  env: process.env,
  readFile: path => readFileSync(path, 'utf8'),
  print: text => void process.stdout.write(text),
  complain: text => void process.stderr.write(text),
  world: systemWorld,
};

async function main(command?: string, ...rest: readonly string[]): Promise<number> {
  if (command === 'doctor') return doctorCommand(rest, DOOR);
  if (command === 'audit') return auditCommand(rest, DOOR);
  if (command === 'policy') return policyCommand(rest, DOOR);
  if (command !== 'connect') {
    process.stdout.write(USAGE);
    return command === undefined || command === 'help' ? 0 : 2;
  }
  const config = configOf(DOOR);
  if (!config) return 1;
  const which = rest[0] === 'privileged' ? 'privileged' : 'ordinary';
  const upn = which === 'privileged' ? config.hands.privilegedAccount : config.hands.account;
  if (!upn) {
    process.stderr.write(
      config.hands.model === 'approver'
        ? 'HANDS_MODEL is approver: each approver signs in at the click, and there is nothing to connect.\n'
        : 'HANDS_PRIVILEGED_ACCOUNT is not set, so there is no such account to connect.\n',
    );
    return 1;
  }
  const store = await openDatabase(config, systemWorld);
  try {
    const ticket = await store.tickets.issue('sign-in:connect', { upn, which }, LINK_LIFE);
    process.stdout.write(
      `Open this link and sign in as ${upn}. It works once, for 30 minutes:\n\n  ${config.publicUrl}/sign-in/connect?ticket=${ticket}\n\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

process.exitCode = await main(...process.argv.slice(2));
