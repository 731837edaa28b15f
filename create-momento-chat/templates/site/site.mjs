import { serve } from 'srvx';
import { staticMiddleware } from 'srvx/static';
import { asGuest } from './guests.mjs';

const port = Number(process.env.PORT ?? 3000);

/** For the links that the server prints. */
export const SITE = `http://127.0.0.1:${port}`;

/**
 * Serves the files of `public/` and the widget's.
 *
 * @param routes answers by path: each takes a `Request`, of a guest, and returns a `Response` or a promise of it
 */
export function serveSite(routes) {
  const answers = new Map(Object.entries(routes));
  serve({
    hostname: '127.0.0.1',
    port,
    gracefulShutdown: false,
    middleware: [
      staticMiddleware({ dir: 'public' }),
      staticMiddleware({ dir: 'node_modules/momento-chat/dist' }), // momento-chat.js, and what it loads
    ],
    fetch(request) {
      const answer = answers.get(new URL(request.url).pathname);
      return answer ? asGuest(request, answer) : new Response('Not found', { status: 404 });
    },
  });
}
