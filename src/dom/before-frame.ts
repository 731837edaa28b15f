/** The longest wait for a frame, in ms: a frame out of sight is not painted. */
const MAX_WAIT_MS = 100;

/** Resolves when the next frame is about to be painted, or after 100 ms without one. */
export function beforeFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, MAX_WAIT_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
