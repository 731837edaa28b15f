import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { TestRunnerConfig, TestRunnerPlugin } from '@web/test-runner';
import { createServer, type Plugin, type ViteDevServer } from 'vite';
import { packedEmoji } from '../../build/emoji-data.js';
import { moduleFile } from '../../build/modules.js';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/** Paths served by web-test-runner itself. */
const RUNNER_PATH = /^\/(?:$|\?|__w|wtr-|node_modules\/@web\/|chat-frame)/;

/** The runner's own scripts are not on disk, so Vite must not resolve them. */
const leaveToRunner: Plugin = {
  name: 'leave-to-runner',
  enforce: 'pre',
  resolveId: (id) => (RUNNER_PATH.test(id) ? { id, external: true } : null),
};

/** Entries and their built files. */
const BUILT: Readonly<Record<string, string>> = {
  'src/momento-chat.ts': 'dist/momento-chat.js',
  'src/momento-chat-relay.ts': 'dist/momento-chat-relay.js',
  'src/momento-chat-inbox.ts': 'dist/momento-chat-inbox.js',
};

/** Replaces each entry by its published file, which offers no other imports. */
const builtInsteadOfSources: Plugin = {
  name: 'built-instead-of-sources',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!importer?.startsWith(resolve('test')) || !id.startsWith('.')) return null;
    const path = relative('.', resolve(dirname(importer), id)).replace(/\.js$/, '.ts');
    if (!path.startsWith('src/')) return null;
    const built = BUILT[path];
    if (built !== undefined) return resolve(built);
    throw new Error(`unable to test the bundle with ${importer}; it imports ${path}`);
  },
};

/** By its built name: the one of the build or of the sources, or a script of a test's own. */
const PICTURE_WORKER = moduleFile('picture-worker');

/** @param before a module to load before the chat */
function chatFrame(entry: string, before: unknown): string {
  const scripts = [...(typeof before === 'string' && before ? [before] : []), entry];
  const tags = scripts.map((script) => `<script type="module" src="/${script}"></script>`);
  return `<!doctype html>
<html lang="en">${tags.join('')}</html>`;
}

export interface ViteMiddlewareOptions {
  /** A name of its own for each run that may be under way at the same time: they would change one cache in turns. */
  cache: string;
  /** Tests what `npm run build` has left, in place of the sources. */
  built?: boolean;
}

/** Serves test files and sources to web-test-runner through Vite, so that tests run what `npm start` runs. */
export function viteMiddleware({ cache, built = false }: ViteMiddlewareOptions): {
  middleware: Middleware;
  plugin: TestRunnerPlugin;
} {
  const entry = 'src/momento-chat.ts';
  const script = built ? (BUILT[entry] ?? '') : entry;
  let vite: ViteDevServer | undefined;
  return {
    plugin: {
      name: 'vite',
      async serverStart() {
        vite = await createServer({
          configFile: false,
          appType: 'custom',
          logLevel: 'error',
          cacheDir: `node_modules/.cache/vite-test/${cache}`,
          plugins: [leaveToRunner, packedEmoji, ...(built ? [builtInsteadOfSources] : [])],
          server: { middlewareMode: true, hmr: false, ws: false, watch: null },
          optimizeDeps: {
            // Listed in advance: a dependency found during a run would reload the page under test.
            include: [
              '@gomomento/sdk-web',
              '@open-wc/testing',
              'lit',
              'lit/decorators.js',
              'lit/directives/class-map.js',
              'lit/directives/if-defined.js',
              'lit/directives/repeat.js',
              'lit/directives/live.js',
            ],
            exclude: ['@web/test-runner-commands'],
          },
        });
      },
      // A separate page for tests that reload it, or leave it and return.
      async serve({ path, query }) {
        if (path === '/chat-frame.html') return chatFrame(script, query.before);
        if (path !== `/chat-frame/${PICTURE_WORKER}`) return undefined;
        const source = "import '/src/files/picture-worker.ts';";
        const own = built ? await readFile(join('dist', PICTURE_WORKER), 'utf8') : source;
        const { script: body = own } = query;
        return typeof body === 'string' ? { body, type: 'js' } : undefined;
      },
      async serverStop() {
        await vite?.close();
      },
    },
    async middleware(ctx, next) {
      if (!vite || RUNNER_PATH.test(ctx.url)) {
        await next();
        return;
      }
      // Koa's initial status is 404, and Vite does not set it.
      ctx.res.statusCode = 200;
      ctx.respond = false;
      const { middlewares } = vite;
      middlewares(ctx.req, ctx.res, () => {
        ctx.res.statusCode = 404;
        ctx.res.end();
      });
    },
  };
}
