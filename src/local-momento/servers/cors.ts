import type { IncomingMessage, ServerResponse } from 'node:http';

/** Response headers that a page's script may read; the SDK needs them for the status. */
const EXPOSED = ['grpc-status', 'grpc-message', 'err'];

/**
 * Allows calls from any origin: this is a development tool, it uses no cookies, and calls need a
 * token.
 */
export function allowAnyOrigin(response: ServerResponse, exposed: readonly string[] = []): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', [...EXPOSED, ...exposed].join(', '));
}

/** Answers a preflight request and allows every header that it asks for. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  allowAnyOrigin(response);
  response.setHeader('access-control-allow-methods', 'POST');
  const requested = request.headers['access-control-request-headers'];
  if (requested) response.setHeader('access-control-allow-headers', requested);
  // Browsers ask this before a public page may call a loopback address.
  if (request.headers['access-control-request-private-network']) {
    response.setHeader('access-control-allow-private-network', 'true');
  }
  response.setHeader('access-control-max-age', '600');
  response.setHeader('vary', 'access-control-request-headers');
  response.writeHead(204).end();
}
