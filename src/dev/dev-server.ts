import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toNodeHandler } from 'srvx/node';
import { staticMiddleware } from 'srvx/static';
import { closeServer, listen } from '../local-momento/servers/listening.js';
import { createTokenEndpoint } from '../server/index.js';
import { momentoTokenIssuer } from '../server/token-endpoint/momento-token-issuer.js';
import { connectMomento } from '../local-momento/connect-momento.js';
import { DEV_PAGE } from './dev-page.js';
import { guestCookie, visitorOf } from './guests.js';

/** Where the widget's files are, and where pages ask for tokens. */
const WIDGET_PATH = '/momento-chat/';
const TOKEN_PATH = '/momento-token';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 3000;

/** The widget's built files: the compiled module lies in `dist/node/dev/`. */
const WIDGET_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** By another name a foreign page may have made this machine's address its own (DNS rebinding), to read the folder. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/;

export interface DevServerOptions {
  /** Is served, but for files whose names begin with a dot, such as `.env`. */
  readonly folder: string;
  /** 0: any free port. Undefined: 3000, or a free one where it is taken. */
  readonly port: number | undefined;
  readonly cacheName: string;
  /** Other origins whose pages may ask for tokens. */
  readonly origins: readonly string[];
  /** `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT` name the account; without both, the embedded engine is started. */
  readonly environment: NodeJS.ProcessEnv;
  /** Where the widget's built files are. By default beside this module. */
  readonly widgetFolder?: string;
}

export interface DevServer {
  /** With a slash at the end. */
  readonly url: string;
  /** One line about the Momento in use. */
  readonly description: string;
  /** Whether the folder has a page of its own at `/`. */
  readonly hasIndex: boolean;
  close(): Promise<void>;
}

/**
 * Serves a folder, the widget and a token endpoint on a loopback address, with the Momento that the environment names.
 *
 * @throws {Error} if the Momento cannot be used, or the port is taken
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { folder, cacheName, origins, environment } = options;
  const backend = await connectMomento({ environment, cacheName });
  const issueToken = momentoTokenIssuer(backend);
  const tokenEndpoint = createTokenEndpoint({
    issueToken,
    cacheName,
    allowedOrigins: origins,
    // For this machine's developer: all who ask may enter. A real site asks its own sessions.
    authorize: (request) => ({ user: visitorOf(request) }),
  });
  const filesOf = serveFiles(folder, options.widgetFolder ?? WIDGET_FOLDER);
  const answer = async (request: Request): Promise<Response> => {
    if (!OWN_HOST.test(request.headers.get('Host') ?? '')) {
      return new Response(`Forbidden: use http://${HOST}`, { status: 403 });
    }
    if (new URL(request.url).pathname === TOKEN_PATH) return tokenEndpoint(request);
    return asGuest(request, await filesOf(request));
  };
  // What throws is the request's URL.
  const malformed = (): Response => new Response('Bad request', { status: 400 });
  const server = createServer(
    toNodeHandler((request: Request) => answer(request).catch(malformed)) as RequestListener,
  );
  const close = async (): Promise<void> => {
    issueToken.close();
    await backend.close();
  };
  try {
    const port = await listenOn(server, options.port);
    return {
      url: `http://${HOST}:${port}/`,
      description: backend.description,
      hasIndex: existsSync(join(folder, 'index.html')),
      close: async () => {
        const closed = closeServer(server);
        server.closeAllConnections();
        await Promise.all([closed, close()]);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The folder's files, the widget's, and a page with a chat where the folder has none. */
function serveFiles(folder: string, widgetFolder: string): (request: Request) => Promise<Response> {
  // Files whose names begin with a dot are left out, and so are links that lead out of the folder.
  const page = staticMiddleware({ dir: folder });
  const widget = staticMiddleware({ dir: widgetFolder });
  return async (request) => {
    const url = new URL(request.url);
    // The middleware reads the files of the request's path.
    if (url.pathname.startsWith(WIDGET_PATH)) {
      const file = new URL(url.pathname.slice(WIDGET_PATH.length - 1), url);
      return widget(new Request(file, request), notFound);
    }
    return page(request, url.pathname === '/' ? standIn : notFound);
  };
}

function standIn(): Response {
  return new Response(DEV_PAGE, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

function notFound(): Response {
  return new Response('Not found', { status: 404 });
}

/** Makes the browser that opens a page one guest, in all of its tabs. */
function asGuest(request: Request, response: Response): Response {
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
  const cookie = isPage ? guestCookie(request) : undefined;
  if (cookie !== undefined) response.headers.append('Set-Cookie', cookie);
  return response;
}

/**
 * @param port undefined: 3000, or a free one where it is taken
 * @throws {Error} if the chosen port cannot be used
 */
async function listenOn(server: ReturnType<typeof createServer>, port?: number): Promise<number> {
  try {
    return await listen(server, HOST, port ?? DEFAULT_PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port === undefined) return listen(server, HOST, 0);
    throw new Error(
      `unable to listen on port ${port}; it is taken. Choose another: --port 0 is any`,
      { cause: error },
    );
  }
}
