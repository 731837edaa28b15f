/** As on the launcher's badge. */
const MAX_SHOWN = 99;
/** A page that puts its title back so often, each time within a second, means it. */
const MAX_CONTRADICTIONS = 3;
/** Changes of the title in a second, whatever the page does. */
const MAX_WRITES = 5;
const SECOND_MS = 1_000;

/**
 * The count before the page's own title. It is written into the title's own text: what the page does with that later, by
 * whatever means, stays, and has the count again. A script that insists on its title wins.
 */
export class PageTitle {
  #prefix = '';
  /** What was written last. */
  #written = '';
  /** When, in the last second, by `performance.now()`. */
  #writes: readonly number[] = [];
  #contradictions = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was made for the count, in a page without a title. */
  readonly #made = new Set<ChildNode>();
  readonly #observer = new MutationObserver(() => this.#follow());

  show(count: number): void {
    const before = this.#prefix;
    this.#prefix =
      count > 0 ? `(${count > MAX_SHOWN ? `${String(MAX_SHOWN)}+` : String(count)}) ` : '';
    this.#contradictions = 0;
    const text = this.#text();
    if (!text) return;
    const place = before === '' ? -1 : text.data.indexOf(before);
    const own = place < 0 ? text.data : cut(text.data, place, before.length);
    if (this.#prefix + own !== text.data) this.#write(text, own);
    this.#observer.disconnect();
    if (this.#prefix === '') this.#tidy();
    else {
      const all = { childList: true, characterData: true, subtree: true };
      this.#observer.observe(document.head, all);
    }
  }

  #follow(): void {
    const text = this.#text();
    // Another script may have put something of its own before the count.
    if (!text || this.#prefix === '' || text.data.includes(this.#prefix)) return;
    const now = performance.now();
    this.#writes = this.#writes.filter((at) => now - at < SECOND_MS);
    const isContradiction = this.#writes.length > 0 && this.#prefix + text.data === this.#written;
    this.#contradictions = isContradiction ? this.#contradictions + 1 : 0;
    if (this.#contradictions > MAX_CONTRADICTIONS) return;
    if (this.#writes.length < MAX_WRITES) {
      this.#write(text, text.data);
      return;
    }
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#follow();
    }, SECOND_MS);
  }

  #write(text: Text, own: string): void {
    this.#writes = [...this.#writes, performance.now()].slice(-MAX_WRITES);
    text.data = this.#written = this.#prefix + own;
  }

  /** The text of the title; made where it is needed. */
  #text(): Text | undefined {
    const { head } = document as { readonly head: HTMLHeadElement | null };
    if (!head) return undefined;
    let title = head.querySelector('title');
    if (!title && this.#prefix !== '') {
      title = document.createElement('title');
      this.#made.add(title);
      head.append(title);
    }
    const first = title?.firstChild;
    if (first?.nodeType === Node.TEXT_NODE) return first as Text;
    if (!title || this.#prefix === '') return undefined;
    const text = document.createTextNode('');
    this.#made.add(text);
    title.prepend(text);
    return text;
  }

  /** Takes away what was made, unless the page uses it by now. */
  #tidy(): void {
    for (const node of this.#made) if (node.textContent === '') node.remove();
    this.#made.clear();
  }
}

function cut(text: string, place: number, length: number): string {
  return text.slice(0, place) + text.slice(place + length);
}
