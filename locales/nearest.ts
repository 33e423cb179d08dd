// Which of the languages there are is meant by a locale that comes from outside.

/**
 * The folder of language and region, else of the language, else of the same language in another region (`pt-PT`: `pt-BR`, the only
 * Portuguese there is), else English. `formats` is what dates, numbers and plurals follow: the region asked for (`en-GB`: English, day
 * first), else the folder's own. Anything that is no BCP 47 tag is English; nothing but language and region is taken from a tag.
 */
export function nearest(
  locale: string,
  folders: readonly string[],
): { readonly folder: string; readonly formats: string } {
  const { language, region } = parsed(locale) ?? {};
  if (language === undefined) return ENGLISH;
  const asked = region ? `${language}-${region}` : language;
  const folder =
    [asked, language].find(name => folders.includes(name)) ?? folders.find(name => languageIn(name) === language);
  if (folder === undefined) return ENGLISH;
  return { folder, formats: region ? asked : folder };
}

/** The language of a tag, without its region. Throws when it is no tag. */
export function languageIn(tag: string): string {
  return new Intl.Locale(tag).language;
}

const ENGLISH = { folder: 'en', formats: 'en' };

function parsed(locale: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(locale);
  } catch {
    return undefined;
  }
}
