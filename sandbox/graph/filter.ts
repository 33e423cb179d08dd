// $filter as far as the reference documents it: comparisons joined by `and`, startswith, in, and one any(). No more.
import { refuse } from './refusals.ts';
import type { Refusal } from './types.ts';

type Op = 'eq' | 'ne' | 'ge' | 'gt' | 'le' | 'lt' | 'startswith' | 'in';
type Value = string | number | boolean;
type Clause = { readonly path: string; readonly op: Op; readonly values: readonly Value[] };

/** Which operators a resource's reference page allows on which path, e.g. `{ 'initiatedBy/user/id': ['eq'] }`. */
export type Filterable = Readonly<Record<string, readonly Op[]>>;

/** Turns the text into a test of one item, or refuses what is malformed or not documented. No text: everything passes. */
export function filterBy(text: string | null, filterable: Filterable): ((item: object) => boolean) | Refusal {
  const clauses: Clause[] = [];
  for (const part of text === null ? [] : conjuncts(text)) {
    const clause = parse(part);
    if (clause === undefined) return invalid(`Syntax error in '${part}'.`);
    if (!filterable[clause.path]?.includes(clause.op)) {
      return invalid(`Filtering on '${clause.path}' with '${clause.op}' is not supported.`);
    }
    clauses.push(clause);
  }
  return item => clauses.every(clause => holds(clause, item));
}

function invalid(detail: string): Refusal {
  return refuse(400, 'BadRequest', `Invalid filter clause: ${detail}`);
}

/** Splits at ` and ` outside quotes and parentheses. */
function conjuncts(text: string): string[] {
  const parts = [''];
  let quoted = false;
  let depth = 0;
  for (const piece of text.split(/('|\(|\)|\s+and\s+)/i)) {
    if (piece === "'") quoted = !quoted;
    else if (!quoted && piece === '(') depth += 1;
    else if (!quoted && piece === ')') depth -= 1;
    else if (!quoted && depth === 0 && /^\s+and\s+$/i.test(piece)) {
      parts.push('');
      continue;
    }
    parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return parts.map(part => part.trim());
}

function parse(part: string): Clause | undefined {
  const any = /^(\w+)\/any\((\w+):\s*\2\/(\w+) eq (.+)\)$/i.exec(part);
  if (any) return clause(`${any[1]}/${any[3]}`, 'eq', [any[4]]);
  const starts = /^startswith\(([\w/]+),\s*(.+)\)$/i.exec(part);
  if (starts) return clause(starts[1], 'startswith', [starts[2]]);
  const list = /^([\w/]+) in \((.+)\)$/i.exec(part);
  if (list) return clause(list[1], 'in', list[2]?.split(/,\s*(?=')/));
  const plain = /^([\w/]+) (eq|ne|ge|gt|le|lt) (.+)$/i.exec(part);
  return plain ? clause(plain[1], plain[2]?.toLowerCase() as Op, [plain[3]]) : undefined;
}

function clause(path = '', op: Op, raw: readonly (string | undefined)[] = []): Clause | undefined {
  const values = raw.map(literal);
  return values.every(value => value !== undefined) ? { path, op, values } : undefined;
}

function literal(text = ''): Value | undefined {
  const word = text.trim();
  const quoted = /^'((?:[^']|'')*)'$/.exec(word)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(word)) return Date.parse(word);
  return /^-?\d+$/.test(word) ? Number(word) : undefined;
}

function holds({ path, op, values }: Clause, item: object): boolean {
  return reach(item, path.split('/')).some(found =>
    values.some(wanted => compares(op, comparable(found, wanted), wanted)),
  );
}

/** Every value at the end of the path; arrays on the way mean "any of them". */
function reach(from: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (step === undefined) return [from];
  const here = Array.isArray(from) ? from : [from];
  return here.flatMap(one =>
    typeof one === 'object' && one !== null ? reach((one as Record<string, unknown>)[step], rest) : [],
  );
}

/** An instant in the item is a string, in the filter a number of milliseconds. */
function comparable(found: unknown, wanted: Value): unknown {
  return typeof wanted === 'number' && typeof found === 'string' ? Date.parse(found) : found;
}

function compares(op: Op, found: unknown, wanted: Value): boolean {
  const left = typeof found === 'string' ? found.toLowerCase() : found;
  const right = typeof wanted === 'string' ? wanted.toLowerCase() : wanted;
  if (op === 'eq' || op === 'in') return left === right;
  if (op === 'ne') return left !== right;
  if (op === 'startswith') return typeof left === 'string' && typeof right === 'string' && left.startsWith(right);
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  return { ge: left >= right, gt: left > right, le: left <= right, lt: left < right }[op];
}
