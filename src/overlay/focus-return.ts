export interface FocusReturn {
  /** Moves the focus into the frame. */
  focusFrame(): void;
  /** Moves it back, unless the player has already moved it elsewhere. */
  restoreFocus(): void;
}

/** Remembers which element had the focus before a frame got it, to restore it. */
export function returnFocus(iframe: HTMLIFrameElement, signal: AbortSignal): FocusReturn {
  let previous: Element | null;

  function frameHasFocus(): boolean {
    return (iframe.getRootNode() as Document | ShadowRoot).activeElement === iframe;
  }

  function remember(): void {
    if (!frameHasFocus()) previous = document.activeElement;
  }

  remember();
  // This page gets no event for a click into the frame, so each focus change is remembered beforehand.
  document.addEventListener('focusin', remember, { signal });

  return {
    focusFrame() {
      remember();
      focus(iframe);
    },
    restoreFocus() {
      if (!frameHasFocus()) return;
      // If only the page had the focus, blurring the frame is enough.
      iframe.blur();
      focus(previous);
      window.focus();
    },
  };
}

function focus(element: Element | null): void {
  (element as HTMLElement | null)?.focus({ preventScroll: true });
}
