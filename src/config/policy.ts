// The desk's clocks and counts: an admin's JSON file over the defaults. Durations are written as people say them.
import { z } from 'zod';
import { DEFAULT_POLICY, type Policy } from '../core/policy.ts';

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 } as const;

/**
 * How far an admin may go. Two kinds of custody exist beside the device, so more than two proofs apart could never be met; fewer than one
 * would let anybody at an unlocked PC ask for a reset.
 */
const COUNTS: Partial<Record<keyof Policy, readonly [least: number, most: number]>> = {
  proofsApart: [1, 2],
  approvals: [1, 5],
  attempts: [1, 3],
  passwordLength: [16, 64],
  failedProofsPerDay: [1, 20],
  resetsPerDay: [1, 20],
  decisionsPer10Minutes: [1, 200],
  draftsPerHour: [1, 100],
};

const LONGEST = 31 * UNITS.d;
const MARK = '//';

/** Refuses, naming everything that is wrong. Entries whose name begins with `//` are comments. */
export function readPolicy(text: string): { readonly policy: Policy } | { readonly problems: readonly string[] } {
  const json = parsed(text);
  if (json === undefined) return { problems: ['is not a JSON object'] };
  const entries = Object.entries(json).filter(([name]) => !name.startsWith(MARK));
  const known = z.strictObject(SHAPE).safeParse(Object.fromEntries(entries));
  if (!known.success) return { problems: known.error.issues.flatMap(said) };
  const policy = { ...DEFAULT_POLICY, ...known.data } as Policy;
  // The reminder is looked at first, so a later one would put off the end as well.
  if (policy.reminderAfter >= policy.pendingFor) return { problems: ['reminderAfter must be shorter than pendingFor'] };
  return { policy };
}

const duration = z
  .union([z.number(), z.string().transform(milliseconds)], 'is no duration such as "30m", "24h", "20s" or milliseconds')
  .refine(value => Number.isInteger(value) && value >= UNITS.s && value <= LONGEST, 'must lie between "1s" and "31d"');

const SHAPE = Object.fromEntries(
  Object.keys(DEFAULT_POLICY).map(name => {
    const bounds = COUNTS[name as keyof Policy];
    return [name, (bounds ? count(...bounds) : duration).optional()];
  }),
);

function count(least: number, most: number) {
  return z
    .number('is no number')
    .refine(
      value => Number.isInteger(value) && value >= least && value <= most,
      `must lie between ${least} and ${most}`,
    );
}

/** NaN when it is no duration. */
function milliseconds(text: string): number {
  const [, amount, unit] = /^(\d+)\s*(ms|s|m|h|d)$/.exec(text.trim()) ?? [];
  return Number(amount) * (UNITS[unit as keyof typeof UNITS] ?? Number.NaN);
}

function said(issue: z.core.$ZodIssue): string[] {
  if (issue.code !== 'unrecognized_keys') return [`${issue.path.join('.')} ${issue.message}`];
  return issue.keys.map(name => `"${name}" is not known; did you mean "${nearest(name)}"?`);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function nearest(name: string): string {
  const byDistance = Object.keys(DEFAULT_POLICY).map(known => ({
    known,
    far: distance(name.toLowerCase(), known.toLowerCase()),
  }));
  return byDistance.reduce((best, one) => (one.far < best.far ? one : best)).known;
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
