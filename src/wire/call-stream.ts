import { decodeBase64, encodeBase64 } from './base64.js';
import { FrameReader, toFrame, type Frame } from './frames.js';
import { RpcError, StatusCode, type Metadata } from './rpc-error.js';

const TEXT_FORMAT = 'application/grpc-web-text';

/** The gRPC status for the HTTP statuses that proxies answer with; all others are UNKNOWN. */
const STATUS_OF_HTTP: Readonly<Record<number, number>> = {
  400: StatusCode.INVALID_ARGUMENT,
  401: StatusCode.UNAUTHENTICATED,
  403: StatusCode.PERMISSION_DENIED,
  404: StatusCode.NOT_FOUND,
  409: StatusCode.ABORTED,
  412: StatusCode.FAILED_PRECONDITION,
  429: StatusCode.RESOURCE_EXHAUSTED,
  499: StatusCode.CANCELLED,
  501: StatusCode.UNIMPLEMENTED,
  503: StatusCode.UNAVAILABLE,
  504: StatusCode.DEADLINE_EXCEEDED,
};

/** The HTTP statuses that `grpc-web` counts as success. */
const SUCCESS_STATUSES: readonly number[] = [200, 201, 202, 204, 206, 304];

interface Events<Response> {
  data: (response: Response) => void;
  error: (error: RpcError) => void;
  /** The response is complete. Emitted after an error in the trailers as well. */
  end: () => void;
}

/** One call: sends a request and emits the response messages as they arrive. */
export class CallStream<Response> {
  readonly #request = new XMLHttpRequest();
  readonly #frames = new FrameReader();
  readonly #deserialize: (bytes: Uint8Array) => Response;
  #listeners: [type: keyof Events<Response>, listener: (value: never) => void][] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How many characters of the response text have been read. */
  #charactersRead = 0;
  /** True after bytes that are no frame: where the next frame starts is unknown. */
  #malformed = false;

  /** @throws TypeError for an invalid header value, such as a cache name with a line break */
  constructor(
    url: string,
    { deadline, ...headers }: Metadata,
    message: Uint8Array,
    deserialize: (bytes: Uint8Array) => Response,
  ) {
    this.#deserialize = deserialize;
    const request = this.#request;
    request.onreadystatechange = () => this.#onReadyStateChange();
    request.open('POST', url);
    headers['Content-Type'] = headers['Accept'] = TEXT_FORMAT;
    headers['X-User-Agent'] = 'grpc-web-javascript/0.1';
    headers['X-Grpc-Web'] = '1';
    const timeoutMs = Math.ceil(Number(deadline) - Date.now());
    if (timeoutMs > 0) {
      headers['grpc-timeout'] = `${timeoutMs}m`;
      // A little longer than the service's own time-out, so that its error arrives first.
      const clientTimeoutMs = Math.max(1000, Math.ceil(timeoutMs * 1.1));
      this.#timer = setTimeout(() => this.#timeOut(), clientTimeoutMs);
    }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(encodeBase64(toFrame(message)));
  }

  on<Type extends keyof Events<Response>>(type: Type, listener: Events<Response>[Type]): this {
    this.#listeners.push([type, listener]);
    return this;
  }

  /** Aborts the request; no listener is called afterwards. */
  cancel(): void {
    this.#listeners = [];
    this.#stop();
  }

  #emit<Type extends keyof Events<Response>>(
    type: Type,
    ...value: Parameters<Events<Response>[Type]>
  ): void {
    for (const [registeredType, listener] of this.#listeners)
      if (registeredType === type) listener(...(value as [never]));
  }

  #fail(code: number, message: string, metadata?: Metadata): void {
    this.#emit('error', new RpcError(code, message, metadata));
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#request.onreadystatechange = null;
    this.#request.abort();
  }

  #timeOut(): void {
    this.#stop();
    this.#fail(StatusCode.DEADLINE_EXCEEDED, 'Request timed out');
  }

  #onReadyStateChange(): void {
    const request = this.#request;
    const type = request.getResponseHeader('Content-Type')?.toLowerCase();
    if (type?.startsWith(TEXT_FORMAT)) this.#readFrames();
    // A response without messages may use the binary format of gRPC-Web: its status is in the headers.
    else if (type && !type.startsWith('application/grpc')) {
      this.#fail(StatusCode.UNKNOWN, 'Unknown Content-type received.');
    }
    if (request.readyState === XMLHttpRequest.DONE) this.#finish();
  }

  #readFrames(): void {
    const { responseText } = this.#request;
    // Base64 decodes in groups of four characters; an incomplete group waits.
    const end = responseText.length - (responseText.length % 4);
    const text = responseText.slice(this.#charactersRead, end);
    this.#charactersRead = end;
    if (!text || this.#malformed) return;
    let frames: readonly Frame[] = [];
    try {
      // Each frame may have its own padding, so `=` can stand in the middle of the text.
      const chunks = text.match(/[^=]+=*/g) ?? [];
      frames = chunks.flatMap((chunk) => this.#frames.read(decodeBase64(chunk)));
    } catch {
      this.#malformed = true;
      this.#fail(StatusCode.UNKNOWN, 'Error in parsing response body');
    }
    for (const { isTrailers, payload } of frames) {
      if (isTrailers) this.#readStatus(toMetadata(new TextDecoder().decode(payload)));
      else this.#readMessage(payload);
    }
  }

  #readMessage(payload: Uint8Array): void {
    let response: Response;
    try {
      response = this.#deserialize(payload);
    } catch (error) {
      const reason = `Error when deserializing response data; error: ${String(error)}`;
      this.#fail(StatusCode.INTERNAL, `${reason}, response: undefined`);
      return;
    }
    this.#emit('data', response);
  }

  /** Emits an error for a status other than OK. Returns whether the status is OK. */
  #readStatus({
    'grpc-status': code = '0',
    'grpc-message': message = '',
    ...rest
  }: Metadata): boolean {
    if (Number(code) === 0) return true;
    this.#fail(Number(code), percentDecode(message), rest);
    return false;
  }

  #finish(): void {
    clearTimeout(this.#timer);
    const { status } = this.#request;
    if (!SUCCESS_STATUSES.includes(status)) {
      this.#fail(
        STATUS_OF_HTTP[status] ?? StatusCode.UNKNOWN,
        // The SDK compares this text: with status 0 it means a lost connection.
        `Http response at 400 or 500 level, http status code: ${status}`,
      );
    } else if (this.#readStatus(toMetadata(this.#request.getAllResponseHeaders()))) {
      this.#emit('end');
    }
  }
}

/** Parses lines of `name: value`. */
function toMetadata(text: string): Metadata {
  const lines = text.trim().split('\r\n');
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // The server sent it without percent-encoding.
  }
}
