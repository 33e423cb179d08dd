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

/** @returns the result, or what is wrong with the file, in a sentence */
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
    problem: read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; '),
  };
}
