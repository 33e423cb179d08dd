// What may name an account: its object id, or a user principal name made of nothing but what Entra lets stand in one.

export const GUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/**
 * Before and after the @, as the inside of a character class (support.microsoft.com/kb/2439357). Any other character, however much it looks
 * like one of these, would name nobody, and whoever was meant would not be protected.
 */
export const MADE_OF = { before: "A-Za-z0-9'._!#^~\\-", after: 'A-Za-z0-9.\\-' } as const;

const WHOLE = new RegExp(`^(?:${GUID}|[${MADE_OF.before}]+@[${MADE_OF.after}]+\\.[${MADE_OF.after}]+)$`);
const STRANGER = new RegExp(`[^${MADE_OF.before}@*]`, 'u');

export function isAccountName(text: string): boolean {
  return WHOLE.test(text);
}

/** What is wrong with a name in which such a character stands; said with its number in Unicode, since it may be one that nobody sees. */
export function strangerIn(name: unknown): string | undefined {
  const found = typeof name === 'string' ? STRANGER.exec(name)?.[0] : undefined;
  if (found === undefined) return undefined;
  const number = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(found) ? `“${found}” (U+${number})` : `U+${number}`;
  return `has the character ${shown} in it, which no user principal name can have: type the name anew, or take the object id`;
}
