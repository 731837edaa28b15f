import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { moduleFile, MODULES } from '../../build/modules.js';
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
  for (const [name, configFile, mode] of [
    ['momento-chat.js', 'vite.build.config.ts'],
    ...Object.keys(MODULES).map(
      (mode) => [moduleFile(mode), 'vite.modules.config.ts', mode] as const,
    ),
    ...(relay ? ([['momento-chat-relay.js', 'vite.relay.config.ts']] as const) : []),
  ] as const) {
    const folder = await builtBy(configFile, mode);
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
