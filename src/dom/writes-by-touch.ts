/** Whether the main pointer is a finger. On-screen keyboards have no other key for a line break than Enter. */
export function writesByTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
