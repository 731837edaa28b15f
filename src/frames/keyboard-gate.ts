import { takeFindKey } from '../dom/find-key.js';
import { isElement, NativeEvent } from '../dom/natives.js';
import { isHotkey } from '../dom/hotkey.js';

/** The chat, as far as its keys need it. */
export interface KeyboardHost extends HTMLElement {
  readonly variant: string;
  /** The key that opens an overlay; empty: none. Templates set properties to undefined. */
  readonly hotkey: string | undefined;
  readonly search: boolean;
  openSearch(): void;
}

/**
 * Divides the keyboard between an overlay and the game below it: the hotkey opens the chat, and keys typed inside do not reach
 * the game. The chat passes the window's keys on from their capture phase, since many games listen there, too.
 */
export class KeyboardGate {
  readonly #host: KeyboardHost;
  readonly #onKeydown: (event: KeyboardEvent) => void;
  /** Keys that went down in the chat: the game must not get their keyup. */
  readonly #down = new Set<string>();
  /** The keyup of a key that went down over the game: without it, the game would take the key for held for ever. */
  #released: KeyboardEvent | undefined;

  /** @param onKeydown a key went down inside; called after the listeners of the focused element */
  constructor(host: KeyboardHost, onKeydown: (event: KeyboardEvent) => void) {
    this.#host = host;
    this.#onKeydown = onKeydown;
    for (const type of ['keydown', 'keypress', 'keyup'] as const) {
      // Elements that the page has put into a slot may have listeners of the page; those above get no event.
      host.addEventListener(type, (event) => {
        if (this.#isActive && event !== this.#released) event.stopPropagation();
      });
    }
  }

  /** The host has left the page. */
  disconnect(): void {
    this.#down.clear();
  }

  /** Whether there is a game below, which must not get the keys that are typed into the chat. */
  get #isActive(): boolean {
    return this.#host.variant === 'overlay';
  }

  /** For each key event of the window, in the capture phase. */
  take(event: KeyboardEvent): void {
    const { type, code } = event;
    // The keyup of a key that closed the chat happens over the game.
    const wentDownHere = type === 'keyup' && this.#down.delete(code);
    if (!this.#isActive) return;
    if (event.composedPath().includes(this.#host)) {
      // A repeating key may have gone down before the chat opened.
      if (type === 'keydown' && !event.repeat) this.#down.add(code);
      if (type === 'keyup' && !wentDownHere) this.#released = event;
      else this.#keepInside(event);
    } else if (wentDownHere) {
      event.stopImmediatePropagation();
    } else if (type === 'keydown' && this.#isHotkey(event)) {
      this.#down.add(code);
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#host.focus();
    }
  }

  /** Stops the event before any other listener gets it, and dispatches a copy that does not leave the shadow root. */
  #keepInside(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (!target || !isElement(target) || target.getRootNode() === this.#host.getRootNode()) return;
    event.stopImmediatePropagation();
    if (!target.dispatchEvent(copyOf(event))) event.preventDefault();
    if (event.type !== 'keydown') return;
    if (this.#host.search && takeFindKey(event)) this.#host.openSearch();
    this.#onKeydown(event);
  }

  #isHotkey(event: KeyboardEvent): boolean {
    if (event.repeat || !isHotkey(event, this.#host.hotkey ?? '')) return false;
    // A modal dialog of the page takes the focus from everything outside of it.
    const [target] = event.composedPath();
    const modal = isElement(target) ? target.closest(':modal') : null;
    return !modal || modal.contains(this.#host);
  }
}

/**
 * Not composed, so that it stays in its shadow root. Not a `KeyboardEvent` either: in Firefox all of those are composed,
 * whatever their options say.
 */
function copyOf(event: KeyboardEvent): Event {
  const { key, code, location, repeat, isComposing, keyCode } = event;
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  return Object.assign(new NativeEvent(event.type, { bubbles: true, cancelable: true }), {
    ...{ key, code, location, repeat, isComposing, keyCode },
    ...{ ctrlKey, shiftKey, altKey, metaKey },
  });
}
