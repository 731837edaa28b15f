import type { RootPart } from 'lit';

/** An item that can be told from others, and from what it was before. */
export interface RowItem {
  readonly key: string;
}

interface Row<Item> {
  readonly element: HTMLElement;
  item: Item;
  /** Of Lit, which does not learn by itself that the element has gone. */
  part: RootPart | undefined;
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
  readonly #render: (item: Item, element: HTMLElement) => RootPart | undefined;
  readonly #isSame: (a: Item, b: Item) => boolean;

  constructor(
    render: (item: Item, element: HTMLElement) => RootPart | undefined,
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

  /** For the directives of the host's templates: what they hold on to outside, they have to let go of. */
  setConnected(isConnected: boolean): void {
    for (const { part } of this.#rows.values()) part?.setConnected(isConnected);
  }

  #removeAllBut(keys: ReadonlySet<string>): void {
    for (const [key, { element, part }] of this.#rows) {
      if (keys.has(key)) continue;
      part?.setConnected(false);
      element.remove();
      this.#rows.delete(key);
    }
  }

  /** The item's element, up to date. */
  #bring(item: Item, render: boolean): HTMLElement {
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
