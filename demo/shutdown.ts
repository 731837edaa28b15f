import type { ViteDevServer } from 'vite';

/** The interval of the checks for the parent process, in ms. A check costs next to nothing. */
const PARENT_CHECK_MS = 500;

/**
 * Closes the server in two cases that Vite does not handle, so that no process is left running: on SIGINT, and
 * when the parent of an npm script ends. (Vite handles SIGTERM.)
 *
 * @returns a function that stops watching for both
 */
export function closeWithStarter(server: ViteDevServer): () => void {
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    // A stop on request is a success: with another code npm would report a failure.
    server.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };

  process.on('SIGINT', close);

  // `npm start` runs a shell that runs this process. On SIGTERM npm ends the shell, and the shell does not pass the
  // signal on. The only sign of it here is a new parent process. Outside npm, a parent's end has no such meaning.
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
