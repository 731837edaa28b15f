/** The error for browser-only APIs called during server rendering. */
export function inBrowsersOnly(doing: string): Error {
  return new Error(
    `unable to ${doing}; this is no browser. On a server, render only the tag: the browser upgrades it when the page imports momento-chat.`,
  );
}
