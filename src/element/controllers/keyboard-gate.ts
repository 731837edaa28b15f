import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isElement, NativeEvent } from '../../dom/natives.js';
import { isHotkey } from '../../dom/hotkey.js';

export interface KeyboardGateConfig {
  /** Whether there is a game below, which must not get the keys that are typed into the chat. */
  active: () => boolean;
  /** As in `KeyboardEvent.key`; empty: none. */
  hotkey: () => string;
  /** The hotkey was pressed outside. */
  onHotkey: () => void;
  /** A key went down inside; called after the listeners of the focused element. */
  onKeydown: (event: KeyboardEvent) => void;
}

const TYPES = ['keydown', 'keypress', 'keyup'] as const;

type Host = ReactiveControllerHost & HTMLElement;

/**
 * Divides the keyboard between a chat and the game below it: the hotkey opens the chat, and keys typed inside do not reach
 * the game. Listens on the window, in the capture phase, since many games listen there, too.
 */
export class KeyboardGate implements ReactiveController {
  readonly #host: Host;
  readonly #config: KeyboardGateConfig;
  #listening: AbortController | undefined;
  /** Keys that went down in the chat: the game must not get their keyup. */
  readonly #down = new Set<string>();
  /** The keyup of a key that went down over the game: without it, the game would take the key for held for ever. */
  #released: KeyboardEvent | undefined;

  constructor(host: Host, config: KeyboardGateConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
    for (const type of TYPES) {
      // Elements that the page has put into a slot may have listeners of the page; those above get no event.
      host.addEventListener(type, (event) => {
        if (config.active() && event !== this.#released) event.stopPropagation();
      });
    }
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const options = { capture: true, signal: this.#listening.signal };
    for (const type of TYPES) addEventListener(type, (event) => this.#onKey(event), options);
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#down.clear();
  }

  #onKey(event: KeyboardEvent): void {
    const { type, code } = event;
    // The keyup of a key that closed the chat happens over the game.
    const wentDownHere = type === 'keyup' && this.#down.delete(code);
    if (!this.#config.active()) return;
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
      this.#config.onHotkey();
    }
  }

  /** Stops the event before any other listener gets it, and dispatches a copy that does not leave the shadow root. */
  #keepInside(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (!target || !isElement(target) || target.getRootNode() === this.#host.getRootNode()) return;
    event.stopImmediatePropagation();
    if (!target.dispatchEvent(copyOf(event))) event.preventDefault();
    if (event.type === 'keydown') this.#config.onKeydown(event);
  }

  #isHotkey(event: KeyboardEvent): boolean {
    if (event.repeat || !isHotkey(event, this.#config.hotkey())) return false;
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
