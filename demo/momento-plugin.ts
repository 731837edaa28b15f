import { Server, type IncomingMessage } from 'node:http';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import type { Plugin, ViteDevServer } from 'vite';
import { mayRequest } from '../src/server/host/request-source.js';
import { createTokenEndpoint } from '../src/server/index.js';
import { momentoRoomStore } from '../src/server/store/momento-room-store.js';
import { momentoTokenIssuer } from '../src/server/token-endpoint/momento-token-issuer.js';
import { pageHeader } from './header.js';
import { answerModeration, demoDesk, demoModerator } from './moderation.js';
import { CACHE_NAME, startMomentoBackend } from './momento-backend.js';
import { PEOPLE, personOf, type Person } from './people.js';
import { demoRelay } from './relay.js';
import { modeOf } from './rooms.js';
import { closeWithStarter } from './shutdown.js';
import { deskBot, deskInbox, deskTokens } from './support-desk.js';

const TOKEN_PATH = '/momento-token';
const MODERATION_PATH = '/moderation';

/** Of the support desk: its customers' tokens, and its agents' inbox. */
const DESK_PATHS = { tokens: '/desk-token', inbox: '/desk-inbox' } as const;

/** The placeholder in the pages for the kind of Momento in use. */
const BACKEND_PLACEHOLDER = '%MOMENTO_BACKEND%';

/** The placeholder in the pages for what they have in common. */
const HEADER_PLACEHOLDER = '%MOMENTO_HEADER%';

/** The placeholder for the origins that may control the chat in the game's frame. */
const ORIGINS_PLACEHOLDER = '%MOMENTO_ORIGINS%';

/** The page in the game's frame. */
const FRAME_PATH = '/overlay-chat.html';

/**
 * Adds the chat's server side to Vite's dev server: a Momento, a token endpoint, a moderator for one of the
 * rooms, and a relay to all of them. They stop with the server.
 */
