import type { RelayRefusalAnswer, RelayRefusalCode } from '../../protocol/relay.js';

/** Thrown if a client's request is refused; its text is sent to the client. */
export class RelayRefusal extends Error {
  override readonly name = 'RelayRefusal';
  readonly code: RelayRefusalCode;
  readonly retryAfterMs: number | undefined;

  /** @param message "unable to <do>; <reason>" */
  constructor(code: RelayRefusalCode, message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  get answer(): RelayRefusalAnswer {
    const { code, message, retryAfterMs } = this;
    return { ok: false, code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
}

/** @param doing "unable to <doing>; …" */
export function unavailable(doing: string): RelayRefusal {
  return new RelayRefusal('unavailable', `unable to ${doing}; the room cannot be reached.`);
}
