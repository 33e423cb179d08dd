// What the on-premises script writes and the doctor reads back: `check.ps1` and this are two ends of one shape.
import { z } from 'zod';

const right = z.boolean().nullable();
/** What a domain or a server may be called, and nothing that a console would take for a command. */
const named = z.string().regex(/^[\p{L}\p{N}._-]{1,255}$/u, 'is no name of a domain or server');

const DOMAIN = z.strictObject({
  name: named,
  /** On the root of the domain; null: could not be looked at. */
  resetPassword: right,
  changePassword: right,
  writeLockoutTime: right,
  writePwdLastSet: right,
  unexpirePassword: right,
  inheritance: right,
  writableController: named.nullable(),
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

/** Goes up with the shape. */
const SCHEMA = 1;

export const RESULT = z.strictObject({
  schema: z.literal(SCHEMA),
  madeAt: z.iso.datetime({ offset: true }),
  machine: named,
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

const AGAIN = 'Make it by `.\\check.ps1 | Out-File -Encoding utf8 result.json`';

/** @returns the result, or what is wrong with the file: the rest of a sentence that its name begins */
export function readResult(text: string): OnPremises | { readonly problem: string } {
  // UTF-16 that was read as UTF-8: its mark is no letter, and every second byte is nothing.
  if (text.startsWith('\uFFFD\uFFFD') || text.includes('\u0000'))
    return { problem: `is written in UTF-16, as \`>\` does in Windows PowerShell. ${AGAIN}.` };
  let value: unknown;
  try {
    // Windows PowerShell writes a mark before UTF-8.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: `is no JSON, or not the whole of it. ${AGAIN}, let it run to its end, and copy the file whole.` };
  }
  const read = RESULT.safeParse(value);
  if (read.success) return read.data;
  if (madeByAnother(value))
    return {
      problem:
        'was made by a check.ps1 of another version of Reset Desk. Print it again (npm run -s doctor -- --on-prem > check.ps1) and run that.',
    };
  return {
    problem: `is no result of check.ps1: ${read.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`).join('; ')}`,
  };
}

function madeByAnother(value: unknown): boolean {
  const { schema, madeAt } = (value ?? {}) as { readonly schema?: unknown; readonly madeAt?: unknown };
  return typeof schema === 'number' && schema !== SCHEMA && typeof madeAt === 'string';
}
