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
