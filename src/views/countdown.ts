import type { Strings } from '../localization/strings.js';
import { textBytes } from '../protocol/limits.js';

/** The countdown shows below this number of bytes or characters left. */
const NEAR_LIMIT = 400;

/** For a short limit in characters, the countdown shows only in this last part of it. */
const LAST_PART = 0.2;

/** Screen readers hear the countdown at these marks only: at every key it would drown the text. */
const SPOKEN_BELOW = [NEAR_LIMIT, 100, 20, 0];

/** The most bytes that one code unit takes: escaped, as `\u0001`. */
const MAX_UNIT_BYTES = 6;

/** How much may still be written. */
export class Countdown {
  /** Bytes or characters left, whichever limit is closer; infinite far from both. */
  #left = Infinity;
  /** Whether `#left` is in characters. */
  #inCharacters = false;
  #spoken = '';

  /** Whether the text is too long. */
  get isOver(): boolean {
    return this.#left < 0;
  }

  /** Whether it shows. */
  get isNear(): boolean {
    return this.#left < NEAR_LIMIT;
  }

  /** For screen readers: it stays between the marks. */
  get spoken(): string {
    return this.#spoken;
  }

  text({ bytesLeft, charactersLeft }: Strings): string {
    return (this.#inCharacters ? charactersLeft : bytesLeft)(this.#left);
  }

  measure(value: string, strings: Strings, maxLength: number, maxBytes = Infinity): void {
    const before = stretchOf(this.#left);
    // Nearly all texts are short: these are not measured at all.
    const isFar = value.length * MAX_UNIT_BYTES <= maxBytes - NEAR_LIMIT;
    const bytes = isFar ? Infinity : maxBytes - textBytes(value);
    const characters = maxLength - value.length;
    const isNear = characters < Math.min(NEAR_LIMIT, maxLength * LAST_PART);
    this.#inCharacters = isNear && characters < bytes;
    this.#left = this.#inCharacters ? characters : bytes;
    const stretch = stretchOf(this.#left);
    if (stretch !== before) this.#spoken = stretch ? this.text(strings) : '';
  }
}

/** The number of countdown marks that have been passed. */
function stretchOf(left: number): number {
  return SPOKEN_BELOW.filter((mark) => left < mark).length;
}
