/**
 * Reads an attribute's number. Templates write empty attributes for values that they do not have: these, like all that is
 * no number of 0 or more, count as not there.
 */
export function toNumber(fallback: number): (value: string | null) => number;
export function toNumber(fallback: undefined): (value: string | null) => number | undefined;
export function toNumber(fallback: number | undefined) {
  return (value: string | null): number | undefined => {
    const number = value?.trim() ? Number(value) : NaN;
    return number >= 0 && Number.isFinite(number) ? number : fallback;
  };
}

/**
 * Reads an attribute, or a property's value, as yes or no. Any word means yes, except `false`: frameworks write that
 * where they know the element only as an unknown tag.
 */
export function toFlag(value: unknown): boolean {
  return value === '' || (!!value && value !== 'false');
}

/** Reads an attribute's texts, separated by `|`. */
export function toTexts(value: string | null): readonly string[] {
  return value?.split('|').map((text) => text.trim()) ?? [];
}
