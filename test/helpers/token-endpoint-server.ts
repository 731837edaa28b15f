import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { CredentialProvider } from '@gomomento/sdk';
import type { ServerRequest } from 'srvx';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import { corsHeaders } from '../../src/server/host/cors.js';
import {
  createModerationDesk,
  createTokenEndpoint,
  type RoomMode,
  type TokenEndpointOptions,
} from '../../src/server/index.js';
import { olderServers } from './older-servers.js';
import { UNWELCOME } from './unwelcome.js';
import { roleOf } from './roles.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { momentoTokenIssuer } from '../../src/server/token-endpoint/momento-token-issuer.js';

/** The endpoint's faults. Every field is optional; `{}` means none. */
export interface Behaviour {
  /** The number of faulty requests. Without it, the faults last until the next call of `behave`. */
  times?: number;
  /** The delay before the answer, in ms. */
  delayMs?: number;
  /** Does not answer before the next call of `behave`. */
  hang?: boolean;
  /** Cuts the connection instead of answering. */
  drop?: boolean;
  /** Answers with this status and {@link Behaviour.body}, and issues no token. */
  status?: number;
  /** The header's value: seconds or an HTTP date. */
  retryAfter?: string;
  /** Answers with this text in place of the JSON. */
  body?: string;
  contentType?: string;
  /** Omits the CORS headers, so that the browser hides the answer. */
  withoutCors?: boolean;
  /** The lifetime of real tokens, in seconds, at least 1. */
  tokenTtlSeconds?: number;
  /** Issues real tokens that permit reading only. */
  readOnly?: boolean;
  /** Issues real tokens for a room of this mode. */
  mode?: RoomMode;
  /** Answers, and issues tokens, as the build of f00d8f8 does. */
  older?: boolean;
  /**
   * Fields that replace those of the real answer; `null` removes one. An expired token that claims
   * to be valid is `{ tokenTtlSeconds: 1, answer: { expiresAt: … } }`.
   */
  answer?: Record<string, unknown>;
}

/** A received request, preflights included. */
export interface RecordedRequest {
  method: string;
  /** Path and query. */
  path: string;
  room: string | null;
  headers: Record<string, string>;
  /** Epoch milliseconds. */
  receivedAt: number;
  /** What `authorize` was called with, if it was. */
  answers?: Record<string, string>;
}

export interface TokenEndpointServerOptions {
  /** The engine's ports; the engine's own type has more fields. */
  grpcPort: number;
  webUrl: string;
  cacheName?: string;
  /** The origins of the pages under test. */
  allowedOrigins?: readonly string[];
  /** The initial faults; none by default. */
  normally?: Behaviour;
  /** The files that direct rooms take; none by default. */
  attachments?: TokenEndpointOptions['attachments'];
  /** The moderator of moderated rooms, as the endpoint knows it. */
  moderator?: TokenEndpointOptions['moderator'];
  /** Whether it has a moderators' desk. */
  desk?: boolean;
  /** The engine's URL for a user's browser if it is not `webUrl`. */
  endpointFor?: (user: string) => string | undefined;
}

