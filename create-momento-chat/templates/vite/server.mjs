// What `npm run build` has made, and the token endpoint.
import { serve } from 'srvx';
import { staticMiddleware } from 'srvx/static';

process.chdir(import.meta.dirname);
const { answerToken } = await import('./chat.mjs');

serve({
  hostname: '127.0.0.1',
  port: process.env.PORT ?? 3000,
  gracefulShutdown: false,
  middleware: [staticMiddleware({ dir: 'dist' })],
  fetch: (request) =>
    new URL(request.url).pathname === '/momento-token'
      ? answerToken(request)
      : new Response('Not found', { status: 404 }),
});
