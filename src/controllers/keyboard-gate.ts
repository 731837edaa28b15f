import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface KeyboardGateConfig {
  /** Whether there is a game below that must not hear what is typed. */
  active: () => boolean;
  /** As in `KeyboardEvent.key`; empty: none. */
  hotkey: () => string;
  /** The visitor wants to write. */
  onHotkey: () => void;
}

type Host = ReactiveControllerHost & HTMLElement;

const EDITABLE = 'input, textarea, select, [contenteditable]:not([contenteditable="false" i])';
/** What the page itself does something with Enter or the space bar for. */
const PRESSABLE = 'a[href], button, summary, [role="button"], [role="link"]';

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

  constructor(host: Host, config: KeyboardGateConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
    for (const type of ['keydown', 'keypress', 'keyup'] as const) {
      host.addEventListener(type, (event) => {
        if (config.active()) event.stopPropagation();
      });
    }
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const options = { capture: true, signal: this.#listening.signal };
    addEventListener('keydown', (event) => this.#keydown(event), options);
    addEventListener('keyup', (event) => this.#keyup(event), options);
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#down.clear();
  }

  #keydown(event: KeyboardEvent): void {
    if (!this.#config.active()) return;
    if (event.composedPath().includes(this.#host)) {
      this.#down.add(event.code);
      return;
    }
    if (!this.#isHotkey(event)) return;
    this.#down.add(event.code);
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#config.onHotkey();
  }

  /** A key that closed the chat comes up over the game. */
  #keyup(event: KeyboardEvent): void {
    const wentDownHere = this.#down.delete(event.code);
    if (wentDownHere && !event.composedPath().includes(this.#host))
      event.stopImmediatePropagation();
  }

  #isHotkey(event: KeyboardEvent): boolean {
    const { key, repeat, isComposing } = event;
    if (key.toLowerCase() !== this.#config.hotkey().toLowerCase()) return false;
    if (repeat || isComposing || event.keyCode === 229) return false;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
    const [target] = event.composedPath();
    if (!(target instanceof Element)) return true;
    if (target.closest(EDITABLE)) return false;
    return !(key === 'Enter' || key === ' ') || !target.closest(PRESSABLE);
  }
}