export interface TokenEndpointServer {
  /** Add `&user=grace` for a user other than Ada. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** The errors that the endpoint reported to its host. */
  readonly errors: readonly unknown[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/**
 * The project's own token endpoint for an engine, on its own port. It issues real
 * tokens unless a test sets faults.
 *
 * The query identifies the user: `?user=grace` is the user `grace` named Grace. Visitors with the address {@link UNWELCOME}
 * are refused.
 */
export async function startTokenEndpointServer(
  options: TokenEndpointServerOptions,
): Promise<TokenEndpointServer> {
  const credentialProvider = CredentialProvider.forMomentoLocal({
    hostname: '127.0.0.1',
    port: options.grpcPort,
  });
  const issueToken = momentoTokenIssuer({ credentialProvider });
  const store = options.desk ? momentoRoomStore({ credentialProvider }) : undefined;
  const desk = store && createModerationDesk({ store, roleOf });
  const origins = new Set(options.allowedOrigins);
  const requests: RecordedRequest[] = [];
  const errors: unknown[] = [];
  const closing = new AbortController();
  let behaviour: Behaviour = {};
  const changes = new EventEmitter();

  function nextBehaviour(): Behaviour {
    const { normally = {} } = options;
    const current = behaviour;
    if (current.times === undefined) return { ...normally, ...current };
    behaviour = current.times > 1 ? { ...current, times: current.times - 1 } : {};
    return { ...normally, ...current };
  }

  async function respond(request: ServerRequest): Promise<Response> {
    const record = recorded(request);
    requests.push(record);
    // A preflight is the browser's request, not the widget's: it does not count for `times`.
    const current = request.method === 'OPTIONS' ? {} : nextBehaviour();
    if (current.delayMs) await delay(current.delayMs, undefined, { signal: closing.signal });
    if (current.hang) await once(changes, 'change', { signal: closing.signal });
    if (current.drop) request.runtime?.node?.req.socket.destroy();
    const response =
      current.status === undefined && current.body === undefined
        ? await realResponse(request, current, record)
        : fakeResponse(request, current);
    if (current.withoutCors) response.headers.delete('Access-Control-Allow-Origin');
    return response;
  }

  async function realResponse(
    request: Request,
    current: Behaviour,
    record: RecordedRequest,
  ): Promise<Response> {
    const older = current.older ? await olderServers() : undefined;
    const issue = older?.momentoTokenIssuer({ credentialProvider }) ?? issueToken;
    const endpoint = (older?.createTokenEndpoint ?? createTokenEndpoint)({
      issueToken: (grant) =>
        issue({ ...grant, ttlSeconds: current.tokenTtlSeconds ?? grant.ttlSeconds }),
      // That of f00d8f8 knows no answers.
      authorize: ({ url }, _, answers = {}) => {
        record.answers = { ...answers };
        if (answers['email'] === UNWELCOME) return null;
        const user = userOf(url);
        return { user, readOnly: current.readOnly ?? false, role: roleOf(user.id) };
      },
      mode: () => current.mode ?? 'direct',
      endpoint: options.endpointFor?.(userOf(request.url).id) ?? options.webUrl,
      allowedOrigins: [...origins],
      ...(options.attachments && { attachments: options.attachments }),
      ...(options.moderator && { moderator: options.moderator }),
      ...(desk && { desk }),
      onError: (error) => errors.push(error),
      ...(options.cacheName === undefined ? {} : { cacheName: options.cacheName }),
    });
    const response = await endpoint(request);
    if (older) issue.close();
    if (!current.answer || !response.ok) return response;
    const answer = (await response.json()) as Record<string, unknown>;
    const entries = Object.entries({ ...answer, ...current.answer });
    const patched = Object.fromEntries(entries.filter(([, value]) => value !== null));
    return new Response(JSON.stringify(patched), response);
  }

  function fakeResponse(request: Request, current: Behaviour): Response {
    const { status = 200, body = '{}', contentType = 'application/json', retryAfter } = current;
    const headers = new Headers(corsHeaders(request, origins));
    headers.set('Content-Type', contentType);
    if (retryAfter !== undefined) headers.set('Retry-After', retryAfter);
    return new Response(body, { status, headers });
  }

  const fetchHandler = (request: ServerRequest) =>
    respond(request).catch((error: unknown) => {
      // A test may end before the answer does.
      if (!closing.signal.aborted) errors.push(error);
      return new Response(null, { status: 500 });
    });
  const server = createServer((req, res) => {
    fetchHandler(new NodeRequest({ req, res }))
      .then((response) => sendNodeResponse(res, response))
      .catch((error: unknown) => errors.push(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}/momento-token?user=ada`,
    requests,
    errors,
    behave(next) {
      behaviour = next;
      changes.emit('change');
    },
    async close() {
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      issueToken.close();
      store?.close();
    },
  };
}

function userOf(url: string): { id: string; name: string } {
  const id = new URL(url).searchParams.getAll('user').at(-1) ?? 'ada';
  return { id, name: id.charAt(0).toUpperCase() + id.slice(1) };
}

function recorded(request: Request): RecordedRequest {
  const { pathname, search, searchParams } = new URL(request.url);
  return {
    method: request.method,
    path: pathname + search,
    room: searchParams.get('room'),
    headers: Object.fromEntries(request.headers),
    receivedAt: Date.now(),
  };
}
