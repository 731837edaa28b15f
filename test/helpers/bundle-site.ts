import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** A site with its own origin that serves the bundles and one plain page. */
export interface BundleSite {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Builds the bundle, and with `relay` the relay's, and serves them.
 *
 * @param page returns the HTML of every path except the scripts', from the request's URL
 */
export async function startBundleSite(
  page: (url: URL) => string,
  { relay = false } = {},
): Promise<BundleSite> {
  const folder = await mkdtemp(join(tmpdir(), 'momento-chat-site-'));
  const scripts = new Map<string, Buffer>();
  for (const [configFile, name] of [
    ['vite.build.config.ts', 'momento-chat.js'],
    ...(relay ? ([['vite.relay.config.ts', 'momento-chat-relay.js']] as const) : []),
  ] as const) {
    const output = { outDir: folder, emptyOutDir: false };
    await build({ configFile, logLevel: 'error', build: output });
    scripts.set(`/${name}`, await readFile(join(folder, name)));
  }
  await rm(folder, { recursive: true });
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
