import { io, type Socket } from 'socket.io-client';
import { Decoder, Encoder } from 'socket.io-parser';
import type { ChatError } from '../../protocol/errors.js';
import { asItIs } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';
import { GUEST_SECRET } from '../../protocol/relay.js';
import { tabStore } from '../../platform/tab-store.js';
import type { LiveItem, SubscriptionHandlers } from '../transport.js';
import { connectionLost, toChatError, toEntryError, unreachable } from './relay-errors.js';

const SECRET_KEY = 'momento-chat:relay-guest';

/** How long the relay may take to answer, in ms: longer than it takes itself to give up on Momento. */
const ANSWER_MS = 15_000;
/** Items that wait until somebody listens: more would mean that nobody will. */
const MAX_HELD = 1_000;

/** What a socket's handshake carries besides cookies. */
export type RelayAuth = Readonly<Record<string, unknown>>;

export interface RelayAddress {
  /** Where the relay's socket.io is: a path that is not `/` is its `path`, the query its handshake's. */
  readonly url: URL;
  readonly withCredentials: boolean;
  /** Asked for every connection. */
  readonly auth: () => RelayAuth | Promise<RelayAuth>;
}

/** One connection to a relay, in one room. When it breaks, it is over: only the room can fetch what is missed. */
export class RelayLink {
  readonly #socket: Socket;
  readonly #room: string;
  #handlers: SubscriptionHandlers | undefined;
  /** What came before anybody listened. */
  #held: LiveItem[] = [];
  #closed = false;

  private constructor(address: RelayAddress, room: string) {
    this.#room = room;
    this.#socket = connect(address);
    this.#socket.on('item', (item: unknown) => this.#receive(item));
    this.#socket.on('gap', () => this.#handlers?.onDiscontinuity());
    this.#socket.on('cut', () => this.#end());
    this.#socket.on('disconnect', () => this.#end());
    // The relay's pings: a sign of life in a quiet room.
    this.#socket.io.on('ping', () => this.#handlers?.onHeartbeat());
  }

  /**
   * Connects and joins.
   *
   * @returns with the link, what the relay answered
   * @throws ChatError `token-refused` where the relay does not let the visitor in; AbortError
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

  /** Passes on what comes from here on, and what has come already. */
  listen(handlers: SubscriptionHandlers): void {
    this.#handlers = handlers;
    handlers.onHeartbeat();
    for (const item of this.#held) handlers.onItem(item);
    this.#held = [];
  }

  /**
   * Asks the relay something about the room.
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
    // A relay that has lost us: the next link joins anew.
    if (outcome.code === 'not-joined') this.#end();
    throw toChatError(doing, outcome);
  }

  close(): void {
    this.#closed = true;
    this.#handlers = undefined;
    this.#held = [];
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
        .emit(event, payload, (late: Error | null, answer: unknown) => {
          this.#socket.off('disconnect', lost);
          if (late) reject(unreachable(late));
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
    else if (this.#held.length < MAX_HELD) this.#held.push(live);
    else this.#end();
  }

  #end(): void {
    const handlers = this.#handlers;
    this.close();
    handlers?.onEnd(connectionLost());
  }
}

/** Writes what is sent as it is, whatever `toJSON` old libraries give arrays and texts. */
class PlainEncoder extends Encoder {
  constructor() {
    super(asItIs);
  }
}

/** Kept for the tab: over a reload a guest is the same. */
function guestSecret(): string {
  const store = tabStore();
  const kept = store.get(SECRET_KEY);
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const secret = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  store.set(SECRET_KEY, secret);
  return secret;
}

function connect({ url, withCredentials, auth }: RelayAddress): Socket {
  return io(url.origin, {
    ...(url.pathname === '/' ? {} : { path: url.pathname }),
    query: Object.fromEntries(url.searchParams),
    auth: (give) => {
      // A host's function that fails is told as one that gave nothing: the relay decides.
      void Promise.resolve()
        .then(auth)
        .catch(() => ({}))
        .then((fields) => give({ [GUEST_SECRET]: guestSecret(), ...fields }));
    },
    withCredentials,
    parser: { Encoder: PlainEncoder, Decoder },
    autoConnect: false,
    forceNew: true,
    // The room opens the next link, and knows when.
    reconnection: false,
    // A WebSocket finds its relay behind any load balancer; polling gets through where those are blocked.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
  });
}
