/**
 * Why the token endpoint issues no token, or an inbox does not do what an agent asks. The codes are public: hosts may log and compare them. Browsers act on the statuses:
 * they retry after all but 4xx, and also after 408 and 429.
 */
const STATUS = {
  'malformed-address': 400,
  'foreign-page': 403,
  'missing-room': 400,
  'duplicate-room': 400,
  'invalid-room': 400,
  'malformed-answers': 400,
  'malformed-request': 400,
  forbidden: 403,
  'no-conversation': 404,
  'unknown-agent': 404,
  'no-desk': 404,
  'no-report': 404,
  'method-not-allowed': 405,
  'too-slow': 408,
  conflict: 409,
  'no-bot': 409,
  'too-large': 413,
  'unsupported-type': 415,
  'rate-limited': 429,
  'too-many-rooms': 429,
  'authorization-failed': 500,
  'server-misconfigured': 500,
  'momento-unavailable': 503,
} as const;

export type RefusalCode = keyof typeof STATUS;

/** An answer that refuses. Its text is fixed, or contains only data that the visitor sent. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly headers: Record<string, string>;

  constructor(code: RefusalCode, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }

  get status(): number {
    return STATUS[this.code];
  }

  toJSON(): { error: { code: RefusalCode; message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}
