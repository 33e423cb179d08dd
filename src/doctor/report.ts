// A report as people read it: for the terminal, and as Markdown for a ticket. What matters most comes first; what is well, last.
import type { Report } from './doctor.ts';
import type { Finding, Verdict } from './finding.ts';
import { count } from './words.ts';

const URGENCY = [
  ['fail', 'To mend'],
  ['warn', 'To look at'],
  ['unknown', 'Not known'],
] as const satisfies readonly (readonly [Verdict, string])[];
const WIDTH = 80;
/** A step with one of these in it is there to be copied, so nothing breaks its line. */
const COMMAND = /npm run|\.ps1|[A-Z][a-z]+-[A-Z]\w+ -|\(Get-|nltest|w32tm|timedatectl|": \{/;

/** In plain characters and 80 columns, for any terminal, pager or file. */
export function written(report: Report): string {
  const { at, sections, counts } = report;
  const wrong = URGENCY.flatMap(([verdict, title]) => {
    const found = findingsOf(report, verdict);
    return found.length === 0 ? [] : [[title, ...found.flatMap(paragraph)].join('\n')];
  });
  const well = sections.flatMap(({ title, findings }) => {
    const found = findings.filter(({ verdict }) => verdict === 'pass');
    return found.length === 0 ? [] : [[`Well: ${title}`, ...found.map(passed)].join('\n')];
  });
  const head = `Reset Desk: readiness, ${at.slice(0, 16).replace('T', ' ')} UTC\n${summed(counts)}`;
  return `${[head, ...wrong, ...well, `${summed(counts)}.${wrong.length > 0 ? ' See the top.' : ''}`].join('\n\n')}\n`;
}

export function markdown(report: Report): string {
  const { at, sections, counts, verdict } = report;
  const wrong = URGENCY.flatMap(([how, title]) => {
    const found = findingsOf(report, how);
    return found.length === 0 ? [] : [`## ${title}\n\n${found.map(item).join('\n\n')}`];
  });
  const tables = sections.map(({ title, findings }) =>
    [`### ${title}`, '', '| | Looked at | Found | Check |', '|---|---|---|---|', ...findings.map(row)].join('\n'),
  );
  const head = `# Reset Desk: readiness, ${at}\n\n**${verdict}**: ${summed(counts)}`;
  return `${[head, ...wrong, '## Everything that was looked at', ...tables].join('\n\n')}\n`;
}

/** `2 to mend, 1 to look at, 3 not known, 40 checks well` */
export function summed({ fail, warn, unknown, pass }: Report['counts']): string {
  return `${fail} to mend, ${warn} to look at, ${unknown} not known, ${count(pass, 'check')} well`;
}

function findingsOf({ sections }: Report, wanted: Verdict): readonly Finding[] {
  return sections.flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === wanted);
}

function paragraph({ id, lookedAt, found, mend }: Finding): readonly string[] {
  const steps = mend.map((step, at) => {
    const label = `     ${at + 1}. `;
    return COMMAND.test(step) ? `${label}${plain(step)}` : wrapped(label, step);
  });
  return ['', wrapped('  ', `${lookedAt} [${id}]`), wrapped('     ', found), ...steps];
}

function passed({ lookedAt, found }: Finding): string {
  return wrapped('  ok ', `${lookedAt}: ${found}`);
}

/** @param label begins the first line; the others are indented as far */
function wrapped(label: string, text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(' ')) {
    if (line !== '' && label.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one, at) => (at === 0 ? label : ' '.repeat(label.length)) + one).join('\n');
}

/** Names come from the directory: none of them may move a terminal's cursor, colour it, or turn its text around. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\s\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

function item({ id, lookedAt, found, mend }: Finding): string {
  const steps = mend.map((step, at) => `${at + 1}. ${line(step)}`);
  return [`**${line(lookedAt)}** (\`${id}\`): ${line(found)}`, ...(steps.length > 0 ? ['', ...steps] : [])].join('\n');
}

function row({ id, lookedAt, verdict, found }: Finding): string {
  return `| ${verdict} | ${cell(lookedAt)} | ${cell(found)} | \`${cell(id)}\` |`;
}

/** None of them may draw a table, a link or a tag of its own, either. */
function cell(text: string): string {
  return line(text).replaceAll('|', '\\|');
}

function line(text: string): string {
  return plain(text).replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}
