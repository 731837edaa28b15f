/**
 * The service's limits and their sources: "cache quotas" is https://docs.momentohq.com/cache/limits,
 * "topic quotas" is https://docs.momentohq.com/topics/limits, "the SDK" is `@gomomento/sdk` 1.118.
 */

const KIB = 1024;
const HOUR_SECONDS = 60 * 60;

/** Bytes of one topic message. Topic quotas, hard limits: payload size. */
export const MAX_TOPIC_MESSAGE_BYTES = 4 * KIB;

/** Bytes of one list element. Cache quotas, hard limits: collection element size. */
export const MAX_LIST_ELEMENT_BYTES = 128 * KIB;

/** Bytes of one scalar item. Cache quotas, hard limits: item size. */
export const MAX_ITEM_BYTES = 5 * KIB * KIB;

/** Milliseconds that an item may live. Cache quotas, hard limits: time to live. */
export const MAX_TTL_MS = 24 * HOUR_SECONDS * 1000;

/** Seconds that a disposable token may live: a day, and an hour to replace it. */
export const MAX_TOKEN_SECONDS = 25 * HOUR_SECONDS;

/** Characters of a token id. The SDK's `validateDisposableTokenTokenID` refuses more. */
export const MAX_TOKEN_ID_LENGTH = 64;

/** The limits that `ListCaches` reports; the rates are the soft limits of a new account. */
export const REPORTED_LIMITS = {
  cacheOperationsPerSecond: 100,
  cacheThroughputKbps: 1024,
  maxItemKb: MAX_ITEM_BYTES / KIB,
  maxTtlSeconds: MAX_TTL_MS / 1000,
  topicOperationsPerSecond: 10,
  topicSubscriptions: 100,
  maxTopicMessageKb: MAX_TOPIC_MESSAGE_BYTES / KIB,
} as const;
