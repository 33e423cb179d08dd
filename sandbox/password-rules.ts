// What a new password must be like: the cloud's rules with its banned words, and the demo domain's rules in AD.
import { COMPANY } from './company.ts';
import type { Person } from './world.ts';

/** Whose rules: Entra's, or those of the on-premises domain. */
export type Where = 'cloud' | 'ad';
export type Violation = 'FuzzyPolicyViolationInvalidPassword' | 'OnPremisesPolicyViolation' | 'PasswordPolicy';

/** Minimum length in the demo domain; Graph cannot show it. */
export const AD_MINIMUM = 10;

/** A short stand-in for Microsoft's unpublished list and the company's own additions to it. */
const BANNED = [
  'password',
  'welcome',
  'qwerty',
  'letmein',
  'changeme',
  'iloveyou',
  'admin',
  'dragon',
  'monday',
  'spring',
  'summer',
  'autumn',
  'winter',
  'alder',
  'finch',
];
const TENANT_NAME = COMPANY.toLowerCase().replace(/[^a-z0-9]/g, '');
const LOOKALIKES: Record<string, string> = { '0': 'o', '1': 'l', $: 's', '@': 'a' };

/**
 * The first rule a new password breaks, if any. On AD the current password and the remembered ones are refused too.
 * Source of the rules: Microsoft's "combined password policy" and "password must meet complexity requirements" pages.
 * Assumed: the domain runs the banned-password agent, whose refusal looks like any other policy refusal there.
 */
export function checkPolicy(person: Person, plain: string, where: Where): Violation | undefined {
  if (where === 'cloud') {
    if (!cloudShape(plain)) return 'PasswordPolicy';
    return isBanned(person, plain) ? 'FuzzyPolicyViolationInvalidPassword' : undefined;
  }
  const used = person.ad ? [person.ad.value, ...person.ad.history] : [];
  const good = plain.length >= AD_MINIMUM && kinds(plain) >= 3 && !namesItsOwner(person, plain);
  return good && !used.includes(plain) && !isBanned(person, plain) ? undefined : 'OnPremisesPolicyViolation';
}

function cloudShape(plain: string): boolean {
  return plain.length >= 8 && plain.length <= 256 && /^[\x20-\x7e]+$/.test(plain) && kinds(plain) >= 3;
}

/** How many of lower case, upper case, digit, symbol, other letter a password has. */
function kinds(plain: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[ -/:-@[-`{-~]/, /[^\x20-\x7e]/].filter(kind => kind.test(plain)).length;
}

/** AD: no account name, and no part of the display name of three characters or more. */
function namesItsOwner(person: Person, plain: string): boolean {
  const account = person.upn.slice(0, person.upn.indexOf('@'));
  const parts = [account, ...person.name.split(/[,.\-_ #\t]+/)].filter(part => part.length >= 3);
  return parts.some(part => plain.toLowerCase().includes(part.toLowerCase()));
}

/** Entra: names count as found anywhere; otherwise a banned word or a left-over character is a point, and five are needed. */
function isBanned(person: Person, plain: string): boolean {
  const normal = plain.toLowerCase().replace(/[01$@]/g, mark => LOOKALIKES[mark] ?? mark);
  const names = [...person.name.toLowerCase().split(/\s+/), TENANT_NAME].filter(name => name.length >= 4);
  if (names.some(name => normal.includes(name))) return true;
  if (BANNED.some(word => nearlyEqual(normal, word))) return true;
  // One character stands for each word found; it cannot be part of another word.
  const left = BANNED.reduce((rest, word) => rest.replaceAll(word, '\n'), normal);
  return left.length < 5;
}

/** At most one character added, dropped or changed. */
function nearlyEqual(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}
