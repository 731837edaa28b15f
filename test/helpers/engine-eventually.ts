/**
 * Polls for a state that has no event. It has no time limit: the test's own limit applies, on a
 * machine of any speed.
 */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
