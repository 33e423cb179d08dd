// Which language a browser asks for, as long as nobody has said who sits before it.

/** The first language of an Accept-Language header; English when there is none. */
export function languageOf(header: string | undefined): string {
  const first = (header ?? '').split(',')[0]?.split(';')[0]?.trim() ?? '';
  return /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(first) ? first : 'en';
}
