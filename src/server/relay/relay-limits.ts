import type { IncomingHttpHeaders } from 'node:http';
import { checkedSeconds, checkedWholeNumber } from '../host/checked-numbers.js';
import { countedAddress } from '../host/network-address.js';
import type { ByteLimit, RateLimit } from '../limits/rate-limiter.js';

/** The source of a connection. */
export interface RelayOrigin {
  /** Of the handshake. */
  readonly headers: IncomingHttpHeaders;
  /** The remote address of the connection: behind a proxy, the proxy's address. */
  readonly address: string;
}

/** Limits for the load that clients can put on a relay. */
export interface RelayLimitOptions {
  /**
   * Returns the network address that the limits count. By default it is the connection's address. Behind a proxy, read
   * it from the header that your proxy sets; otherwise all visitors share the limits of one address. Of an IPv6 address
   * the network's 64 bits count.
   */
  addressOf?: (origin: RelayOrigin) => string | undefined;
  /**
   * The most rooms that this relay listens to at a time; 200 by default. The SDK has 400 streams a store (4 connections
   * of 100), shared with a moderator on the same store.
   */
  maxRooms?: number;
  /** The most rooms for the sockets of one address at a time; 40 by default. */
  maxRoomsPerAddress?: number;
  /** The most rooms for one socket at a time; 20 by default. */
  maxRoomsPerSocket?: number;
  /** The most sockets in total; 5,000 by default. */
  maxSockets?: number;
  /** The most sockets of one address; 50 by default. */
  maxSocketsPerAddress?: number;
  /** The most joins of one address, and separately the most connections; 100 in 10 s by default. */
  joinLimit?: RateLimit;
  /** The most messages of one address, from all its visitors; five times `rateLimit` by default. */
  addressRateLimit?: RateLimit;
  /**
   * The most bytes of files that one user or guest uploads, and five times as many of all visitors of one address, and of one
   * room. The files that messages announce count the same, separately: the relay or the moderator reads them. By default 20
   * files of `attachments.maxSize` in 300 s: 20 MB.
   */
  uploadLimit?: ByteLimit;
  /**
   * The most bytes of files that one user or guest fetches, and five times as many of one address. By default 200 files of
   * `attachments.maxSize` in 300 s: 200 MB.
   */
  downloadLimit?: ByteLimit;
}

const DEFAULTS = {
  maxRooms: 200,
  maxRoomsPerAddress: 40,
  maxRoomsPerSocket: 20,
  maxSockets: 5_000,
  maxSocketsPerAddress: 50,
} as const;
/** The default limits of transfers, in files of the largest size. */
const UPLOADED_FILES = 20;
const DOWNLOADED_FILES = 200;
const TRANSFER_SECONDS = 300;
const DEFAULT_JOIN_LIMIT: RateLimit = { messages: 100, seconds: 10 };
/** How many visitors of one address may write as fast as one visitor may. */
export const VISITORS_PER_ADDRESS = 5;

/** The checked limits, with defaults applied. */
export type RelayLimits = Readonly<Required<Omit<RelayLimitOptions, 'addressOf'>>> & {
  /** Never throws: if the host's function throws, the connection's own address is used. */
  readonly addressOf: (origin: RelayOrigin) => string;
};

/**
 * @param maxFileBytes of one file
 * @throws TypeError naming the invalid option
 */
export function relayLimits(
  options: RelayLimitOptions,
  rateLimit: RateLimit,
  maxFileBytes: number,
  report: (error: unknown) => void,
): RelayLimits {
  const {
    joinLimit = DEFAULT_JOIN_LIMIT,
    addressRateLimit = addressLimit(rateLimit),
    uploadLimit = { bytes: UPLOADED_FILES * maxFileBytes, seconds: TRANSFER_SECONDS },
    downloadLimit = { bytes: DOWNLOADED_FILES * maxFileBytes, seconds: TRANSFER_SECONDS },
  } = options;
  checkedRateLimit('joinLimit', joinLimit);
  checkedRateLimit('addressRateLimit', addressRateLimit);
  checkedByteLimit('uploadLimit', uploadLimit);
  checkedByteLimit('downloadLimit', downloadLimit);
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
    uploadLimit,
    downloadLimit,
  };
}

/** The limit for one address, from the limit for one visitor. */
export function addressLimit({ messages, seconds }: RateLimit): RateLimit {
  return { messages: VISITORS_PER_ADDRESS * messages, seconds };
}

/** @throws TypeError naming the option */
export function checkedRateLimit(name: string, { messages, seconds }: RateLimit): void {
  checkedWholeNumber(`${name}.messages`, messages, 1, Number.MAX_SAFE_INTEGER);
  checkedSeconds(`${name}.seconds`, seconds);
}

/** @throws TypeError naming the option */
function checkedByteLimit(name: string, { bytes, seconds }: ByteLimit): void {
  checkedWholeNumber(`${name}.bytes`, bytes, 1, Number.MAX_SAFE_INTEGER);
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
