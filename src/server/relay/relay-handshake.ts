import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { mayRequest, originAt } from '../host/request-source.js';

/** Decides whether a handshake may continue: a function for socket.io's `allowRequest`. */
export type HandshakeCheck = (
  request: IncomingMessage,
  answer: (refusal: string | null, allowed: boolean) => void,
) => void;

const REFUSAL =
  'unable to enter; the page is of another origin than the relay, and allowedOrigins does not list it';

/**
 * Checks which page a handshake comes from. Programs other than browsers send no origin, and only their own cookies.
 *
 * The whole origin is compared, with its scheme: a page loaded by plain http can be altered on the way, even if it is
 * from the relay's own host. Proxy headers are ignored, because any client can send them. So if a proxy ends TLS, the
 * host's pages are refused, and one report explains how to allow them.
 */
export function handshakeCheck(
  allowed: ReadonlySet<string>,
  report: (error: unknown) => void,
): HandshakeCheck {
  let hasReported = false;

  return (request, answer) => {
    const { origin, host } = request.headers;
    const fetchSite = request.headers['sec-fetch-site'];
    const source = {
      origin,
      fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
      ownOrigin: originAt(request.socket instanceof TLSSocket ? 'https' : 'http', host),
    };
    if (mayRequest(source, allowed)) {
      answer(null, true);
      return;
    }
    answer(REFUSAL, false);
    if (!hasReported && origin !== undefined && origin === originAt('https', host)) {
      hasReported = true;
      report(
        new Error(
          `unable to let a page of ${origin} in; it was loaded by https, and the relay is asked by http. If a proxy of yours ends TLS, list the page's origin in allowedOrigins`,
        ),
      );
    }
  };
}
