// `npm run doctor`: is everything in place for a reset to land. Looks, and changes nothing.

import { parseArgs } from 'node:util';
import type { Config } from '../../config/config.ts';
import { openDatabase } from '../../database.ts';
import type { Report } from '../../doctor/doctor.ts';
import { checkScript } from '../../doctor/on-premises/check-script.ts';
import { merged, type OnPremises, readResult } from '../../doctor/on-premises/result.ts';
import { setupScript } from '../../doctor/on-premises/setup-script.ts';
import { markdown, written } from '../../doctor/report.ts';
import { openReadiness } from '../../readiness.ts';
import { configOf } from '../config-of.ts';
import type { Door } from '../door.ts';

const USAGE = `Usage: npm run -s doctor [-- --json | --markdown] [--with result.json ...]
       npm run -s doctor -- --on-prem > check.ps1
       npm run -s doctor -- --on-prem-setup > setup.ps1

  --json            the report as JSON
  --markdown        the report as Markdown, for a ticket
  --with FILE       adds what check.ps1 found on the other side; once for each server it ran on
  --on-prem         prints a PowerShell script that looks at Connect, Active Directory and AD FS, and changes nothing
  --on-prem-setup   prints one that sets them up: try it with -WhatIf; it asks before it restarts a service

Ends with 0 when all is well, 1 when something is to be looked at or could not be seen, 2 when something must be mended or it
could not look. -s keeps npm's own words out of a file. More: docs/readiness.md.
`;

/** Exit codes of a watcher's command: well, to be looked at, to be mended. */
const [WELL, LOOK, MEND] = [0, 1, 2] as const;

export async function doctorCommand(args: readonly string[], door: Door): Promise<number> {
  const asked = parsed(args);
  if (!asked) {
    door.complain(USAGE);
    return MEND;
  }
  if (asked.help) door.print(USAGE);
  else if (asked['on-prem']) door.print(checkScript());
  else if (asked['on-prem-setup']) door.print(setupScript());
  else return examination(asked, door);
  return WELL;
}

const OPTIONS = {
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  with: { type: 'string', multiple: true },
  'on-prem': { type: 'boolean' },
  'on-prem-setup': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Asked = ReturnType<typeof parseArgs<{ args: string[]; options: typeof OPTIONS }>>['values'];

/** Undefined when that is no way to ask. */
function parsed(args: readonly string[]): Asked | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const ways = [values.json, values.markdown, values['on-prem'], values['on-prem-setup'], values.help];
    return ways.filter(Boolean).length > 1 ? undefined : values;
  } catch {
    return undefined;
  }
}

async function examination(asked: Asked, door: Door): Promise<number> {
  const result = resultIn(asked.with ?? [], door);
  const config = configOf(door);
  if (result === 'unreadable' || !config) return MEND;
  const report = await reportOn(config, result, door);
  if (!report) return MEND;
  if (asked.json) door.print(`${JSON.stringify(report, null, 2)}\n`);
  else door.print(asked.markdown ? markdown(report) : written(report));
  if (report.verdict === 'fail') return MEND;
  return report.verdict === 'pass' ? WELL : LOOK;
}

/** The words as it goes are for the terminal alone: what goes on to a file is the report. */
async function reportOn(config: Config, onPremises: OnPremises | undefined, door: Door): Promise<Report | undefined> {
  const { complain, world } = door;
  const store = await openDatabase(config, world).catch((fault: unknown) => {
    complain(`The desk's own records could not be opened: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    return undefined;
  });
  if (!store) return undefined;
  try {
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    return await openReadiness(config, store, world, silent).report(
      what => complain(`Looking at ${what} …\n`),
      onPremises,
    );
  } finally {
    await store.close();
  }
}

/** Undefined: none was named. */
function resultIn(files: readonly string[], door: Door): OnPremises | undefined | 'unreadable' {
  const results: OnPremises[] = [];
  for (const file of files) {
    const read = fileRead(file, door);
    if ('problem' in read) {
      door.complain(`${file} ${read.problem}\n`);
      return 'unreadable';
    }
    results.push(read);
  }
  const [first, ...others] = results;
  return first && merged([first, ...others]);
}

function fileRead(file: string, { readFile }: Door): ReturnType<typeof readResult> {
  try {
    return readResult(readFile(file));
  } catch {
    return { problem: 'cannot be read.' };
  }
}
