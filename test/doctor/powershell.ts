// A reader of PowerShell that knows as much of its grammar as a mistake in a generated script would break: strings, comments, brackets, variables.
import assert from 'node:assert/strict';

export type Token = {
  readonly kind: 'word' | 'string' | 'variable' | 'open' | 'close' | 'mark' | 'end';
  readonly text: string;
  readonly line: number;
};

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };
/** `$name`, `$env:NAME`, `${any thing}`, `$_`, `$$`. A colon that no scope or drive stands before is a mistake. */
const VARIABLE = /^\$(?:\{[^}\n]+\}|(?:(?:env|script|global|local|using):)?[A-Za-z_]\w*|[_$?^])/;
const SPACE = /^(?:[ \t\r]+|`\r?\n|#[^\n]*)/;

/** Throws, naming the line, where a string does not end, a bracket has no twin, or a sign has no place. */
export function tokens(script: string): readonly Token[] {
  const found: Token[] = [];
  const waiting: { readonly close: string; readonly line: number }[] = [];
  let rest = script;
  let line = 1;
  const take = (kind: Token['kind'] | 'space', text: string) => {
    if (kind !== 'space') found.push({ kind, text, line });
    line += text.split('\n').length - 1;
    rest = rest.slice(text.length);
  };
  while (rest !== '') {
    const space = SPACE.exec(rest)?.[0];
    const single = /^'(?:[^']|'')*'/.exec(rest)?.[0];
    const variable = VARIABLE.exec(rest)?.[0];
    const word = /^-?[A-Za-z_.\\*/][\w.\\*/:-]*|^-?\d[\w.]*/.exec(rest)?.[0];
    const first = rest[0] ?? '';
    if (space !== undefined) take('space', space);
    else if (first === '\n' || first === ';') take('end', first);
    else if (single !== undefined) take('string', single);
    else if (first === '"') take('string', expandable(rest, line));
    else if (rest.startsWith('$(') || rest.startsWith('@(') || rest.startsWith('@{')) {
      waiting.push({ close: PAIRS[rest[1] ?? ''] ?? '', line });
      take('open', rest.slice(0, 2));
    } else if (first in PAIRS) {
      waiting.push({ close: PAIRS[first] ?? '', line });
      take('open', first);
    } else if (Object.values(PAIRS).includes(first)) {
      assert.equal(first, waiting.pop()?.close, `line ${line}: ${first} closes nothing`);
      take('close', first);
    } else if (variable !== undefined) {
      assert.doesNotMatch(rest.slice(variable.length), /^:(?!:)/, `line ${line}: ${variable}: names a drive`);
      take('variable', variable);
    } else if (word !== undefined) take('word', word);
    else if (/^[|=,+&:?<>%!-]/.test(rest)) take('mark', first);
    else assert.fail(`line ${line}: ${JSON.stringify(rest.slice(0, 20))}`);
  }
  const [open] = waiting;
  assert.equal(open, undefined, `line ${open?.line}: ${open?.close} is missing`);
  return found;
}

/** None of the scripts needs one: what stands in double quotes is filled in, which is how a name becomes code. */
function expandable(rest: string, line: number): string {
  const text = /^"(?:[^"`$]|`.)*"/.exec(rest)?.[0];
  return text ?? assert.fail(`line ${line}: a string that is filled in, or does not end`);
}

/** Names of the form Verb-Noun, in the places where a command stands. */
export function commands(script: string): readonly string[] {
  const all = tokens(script);
  const starts = (before: Token | undefined) =>
    before === undefined ||
    before.kind === 'end' ||
    ['{', '(', '$(', '@(', '|', '='].includes(before.text) ||
    (before.kind === 'mark' && before.text === '&');
  return all
    .filter((token, at) => token.kind === 'word' && /^[A-Z]\w*-[A-Z]\w*$/.test(token.text) && starts(all[at - 1]))
    .map(({ text }) => text);
}