export function momentoPlugin(): Plugin {
  let backendKind = '';
  let stop: (() => Promise<void>) | undefined;

  return {
    name: 'momento-chat-demo',
    apply: 'serve',

    async configureServer(server) {
      const { httpServer } = server;
      // In middleware mode the server belongs to another program, and may not report its end.
      if (!(httpServer instanceof Server)) return;
      const backend = await startMomentoBackend(process.env).catch(failInOneLine);
      const issueToken = momentoTokenIssuer(backend);
      const { credentialProvider } = backend;
      const store = momentoRoomStore({ credentialProvider, cacheName: CACHE_NAME });
      const desk = demoDesk(store);
      // Its customers and its agent have five streams: this machine's other name leaves some to the other pages.
      const otherName = backend.endpoint?.replace('127.0.0.1', 'localhost');
      const deskOptions = { store, issueToken, endpoint: otherName };
      const inbox = deskInbox(deskOptions);
      const moderator = demoModerator(store, desk, inbox, deskBot(store));
      const isOwn = (request: IncomingMessage) => isFromOneOf(originsOf(server), request);
      const relay = demoRelay({ server: httpServer, store, moderator, desk, isOwn });
      const tokenEndpointWith = (endpoint: string | undefined) =>
        createTokenEndpoint({
          issueToken,
          mode: modeOf,
          moderator,
          desk,
          cacheName: CACHE_NAME,
          ...(endpoint === undefined ? {} : { endpoint }),

          // The demo trusts the name in the query. A real site must not: it takes the visitor from its
          // own session, and checks that this visitor may enter this room.
          authorize(request) {
            const person = visitorOf(request.url);
            if (!person) return null;
            const { id, name, role = 'member' } = person;
            return { user: { id, name }, role };
          },
        });
      // The engine speaks HTTP/1.1. A browser opens at most six HTTP/1.1 connections to one host name,
      // and each open chat holds one. So half of the people use this machine's other name, which doubles
      // the chats in one browser. The service speaks HTTP/2 and does not need this.
      const tokenEndpoints = [
        tokenEndpointWith(backend.endpoint),
        tokenEndpointWith(otherName),
      ] as const;
      server.middlewares.use(FRAME_PATH, (_, res, next) => {
        // The <meta> limits which pages control the chat; this header limits which pages show it. A foreign page
        // could hide it for clickjacking.
        const ancestors = originsOf(server).join(' ');
        res.setHeader(
          'Content-Security-Policy',
          `frame-ancestors ${ancestors}; base-uri 'none'; object-src 'none'`,
        );
        next();
      });
      server.middlewares.use(TOKEN_PATH, (req, res, next) => {
        tokenEndpoints[usesOtherName(visitorOf(req.url)) ? 1 : 0](new NodeRequest({ req, res }))
          .then((response) => sendNodeResponse(res, response))
          .catch(next);
      });

      const support = {
        tokens: deskTokens(deskOptions, moderator, inbox),
        inbox: (request: Request) => inbox.handler(request),
      };
      for (const part of ['tokens', 'inbox'] as const) {
        server.middlewares.use(DESK_PATHS[part], (req, res, next) => {
          support[part](new NodeRequest({ req, res }))
            .then((response) => sendNodeResponse(res, response))
            .catch(next);
        });
      }

      server.middlewares.use(MODERATION_PATH, (req, res, next) => {
        const request = new NodeRequest({ req, res });
        // Otherwise any web page could make its visitor's browser remove messages here.
        const answer = isOwn(req)
          ? answerModeration(request, moderator)
          : Promise.resolve(new Response(null, { status: 403 }));
        answer.then((response) => sendNodeResponse(res, response)).catch(next);
      });

      const stopWatching = closeWithStarter(server);
      printAfterUrls(server, `Momento: ${backend.description}`);
      backendKind = backend.kind;
      stop = async () => {
        stopWatching();
        relay.close();
        moderator.close();
        await inbox.close();
        store.close();
        issueToken.close();
        await backend.close();
      };
    },

    transformIndexHtml: (html, { path, server }) =>
      html
        .replaceAll(BACKEND_PLACEHOLDER, backendKind)
        .replaceAll(HEADER_PLACEHOLDER, pageHeader(path))
        .replaceAll(ORIGINS_PLACEHOLDER, server ? originsOf(server).join(', ') : ''),

    closeServer: () => stop?.(),
  };
}

/** The server's two origins, one for each of its host names. */
function originsOf({ httpServer }: ViteDevServer): readonly string[] {
  const address = httpServer?.address();
  if (!address || typeof address === 'string') return [];
  return ['127.0.0.1', 'localhost'].map((name) => `http://${name}:${String(address.port)}`);
}

/** Whether a request comes from one of these origins. Programs send no origin, and are accepted. */
function isFromOneOf(origins: readonly string[], { headers }: IncomingMessage): boolean {
  const fetchSite = headers['sec-fetch-site']?.toString();
  const source = { origin: headers.origin, fetchSite, ownOrigin: undefined };
  return mayRequest(source, new Set(origins));
}

/** The person named in the query. The URL is a request's, and may be malformed. */
function visitorOf(url = ''): Person | undefined {
  return personOf(new URLSearchParams(url.split('?')[1]).get('user'));
}

/** Whether a person uses the other host name: every second one does, so Ada and Grace, on one page, differ. */
function usesOtherName(person: Person | undefined): boolean {
  return PEOPLE.findIndex(({ id }) => id === person?.id) % 2 === 1;
}

/** A missing setting is not a bug: the message is enough, and a stack trace would hide it. */
function failInOneLine(error: unknown): never {
  if (error instanceof Error) error.stack = error.message;
  throw error;
}

/** Prints a line below the URLs that Vite prints. */
function printAfterUrls(server: ViteDevServer, line: string): void {
  const printUrls = server.printUrls.bind(server);
  server.printUrls = () => {
    printUrls();
    server.config.logger.info(`  ➜  ${line}`);
  };
}
