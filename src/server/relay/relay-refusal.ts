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

/** The client has left the room before it was let in. */
export function left(): RelayRefusal {
  return new RelayRefusal('not-joined', 'unable to join the room; you have left it.');
}

/** A refusal as an event, for clients that requested no acknowledgement. @param name the refused event */
export function refusalEvent(
  name: string,
  { room, id }: Readonly<Record<string, unknown>>,
  { code, message }: RelayRefusalAnswer,
): [event: string, payload: object] {
  const about = {
    ...(typeof room === 'string' ? { room: room.slice(0, 128) } : {}),
    ...(typeof id === 'string' ? { id: id.slice(0, 64) } : {}),
  };
  const isRejection = name === 'message' && code !== 'malformed';
  return [isRejection ? 'rejected' : 'error', { event: name, ...about, code, message }];
}
