import { inboxOf } from '../protocol/room-rules.js';
import { parseMomentoOrigin } from '../protocol/web-origin.js';
import type { Session } from '../session/session.js';
import { fine, problem, type Finding } from './finding.js';
import { GRPC, publishTo, readRoom, type WebAccess, type WebAnswer } from './web-call.js';

const KEY_LINE = 'MOMENTO_API_KEY=… in the server’s .env: a key that is valid at MOMENTO_ENDPOINT';

/** Tries what a visitor's chat does with its token: reaches Momento, reads the room, publishes to it. */
export async function checkRoom(session: Session): Promise<Finding[]> {
  const access = accessOf(session);
  if ('ok' in access) return [access];
  const { origin } = access;
  let read: WebAnswer;
  try {
    read = await readRoom(access, session.room);
  } catch (error) {
    return [unreachable(origin, session, error)];
  }
  const reached = fine(`Momento answers at ${origin}.`);
  const isReadable = faultOf(read, access, 'read', `the list ${session.room}`);
  if (isReadable) return [reached, isReadable];
  const findings = [
    reached,
    fine(`The cache ${access.cacheName} is there, and the token reads the room.`),
  ];
  if (session.readOnly) return [...findings, fine('The token only reads, as the endpoint says.')];
  const topic = session.mode === 'moderated' ? inboxOf(session.room) : session.room;
  const published = await publishTo(access, topic);
  const fault = faultOf(published, access, 'publish to', `the topic ${topic}`);
  return [...findings, fault ?? fine(`The token publishes to the topic ${topic}.`)];
}

/** Where the chat looks for Momento, as its SDK does. */
function accessOf({ authToken, endpoint, cacheName }: Session): WebAccess | Finding {
  const inside = insideOf(authToken);
  if (inside === undefined) {
    return problem(
      'The token has not the form that browsers read: Base64 of {"endpoint","api_key"}.',
      'authToken: … in the endpoint’s answer; momentoTokenIssuer of momento-chat makes it in this form',
    );
  }
  const loopback = parseMomentoOrigin(`http://${inside.endpoint}`);
  if (endpoint === undefined && loopback !== undefined) {
    return problem(
      `The token is of an engine on this machine, and the answer does not name its address: browsers would look for https://web.cache.${inside.endpoint}.`,
      `endpoint: '${loopback}', in createTokenEndpoint({ … }), or issueToken: momentoTokenIssuer({ credentialProvider }), which fills it in`,
    );
  }
  return {
    origin: endpoint ?? `https://web.cache.${inside.endpoint}`,
    token: inside.key,
    cacheName,
  };
}

function insideOf(authToken: string): { endpoint: string; key: string } | undefined {
  try {
    const text = Buffer.from(authToken, 'base64').toString();
    const { endpoint, api_key: key } = JSON.parse(text) as Record<string, unknown>;
    return typeof endpoint === 'string' && typeof key === 'string' ? { endpoint, key } : undefined;
  } catch {
    return undefined;
  }
}

function unreachable(origin: string, { endpoint }: Session, error: unknown): Finding {
  const { message, cause } = error as Error;
  const reason = cause instanceof Error && cause.message ? cause.message : message;
  return problem(
    `Momento cannot be reached at ${origin}: ${reason}.`,
    endpoint === undefined
      ? 'MOMENTO_ENDPOINT=… in the server’s .env: the endpoint of the account’s region, from https://console.gomomento.com'
      : `endpoint: '${origin}' in createTokenEndpoint({ … }): is the engine running, and at this port?`,
  );
}

/** @returns undefined if the call was answered as it should be */
function faultOf(
  { status, message }: WebAnswer,
  { cacheName }: WebAccess,
  doing: string,
  what: string,
): Finding | undefined {
  switch (status) {
    case GRPC.ok:
      return undefined;
    case GRPC.notFound:
      return problem(
        `There is no cache ${cacheName} in the account.`,
        `cacheName: '…' in createTokenEndpoint({ … }), or create the cache ${cacheName} at https://console.gomomento.com (the engine: --cache ${cacheName})`,
      );
    case GRPC.unauthenticated:
      return problem(`Momento does not accept the token (${message}).`, KEY_LINE);
    case GRPC.permissionDenied:
      return problem(
        `The token may not ${doing} ${what} in the cache ${cacheName} (${message}).`,
        `cacheName: '…' in createTokenEndpoint({ … }), if the token is for another cache; otherwise issueToken: momentoTokenIssuer({ credentialProvider }), or an issuer of your own that allows this`,
      );
    default:
      return problem(
        `Momento refused to ${doing} ${what}: status ${status}, ${message}.`,
        'nothing of yours, as far as can be seen; try again, and look at https://console.gomomento.com',
      );
  }
}
