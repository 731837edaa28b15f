import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isElement, NativeEvent } from '../../dom/natives.js';
import { isHotkey } from '../../dom/hotkey.js';

export interface KeyboardGateConfig {
  /** Whether there is a game below that must not hear what is typed. */
  active: () => boolean;
  /** As in `KeyboardEvent.key`; empty: none. */
  hotkey: () => string;
  /** The visitor wants to write. */
  onHotkey: () => void;
  /** A key went down inside, and whoever had the focus has had their turn. */
  onKeydown: (event: KeyboardEvent) => void;
}

const TYPES = ['keydown', 'keypress', 'keyup'] as const;

type Host = ReactiveControllerHost & HTMLElement;

/**
 * Divides the keyboard between a chat and the game below it: one key leads in, and what is typed inside stays
 * inside. Listens on the window and before all others, since many games do not wait for a key to come to them.
 */
export class KeyboardGate implements ReactiveController {
  readonly #host: Host;
  readonly #config: KeyboardGateConfig;
  #listening: AbortController | undefined;
  /** Keys that went down here: the game must not see them come up. */
  readonly #down = new Set<string>();
  /** One that went down over the game comes up: a game that does not see it takes the key for held for ever. */
  #released: KeyboardEvent | undefined;

  constructor(host: Host, config: KeyboardGateConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
    for (const type of TYPES) {
      // What the page itself has put into a slot has ears of the page's; at least nobody above hears it.
      host.addEventListener(type, (event) => {
        if (config.active() && event !== this.#released) event.stopPropagation();
      });
    }
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const options = { capture: true, signal: this.#listening.signal };
    for (const type of TYPES) addEventListener(type, (event) => this.#hear(event), options);
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#down.clear();
  }

  #hear(event: KeyboardEvent): void {
    const { type, code } = event;
    // A key that closed the chat comes up over the game.
    const wentDownHere = type === 'keyup' && this.#down.delete(code);
    if (!this.#config.active()) return;
    if (event.composedPath().includes(this.#host)) {
      // One that repeats may be held since before.
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

  /** Ends the event before any other listener has it, and lets a copy of it that cannot get out take its place. */
  #keepInside(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (!target || !isElement(target) || target.getRootNode() === this.#host.getRootNode()) return;
    event.stopImmediatePropagation();
    if (!target.dispatchEvent(copyOf(event))) event.preventDefault();
    if (event.type === 'keydown') this.#config.onKeydown(event);
  }

  #isHotkey(event: KeyboardEvent): boolean {
    if (event.repeat || !isHotkey(event, this.#config.hotkey())) return false;
    // A modal dialog of the page's keeps the focus from all that is not in it.
    const [target] = event.composedPath();
    const modal = isElement(target) ? target.closest(':modal') : null;
    return !modal || modal.contains(this.#host);
  }
}

/**
 * Not composed: it stays in the shadow root where it is dispatched. And no `KeyboardEvent`, all of which are composed
 * in Firefox, whatever they are told.
 */
function copyOf(event: KeyboardEvent): Event {
  const { key, code, location, repeat, isComposing, keyCode } = event;
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  return Object.assign(new NativeEvent(event.type, { bubbles: true, cancelable: true }), {
    ...{ key, code, location, repeat, isComposing, keyCode },
    ...{ ctrlKey, shiftKey, altKey, metaKey },
  });
}
