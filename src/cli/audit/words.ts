// One request's evidence as a page of plain text for the terminal.
import type { Actor } from '../../core/person.ts';
import type { AuditRow } from '../../store/audit.ts';
import { SHIELDS } from '../../store/ledger.ts';
import type { Store } from '../../store/open.ts';
import { DONE, type Door, FAILED } from '../door.ts';
import { moment } from '../policy/moments.ts';

export async function shown({ audit }: Store, { print, complain }: Door, request: string): Promise<number> {
  const lines = await audit.lines(request);
  const verdict = await audit.verify(request);
  const last = lines.at(-1);
  if (!last && verdict.ok) {
    complain(`There is no request ${request}.\n`);
    return FAILED;
  }
  print(`${titleOf(request)}${last ? `: ${last.to}` : ''}\n`);
  if (last?.facts['what'] === 'erased') print('The names and words of people were erased.\n');
  print(`\n${lines.map(written).join('')}\n`);
  if (verdict.ok) {
    print(`All ${verdict.count} lines are whole.\n`);
    return DONE;
  }
  complain(`Not whole (${verdict.what}), at line ${verdict.at}: ${verdict.why}.\n`);
  return FAILED;
}

/** At the beginning of a sentence. */
export function titleOf(chain: string): string {
  return chain === SHIELDS ? 'The record of the shields' : `Request ${chain}`;
}

function written({ version, at, event, from, to, facts, personal }: AuditRow): string {
  const way = from === to ? to : `${from} → ${to}`;
  const { actor, ...rest } = personal ?? {};
  const said = [...Object.entries(facts), ...Object.entries(rest)].map(([name, value]) => `${name}: ${plain(value)}`);
  const head = `${String(version).padStart(4)}  ${moment(at)}  ${event.padEnd(8)} ${way}`;
  return `${head}${actor ? `, by ${nameOf(actor)}` : ''}\n${said.length > 0 ? `      ${said.join('; ')}\n` : ''}`;
}

/** On one line, and nothing of it can steer a terminal: some of it was typed by people. */
function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
}

function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return `${plain(actor.name)} (${actor.id})`;
  return { desk: 'the desk', worker: 'the desk’s worker', clock: 'the clock' }[actor.kind];
}
