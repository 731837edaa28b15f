/** The gRPC status codes, by their names in the gRPC specification. */
export const Status = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type StatusName = keyof typeof Status;

/** Trailing metadata, lower-case names. `err` is the one the SDKs read. */
export type StatusMetadata = Readonly<Record<string, string>>;

/**
 * A call's failure as the wire carries it. The message and the `err` metadata are chosen so that
 * both SDKs' `CacheServiceErrorMapper` arrive at the error code the service would have given.
 */
export class MomentoStatusError extends Error {
  readonly status: StatusName;
  readonly metadata: StatusMetadata;

  constructor(status: StatusName, message: string, metadata: StatusMetadata = {}) {
    super(message);
    this.name = 'MomentoStatusError';
    this.status = status;
    this.metadata = metadata;
  }

  get code(): number {
    return Status[this.status];
  }
}

/** SDK: `CACHE_NOT_FOUND_ERROR`, which is what NOT_FOUND means unless `err` speaks of a store. */
export function cacheNotFound(name: string): MomentoStatusError {
  return new MomentoStatusError('NOT_FOUND', `Cache with name: ${name} doesn't exist`);
}

/** SDK: `CACHE_ALREADY_EXISTS_ERROR`; its clients report it as `CreateCache.AlreadyExists`. */
export function cacheAlreadyExists(name: string): MomentoStatusError {
  return new MomentoStatusError('ALREADY_EXISTS', `Cache with name: ${name} already exists`);
}

/** SDK: `AUTHENTICATION_ERROR`. */
export function unauthenticated(reason: string): MomentoStatusError {
  return new MomentoStatusError('UNAUTHENTICATED', `Invalid authentication credentials: ${reason}`);
}

/** SDK: `PERMISSION_ERROR`. */
export function permissionDenied(wanted: string): MomentoStatusError {
  return new MomentoStatusError('PERMISSION_DENIED', `Insufficient permissions to ${wanted}`);
}

/** SDK: `INVALID_ARGUMENT_ERROR`. */
export function invalidArgument(reason: string): MomentoStatusError {
  return new MomentoStatusError('INVALID_ARGUMENT', `Invalid argument: ${reason}`);
}

/** SDK: `FAILED_PRECONDITION_ERROR`. */
export function wrongType(expected: string, found: string): MomentoStatusError {
  return new MomentoStatusError(
    'FAILED_PRECONDITION',
    `The item is of the wrong type: expected ${expected}, found ${found}`,
  );
}

/** SDK: `BAD_REQUEST_ERROR`. The name is in the message: it is the one thing its reader needs. */
export function unimplemented(path: string): MomentoStatusError {
  return new MomentoStatusError(
    'UNIMPLEMENTED',
    `momento-chat-local does not implement ${path.replace(/^\/(?=.)/, '')}`,
  );
}

/**
 * What each limit is called in the `err` metadata, and what its message says.
 *
 * The SDKs' `LimitExceededError` chooses its sentence in the base constructor, before its own field
 * with the `err` value is set. It therefore falls back to a word in the message ("operations",
 * "element size", …), so the message must hold that word too.
 */
const LIMITS = {
  operations_rate_limit_exceeded: 'too many operations per second',
  request_size_limit_exceeded: 'request limit exceeded',
  element_size_limit_exceeded: 'element size is too large',
} as const;

/** SDK: `LIMIT_EXCEEDED_ERROR`, with the sentence for that limit. */
export function limitExceeded(limit: keyof typeof LIMITS, detail: string): MomentoStatusError {
  return new MomentoStatusError('RESOURCE_EXHAUSTED', `${LIMITS[limit]}: ${detail}`, {
    err: limit,
  });
}

/** Whatever a handler threw, as a status: a defect of the engine is told as INTERNAL, not hidden. */
export function toStatusError(error: unknown): MomentoStatusError {
  if (error instanceof MomentoStatusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new MomentoStatusError('INTERNAL', `momento-chat-local failed: ${message}`);
}
