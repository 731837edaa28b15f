/** Formats numbers as a language writes them. Making the format takes far longer than using it: it is made once, when needed. */
export function numberFormatter(language: string): (count: number) => string {
  let format: Intl.NumberFormat | undefined;
  return (count) => (format ??= new Intl.NumberFormat(language)).format(count);
}
