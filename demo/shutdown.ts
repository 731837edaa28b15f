import type { ViteDevServer } from 'vite';

/** How often to look whether the parent is still there, in ms. It costs nothing. */
const PARENT_CHECK_MS = 500;

/**
 * Closes the server in the two cases that Vite leaves out, so that nothing keeps running unseen.
 * (It closes itself on SIGTERM.) Returns what takes the watch off again.
 */
export function closeWithStarter(server: ViteDevServer): () => void {
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    // Asked to stop, and stopped: that is success, not a failure for npm to report.
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };

  process.on('SIGINT', close);

  // `npm start` runs a shell that runs this. On SIGTERM npm ends the shell, which tells nobody; all
  // there is to see from here is a new parent. Outside npm a parent may end and mean nothing by it.
  const parent = process.ppid;
  const watch = process.env['npm_lifecycle_event']
    ? setInterval(() => {
        if (process.ppid !== parent) close();
      }, PARENT_CHECK_MS)
    : undefined;
  watch?.unref();

  return () => {
    process.off('SIGINT', close);
    clearInterval(watch);
  };
}
