import { decodeBase64, encodeBase64 } from './base64.js';
import { FrameReader, toFrame, type Frame } from './frames.js';
import { RpcError, StatusCode, type Metadata } from './rpc-error.js';

const TEXT_FORMAT = 'application/grpc-web-text';

/** What proxies say in HTTP, in gRPC's words; whatever is not listed is unknown. */
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

/** XMLHttpRequest's own idea of success. */
const GOOD_STATUSES: readonly number[] = [200, 201, 202, 204, 206, 304];

interface Events<Response> {
  data: (response: Response) => void;
  error: (error: RpcError) => void;
  /** No more comes. After an error in the trailers it is said as well. */
  end: () => void;
}

/** One call: a request, and the messages that answer it, as they come. */
export class CallStream<Response> {
  readonly #request = new XMLHttpRequest();
  readonly #frames = new FrameReader();
  readonly #deserialize: (bytes: Uint8Array) => Response;
  #listeners: [type: keyof Events<Response>, listener: (value: never) => void][] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How much of the text has been read. */
  #read = 0;
  /** Whether something came that is no frame: what follows cannot be told apart. */
  #broken = false;

  /** @throws TypeError when a header's value is none (a cache's name with a line break, say) */
  constructor(
    url: string,
    { deadline, ...headers }: Metadata,
    message: Uint8Array,
    deserialize: (bytes: Uint8Array) => Response,
  ) {
    this.#deserialize = deserialize;
    const request = this.#request;
    request.onreadystatechange = () => this.#proceed();
    request.open('POST', url);
    headers['Content-Type'] = headers['Accept'] = TEXT_FORMAT;
    headers['X-User-Agent'] = 'grpc-web-javascript/0.1';
    headers['X-Grpc-Web'] = '1';
    const timeoutMs = Math.ceil(Number(deadline) - Date.now());
    if (timeoutMs > 0) {
      headers['grpc-timeout'] = `${String(timeoutMs)}m`;
      // The service should be the first to give up.
      const patienceMs = Math.max(1000, Math.ceil(timeoutMs * 1.1));
      this.#timer = setTimeout(() => this.#timeOut(), patienceMs);
    }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(encodeBase64(toFrame(message)));
  }

  on<Type extends keyof Events<Response>>(type: Type, listener: Events<Response>[Type]): this {
    this.#listeners.push([type, listener]);
    return this;
  }

  /** Nothing is heard of it any more. */
  cancel(): void {
    this.#listeners = [];
    this.#stop();
  }

  #emit<Type extends keyof Events<Response>>(
    type: Type,
    ...value: Parameters<Events<Response>[Type]>
  ): void {
    for (const [its, listener] of this.#listeners)
      if (its === type) listener(...(value as [never]));
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

  #proceed(): void {
    const request = this.#request;
    const type = request.getResponseHeader('Content-Type')?.toLowerCase();
    if (type?.startsWith(TEXT_FORMAT)) this.#readMore();
    // An answer that is a status and nothing else may be of another format of gRPC-Web.
    else if (type && !type.startsWith('application/grpc')) {
      this.#fail(StatusCode.UNKNOWN, 'Unknown Content-type received.');
    }
    if (request.readyState === XMLHttpRequest.DONE) this.#conclude();
  }

  #readMore(): void {
    const { responseText } = this.#request;
    // Four characters are three bytes.
    const end = responseText.length - (responseText.length % 4);
    const text = responseText.slice(this.#read, end);
    this.#read = end;
    if (!text || this.#broken) return;
    let frames: readonly Frame[] = [];
    try {
      // Each frame may be padded on its own, in the middle of the text.
      const chunks = text.match(/[^=]+=*/g) ?? [];
      frames = chunks.flatMap((chunk) => this.#frames.read(decodeBase64(chunk)));
    } catch {
      this.#broken = true;
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

  /** @returns whether the call went well */
  #readStatus({
    'grpc-status': code = '0',
    'grpc-message': message = '',
    ...rest
  }: Metadata): boolean {
    if (Number(code) === 0) return true;
    this.#fail(Number(code), percentDecoded(message), rest);
    return false;
  }

  #conclude(): void {
    clearTimeout(this.#timer);
    const { status } = this.#request;
    if (!GOOD_STATUSES.includes(status)) {
      this.#fail(
        STATUS_OF_HTTP[status] ?? StatusCode.UNKNOWN,
        // The SDK knows this text: with 0 it stands for a connection that was lost.
        `Http response at 400 or 500 level, http status code: ${String(status)}`,
      );
    } else if (this.#readStatus(toMetadata(this.#request.getAllResponseHeaders()))) {
      this.#emit('end');
    }
  }
}

/** From lines of `name: value`. */
function toMetadata(text: string): Metadata {
  const lines = text.trim().split('\r\n');
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    }),
  );
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Somebody wrote it plainly.
  }
}
