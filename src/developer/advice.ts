import type { ChatError } from '../protocol/errors.js';

/** What a developer is told: what is wrong, and the line to change. */
export interface Advice {
  readonly problem: string;
  readonly line: string;
}

/** What is read of a chat. Other elements with this event have some of it. */
export interface FaultyChat extends Element {
  readonly tokenUrl?: string | null;
  readonly session?:
    | {
        readonly authToken?: string;
        readonly cacheName?: string;
        readonly endpoint?: string | undefined;
        readonly lifetimeMs?: number;
      }
    | undefined;
}

const ENDPOINT = 'in createTokenEndpoint({ … }) of your server';
const KEY_LINE = 'MOMENTO_API_KEY=… in the server’s .env, a key that is valid at MOMENTO_ENDPOINT';

/** @returns undefined for what is no fault of the page's or the server's code, such as a text that is too long */
export async function adviceFor(chat: FaultyChat, error: ChatError): Promise<Advice | undefined> {
  const { message, code } = error;
  const line = await lineFor(chat, message, code);
  return line === undefined ? undefined : { problem: message, line };
}

function lineFor(
  chat: FaultyChat,
  message: string,
  code: ChatError['code'],
): string | Promise<string> | undefined {
  switch (code) {
    case 'configuration-invalid':
      return `<${chat.localName} room="lobby" token-url="/momento-token">: the attribute that the sentence names`;
    case 'token-not-found':
      return `token-url="${chat.tokenUrl ?? ''}" of <${chat.localName}>: it has to be where your server answers`;
    case 'token-rejected':
      return `room="${chat.getAttribute('room') ?? ''}" of <${chat.localName}>`;
    case 'token-refused':
      if (chat.localName === 'momento-chat-inbox') {
        return 'authorizeAgent(request) { … } in createInbox({ … }) of your server: it has returned null for this agent';
      }
      return message.includes('allowedOrigins')
        ? `allowedOrigins: ['${location.origin}'], ${ENDPOINT}`
        : `authorize(request, room) { … } ${ENDPOINT}: it has returned null for this visitor`;
    case 'token-invalid':
      return 'what your token endpoint answers; createTokenEndpoint of momento-chat/server answers as it should be';
    case 'token-short-lived':
      return /only -|only 0 s/.test(message)
        ? 'expiresAt: … in what your token endpoint answers, in epoch seconds; or the server’s clock'
        : `tokenTtlSeconds: 3600, ${ENDPOINT}`;
    case 'token-unavailable':
      return lineForServer(chat, message);
    case 'not-authenticated':
      return KEY_LINE;
    case 'not-permitted':
      return `issueToken: momentoTokenIssuer({ credentialProvider }), ${ENDPOINT}: this token does not open the room; cacheName and room have to be those of the token`;
    case 'cache-not-found':
      return `cacheName: '…', ${ENDPOINT}; or create the cache ${chat.session?.cacheName ?? ''} (the engine: --cache)`;
    case 'connection-lost':
    case 'service-unavailable':
      return lineForMomento(chat);
    default:
      return undefined;
  }
}

async function lineForServer({ tokenUrl }: FaultyChat, message: string): Promise<string> {
  if (message.includes('set up')) return KEY_LINE;
  if (message.includes('Momento cannot be reached')) {
    return 'MOMENTO_ENDPOINT=… in the server’s .env, or the engine that it looks for: start it';
  }
  const url = new URL(tokenUrl ?? '', document.baseURI);
  if (url.origin !== location.origin && (await isRunning(url.origin))) {
    return `allowedOrigins: ['${location.origin}'], ${ENDPOINT}: it answers, but not this page`;
  }
  return `token-url="${tokenUrl ?? ''}", if your server is at another address; otherwise start it`;
}

/** Whether something answers, which this page may not read. */
async function isRunning(origin: string): Promise<boolean> {
  try {
    await fetch(origin, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
    return true;
  } catch {
    return false;
  }
}

function lineForMomento({ session }: FaultyChat): string {
  if (session?.endpoint !== undefined) {
    return `endpoint: '${session.endpoint}', ${ENDPOINT}: does the engine run there?`;
  }
  const inToken = endpointIn(session?.authToken);
  return /^(?:localhost|127\.|\[::1\])/.test(inToken)
    ? `endpoint: 'http://${inToken}', ${ENDPOINT}: the answer does not name the engine’s address. issueToken: momentoTokenIssuer({ credentialProvider }) fills it in`
    : `MOMENTO_ENDPOINT=… in the server’s .env: ${inToken || 'it'} cannot be reached`;
}

function endpointIn(authToken = ''): string {
  try {
    const { endpoint } = JSON.parse(atob(authToken)) as { endpoint?: unknown };
    return typeof endpoint === 'string' ? endpoint.slice(0, 300) : '';
  } catch {
    return '';
  }
}
