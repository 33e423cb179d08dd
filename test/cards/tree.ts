// Reading a finished card as a Teams client would: its elements, its actions, what is text and what may run as Markdown.
import type { Rendered } from '../../cards/pieces.ts';

export type Part = Readonly<Record<string, unknown>>;

export function partsOf(node: unknown): Part[] {
  if (Array.isArray(node)) return node.flatMap(partsOf);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Part, ...Object.values(node).flatMap(partsOf)];
}

/** What can be clicked; the refresh is nobody's click. */
export function actionsOf({ card }: Rendered): Part[] {
  const { refresh: _, ...seen } = card;
  return partsOf(seen).filter(({ type }) => String(type).startsWith('Action.'));
}

export function verbsOf(rendered: Rendered): string[] {
  return actionsOf(rendered)
    .map(({ verb }) => verb)
    .filter(verb => typeof verb === 'string');
}

export function inputsOf({ card }: Rendered): Part[] {
  return partsOf(card).filter(({ type }) => String(type).startsWith('Input.'));
}

/** Strings on show that a client reads literally. */
export function literalOf({ card }: Rendered): string[] {
  return strings(partsOf(card).filter(isRun), ['text']);
}

/** Every other string of the card: there Markdown and {{DATE()}} would run, or a click would carry it. */
export function otherOf({ card }: Rendered): string[] {
  return partsOf(card)
    .filter(part => !isRun(part))
    .flatMap(part => Object.values(part).filter(value => typeof value === 'string'));
}

export function readingOf(rendered: Rendered): string {
  return strings(partsOf(rendered.card), ['text', 'title', 'label']).join('\n');
}

function isRun({ type }: Part): boolean {
  return type === 'TextRun';
}

function strings(parts: readonly Part[], keys: readonly string[]): string[] {
  return parts.flatMap(part => keys.map(key => part[key]).filter(value => typeof value === 'string'));
}
