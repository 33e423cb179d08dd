// The small pieces a policy file is written in: durations, counts, groups, links, dates. Each says what it wants when it gets something else.
import { z } from 'zod';
import { GUID, isAccountName, MADE_OF, strangerIn } from '../account-name.ts';

const SECOND = 1_000;
const DAY = 24 * 3_600_000;
const UNITS = { ms: 1, s: SECOND, m: 60 * SECOND, h: 3_600 * SECOND, d: DAY } as const;
const DURATION = /^\s*(\d+)\s*(ms|s|m|h|d)\s*$/;
export const NO_LINK = 'is no https link such as "https://help.contoso.com/password"';
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** A sentence of its own for what is there and wrong; what is not there is just missing. */
const unlessMissing = (problem: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? 'is missing' : problem;

/** Milliseconds, or as people say it: "20s", "30m", "24h", "7d". Gives milliseconds. @param least, most as people say it */
export function duration(least: string, most: string) {
  const [minimum, maximum] = [milliseconds(least), milliseconds(most)];
  return z
    .union(
      [z.number().meta({ type: 'integer', minimum, maximum }), z.string().regex(DURATION).transform(milliseconds)],
      { error: unlessMissing('is no duration such as "30m", "24h", "20s" or milliseconds') },
    )
    .refine(
      value => Number.isInteger(value) && value >= minimum && value <= maximum,
      `must lie between "${least}" and "${most}"`,
    );
}

/** NaN when it is no duration. */
function milliseconds(text: string): number {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  return Number(amount) * (UNITS[unit as keyof typeof UNITS] ?? Number.NaN);
}

export function count(least: number, most: number) {
  return z
    .number({ error: unlessMissing('is no number') })
    .refine(
      value => Number.isInteger(value) && value >= least && value <= most,
      `must lie between ${least} and ${most}`,
    )
    .meta({ type: 'integer', minimum: least, maximum: most });
}

export type Group = { readonly id: string; readonly name?: string };

/** `<object id> <what people call it>`: an id alone tells nobody which group it is. */
export const group = z
  .string()
  .regex(
    new RegExp(`^${GUID}(?:\\s+\\S.*)?$`),
    'is no group: its object id, and after a space its name, such as "00000000-0000-0000-0000-000000000000 Directors"',
  )
  .transform((text): Group => {
    const [id = '', ...name] = text.trim().split(/\s+/);
    return { id: id.toLowerCase(), ...(name.length > 0 ? { name: name.join(' ') } : {}) };
  });

const NO_ACCOUNT = 'is no account: a user principal name, an object id, or a pattern such as "svc-*@contoso.com"';

/** A user principal name, an object id, or a pattern of names in which `*` stands for anything. */
export const account = z
  .string()
  .regex(new RegExp(`^(?:${GUID}|(?!\\*+@\\*+$)[${MADE_OF.before}*]+@[${MADE_OF.after}*]+)$`), {
    abort: true,
    error: ({ input }) => strangerIn(input) ?? NO_ACCOUNT,
  })
  .refine(text => text.includes('*') || isAccountName(text), 'is no whole user principal name')
  .transform(text => text.toLowerCase());

const HTTPS = /^https:\/\/[^\s@]+$/;
const OF_THIS_MACHINE = /^http:\/\/127\.0\.0\.1[:/][^\s@]*$/;

/** A page of this machine passes as well, and is in no schema: only a desk that rehearses may name one, which `readPolicy` sees to. */
export const link = z
  .string()
  .refine(text => HTTPS.test(text) || OF_THIS_MACHINE.test(text), { abort: true, error: NO_LINK })
  .refine(text => URL.canParse(text), 'is no address that can be opened')
  .meta({ format: 'uri', pattern: HTTPS.source });

/** Where mail goes. */
export const mail = z.string().regex(MAIL, 'is no mail address such as "night-desk@contoso.com"');

export const domain = z
  .string()
  .regex(/^(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]+$/, 'is no domain such as "contoso.com"')
  .transform(text => text.toLowerCase());

/** What people read; on cards too, so it stays short and on one line. */
export const name = z
  .string()
  .regex(/^[^\p{Cc}]{1,60}$/u, { abort: true, error: 'must be 1 to 60 characters on one line' })
  .transform(text => text.trim())
  .refine(text => text !== '', 'is empty');

const written = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: unlessMissing('is no date such as "2027-03-31" or "2027-03-31T08:00:00+01:00"'),
});

/** A day begins with its first moment, in UTC. */
export const from = written.transform(text => Date.parse(text));

/** A day ends with its last moment, in UTC: who writes "until the 31st" means that day too. */
export const until = written.transform(text => Date.parse(text) + (text.includes('T') ? 0 : DAY));

/** None of it twice, and not empty: what means nothing is left out. */
export function some<T extends z.ZodType>(of: T) {
  return z
    .array(of)
    .min(1, 'is empty: leave it out instead')
    .refine(distinct, 'names something twice')
    .meta({ uniqueItems: true });
}

export function distinct(values: readonly unknown[]): boolean {
  return new Set(values.map(value => JSON.stringify(value))).size === values.length;
}
