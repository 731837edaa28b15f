/**
 * A picture that a message names is a stranger's choice: loading it tells some server who reads, and asks it with the
 * reader's cookies. So it has to lie in the folder where the host keeps the reader's own.
 *
 * @param url of the picture, absolute and normalised
 * @param ownUrl what the token endpoint gave the visitor
 */
export function trustedAvatar(
  url: string | undefined,
  ownUrl: string | undefined,
): string | undefined {
  if (url === undefined || ownUrl === undefined) return undefined;
  return url.startsWith(new URL('.', ownUrl).href) ? url : undefined;
}

/** So many hues can be told apart at a glance, on a circle of 360°. */
const HUES = 12;

/**
 * The hue of an author's initial, in degrees: the same for everybody.
 *
 * @param key the author's id or name. All but its last character are mixed well; that one takes steps of 5 in 12, so
 *   that ids that only count up lie far apart, and the next eleven are all different
 */
export function avatarHue(key: string): number {
  const last = key.length - 1;
  let hash = 0x811c9dc5;
  for (let index = 0; index < last; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  const step = (5 * key.charCodeAt(last)) >>> 0;
  return (((hash >>> 0) + step) % HUES) * (360 / HUES);
}
