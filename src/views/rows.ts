/** An item that can be told from others, and from what it was before. */
export interface RowItem {
  readonly key: string;
}

interface Row<Item> {
  readonly element: HTMLElement;
  item: Item;
}

/**
 * Keeps an element for each item, in the items' order, and renders only what has changed: a live message costs
 * the same in a long list as in a short one.
 *
 * Lit's `repeat` would do, but leaves a comment node behind for every item that it removes (as of 3.3.3), and
 * a room that is open for hours removes very many.
 */
export class Rows<Item extends RowItem> {
  readonly #rows = new Map<string, Row<Item>>();
  readonly #render: (item: Item, element: HTMLElement) => void;
  readonly #isSame: (a: Item, b: Item) => boolean;

  constructor(
    render: (item: Item, element: HTMLElement) => void,
    isSame: (a: Item, b: Item) => boolean,
  ) {
    this.#render = render;
    this.#isSame = isSame;
  }

  /** @param all whether to render even what has not changed, since what it is rendered with has */
  update(container: HTMLElement, items: readonly Item[], all: boolean): void {
    this.#removeAllBut(new Set(items.map(({ key }) => key)));
    let next = container.firstElementChild;
    for (const item of items) {
      const element = this.#bring(item, all);
      if (element === next) next = next.nextElementSibling;
      else container.insertBefore(element, next);
    }
  }

  #removeAllBut(keys: ReadonlySet<string>): void {
    for (const [key, { element }] of this.#rows) {
      if (keys.has(key)) continue;
      element.remove();
      this.#rows.delete(key);
    }
  }

  /** The item's element, up to date. */
  #bring(item: Item, render: boolean): HTMLElement {
    const row = this.#rows.get(item.key);
    if (!row) {
      const element = document.createElement('div');
      this.#rows.set(item.key, { element, item });
      this.#render(item, element);
      return element;
    }
    if (render || !this.#isSame(row.item, item)) this.#render(item, row.element);
    row.item = item;
    return row.element;
  }
}
