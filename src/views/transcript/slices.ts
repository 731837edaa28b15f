/** The page is left alone for so long at most, in ms: half of a frame, so that it still answers and paints in time. */
const SLICE_MS = 8;

/** Cuts long work into slices, between which the page can do its own. */
export class Slices {
  #start = performance.now();

  /**
   * Call it before each small step.
   *
   * @returns undefined where the slice goes on, so that a loop need not wait; otherwise when the next one begins
   * @throws the signal's reason
   */
  next(signal?: AbortSignal): Promise<void> | undefined {
    signal?.throwIfAborted();
    return performance.now() - this.#start < SLICE_MS ? undefined : this.#pause();
  }

  async #pause(): Promise<void> {
    // A task, not a microtask: input and painting come in between. Nothing else holds what waits for a message's channel.
    await new Promise((resolve) => setTimeout(resolve));
    this.#start = performance.now();
  }
}
