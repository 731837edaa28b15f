import type { IncomingHttpHeaders } from 'node:http';
import { checkedSeconds, checkedWholeNumber } from '../host/checked-numbers.js';
import { countedAddress } from '../host/network-address.js';
import type { RateLimit } from '../limits/rate-limiter.js';

/** Where a connection comes from. */
export interface RelayOrigin {
  readonly headers: IncomingHttpHeaders;
  /** The other end of the connection: behind a proxy, the proxy. */
  readonly address: string;
}

/** Bounds for what strangers can make a relay do. */
export interface RelayLimitOptions {
  /**
   * The network address that counts as one visitor's. By default that of the connection. Behind a proxy, the header that
   * your proxy sets: without it all visitors share the bounds of one address. Of IPv6, the network's 64 bits count.
   */
  addressOf?: (origin: RelayOrigin) => string | undefined;
  /**
   * Rooms that this relay listens to at a time; 200 by default. The SDK has 400 streams a store (4 connections of 100),
   * which a moderator on the same store shares.
   */
  maxRooms?: number;
  /** Rooms that the sockets of one address may be in at a time; 40 by default. */
  maxRoomsPerAddress?: number;
  /** Rooms that one socket may be in at a time; 20 by default. */
  maxRoomsPerSocket?: number;
  /** Sockets in all; 5,000 by default. */
  maxSockets?: number;
  /** Sockets of one address; 50 by default. */
  maxSocketsPerAddress?: number;
  /** Joins of one address, and likewise its connections; 100 in 10 s by default. */
  joinLimit?: RateLimit;
  /** Messages of one address, whoever sends them; five times `rateLimit` by default. */
  addressRateLimit?: RateLimit;
}

const DEFAULTS = {
  maxRooms: 200,
  maxRoomsPerAddress: 40,
  maxRoomsPerSocket: 20,
  maxSockets: 5_000,
  maxSocketsPerAddress: 50,
} as const;
const DEFAULT_JOIN_LIMIT: RateLimit = { messages: 100, seconds: 10 };
/** How many visitors of one address may write as fast as one visitor may. */
const VISITORS_PER_ADDRESS = 5;

/** The limits with their defaults, checked. */
export type RelayLimits = Readonly<Required<Omit<RelayLimitOptions, 'addressOf'>>> & {
  /** Never throws: a function of the host's that does is as good as none. */
  readonly addressOf: (origin: RelayOrigin) => string;
};

/** @throws TypeError naming the option that makes no sense */
export function relayLimits(
  options: RelayLimitOptions,
  rateLimit: RateLimit,
  report: (error: unknown) => void,
): RelayLimits {
  const {
    joinLimit = DEFAULT_JOIN_LIMIT,
    addressRateLimit = {
      messages: VISITORS_PER_ADDRESS * rateLimit.messages,
      seconds: rateLimit.seconds,
    },
  } = options;
  checkedRateLimit('joinLimit', joinLimit);
  checkedRateLimit('addressRateLimit', addressRateLimit);
  const number = (name: keyof typeof DEFAULTS): number => {
    const value = options[name] ?? DEFAULTS[name];
    checkedWholeNumber(name, value, 1, Number.MAX_SAFE_INTEGER);
    return value;
  };
  return {
    addressOf: addressFinder(options.addressOf, report),
    maxRooms: number('maxRooms'),
    maxRoomsPerAddress: number('maxRoomsPerAddress'),
    maxRoomsPerSocket: number('maxRoomsPerSocket'),
    maxSockets: number('maxSockets'),
    maxSocketsPerAddress: number('maxSocketsPerAddress'),
    joinLimit,
    addressRateLimit,
  };
}

/** @throws TypeError naming the option */
export function checkedRateLimit(name: string, { messages, seconds }: RateLimit): void {
  checkedWholeNumber(`${name}.messages`, messages, 1, Number.MAX_SAFE_INTEGER);
  checkedSeconds(`${name}.seconds`, seconds);
}

function addressFinder(
  addressOf: RelayLimitOptions['addressOf'],
  report: (error: unknown) => void,
): RelayLimits['addressOf'] {
  return (origin) => {
    let address: unknown;
    try {
      address = addressOf?.(origin);
    } catch (error) {
      report(error);
    }
    return countedAddress(typeof address === 'string' ? address : origin.address);
  };
}
