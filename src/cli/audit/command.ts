// `npm run audit`: is the evidence whole, what does it say, a copy of it for elsewhere, and the erasure of what is personal in it.

import { parseArgs } from 'node:util';
import { openDatabase } from '../../database.ts';
import type { Store } from '../../store/open.ts';
import { configOf } from '../config-of.ts';
import { DONE, type Door, FAILED, MISUSED } from '../door.ts';
import { erased } from './erase.ts';
import { exported } from './export.ts';
import { verified } from './verify.ts';
import { shown } from './words.ts';

const USAGE = `Usage: npm run audit -- verify [--against FILE-OR-LINE]
       npm run audit -- show REQUEST
       npm run -s audit -- export [--since 2027-01-31] [--without-people] > audit.ndjson
       npm run audit -- erase REQUEST

  verify   makes every hash anew, holds each chain against the anchors, and names each request that was altered, cut short or
           removed. --against takes a file in which anchors stand (the bot's log, mails that were kept), or one anchor's line
  show     what happened to one request, when, and by whom, for as long as their names are kept
  export   one line of JSON for each line of the audit; --since takes a day or a moment, in UTC unless it says otherwise
  erase    takes the names, addresses and words of people out of a closed request, for good. What happened when stays

Ends with 0; with 1 when something is wrong or cannot be done, 2 when it was asked for like this. More: docs/audit.md.
`;

const OPTIONS = {
  against: { type: 'string', multiple: true },
  since: { type: 'string' },
  'without-people': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Run = (store: Store, door: Door) => Promise<number>;

/** @param open says itself why there is nothing to open */
export async function auditCommand(args: readonly string[], door: Door, open = openHere): Promise<number> {
  const run = parsed(args);
  if (run === 'help') {
    door.print(USAGE);
    return DONE;
  }
  if (!run) {
    door.complain(USAGE);
    return MISUSED;
  }
  const store = await open(door);
  if (!store) return FAILED;
  try {
    return await run(store, door);
  } catch (fault) {
    door.complain(`The desk's own records could not be worked on: ${messageOf(fault)}\n`);
    return FAILED;
  } finally {
    await store.close();
  }
}

/** Undefined when that is no way to ask. */
function parsed(args: readonly string[]): Run | 'help' | undefined {
  const read = argumentsOf(args);
  if (!read) return undefined;
  const { values, positionals } = read;
  const [command = 'help', request, ...more] = positionals;
  if (values.help || command === 'help') return 'help';
  const given = Object.keys(values);
  const only = (...options: readonly string[]) => given.every(name => options.includes(name)) && more.length === 0;
  switch (command) {
    case 'verify':
      return only('against') && !request ? (store, door) => verified(store, door, values.against ?? []) : undefined;
    case 'show':
      return only() && request ? (store, door) => shown(store, door, request) : undefined;
    case 'erase':
      return only() && request ? (store, door) => erased(store, door, request) : undefined;
    case 'export': {
      const since = values.since === undefined ? 0 : Date.parse(values.since);
      if (!only('since', 'without-people') || request || Number.isNaN(since)) return undefined;
      return (store, door) => exported(store, door, { since, people: !values['without-people'] });
    }
    default:
      return undefined;
  }
}

function argumentsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch {
    return undefined;
  }
}

async function openHere(door: Door): Promise<Store | undefined> {
  const config = configOf(door);
  if (!config) return undefined;
  return openDatabase(config, door.world).catch((fault: unknown) => {
    door.complain(`The desk's own records could not be opened: ${messageOf(fault)}\n`);
    return undefined;
  });
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
