import { isHotkey } from '../dom/hotkey.js';

/**
 * Calls back for a key, and keeps it from the rest of the page.
 *
 * @param hotkey as in `KeyboardEvent.key`
 */
export function listenToHotkey(hotkey: string, signal: AbortSignal, onKey: () => void): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (!isHotkey(event, hotkey)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // Held down, it is still the same press: not a second for the game.
      if (!event.repeat) onKey();
    },
    // Before the game's own listeners.
    { capture: true, signal },
  );
}
