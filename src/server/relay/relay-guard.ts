import type { Socket } from 'socket.io';
import type { Clock } from '../../platform/clock.js';
import type { RelayRefusalCode } from '../../protocol/relay.js';
import { AddressRooms } from './address-rooms.js';
import { RateLimiter, type RateLimit } from '../limits/rate-limiter.js';
import { addressLimit, type RelayLimits } from './relay-limits.js';
import type { RelaySettings } from './relay-options.js';
import { RelayRefusal } from './relay-refusal.js';

/** How many events of any kind one connection may send. */
const EVENT_LIMIT: RateLimit = { messages: 100, seconds: 10 };
/** How many parts of files one connection may send and fetch: 2 MB a second. */
const TRANSFER_LIMIT: RateLimit = { messages: 400, seconds: 10 };
/** When a client with too many rooms or sockets may try again, in ms. */
const RETRY_AFTER_MS = 10_000;

/** Enforces the limits of a relay for all visitors, and counts the refusals. */
export class RelayGuard {
  readonly #limits: RelayLimits;
  readonly #rateLimit: RateLimit;
  readonly #reactionRateLimit: RateLimit;
  readonly #rooms: AddressRooms;
  readonly #sockets = new Map<string, number>();
  #socketCount = 0;
  readonly #connectionIds = new WeakMap<object, string>();
  #lastConnectionId = 0;
  readonly #events: RateLimiter;
  readonly #parts: RateLimiter;
  readonly #connections: RateLimiter;
  readonly #entries: RateLimiter;
  readonly #joins: RateLimiter;
  readonly #messages: RateLimiter;
  readonly #addressMessages: RateLimiter;
  readonly #reactions: RateLimiter;
  readonly #addressReactions: RateLimiter;
  readonly #refusals = new Map<RelayRefusalCode, number>();

  /** @param settings `rateLimit` and `reactionRateLimit` limit one visitor */
  constructor(
    settings: Pick<RelaySettings, 'limits' | 'rateLimit' | 'reactionRateLimit'>,
    clock: Clock,
  ) {
    const { limits, rateLimit, reactionRateLimit } = settings;
    const now = (): number => clock.elapsed();
    this.#limits = limits;
    this.#rateLimit = rateLimit;
    this.#reactionRateLimit = reactionRateLimit;
    this.#rooms = new AddressRooms(limits.maxRoomsPerAddress);
    this.#events = new RateLimiter(EVENT_LIMIT, now);
    this.#parts = new RateLimiter(TRANSFER_LIMIT, now);
    this.#connections = new RateLimiter(limits.joinLimit, now);
    this.#entries = new RateLimiter(limits.joinLimit, now);
    this.#joins = new RateLimiter(limits.joinLimit, now);
    this.#messages = new RateLimiter(rateLimit, now);
    this.#addressMessages = new RateLimiter(limits.addressRateLimit, now);
    this.#reactions = new RateLimiter(reactionRateLimit, now);
    this.#addressReactions = new RateLimiter(addressLimit(reactionRateLimit), now);
  }

  get sockets(): number {
    return this.#socketCount;
  }

  get addresses(): number {
    return this.#sockets.size;
  }

  /** The number of refusals, by code. */
  get refusals(): Readonly<Partial<Record<RelayRefusalCode, number>>> {
    return Object.fromEntries(this.#refusals);
  }

  countRefusal(code: RelayRefusalCode): void {
    this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1);
  }

  addressOf({ handshake }: Socket): string {
    return this.#limits.addressOf(handshake);
  }

  /** @returns whether an address may open one more connection now */
  takeConnection(address: string): boolean {
    const isTaken = this.#connections.take(address);
    if (!isTaken) this.countRefusal('rate-limited');
    return isTaken;
  }

  /**
   * Counts a new socket.
   *
   * @returns the function that removes the socket from the count; further calls do nothing
   * @throws RelayRefusal
   */
  takeSocket(address: string): () => void {
    // A client may connect repeatedly over one connection, and each time the host's `authorize` is called.
    if (!this.#entries.take(address)) throw tooFast(refillMs(this.#limits.joinLimit));
    const sockets = this.#sockets.get(address) ?? 0;
    if (
      sockets >= this.#limits.maxSocketsPerAddress ||
      this.#socketCount >= this.#limits.maxSockets
    ) {
      const text = 'unable to enter; there are too many connections.';
      throw new RelayRefusal('rate-limited', text, RETRY_AFTER_MS);
    }
    this.#sockets.set(address, sockets + 1);
    this.#socketCount += 1;
    return once(() => {
      this.#socketCount -= 1;
      const left = (this.#sockets.get(address) ?? 1) - 1;
      if (left > 0) this.#sockets.set(address, left);
      else this.#sockets.delete(address);
    });
  }

  /**
   * @param connection the same object for all events of one connection
   * @param isPart whether it is about a part of a file. These are counted apart: a file must not hold up messages.
   * @throws RelayRefusal
   */
  takeEvent(connection: object, isPart = false): void {
    const known = this.#connectionIds.get(connection);
    const id = known ?? String((this.#lastConnectionId += 1));
    if (known === undefined) this.#connectionIds.set(connection, id);
    if (!(isPart ? this.#parts : this.#events).take(id)) throw tooFast(1_000);
  }

  /** @throws RelayRefusal */
  takeJoin(address: string): void {
    if (!this.#joins.take(address)) throw tooFast(refillMs(this.#limits.joinLimit));
  }

  /** @throws RelayRefusal */
  takeMessage(visitor: string, address: string): void {
    if (!this.#messages.take(visitor)) throw tooFast(refillMs(this.#rateLimit));
    if (this.#addressMessages.take(address)) return;
    throw tooFast(refillMs(this.#limits.addressRateLimit));
  }

  /** @throws RelayRefusal */
  takeReaction(visitor: string, address: string): void {
    const isTaken = this.#reactions.take(visitor) && this.#addressReactions.take(address);
    if (!isTaken) throw tooFast(refillMs(this.#reactionRateLimit));
  }

  /**
   * Counts a socket's room.
   *
   * @param own number of rooms that the socket is in already
   * @param open number of other rooms that the relay listens to; undefined if it listens to this room already
   * @returns the function that removes the room from the count; further calls do nothing
   * @throws RelayRefusal
   */
  takeRoom(address: string, room: string, own: number, open: number | undefined): () => void {
    const { maxRoomsPerSocket, maxRooms } = this.#limits;
    if (own >= maxRoomsPerSocket)
      throw tooManyRooms(`you may be in ${String(maxRoomsPerSocket)} at once`);
    if (open !== undefined && open >= maxRooms) throw tooManyRooms('too many rooms are in use');
    if (!this.#rooms.take(address, room)) throw tooManyRooms('your network is in too many already');
    return once(() => this.#rooms.release(address, room));
  }
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

/** The time until one more message is allowed, in ms. */
function refillMs({ messages, seconds }: RateLimit): number {
  return (1_000 * seconds) / messages;
}

function tooManyRooms(reason: string): RelayRefusal {
  return new RelayRefusal('too-many-rooms', `unable to join the room; ${reason}.`, RETRY_AFTER_MS);
}

export function tooFast(retryAfterMs: number): RelayRefusal {
  return new RelayRefusal(
    'rate-limited',
    'unable to do that; you send too much at once.',
    retryAfterMs,
  );
}
