/** A shorter reproduction is not worth more runs. */
const MAX_TRIES = 80;

/**
 * The smallest part that still fails, as far as a bounded number of tries finds it: leaves out halves, then quarters,
 * and so on (delta debugging). fast-check shrinks single cases, but not a batch: batches have a fixed length.
 */
export async function smallest<T>(
  parts: readonly T[],
  fails: (parts: readonly T[]) => Promise<boolean>,
  tries = MAX_TRIES,
): Promise<readonly T[]> {
  let current = parts;
  let left = tries;
  for (let size = Math.ceil(current.length / 2); size >= 1 && left > 0;) {
    let shrunk = false;
    for (let start = 0; start < current.length && left > 0; start += size) {
      const rest = [...current.slice(0, start), ...current.slice(start + size)];
      if (rest.length === 0) continue;
      left -= 1;
      if (!(await fails(rest))) continue;
      current = rest;
      shrunk = true;
      start -= size;
    }
    if (!shrunk) size = size === 1 ? 0 : Math.ceil(size / 2);
    else size = Math.min(size, Math.ceil(current.length / 2));
  }
  return current;
}
