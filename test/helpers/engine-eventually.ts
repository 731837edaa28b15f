/**
 * Waits for a state that comes without being announced. It sets no limit of its own: what never
 * comes is for the test's own timeout to tell, on a machine of any speed.
 */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}
