import { NodeRequest, sendNodeResponse } from 'srvx/node';
import type { Plugin, ViteDevServer } from 'vite';
import { createTokenEndpoint } from '../src/server/index.js';
import { momentoTokenIssuer } from '../src/server/momento-token-issuer.js';
import { CACHE_NAME, startMomentoBackend } from './momento-backend.js';
import { personOf } from './people.js';
import { closeWithStarter } from './shutdown.js';

const TOKEN_PATH = '/momento-token';

/** Where the pages say which Momento they talk to. */
const BACKEND_PLACEHOLDER = '%MOMENTO_BACKEND%';

/**
 * Gives Vite's dev server what a chat needs behind its page: a Momento and a token endpoint. Both
 * stop with the server.
 */
export function momentoPlugin(): Plugin {
  let backendKind = '';
  let stop: (() => Promise<void>) | undefined;

  return {
    name: 'momento-chat-demo',
    apply: 'serve',

    async configureServer(server) {
      // In middleware mode the server is somebody else's, and may never tell that it ends.
      if (!server.httpServer) return;
      const backend = await startMomentoBackend(process.env).catch(failInOneLine);
      const issueToken = momentoTokenIssuer(backend);
      const tokenEndpoint = createTokenEndpoint({
        issueToken,
        cacheName: CACHE_NAME,
        ...(backend.endpoint === undefined ? {} : { endpoint: backend.endpoint }),

        // The demo believes whoever says to be Ada. A real site must not: it takes the visitor from
        // its own session, and checks that this visitor may enter this room.
        authorize(request) {
          const person = personOf(new URL(request.url).searchParams.get('user'));
          return person ? { user: { id: person.id, name: person.name } } : null;
        },
      });
      server.middlewares.use(TOKEN_PATH, (req, res, next) => {
        tokenEndpoint(new NodeRequest({ req, res }))
          .then((response) => sendNodeResponse(res, response))
          .catch(next);
      });

      const stopWatching = closeWithStarter(server);
      printAfterUrls(server, `Momento: ${backend.description}`);
      backendKind = backend.kind;
      stop = async () => {
        stopWatching();
        issueToken.close();
        await backend.close();
      };
    },

    transformIndexHtml: (html) => html.replaceAll(BACKEND_PLACEHOLDER, backendKind),

    closeServer: () => stop?.(),
  };
}

/** A missing setting is no bug: its sentence is enough, and a stack would bury it. */
function failInOneLine(error: unknown): never {
  if (error instanceof Error) error.stack = error.message;
  throw error;
}

/** Adds a line below the address that Vite prints. */
function printAfterUrls(server: ViteDevServer, line: string): void {
  const printUrls = server.printUrls.bind(server);
  server.printUrls = () => {
    printUrls();
    server.config.logger.info(`  ➜  ${line}`);
  };
}
