import { localeOf } from './locale.js';
import type { PLURAL_CATEGORIES } from './plural-categories.js';

/** The languages that have a file of words. */
export type Tag = keyof typeof PLURAL_CATEGORIES;

/** Words beside a number, one for each category of numbers that the language knows; `#` stands for the number. */
export type Forms<Of extends Tag> = Readonly<
  Record<(typeof PLURAL_CATEGORIES)[Of][number], string>
>;

/** What words of a language are put together with. */
export interface Grammar<Of extends Tag> {
  /** A number as its readers write it. */
  readonly number: (value: number) => string;
  /** @param value 0 to 100 */
  readonly percent: (value: number) => string;
  /** The words for a number, with it. */
  readonly plural: (count: number, forms: Forms<Of>) => string;
  /** Texts in a row, “A, B and C”. `false` and empty ones are left out. */
  readonly list: (items: readonly (string | false)[]) => string;
}

/** Making a format takes far longer than using it: each is made once, when it is needed. */
export function grammarOf<Of extends Tag>(tag: Of): Grammar<Of> {
  const formats: {
    number?: Intl.NumberFormat;
    percent?: Intl.NumberFormat;
    rules?: Intl.PluralRules;
    list?: Intl.ListFormat;
  } = {};
  const number = (value: number): string =>
    (formats.number ??= new Intl.NumberFormat(localeOf(tag))).format(value);
  return {
    number,
    percent(value) {
      formats.percent ??= new Intl.NumberFormat(localeOf(tag), { style: 'percent' });
      return formats.percent.format(value / 100);
    },
    plural(count, forms) {
      const category = (formats.rules ??= new Intl.PluralRules(tag)).select(count);
      const known: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { other?: string } =
        forms;
      // Browsers of other years know other categories.
      return (known[category] ?? known.other ?? '').replace('#', number(count));
    },
    list(items) {
      formats.list ??= new Intl.ListFormat(tag);
      return formats.list.format(items.filter((item): item is string => !!item));
    },
  };
}

/** A text apart from the text around it, whatever the direction of either: for names among words from right to left. */
export function apart(text: string): string {
  return `\u2068${text}\u2069`;
}
