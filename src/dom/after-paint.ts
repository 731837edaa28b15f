/**
 * Calls back after the next paint: once, however often it is asked until then. In a tab of the browser that is hidden,
 * nothing is painted: then it waits until that is shown.
 *
 * @returns asks for it
 */
export function afterPaint(callback: () => void): () => void {
  let waits = false;
  return () => {
    if (waits) return;
    waits = true;
    // A frame's callbacks run before it is painted: those of the next one come after.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        waits = false;
        callback();
      }),
    );
  };
}
