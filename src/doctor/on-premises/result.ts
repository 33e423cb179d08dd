// What the on-premises script writes and the doctor reads back: `check.ps1` and this are two ends of one shape.
import { z } from 'zod';

const right = z.boolean().nullable();

const DOMAIN = z.strictObject({
  name: z.string().max(255),
  /** On the root of the domain; null: could not be looked at. */
  resetPassword: right,
  changePassword: right,
  writeLockoutTime: right,
  writePwdLastSet: right,
  unexpirePassword: right,
  inheritance: right,
  writableController: z.string().max(255).nullable(),
  /** Days. */
  minimumPasswordAge: z.number().nullable(),
});

const REACHED = z.strictObject({ host: z.string().max(255), open: z.boolean() });
const EVENT = z.strictObject({
  id: z.number().int(),
  at: z.iso.datetime({ offset: true }),
  source: z.string().max(255),
});
const ENDPOINT = z.strictObject({ path: z.string().max(255), enabled: z.boolean(), proxy: z.boolean() });

export const RESULT = z.strictObject({
  schema: z.literal(1),
  madeAt: z.iso.datetime({ offset: true }),
  machine: z.string().max(255),
  connector: z.string().max(255).nullable(),
  agent: z.strictObject({
    kind: z.enum(['connect', 'cloud-sync', 'none']),
    version: z.string().max(64).nullable(),
    /** Get-ADSyncAADPasswordResetConfiguration; null with cloud sync. */
    writeback: right,
  }),
  domains: z.array(DOMAIN).max(200),
  events: z.array(EVENT).max(1_000),
  outbound: z.array(REACHED).max(50),
  endpoints: z.array(ENDPOINT).max(50),
  /** What the script could not look at, in PowerShell's words. */
  notes: z.array(z.string().max(1_000)).max(100),
});

export type OnPremises = z.output<typeof RESULT>;

/**
 * One picture of several servers: the one that writes passwords back leads, and of each domain counts what any of them could look at.
 * @param results at least one
 */
export function merged([first, ...others]: readonly [OnPremises, ...OnPremises[]]): OnPremises {
  const all = [first, ...others];
  const lead = all.find(({ agent }) => agent.kind !== 'none') ?? first;
  const machines = all.length === 1 ? {} : { machine: all.map(({ machine }) => machine).join(' and ') };
  const domains = new Map<string, OnPremises['domains'][number]>();
  for (const { domains: found } of [lead, ...all])
    for (const one of found) domains.set(one.name, filled(domains.get(one.name), one));
  return {
    ...lead,
    ...machines,
    madeAt:
      all.map(({ madeAt }) => madeAt).toSorted((one, other) => Date.parse(one) - Date.parse(other))[0] ?? first.madeAt,
    domains: [...domains.values()],
    events: all.flatMap(({ events }) => events),
    outbound: all.flatMap(({ outbound }) => outbound),
    endpoints: all.find(({ endpoints }) => endpoints.length > 0)?.endpoints ?? [],
    notes: all.flatMap(({ notes }) => notes),
  };
}

/** What the one could not look at, as the other saw it. */
function filled<T extends object>(one: T | undefined, other: T): T {
  const seen = Object.entries(one ?? {}).filter(([, value]) => value !== null);
  return { ...other, ...Object.fromEntries(seen) };
}

/** @returns the result, or what is wrong with the file: the rest of a sentence that its name begins */
export function readResult(text: string): OnPremises | { readonly problem: string } {
  let value: unknown;
  try {
    // Windows PowerShell writes a mark before UTF-8.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: 'is no JSON: was it made by `check.ps1 | Out-File -Encoding utf8 result.json`?' };
  }
  const read = RESULT.safeParse(value);
  if (read.success) return read.data;
  return {
    problem: `is no result of check.ps1: ${read.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; ')}`,
  };
}
