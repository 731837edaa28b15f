import { isHotkey } from '../dom/hotkey.js';

/**
 * Calls `onKey` for a key press, and hides the press from the page's other listeners.
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
      // Repeats of a held key are hidden from the game too, without another call.
      if (!event.repeat) onKey();
    },
    // Capturing on the window comes before the game's own listeners.
    { capture: true, signal },
  );
}
