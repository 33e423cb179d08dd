// `npm run policy`: is the policy file right, what does it look like to an editor, and what does it ask of this one person.

import { parseArgs } from 'node:util';
import { isRehearsal } from '../../config/cloud.ts';
import { readPolicy } from '../../config/policy/read.ts';
import { policySchema } from '../../config/policy/schema.ts';
import { configOf } from '../config-of.ts';
import { DONE, type Door, FAILED, MISUSED } from '../door.ts';
import { explainAt } from './explain.ts';
import { notesOn } from './notes.ts';
import { written } from './words.ts';

const USAGE = `Usage: npm run policy -- check [file]
       npm run policy -- explain --user NAME [--json]
       npm run policy -- schema

  check     says whether the file is right, and names everything that is wrong; without a file, that of POLICY_FILE
  explain   says what this person would have to prove, who could approve, and why. NAME: user principal name or object id.
            Reads the directory and the desk's records, and changes neither
  schema    prints the JSON Schema that editors use, as in env/policy.schema.json

Ends with 0; with 1 when something is wrong or cannot be read, 2 when it was asked for like this. More: docs/policy.md.
`;

export async function policyCommand(args: readonly string[], door: Door): Promise<number> {
  const asked = parsed(args);
  if (!asked) {
    door.complain(USAGE);
    return MISUSED;
  }
  const { command, file, user, json } = asked;
  if (command === 'check') return check(file ?? door.env['POLICY_FILE']?.trim(), door);
  if (command === 'explain') return explain(user ?? '', json, door);
  door.print(command === 'schema' ? `${JSON.stringify(policySchema(), null, 2)}\n` : USAGE);
  return DONE;
}

type Asked = { readonly command: string; readonly file?: string; readonly user?: string; readonly json: boolean };

/** Undefined when that is no way to ask. */
function parsed(args: readonly string[]): Asked | undefined {
  try {
    const options = {
      user: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command = 'help', file, ...more] = positionals;
    const { user, json = false, help = false } = values;
    if (help || command === 'help') return { command: 'help', json };
    const right =
      (command === 'check' && more.length === 0 && user === undefined && !json) ||
      (command === 'explain' && file === undefined && user !== undefined && user.trim() !== '') ||
      (command === 'schema' && file === undefined && user === undefined && !json);
    return right ? { command, json, ...(file ? { file } : {}), ...(user ? { user: user.trim() } : {}) } : undefined;
  } catch {
    return undefined;
  }
}

function check(file: string | undefined, { env, readFile, print, complain, world }: Door): number {
  if (!file) {
    print(
      'No file is named, neither here nor by POLICY_FILE: the defaults hold (env/policy.example.json shows them).\n',
    );
    return DONE;
  }
  const text = textOf(file, readFile);
  if (text === undefined) {
    complain(`${file} cannot be read.\n`);
    return FAILED;
  }
  const read = readPolicy(text, isRehearsal(env['CLOUD']));
  if ('problems' in read) {
    complain(`${file} is refused, all of it:\n${read.problems.map(problem => `  ${problem}\n`).join('')}`);
    return FAILED;
  }
  print(`${file} is right.\n`);
  for (const note of notesOn(read, world.now())) print(`  Note: ${note}\n`);
  return DONE;
}

function textOf(file: string, readFile: Door['readFile']): string | undefined {
  try {
    return readFile(file);
  } catch {
    return undefined;
  }
}

async function explain(user: string, json: boolean, door: Door): Promise<number> {
  const { print, complain } = door;
  const config = configOf(door);
  if (!config) return FAILED;
  const explained = await explainAt(config, user, door.world);
  if ('trouble' in explained) {
    complain(`${explained.trouble}\n`);
    return FAILED;
  }
  print(json ? `${JSON.stringify(explained, null, 2)}\n` : written(explained));
  return DONE;
}
