import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { builtBy } from './built-files.js';

/** A site with its own origin that serves the bundles and one plain page. */
export interface BundleSite {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the bundle with the modules that it loads later, and the relay's if asked: what `npm run build` has left; while sources are being changed, what it
 * would leave.
 *
 * @param page returns the HTML of every path except the scripts', from the request's URL
 */
export async function startBundleSite(
  page: (url: URL) => string,
  { relay = false } = {},
): Promise<BundleSite> {
  const scripts = new Map<string, Buffer>();
  for (const [configFile, name] of [
    ['vite.build.config.ts', 'momento-chat.js'],
    ['vite.actions.config.ts', 'momento-chat-actions.js'],
    ['vite.files.config.ts', 'momento-chat-files.js'],
    ['vite.frames.config.ts', 'momento-chat-frames.js'],
    ['vite.search.config.ts', 'momento-chat-search.js'],
    ['vite.viewer.config.ts', 'momento-chat-viewer.js'],
    ['vite.ja.config.ts', 'momento-chat-ja.js'],
    ...(relay ? ([['vite.relay.config.ts', 'momento-chat-relay.js']] as const) : []),
  ] as const) {
    const folder = await builtBy(configFile);
    scripts.set(`/${name}`, await readFile(join(folder.path, name)));
    await folder.remove();
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const script = scripts.get(url.pathname);
    const type = script ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type });
    response.end(script ?? page(url));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
