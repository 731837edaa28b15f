import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build, defaultClientConditions } from 'vite';

/** All fixtures have the same size, and `contain` keeps each out of the others' layout. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,">
<style>
  body > momento-chat-message-list, bench-chat, ul {
    position: absolute; inset: 0 auto auto 0; box-sizing: border-box; inline-size: 400px; block-size: 600px;
    margin: 0; contain: strict; font: 15px/1.45 system-ui;
  }
  ul { overflow: auto; overflow-anchor: none; }
</style>
<script type="module" src="/page.js"></script>`;

/** Cross-origin isolation: without it a page's clock has a resolution of 0.1 ms, too coarse for this benchmark. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export interface BenchSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the benchmark's page like the widget, and serves it on loopback. */
export async function startBenchSite(): Promise<BenchSite> {
  const script = await buildScript();
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    const type = isScript ? 'text/javascript' : 'text/html; charset=utf-8';
    response.writeHead(200, { 'Content-Type': type, ...ISOLATION });
    response.end(isScript ? script : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function buildScript(): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    mode: 'production',
    // Never Lit's development build, which is slower, whatever the environment sets.
    resolve: {
      conditions: ['production', ...defaultClientConditions.filter((name) => !name.includes('|'))],
    },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'test/bench/page.ts', formats: ['es'] },
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
    },
  });
  for (const { output } of [result].flat().filter((built) => 'output' in built)) {
    const [{ code }] = output;
    return code;
  }
  throw new Error('unable to build the page; there is no output');
}
