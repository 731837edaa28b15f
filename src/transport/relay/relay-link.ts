import { io, type Socket } from 'socket.io-client';
import { Decoder, Encoder } from 'socket.io-parser';
import type { PreChatAnswers } from '../../protocol/answers.js';
import type { ChatError } from '../../protocol/errors.js';
import { asItIs } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';
import { ANSWERS, GUEST_SECRET } from '../../protocol/relay.js';
import { tabStore } from '../../platform/tab-store.js';
import type { LiveItem, SubscriptionHandlers } from '../transport.js';
import { connectionLost, toChatError, toEntryError, unreachable } from './relay-errors.js';

const SECRET_KEY = 'momento-chat:relay-guest';

/** The time limit for the relay's answers, in ms: longer than the relay's own limit for Momento. */
const ANSWER_MS = 15_000;
/** The most items buffered before `listen()`. Beyond that, the link closes, since no listener is expected. */
const MAX_BUFFERED = 1_000;

/** A handshake's data besides cookies. */
export type RelayAuth = Readonly<Record<string, unknown>>;

export interface RelayAddress {
  /** The relay's socket.io server: a path other than `/` becomes the `path` option, the query part of the handshake. */
  readonly url: URL;
  readonly withCredentials: boolean;
  /** What the visitor has answered before the chat. */
  readonly answers?: PreChatAnswers | undefined;
  /** Called for every connection. */
  readonly auth: () => RelayAuth | Promise<RelayAuth>;
}

/** One connection to a relay, in one room. It never reconnects: only the room can fetch the missed messages. */
export class RelayLink {
  readonly #socket: Socket;
  readonly #room: string;
  #handlers: SubscriptionHandlers | undefined;
  /** Items received before `listen()`. */
  #buffered: LiveItem[] = [];
  #closed = false;

  private constructor(address: RelayAddress, room: string) {
    this.#room = room;
    this.#socket = connect(address);
    this.#socket.on('item', (item: unknown) => this.#receive(item));
    this.#socket.on('gap', () => this.#handlers?.onDiscontinuity());
    this.#socket.on('cut', () => this.#end());
    this.#socket.on('disconnect', () => this.#end());
    // The relay's pings serve as heartbeats in a quiet room.
    this.#socket.io.on('ping', () => this.#handlers?.onHeartbeat());
  }

  /**
   * Connects and joins.
   *
   * @returns the link and the relay's answer
   * @throws ChatError `token-refused` if the relay does not admit the visitor; AbortError
   */
  static async open(
    address: RelayAddress,
    room: string,
    signal: AbortSignal,
  ): Promise<{ link: RelayLink; answer: Readonly<Record<string, unknown>> }> {
    signal.throwIfAborted();
    const link = new RelayLink(address, room);
    const abort = (): void => link.close();
    signal.addEventListener('abort', abort, { once: true });
    try {
      await link.#connected();
      const answer = await link.ask('join', { items: true }, 'enter the room');
      signal.throwIfAborted();
      return { link, answer };
    } catch (error) {
      link.close();
      signal.throwIfAborted();
      throw toEntryError(error as ChatError);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Passes on the buffered items and all later ones. */
  listen(handlers: SubscriptionHandlers): void {
    this.#handlers = handlers;
    handlers.onHeartbeat();
    for (const item of this.#buffered) handlers.onItem(item);
    this.#buffered = [];
  }

  /**
   * Sends the relay a request for the room.
   *
   * @param doing "unable to <doing>; …"
   * @throws ChatError; `service-unavailable` without an answer for 15 s
   */
  async ask(
    event: string,
    fields: object,
    doing: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (this.#closed) throw connectionLost();
    const outcome = ownFields(await this.#answer(event, { ...fields, room: this.#room }));
    if (outcome.ok === true) return outcome;
    // The relay has lost this member; the next link joins again.
    if (outcome.code === 'not-joined') this.#end();
    throw toChatError(doing, outcome);
  }

  close(): void {
    this.#closed = true;
    this.#handlers = undefined;
    this.#buffered = [];
    this.#socket.disconnect();
  }

  #connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.once('connect', resolve);
      this.#socket.once('disconnect', () => reject(connectionLost()));
      this.#socket.once('connect_error', (error: Error & { data?: unknown }) => {
        const { data } = error;
        const isAnswer = typeof data === 'object' && data !== null;
        reject(isAnswer ? toChatError('enter the room', ownFields(data)) : unreachable(error));
      });
      this.#socket.connect();
    });
  }

  #answer(event: string, payload: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(connectionLost());
      this.#socket.once('disconnect', lost);
      this.#socket
        .timeout(ANSWER_MS)
        .emit(event, payload, (timeout: Error | null, answer: unknown) => {
          this.#socket.off('disconnect', lost);
          if (timeout) reject(unreachable(timeout));
          else resolve(answer);
        });
    });
  }

  #receive(item: unknown): void {
    const { text, publisherId, sequence } = ownFields(item);
    if (typeof sequence !== 'number') return;
    const live: LiveItem = {
      text: typeof text === 'string' ? text : undefined,
      publisherId: typeof publisherId === 'string' ? publisherId : undefined,
      sequence,
    };
    if (this.#handlers) this.#handlers.onItem(live);
    else if (this.#buffered.length < MAX_BUFFERED) this.#buffered.push(live);
    else this.#end();
  }

  #end(): void {
    const handlers = this.#handlers;
    this.close();
    handlers?.onEnd(connectionLost());
  }
}

/** Serialises data unchanged, even where old libraries add `toJSON` to arrays and strings. */
class PlainEncoder extends Encoder {
  constructor() {
    super(asItIs);
  }
}

/** Stored for the tab, so that a guest's identity survives a reload. */
function guestSecret(): string {
  const store = tabStore();
  const kept = store.get(SECRET_KEY);
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const secret = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  store.set(SECRET_KEY, secret);
  return secret;
}

function connect({ url, withCredentials, answers, auth }: RelayAddress): Socket {
  const given = answers && { [ANSWERS]: answers };
  return io(url.origin, {
    ...(url.pathname === '/' ? {} : { path: url.pathname }),
    query: Object.fromEntries(url.searchParams),
    auth: (callback) => {
      // A failure of the host's function counts as empty data: the relay decides.
      void Promise.resolve()
        .then(auth)
        .catch(() => ({}))
        .then((fields) => callback({ [GUEST_SECRET]: guestSecret(), ...fields, ...given }));
    },
    withCredentials,
    parser: { Encoder: PlainEncoder, Decoder },
    autoConnect: false,
    forceNew: true,
    // The room decides when to open the next link.
    reconnection: false,
    // WebSocket first: it needs no sticky sessions behind a load balancer. Polling works where WebSocket is blocked.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
  });
}
