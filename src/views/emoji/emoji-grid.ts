import { toned, type Emoji } from './emoji-set.js';

/** A group as it is shown. */
export interface Section {
  readonly label: string;
  readonly emoji: readonly Emoji[];
}

/**
 * The emoji as elements, all of them: the browser lays out and paints only what is near (`content-visibility`). They are made
 * without templates, which would take four times as long for 1,900 of them.
 */
export class EmojiGrid {
  readonly sizes: readonly number[];
  readonly cells: readonly HTMLElement[];
  readonly #emoji: readonly Emoji[];
  readonly #groups: readonly HTMLElement[];
  readonly #places = new WeakMap<Element, number>();

  constructor(sections: readonly Section[], tone: number) {
    this.sizes = sections.map(({ emoji }) => emoji.length);
    this.#emoji = sections.flatMap(({ emoji }) => emoji);
    this.cells = this.#emoji.map((emoji) => cellOf(emoji, tone));
    this.cells.forEach((cell, place) => this.#places.set(cell, place));
    let start = 0;
    this.#groups = sections.map(({ label, emoji }) => {
      const cells = this.cells.slice(start, (start += emoji.length));
      return groupOf(label, cells);
    });
  }

  get groups(): readonly HTMLElement[] {
    return this.#groups;
  }

  emojiAt(place: number): Emoji | undefined {
    return this.#emoji[place];
  }

  /** The place of the emoji that an event has happened at. */
  placeOf(target: EventTarget | null): number | undefined {
    const cell = (target as Element | null)?.closest('.cell');
    return cell ? this.#places.get(cell) : undefined;
  }

  /** The first place of a group. */
  startOf(group: number): number {
    return this.sizes.slice(0, group).reduce((sum, size) => sum + size, 0);
  }

  /** Sets what the heights of groups that are not laid out follow from. */
  arrange(columns: number): void {
    this.#groups.forEach((group, index) => {
      const rows = Math.ceil((this.sizes[index] ?? 0) / columns);
      group.style.setProperty('--_rows', String(rows));
    });
  }

  tint(tone: number): void {
    this.cells.forEach((cell, place) => {
      const emoji = this.#emoji[place];
      if (emoji?.tones) cell.textContent = toned(emoji, tone);
    });
  }
}

function cellOf(emoji: Emoji, tone: number): HTMLElement {
  const cell = document.createElement('div');
  cell.className = 'cell';
  cell.setAttribute('role', 'option');
  cell.setAttribute('aria-label', emoji.name);
  cell.tabIndex = -1;
  cell.textContent = toned(emoji, tone);
  return cell;
}

function groupOf(label: string, cells: readonly HTMLElement[]): HTMLElement {
  const group = document.createElement('div');
  group.className = 'group';
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', label);
  const heading = document.createElement('div');
  heading.className = 'heading';
  heading.setAttribute('aria-hidden', 'true');
  heading.textContent = label;
  const rows = document.createElement('div');
  rows.className = 'rows';
  rows.setAttribute('role', 'presentation');
  rows.append(...cells);
  group.append(heading, rows);
  return group;
}
