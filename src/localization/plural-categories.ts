/**
 * The categories of numbers that words beside them depend on, by language, as Unicode's CLDR has them. In the Romance languages
 * it also has `many`, for millions: nothing is counted here that reaches them.
 */
export const PLURAL_CATEGORIES = {
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  de: ['one', 'other'],
  es: ['one', 'other'],
  fr: ['one', 'other'],
  he: ['one', 'two', 'other'],
  hi: ['one', 'other'],
  it: ['one', 'other'],
  ja: ['other'],
  ko: ['other'],
  nl: ['one', 'other'],
  pl: ['one', 'few', 'many', 'other'],
  'pt-BR': ['one', 'other'],
  uk: ['one', 'few', 'many', 'other'],
  'zh-Hans': ['other'],
  'zh-Hant': ['other'],
} as const;
