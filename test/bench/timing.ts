/** @returns how long it took, in ms */
export async function timed(run: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Waits until the effects of a change, such as scroll events and resize observers, are processed. */
export async function settled(): Promise<void> {
  for (let frames = 0; frames < 3; frames += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

export function collectGarbage(): void {
  // Available only with `--expose-gc`; without it the times vary more.
  globalThis.gc?.();
}
