import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** A web site of its own origin that serves the bundle and one plain page. */
export interface BundleSite {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Builds the bundle and serves it.
 *
 * @param page the HTML of every path but the script's; gets the request's URL
 */
export async function startBundleSite(page: (url: URL) => string): Promise<BundleSite> {
  const folder = await mkdtemp(join(tmpdir(), 'momento-chat-site-'));
  await build({
    configFile: 'vite.build.config.ts',
    logLevel: 'error',
    build: { outDir: folder },
  });
  const script = await readFile(join(folder, 'momento-chat.js'));
  await rm(folder, { recursive: true });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const isScript = url.pathname === '/momento-chat.js';
    const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type });
    response.end(isScript ? script : page(url));
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
