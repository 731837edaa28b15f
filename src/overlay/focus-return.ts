export interface FocusReturn {
  /** Gives the frame the keyboard. */
  lend(): void;
  /** Gives it back, unless the player is somewhere else already. */
  giveBack(): void;
}

/** Remembers what had the keyboard before a frame got it, to give it back. */
export function returnFocus(iframe: HTMLIFrameElement, signal: AbortSignal): FocusReturn {
  let before: Element | null;

  function isLent(): boolean {
    return (iframe.getRootNode() as Document | ShadowRoot).activeElement === iframe;
  }

  function look(): void {
    if (!isLent()) before = document.activeElement;
  }

  look();
  // A click into the frame is not seen out here: what had the focus last must be known before.
  document.addEventListener('focusin', look, { signal });

  return {
    lend() {
      look();
      focus(iframe);
    },
    giveBack() {
      if (!isLent()) return;
      // Where nothing in particular had it, it is the page's.
      iframe.blur();
      focus(before);
      window.focus();
    },
  };
}

function focus(element: Element | null): void {
  (element as HTMLElement | null)?.focus({ preventScroll: true });
}
