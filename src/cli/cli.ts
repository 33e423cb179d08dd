// For admins of a deployed desk. `connect` gives the one-time link at which the delegated identity signs in.
import { readFileSync } from 'node:fs';
import { readConfig } from '../config/config.ts';
import { openDatabase } from '../database.ts';
import { systemWorld } from '../world.ts';

const LINK_LIFE = 30 * 60_000;

const USAGE = `Usage: npm run connect

  connect   prints a link, good once and for 30 minutes. Open it in a private browser window and sign in as the account
            named in HANDS_ACCOUNT. A second factor is welcome; Reset Desk needs no exemption from it.
`;

async function main(command: string | undefined): Promise<number> {
  if (command !== 'connect') {
    process.stdout.write(USAGE);
    return command === undefined || command === 'help' ? 0 : 2;
  }
  const read = readConfig(process.env, path => readFileSync(path, 'utf8'));
  if ('problems' in read) {
    for (const { name, problem, mend } of read.problems) process.stderr.write(`${name}: ${problem}\n  ${mend}\n`);
    return 1;
  }
  const { config } = read;
  const store = await openDatabase(config, systemWorld);
  try {
    const ticket = await store.tickets.issue('sign-in:connect', { upn: config.hands.account }, LINK_LIFE);
    process.stdout.write(
      `Open this link and sign in as ${config.hands.account}. It works once, for 30 minutes:\n\n  ${config.publicUrl}/sign-in/connect?ticket=${ticket}\n\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

process.exitCode = await main(process.argv[2]);
