import type { RootPart } from 'lit';

/** An item of the list, identified by its key. */
export interface RowItem {
  readonly key: string;
}

interface Row<Item> {
  readonly element: HTMLElement;
  item: Item;
  /** Lit's part: Lit does not notice by itself that the element was removed. */
  part: RootPart | undefined;
}

/**
 * Keeps one element for each item, in order, and renders only changed items: a new message costs the same in a long
 * list as in a short one.
 *
 * Lit's `repeat` leaves a comment node behind for every item that it removes (as of 3.3.3): a room that is open for
 * hours removes very many.
 */
export class Rows<Item extends RowItem> {
  readonly #rows = new Map<string, Row<Item>>();
  readonly #render: (item: Item, element: HTMLElement) => RootPart | undefined;
  readonly #isSame: (a: Item, b: Item) => boolean;

  constructor(
    render: (item: Item, element: HTMLElement) => RootPart | undefined,
    isSame: (a: Item, b: Item) => boolean,
  ) {
    this.#render = render;
    this.#isSame = isSame;
  }

  /** @param all whether to render unchanged items too, because what they are rendered with has changed */
  update(container: HTMLElement, items: readonly Item[], all: boolean): void {
    this.#removeAllBut(new Set(items.map(({ key }) => key)));
    let next = container.firstElementChild;
    for (const item of items) {
      const element = this.#elementFor(item, all);
      if (element === next) next = next.nextElementSibling;
      else container.insertBefore(element, next);
    }
  }

  /** Tells the directives in the host's templates to release, or take again, what they hold outside. */
  setConnected(isConnected: boolean): void {
    for (const { part } of this.#rows.values()) part?.setConnected(isConnected);
  }

  /** The element of the item with this key. */
  elementOf(key: string): HTMLElement | undefined {
    return this.#rows.get(key)?.element;
  }

  /** The item that an element shows. */
  itemOf(element: Element): Item | undefined {
    return [...this.#rows.values()].find((row) => row.element === element)?.item;
  }

  #removeAllBut(keys: ReadonlySet<string>): void {
    for (const [key, { element, part }] of this.#rows) {
      if (keys.has(key)) continue;
      part?.setConnected(false);
      element.remove();
      this.#rows.delete(key);
    }
  }

  /** Returns the item's element, up to date. */
  #elementFor(item: Item, render: boolean): HTMLElement {
    const row = this.#rows.get(item.key);
    if (!row) {
      const element = document.createElement('div');
      this.#rows.set(item.key, { element, item, part: this.#render(item, element) });
      return element;
    }
    if (render || !this.#isSame(row.item, item)) row.part = this.#render(item, row.element);
    row.item = item;
    return row.element;
  }
}
