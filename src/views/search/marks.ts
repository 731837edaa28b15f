import { findPlaces } from './fold.js';

/** In the page's registry of highlights, which all chats of the page share. */
const NAME = 'momento-chat-search';
/** What is in a message besides its text: the message that it answers, and what screen readers alone get. */
const OTHER = 'button, .quote, .visually-hidden, [role=status]';

/** Marks what matches in the rows of a list, without changing the rows. Old browsers show the current row only. */
export class Marks {
  readonly #ranges = new Set<Range>();

  /**
   * Replaces the marks.
   *
   * @param query as `fold` returns it; empty: none
   */
  update(root: ParentNode, query: string): void {
    const highlight = registered();
    if (!highlight) return;
    for (const range of this.#ranges) highlight.delete(range);
    this.#ranges.clear();
    if (!query) return;
    const places = '.message:not(.removed) > :is(.author, .bubble)';
    for (const element of root.querySelectorAll(places)) {
      for (const range of rangesIn(element, query)) {
        this.#ranges.add(range);
        highlight.add(range);
      }
    }
  }
}

function registered(): Highlight | undefined {
  const { highlights } = CSS as Partial<Pick<typeof CSS, 'highlights'>>;
  if (!highlights) return undefined;
  const known = highlights.get(NAME);
  if (known) return known;
  const made = new Highlight();
  highlights.set(NAME, made);
  return made;
}

/** Bold text and the like splits a text into many nodes: a range may begin in one and end in another. */
function rangesIn(element: Element, query: string): readonly Range[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return (node as Element).matches(OTHER) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  );
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  const text = nodes.map(({ data }) => data).join('');
  const ranges: Range[] = [];
  let index = 0;
  let before = 0;
  /** The node at an offset, and the offset in it. Offsets only grow. */
  const seek = (offset: number, isEnd: boolean): [Text, number] | undefined => {
    for (let node = nodes[index]; node; node = nodes[index]) {
      const rest = offset - before;
      if (rest < node.length || (isEnd && rest === node.length)) return [node, rest];
      before += node.length;
      index += 1;
    }
    return undefined;
  };
  for (const { start, end } of findPlaces(text, query)) {
    const from = seek(start, false);
    const to = seek(end, true);
    if (!from || !to) break;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    ranges.push(range);
  }
  return ranges;
}
