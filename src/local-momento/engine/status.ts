/** The gRPC status codes, named as in the gRPC specification. */
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

/** Trailing metadata with lower-case names. The SDKs read `err`. */
export type StatusMetadata = Readonly<Record<string, string>>;

/**
 * The failure of a call. The message and the `err` metadata make both SDKs'
 * `CacheServiceErrorMapper` produce the same error code as for the service's own error.
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

/** SDK: `CACHE_NOT_FOUND_ERROR`, its code for NOT_FOUND unless `err` names a store. */
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

/** SDK: `BAD_REQUEST_ERROR`. The message names the method. */
export function unimplemented(path: string): MomentoStatusError {
  return new MomentoStatusError(
    'UNIMPLEMENTED',
    `momento-chat-local does not implement ${path.replace(/^\/(?=.)/, '')}`,
  );
}

/**
 * The message of each limit, by its name in the `err` metadata.
 *
 * The SDKs' `LimitExceededError` chooses its text in the base constructor, before its own field
 * with the `err` value is set. It therefore falls back to a word in the message ("operations",
 * "element size", …), so the message must contain that word.
 */
const LIMITS = {
  operations_rate_limit_exceeded: 'too many operations per second',
  request_size_limit_exceeded: 'request limit exceeded',
  element_size_limit_exceeded: 'element size is too large',
} as const;

/** SDK: `LIMIT_EXCEEDED_ERROR`, with the text for that limit. */
export function limitExceeded(limit: keyof typeof LIMITS, detail: string): MomentoStatusError {
  return new MomentoStatusError('RESOURCE_EXHAUSTED', `${LIMITS[limit]}: ${detail}`, {
    err: limit,
  });
}

/** Converts a thrown value to a status. A defect of the engine is reported as INTERNAL. */
export function toStatusError(error: unknown): MomentoStatusError {
  if (error instanceof MomentoStatusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new MomentoStatusError('INTERNAL', `momento-chat-local failed: ${message}`);
}
