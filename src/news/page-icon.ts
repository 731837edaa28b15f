import { drawIcon, loadImage, type IconColours } from './draw-icon.js';

/** What the dot changes of a link. A wrong type would be believed. */
const CHANGED = ['href', 'type'] as const;
/** So many icons of a page get a dot. */
const MAX_ICONS = 8;
/** A page that changes its icons all the time gets the dot so often, in ms. */
const PAUSE_MS = 500;
/** A violation of the policy is reported within this time, in ms. */
const REPORT_MS = 500;

interface Marked {
  /** The values of the attributes, in the order of `CHANGED`; null: without it. */
  readonly own: readonly (string | null)[];
  readonly url: string;
}

/**
 * The dot on the page's icons. Each of the page's links keeps its place, and gets its own values back: a page that changes an
 * icon meanwhile finds its link, and keeps its change.
 */
export class PageIcon {
  readonly #marked = new Map<HTMLLinkElement, Marked>();
  readonly #observer = new MutationObserver(() => this.#markLater());
  /** The link of a page without icons. */
  #added: HTMLLinkElement | undefined;
  #colours: IconColours | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isMarking = false;
  /** The page's policy allows no such pictures. */
  #isForbidden = false;

  /** @param colours undefined: no dot */
  show(colours: IconColours | undefined): void {
    if (this.#isForbidden) return;
    const wasShown = this.#colours !== undefined;
    this.#colours = colours;
    if (wasShown === (colours !== undefined)) return;
    if (colours) void this.#mark();
    else this.#restore();
  }

  #markLater(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#mark();
    }, PAUSE_MS);
  }

  async #mark(): Promise<void> {
    if (this.#isMarking) return;
    this.#isMarking = true;
    const filter = { childList: true, subtree: true, attributeFilter: ['href', 'rel'] };
    this.#observer.observe(document.head, filter);
    this.#forgetChanged();
    const links = iconsOf(document);
    const own = links.filter((link) => link !== this.#added);
    if (own.length > 0) this.#removeAdded();
    for (const link of own) if (!this.#marked.has(link)) await this.#markOne(link);
    if (links.length === 0) await this.#add();
    this.#isMarking = false;
    if (!this.#colours) this.#restore();
  }

  async #markOne(link: HTMLLinkElement): Promise<void> {
    const { href } = link;
    const url = await this.#draw(href);
    if (url === undefined) return;
    // The page may have changed it meanwhile: then its observer brings it here again.
    if (!this.#colours || !link.isConnected || link.href !== href) {
      URL.revokeObjectURL(url);
      return;
    }
    this.#marked.set(link, { own: CHANGED.map((name) => link.getAttribute(name)), url });
    link.setAttribute('type', 'image/png');
    link.setAttribute('href', url);
  }

  async #add(): Promise<void> {
    const url = await this.#draw(undefined);
    if (url === undefined || !this.#colours) return;
    this.#added = document.createElement('link');
    this.#added.rel = 'icon';
    this.#added.href = url;
    document.head.append(this.#added);
  }

  async #draw(href: string | undefined): Promise<string | undefined> {
    if (!this.#colours || this.#isForbidden) return undefined;
    const blob = await drawIcon(href, this.#colours);
    if (!blob) return undefined;
    const url = await allowedUrl(blob);
    // Asked once: each time would be a violation of the policy.
    this.#isForbidden = url === undefined;
    return url;
  }

  /** A link whose address the page has changed is the page's again. */
  #forgetChanged(): void {
    for (const [link, { own, url }] of this.#marked) {
      if (link.isConnected && link.getAttribute('href') === url) continue;
      if (link.getAttribute('href') === url) restore(link, own);
      else if (link.type === 'image/png')
        restore(link, [link.getAttribute('href'), own[1] ?? null]);
      URL.revokeObjectURL(url);
      this.#marked.delete(link);
    }
  }

  #restore(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#forgetChanged();
    for (const [link, { own, url }] of this.#marked) {
      restore(link, own);
      URL.revokeObjectURL(url);
    }
    this.#marked.clear();
    this.#removeAdded();
  }

  #removeAdded(): void {
    if (!this.#added) return;
    URL.revokeObjectURL(this.#added.href);
    this.#added.remove();
    this.#added = undefined;
  }
}

function restore(link: HTMLLinkElement, values: readonly (string | null)[]): void {
  CHANGED.forEach((name, index) => {
    const value = values[index] ?? null;
    if (value === null) link.removeAttribute(name);
    else if (link.getAttribute(name) !== value) link.setAttribute(name, value);
  });
}

function iconsOf(page: Document): HTMLLinkElement[] {
  const links = [...page.head.querySelectorAll<HTMLLinkElement>('link[rel~="icon" i][href]')];
  return links.slice(0, MAX_ICONS);
}

/**
 * An address of the picture that the page's policy allows; undefined where it allows none. A policy that forbids it reports
 * one violation, and is not asked a second time in vain: the report has its text.
 */
async function allowedUrl(blob: Blob): Promise<string | undefined> {
  const listening = new AbortController();
  const policy = new Promise<string>((resolve) => {
    const listen = ({ originalPolicy }: SecurityPolicyViolationEvent): void =>
      resolve(originalPolicy);
    document.addEventListener('securitypolicyviolation', listen, listening);
  });
  const url = URL.createObjectURL(blob);
  try {
    if (await loadImage(url)) return url;
    URL.revokeObjectURL(url);
    // The report may come after the picture has failed.
    const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), REPORT_MS));
    const text = await Promise.race([policy, late]);
    if (!/\bimg-src\s[^;]*\bdata:/.test(text)) return undefined;
    const data = await dataUrlOf(blob);
    // There may be further policies.
    return data !== undefined && (await loadImage(data)) ? data : undefined;
  } finally {
    listening.abort();
  }
}

function dataUrlOf(blob: Blob): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : undefined);
    reader.onerror = () => resolve(undefined);
    reader.readAsDataURL(blob);
  });
}
