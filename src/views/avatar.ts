/**
 * Allows an author's picture only if it is in the folder that holds the visitor's own. The author of a message chooses
 * its URL: loading it from any server would tell that server who reads, and send it the reader's cookies.
 *
 * @param url the picture's URL, absolute and normalised
 * @param ownUrl the visitor's own picture, from the token endpoint
 * @returns the URL if it may be loaded
 */
export function trustedAvatar(
  url: string | undefined,
  ownUrl: string | undefined,
): string | undefined {
  if (url === undefined || ownUrl === undefined) return undefined;
  return url.startsWith(new URL('.', ownUrl).href) ? url : undefined;
}

/** The number of hues on the circle of 360° that can be told apart at a glance. */
const HUES = 12;

/**
 * The hue of an author's initial, in degrees: the same for every reader.
 *
 * All characters of the key but the last are hashed. The last one adds steps of 5 in 12: the hues of consecutive ids
 * lie far apart, and twelve in a row all differ.
 *
 * @param key the author's id or name
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
