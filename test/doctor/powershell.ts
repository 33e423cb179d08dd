// PowerShell as its grammar reads it: what is wrong with a script, everything it calls, and what it asks before it does.
import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

await Parser.init();
const parser = new Parser().setLanguage(
  await Language.load(createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')),
);

export type Command = {
  /** As written: a cmdlet, a function, or what stands after `&` or `.`. */
  readonly name: string;
  readonly text: string;
  /** The conditions of every `if` that it stands under. */
  readonly asked: readonly string[];
};

/** Each script once: the questions about it are many. */
const read = new Map<string, readonly Node[]>();

function nodes(script: string): readonly Node[] {
  const known = read.get(script);
  if (known) return known;
  const parsed = parser.parse(script);
  if (!parsed) throw new Error('the parser gave nothing');
  const found = [...below(parsed.rootNode)];
  read.set(script, found);
  return found;
}

/** Where the grammar finds no way on, or misses something; empty for a script that is whole. */
export function faults(script: string): readonly string[] {
  return nodes(script)
    .filter(node => node.isError || node.isMissing)
    .map(
      node =>
        `line ${node.startPosition.row + 1}: ${node.isMissing ? `${node.type} is missing` : node.text.slice(0, 60)}`,
    );
}

/** Every command, in the order of the script. */
export function commands(script: string): readonly Command[] {
  return all(script, 'command').map(node => ({
    name: node.childForFieldName('command_name')?.text ?? '',
    text: node.text,
    asked: conditions(node),
  }));
}

/** `[type]::Member(`, `$thing.Member(` without what it is called on: what the script asks of .NET. */
export function methods(script: string): readonly Command[] {
  return all(script, 'invokation_expression').map(node => {
    const on = node.child(0);
    const member = node.children.find(child => child?.type === 'member_name')?.text ?? node.text;
    const name = on?.type === 'type_literal' ? `${on.text}::${member}` : `.${member}`;
    return { name, text: node.text, asked: conditions(node) };
  });
}

/** `$thing.property =`, `[type]::Property =` and `$thing[…] =`: what is set on something that may outlive the script. */
export function assigned(script: string): readonly string[] {
  return all(script, 'left_assignment_expression')
    .filter(node => [...below(node)].some(({ type }) => type === 'member_access' || type === 'element_access'))
    .map(({ text }) => text.trim());
}

/** `> file` and its kin. */
export function redirected(script: string): readonly string[] {
  return all(script, 'redirection').map(({ text }) => text.trim());
}

/** Strings in which `$name` and `$(…)` are filled in. */
export function expandable(script: string): readonly string[] {
  return [...all(script, 'expandable_string_literal'), ...all(script, 'expandable_here_string_literal')].map(
    ({ text }) => text,
  );
}

/** What stands between single quotes, as PowerShell has it. */
export function literals(script: string): readonly string[] {
  return all(script, 'verbatim_string_characters').map(({ text }) => text.slice(1, -1).replaceAll("''", "'"));
}

/** Names of functions that the script itself defines. */
export function functions(script: string): readonly string[] {
  return all(script, 'function_name').map(({ text }) => text);
}

function all(script: string, type: string): readonly Node[] {
  return nodes(script).filter(node => node.type === type);
}

function conditions(node: Node): readonly string[] {
  const found: string[] = [];
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    const condition = outer.type === 'if_statement' ? outer.childForFieldName('condition') : null;
    if (condition && condition.id !== inner.id) found.push(condition.text);
  }
  return found;
}

function* below(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) if (child) yield* below(child);
}
