import type { ReactiveElement } from 'lit';
import { activeElement, hasFocus } from '../../dom/active-element.js';
import type { TabStore } from '../../platform/tab-store.js';

export interface OpeningConfig {
  /** After the host has been asked to update. */
  onChange: (opened: boolean) => void;
  /** Where the focus goes, when nothing had it before. */
  focusOutside: () => void;
}

/** Whether the chat is open, kept for the tab; and where the keyboard was before. */
export class Opening {
  readonly #host: ReactiveElement;
  readonly #store: TabStore;
  readonly #config: OpeningConfig;
  #opened = false;
  #key: string | undefined;
  #focusBefore: HTMLElement | undefined;

  constructor(host: ReactiveElement, store: TabStore, config: OpeningConfig) {
    this.#host = host;
    this.#store = store;
    this.#config = config;
  }

  get opened(): boolean {
    return this.#opened;
  }

  /**
   * From now on it is remembered for this room; undefined: for none.
   *
   * @returns whether it was open the last time; undefined: it has never been opened in this tab
   */
  remember(room: string | undefined): boolean | undefined {
    this.#key = room === undefined ? undefined : `momento-chat:open:${room}`;
    // What is open stays so in another room.
    if (this.#key !== undefined && this.#opened) this.#store.set(this.#key, 'open');
    const memory = this.#key === undefined ? undefined : this.#store.get(this.#key);
    return memory === undefined ? undefined : memory === 'open';
  }

  /** @param focusInside undefined: the visitor did not ask for it */
  open(focusInside?: () => void): void {
    if (this.#opened) return;
    const before = activeElement();
    this.#focusBefore = focusInside && before;
    this.#set(true);
    const now = activeElement();
    // Where the page has put it when it heard of this, it stays.
    if (!focusInside || (now && now !== before)) return;
    void this.#host.updateComplete.then(focusInside);
  }

  close(): void {
    if (!this.#opened) return;
    // A visitor who is elsewhere by now stays there.
    const wasHere = hasFocus(this.#host);
    this.#set(false);
    if (wasHere) void this.#host.updateComplete.then(() => this.#giveFocusBack());
  }

  #set(opened: boolean): void {
    this.#opened = opened;
    if (this.#key !== undefined) this.#store.set(this.#key, opened ? 'open' : 'closed');
    this.#host.requestUpdate();
    this.#config.onChange(opened);
  }

  #giveFocusBack(): void {
    if (this.#opened) return;
    const before = this.#focusBefore;
    this.#focusBefore = undefined;
    const now = activeElement();
    // The page has put it there when it heard of this, or the browser has given it back by itself.
    if (now && !hasFocus(this.#host)) return;
    now?.blur();
    before?.focus();
    // It may be gone by now, hidden or disabled.
    if (!before || !hasFocus(before)) this.#config.focusOutside();
  }
}
