import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { mayRequest, originAt } from '../host/asking-page.js';

/** Says of a handshake whether it may go on: what socket.io's `allowRequest` takes. */
export type HandshakeCheck = (
  request: IncomingMessage,
  answer: (refusal: string | null, allowed: boolean) => void,
) => void;

const REFUSAL =
  'unable to enter; the page is of another origin than the relay, and allowedOrigins does not list it';

/**
 * Checks which page a handshake comes from. Programs that are no browsers send no origin, and no cookies that are not
 * theirs.
 *
 * Origins are compared as a whole: a page in the clear can be anybody's on the way, also one of the relay's own host.
 * Headers of a proxy are not asked, since anybody can send them; so the host is told once how to let its pages in.
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
