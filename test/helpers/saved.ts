/** What a page saves as downloads, which are called off. Its bytes are read before their URL is revoked. */
export class Saved {
  readonly files: { readonly name: string; readonly blob: Blob }[] = [];
  readonly #page: Window & typeof globalThis;
  readonly #before: PropertyDescriptor | undefined;

  constructor(page: Window) {
    this.#page = page as Window & typeof globalThis;
    const { URL, HTMLAnchorElement } = this.#page;
    this.#before = Object.getOwnPropertyDescriptor(URL, 'createObjectURL');
    const blobs = new Map<string, Blob>();
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = create(blob);
      blobs.set(url, blob as Blob);
      return url;
    };
    const { files } = this;
    HTMLAnchorElement.prototype.click = function click() {
      const blob = blobs.get(this.href);
      if (blob && this.download) files.push({ name: this.download, blob });
    };
  }

  /** The text of the last one. */
  text(): Promise<string> {
    return this.files.at(-1)?.blob.text() ?? Promise.resolve('');
  }

  restore(): void {
    Reflect.deleteProperty(this.#page.HTMLAnchorElement.prototype, 'click');
    if (this.#before) Object.defineProperty(this.#page.URL, 'createObjectURL', this.#before);
  }
}

/** The texts that a page copies, in one way or another. */
export class Copied {
  readonly texts: string[] = [];
  readonly #listening = new AbortController();

  constructor(page: Window) {
    const { signal } = this.#listening;
    const { clipboard } = page.navigator as Partial<Navigator>;
    const note = (event: Event): void => {
      const [field] = event.composedPath();
      this.texts.push((field as HTMLTextAreaElement).value);
    };
    page.document.addEventListener('copy', note, { signal });
    if (!clipboard) return;
    const value = {
      write: async (items: ClipboardItem[]) => {
        await clipboard.write(items);
        this.texts.push(await ((await items[0]?.getType('text/plain'))?.text() ?? ''));
      },
      writeText: async (text: string) => {
        await clipboard.writeText(text);
        this.texts.push(text);
      },
    };
    Object.defineProperty(page.navigator, 'clipboard', { configurable: true, value });
    signal.addEventListener('abort', () => Reflect.deleteProperty(page.navigator, 'clipboard'));
  }

  restore(): void {
    this.#listening.abort();
  }
}

export interface PrintedPage {
  readonly title: string;
  readonly text: string;
  readonly articles: number;
  readonly whiteSpace: string | undefined;
}

/** What a page prints in frames of its own, in place of the browser's dialog. */
export class Printed {
  readonly pages: PrintedPage[] = [];
  readonly #observer: MutationObserver;

  constructor(page: Window) {
    this.#observer = new (page as Window & typeof globalThis).MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (node.nodeName === 'IFRAME') this.#watch(node as HTMLIFrameElement);
      }
    });
    this.#observer.observe(page.document.body, { childList: true });
  }

  restore(): void {
    this.#observer.disconnect();
  }

  #watch(frame: HTMLIFrameElement): void {
    const replace = (): void => {
      const view = frame.contentWindow;
      if (!view) return;
      view.print = () => {
        const { document } = view;
        const text = document.querySelector('.text');
        this.pages.push({
          title: document.title,
          text: document.body.textContent,
          articles: document.querySelectorAll('article').length,
          whiteSpace: text ? view.getComputedStyle(text).whiteSpace : undefined,
        });
        view.dispatchEvent(new Event('afterprint'));
      };
    };
    replace();
    // Firefox replaces the empty document.
    frame.addEventListener('load', replace);
  }
}
