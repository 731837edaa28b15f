/** How long nothing may advance, in ms: longer than all leases, retries and starts of processes on a busy machine. */
const STALL_MS = 60_000;
/** How often it is looked at, in ms. */
const LOOK_MS = 1_000;

/** What is known of work that takes long. */
export interface Advance {
  /** Grows as long as the work advances. */
  readonly progress: () => number;
  /** What the work waits for, to find the cause of a stall. */
  readonly waits: () => readonly string[];
}

/**
 * Waits for work that takes as long as the machine needs.
 *
 * @throws Error that says what the work waits for, if nothing advances: a time-out of the test would not tell
 */
export async function whileAdvancing<T>(
  work: Promise<T>,
  { progress, waits }: Advance,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stall = new Promise<never>((_, reject) => {
    let last = { progress: progress(), at: performance.now() };
    timer = setInterval(() => {
      const now = { progress: progress(), at: performance.now() };
      if (now.progress !== last.progress) last = now;
      if (now.at - last.at < STALL_MS) return;
      reject(new Error(['nothing advances; it waits for', ...waits()].join('\n')));
    }, LOOK_MS);
  });
  try {
    return await Promise.race([work, stall]);
  } finally {
    clearInterval(timer);
  }
}
