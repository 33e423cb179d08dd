// A report as people read it: for the terminal, and as Markdown for a ticket.
import type { Report } from './doctor.ts';
import type { Finding, Verdict } from './finding.ts';
import { count } from './words.ts';

const MARKS: Readonly<Record<Verdict, string>> = { pass: 'ok', warn: 'WARN', fail: 'FAIL', unknown: '?' };
const WIDTH = 5;

/** What is well on one line each; what is not with the steps that mend it. */
export function written({ at, sections, counts }: Report): string {
  const parts = sections.map(({ title, findings }) => `${title}\n${findings.flatMap(linesOf).join('\n')}`);
  return `${parts.join('\n\n')}\n\n${summed(counts)} (${at})\n`;
}

export function markdown({ at, sections, counts, verdict }: Report): string {
  const parts = sections.map(({ title, findings }) =>
    [
      `## ${title}`,
      '',
      '| | Looked at | Found | Check |',
      '|---|---|---|---|',
      ...findings.map(row),
      ...findings.filter(({ verdict: how, mend }) => how !== 'pass' && mend.length > 0).flatMap(steps),
    ].join('\n'),
  );
  return `# Reset Desk: readiness, ${at}\n\n**${verdict}**: ${summed(counts)}\n\n${parts.join('\n\n')}\n`;
}

/** `2 to mend, 1 to look at, 3 not known, 40 well` */
export function summed({ fail, warn, unknown, pass }: Report['counts']): string {
  return `${fail} to mend, ${warn} to look at, ${unknown} not known, ${count(pass, 'check')} well`;
}

function linesOf({ id, lookedAt, verdict, found, mend }: Finding): readonly string[] {
  const line = `  ${MARKS[verdict].padEnd(WIDTH)}${lookedAt}: ${found}`;
  return verdict === 'pass'
    ? [line]
    : [`${line} [${id}]`, ...mend.map((step, at) => `  ${' '.repeat(WIDTH)}${at + 1}. ${step}`)];
}

function row({ id, lookedAt, verdict, found }: Finding): string {
  return `| ${verdict} | ${cell(lookedAt)} | ${cell(found)} | \`${id}\` |`;
}

function steps({ id, mend }: Finding): readonly string[] {
  return ['', `**\`${id}\`**`, '', ...mend.map((step, at) => `${at + 1}. ${line(step)}`)];
}

/** Names come from the directory: none of them may draw a table, a link or a tag of its own. */
function cell(text: string): string {
  return line(text).replaceAll('|', '\\|');
}

function line(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}
