import { visible } from './blank.js';

/** The longest name that is shown, in characters. */
const MAX_NAME_LENGTH = 64;

/**
 * A name fit to stand beside a message: one line, bounded, and without invisible characters. Those would reorder or
 * hide the text around it, or make two names look like one.
 */
export function cleanName(value: unknown): string {
  if (typeof value !== 'string') return '';
  const line = visible(value.slice(0, 4 * MAX_NAME_LENGTH))
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= MAX_NAME_LENGTH) return characters.join('');
  // The ellipsis shows that the name is cut.
  return `${characters
    .slice(0, MAX_NAME_LENGTH - 1)
    .join('')
    .trim()}…`;
}
