/**
 * The locale for the page's language, with the conventions of the reader's country: British readers of an English
 * page get a clock of 24 hours. Undefined, the browser's own locale, if the page's `lang` is not a language tag.
 */
export function localeOf(language: string): string | undefined {
  const script = scriptOf(language);
  return script && (navigator.languages.find((tag) => scriptOf(tag) === script) ?? language);
}

/**
 * The language and script of a tag, without its region. Undefined if it is not a language tag: WebKitGTK reports
 * even the locale "C" as a reader's language.
 */
export function scriptOf(tag: string): string | undefined {
  try {
    const { language, script = '' } = new Intl.Locale(tag).maximize();
    return `${language}-${script}`;
  } catch {
    return undefined;
  }
}
