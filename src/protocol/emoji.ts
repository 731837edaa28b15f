/** In UTF-16 code units: the longest sequences in use, families and flags of regions, have 14. */
const MAX_LENGTH = 32;

/**
 * A flag of a country; a keycap; a pictograph with its variants, joined with others, or a flag of a region. The engine's own
 * `\p{RGI_Emoji}` takes 70 ms to compile.
 */
export const EMOJI = String.raw`(?:\p{RI}{2}|[#*\d]\uFE0F?\u20E3|\p{ExtPict}[\uFE0F\p{EMod}]?(?:[\u{E0020}-\u{E007E}]+\u{E007F}|(?:\u200D\p{ExtPict}[\uFE0F\p{EMod}]?)*))`;
const ONE = new RegExp(`^${EMOJI}$`, 'u');

/** Whether a text is one emoji. */
export function isEmoji(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH && ONE.test(value);
}
