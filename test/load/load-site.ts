import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { NAMES, type BuildName } from './builds.js';

export interface LoadSite {
  readonly origin: string;
  /** Whether the browser accepted compressed scripts. */
  readonly compressed: boolean;
  close(): Promise<void>;
}

/** A page's measurements, in ms from the start of its script. */
export interface Times {
  readonly import: number;
  /** History painted and composer usable; for a build that shows nothing, both responses received. */
  readonly ready: number;
}

/** The last message of the history: once it is painted, the entire history is. */
export const LAST_MESSAGE = 'The last message';

/** Serves each build on its own page, as a CDN does: with brotli if the browser accepts it. */
export async function startLoadSite(
  scripts: Readonly<Record<BuildName, string>>,
  { room, tokenUrl }: { room: string; tokenUrl: () => string },
): Promise<LoadSite> {
  const compressed = NAMES.map((name) => brotliCompressSync(scripts[name]));
  let takesBrotli = false;
  const server = createServer((request, response) => {
    const [, kind = '', number = ''] = /^\/(script|page)-(\d)/.exec(request.url ?? '') ?? [];
    const index = Number(number);
    const name = NAMES[index];
    if (kind === '' || name === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (kind === 'page') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(page(index, name.startsWith('bare'), room, tokenUrl()));
      return;
    }
    takesBrotli = request.headers['accept-encoding']?.includes('br') ?? false;
    response.writeHead(200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(takesBrotli ? { 'Content-Encoding': 'br' } : {}),
    });
    response.end(takesBrotli ? compressed[index] : scripts[name]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    get compressed() {
      return takesBrotli;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function page(index: number, bare: boolean, room: string, tokenUrl: string): string {
  const untilReady = bare
    ? `await module.enter('${room}', '${tokenUrl}');`
    : `const chat = document.createElement('momento-chat');
  chat.setAttribute('room', '${room}');
  chat.setAttribute('token-url', '${tokenUrl}');
  document.body.append(chat);
  const inside = (name) => chat.shadowRoot?.querySelector('momento-chat-' + name)?.shadowRoot;
  const isReady = () => {
    const bubbles = [...(inside('message-list')?.querySelectorAll('.bubble') ?? [])];
    const textarea = inside('composer')?.querySelector('textarea');
    return bubbles.at(-1)?.textContent === '${LAST_MESSAGE}' && textarea?.disabled === false && chat.session;
  };
  do await new Promise((resolve) => requestAnimationFrame(resolve)); while (!isReady());
  // A message event runs after the current frame is painted.
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });`;
  // The element is added after its module has loaded, so that the import time means the same for every build.
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Load</title><link rel="icon" href="data:,">
<style>momento-chat { block-size: 500px; }</style><body><script type="module">
window.start = async () => {
  const start = performance.now();
  const module = await import('/script-${String(index)}.js');
  const imported = performance.now() - start;
  ${untilReady}
  return { import: imported, ready: performance.now() - start };
};
</script></body></html>`;
}
