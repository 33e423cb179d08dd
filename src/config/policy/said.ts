// Says what is wrong with a policy file: where it stands, what it is, and what was probably meant.
import type { z } from 'zod';
import { allowedAt } from './schema.ts';

/** One sentence a mistake, each beginning with its place. */
export function said(issue: z.core.$ZodIssue): readonly string[] {
  const place = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = allowedAt(issue.path);
    return issue.keys.map(key => `${place ? `${place}: ` : ''}"${key}" is not known${meant(key, known)}`);
  }
  if (issue.code === 'invalid_key') return [`${place} ${issue.issues.map(({ message }) => message).join('; ')}`];
  return [`${place || 'the file'} ${issue.message}`];
}

/** For everything that has no sentence of its own where it is defined. */
export function sentence(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${TYPES[issue.expected] ?? `of the type ${issue.expected}`}`;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const known = `must be one of ${values.map(value => `"${value}"`).join(', ')}`;
    return typeof issue.input === 'string' ? `${known}${meant(issue.input, values)}` : known;
  }
  return 'is not what belongs here';
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list: [ … ]',
  object: 'an object: { … }',
  record: 'an object: { … }',
  string: 'text in quotes',
  boolean: 'true or false',
  number: 'a number',
};

/** `rules[0].proofs[1]` */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

/** The nearest of what there is; nothing, where nothing there is resembles it. */
function meant(given: string, known: readonly string[]): string {
  const [nearest] = known
    .map(name => ({ name, far: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.far - other.far);
  return nearest && nearest.far <= Math.max(2, given.length / 2) ? `; did you mean "${nearest.name}"?` : '';
}

/** Levenshtein: how many letters differ. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1];
    for (let at = 1; at <= other.length; at++) {
      const swap = (row[at - 1] ?? 0) + (letter === other[at - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
