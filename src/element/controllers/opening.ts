import type { ReactiveElement } from 'lit';
import { activeElement, hasFocus } from '../../dom/active-element.js';
import type { Remembered } from '../memory/remembered.js';

export interface OpeningConfig {
  /** After the host has been asked to update. */
  onChange: (opened: boolean) => void;
  /** Focuses what stays outside, when nothing had the focus before. */
  focusOutside: () => void;
}

/** Whether the chat is open, remembered for the tab, and which element had the focus before. */
export class Opening {
  readonly #host: ReactiveElement;
  readonly #config: OpeningConfig;
  #opened = false;
  #memory: Remembered<boolean> | undefined;
  #focusBefore: HTMLElement | undefined;

  constructor(host: ReactiveElement, config: OpeningConfig) {
    this.#host = host;
    this.#config = config;
  }

  get opened(): boolean {
    return this.#opened;
  }

  /**
   * From now on the tab remembers it there; undefined: nowhere.
   *
   * @returns whether it was open the last time; undefined: it has never been opened in this tab
   */
  remember(memory: Remembered<boolean> | undefined): boolean | undefined {
    this.#memory = memory;
    // An open chat stays open in another room.
    if (this.#opened) memory?.set(true);
    return memory?.get();
  }

  /** @param focusInside undefined: the visitor did not ask for the chat to open */
  open(focusInside?: () => void): void {
    if (this.#opened) return;
    const before = activeElement();
    this.#focusBefore = focusInside && before;
    this.#set(true);
    const now = activeElement();
    // A listener of the page may have moved the focus: it stays there.
    if (!focusInside || (now && now !== before)) return;
    void this.#host.updateComplete.then(focusInside);
  }

  close(): void {
    if (!this.#opened) return;
    // Focus that is elsewhere by now stays there.
    const wasHere = hasFocus(this.#host);
    this.#set(false);
    if (wasHere) void this.#host.updateComplete.then(() => this.#giveFocusBack());
  }

  #set(opened: boolean): void {
    this.#opened = opened;
    this.#memory?.set(opened);
    this.#host.requestUpdate();
    this.#config.onChange(opened);
  }

  #giveFocusBack(): void {
    if (this.#opened) return;
    const before = this.#focusBefore;
    this.#focusBefore = undefined;
    const now = activeElement();
    // A listener of the page has moved it, or the browser has given it back by itself.
    if (now && !hasFocus(this.#host)) return;
    now?.blur();
    before?.focus();
    // The element may be removed by now, hidden or disabled.
    if (!before || !hasFocus(before)) this.#config.focusOutside();
  }
}
