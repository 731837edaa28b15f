/** More at once come after a break: where one came from says nothing then. */
const MAX_AT_ONCE = 5;
/** In ms. */
const DURATION = 180;

/**
 * Lets new messages come in from where they were written: the visitor's from the composer, others' from their side. They do
 * not fade in: a message can be read from the first moment.
 */
export class Entrance {
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #rows: HTMLElement[] = [];

  /** A row of a message was made. */
  add(row: HTMLElement): void {
    this.#rows.push(row);
  }

  /** The rows are in place. @param isLive whether the new ones are of new messages */
  play(isLive: boolean): void {
    const rows = this.#rows;
    this.#rows = [];
    if (!isLive || rows.length > MAX_AT_ONCE || this.#calm.matches) return;
    for (const row of rows) {
      const side = row.matches(':dir(rtl)') ? '12px' : '-12px';
      const translate = row.classList.contains('own') ? '0 16px' : side;
      row.animate([{ translate }, {}], { duration: DURATION, easing: 'ease-out' });
    }
  }
}
