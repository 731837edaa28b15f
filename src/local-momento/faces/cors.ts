import type { IncomingMessage, ServerResponse } from 'node:http';

/** Response headers that a page's script may read; without them the SDK sees no status. */
const EXPOSED = ['grpc-status', 'grpc-message', 'err'];

/**
 * Any origin may call: this is a development tool, nothing here goes by cookies, and every call
 * that matters must bring a token.
 */
export function allowAnyOrigin(response: ServerResponse, exposed: readonly string[] = []): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', [...EXPOSED, ...exposed].join(', '));
}

/** Answers a preflight with all that it asks for. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  allowAnyOrigin(response);
  response.setHeader('access-control-allow-methods', 'POST');
  const asked = request.headers['access-control-request-headers'];
  if (asked) response.setHeader('access-control-allow-headers', asked);
  // Asked by a browser before a public page may speak to this machine.
  if (request.headers['access-control-request-private-network']) {
    response.setHeader('access-control-allow-private-network', 'true');
  }
  response.setHeader('access-control-max-age', '600');
  response.setHeader('vary', 'access-control-request-headers');
  response.writeHead(204).end();
}
