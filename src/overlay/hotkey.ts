/** Where keys have a use of their own: fields to type in, and what Enter or Space activates. */
const TAKES_KEYS = ':read-write,input,select,button,summary,a[href]';

/**
 * Calls back for a key, and keeps it from the rest of the page.
 *
 * @param hotkey as in `KeyboardEvent.key`
 */
export function listenToHotkey(hotkey: string, signal: AbortSignal, onKey: () => void): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const [target] = event.composedPath() as Partial<HTMLElement>[];
      if (
        event.key !== hotkey ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey ||
        target?.matches?.(TAKES_KEYS)
      ) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      // Held down, it is still the same press: not a second for the game.
      if (!event.repeat) onKey();
    },
    // Before the game's own listeners.
    { capture: true, signal },
  );
}
