import * as google from 'grpc-web';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as ours from '../../src/wire/grpc-web.js';
import { Random } from '../chaos/random.js';

/**
 * The same answers, in the same pieces, to a call by each library: the one that the SDK was made for is the
 * measure. Only the network is played; the same is done over a real one by the SDK itself (build/).
 */

/** What a server does, and when the browser tells of it. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  /** The body's text as it grows; the last piece may come with the end. */
  pieces: readonly string[];
  /** The connection breaks, which browsers tell as status 0. */
  breaks?: boolean;
}

class PlayedRequest {
  static readonly DONE = 4;
  static all: PlayedRequest[] = [];

  onreadystatechange: (() => void) | null = null;
  readyState = 0;
  status = 0;
  responseText = '';
  withCredentials = false;
  timeout = 0;
  sent: unknown;
  aborted = false;
  readonly requestHeaders: Record<string, string> = {};
  url = '';
  #headers: Record<string, string> | undefined;

  constructor() {
    PlayedRequest.all.push(this);
  }

  open(method: string, url: string): void {
    this.url = `${method} ${url}`;
    this.#change(1);
  }

  setRequestHeader(name: string, value: string): void {
    this.requestHeaders[name.toLowerCase()] = String(value);
  }

  getResponseHeader(name: string): string | null {
    return this.#headers?.[name.toLowerCase()] ?? null;
  }

  getAllResponseHeaders(): string {
    return Object.entries(this.#headers ?? {})
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
  }

  get response(): string {
    return this.responseText;
  }

  send(body: unknown): void {
    this.sent = body;
  }

  abort(): void {
    this.aborted = true;
  }

  play({ status, headers, pieces, breaks = false }: Answer): void {
    this.status = status;
    this.#headers = headers;
    this.#change(2);
    for (const piece of pieces) {
      this.responseText += piece;
      this.#change(3);
    }
    if (breaks) {
      this.status = 0;
      this.#headers = undefined;
      this.responseText = '';
    }
    this.#change(4);
  }

  #change(state: number): void {
    if (this.aborted) return;
    this.readyState = state;
    this.onreadystatechange?.();
  }
}

/** A text is its own message. */
const serialize = (message: string): Uint8Array => new TextEncoder().encode(message);
const deserialize = (bytes: Uint8Array): string => {
  const message = new TextDecoder().decode(bytes);
  if (message === 'unreadable') throw new RangeError('no message');
  return `«${message}»`;
};

const URL = 'https://service.example/cache_client.Scs/ListFetch';
type Library = typeof ours;
const libraries: readonly Library[] = [ours, google as unknown as Library];

function start(
  library: Library,
  metadata: Record<string, string> = {},
): ours.ReadableStream<string> {
  const client = new library.GrpcWebClientBase({ format: 'text' } as object);
  return client.serverStreaming(URL, 'a question', { ...metadata }, descriptor(library));
}

function descriptor(library: Library): ours.MethodDescriptor<string, string> {
  return new library.MethodDescriptor(
    '/cache_client.Scs/ListFetch',
    library.MethodType.UNARY,
    Object,
    Object,
    serialize,
    deserialize,
  );
}

function listen(stream: ours.ReadableStream<string>): unknown[] {
  const heard: unknown[] = [];
  stream.on('data', (message) => heard.push(message));
  stream.on('error', ({ name, code, message, metadata }) => {
    const rest = { ...metadata };
    // Of a status in the headers grpc-web leaves these two in, of one in the trailers it does not.
    delete rest['grpc-status'];
    delete rest['grpc-message'];
    heard.push({ name, code, message, metadata: rest });
  });
  stream.on('end', () => heard.push('end'));
  return heard;
}

/** What each library makes of an answer: of a stream, and of a call with one response. */
function outcomes(answer: Answer): { streams: unknown[][]; calls: unknown[][] } {
  const streams = libraries.map((library) => {
    const heard = listen(start(library));
    PlayedRequest.all.at(-1)?.play(answer);
    return heard;
  });
  const calls = libraries.map((library) => {
    const heard: unknown[] = [];
    const client = new library.GrpcWebClientBase({ format: 'text' } as object);
    client.rpcCall(URL, 'a question', {}, descriptor(library), (error, response) => {
      heard.push(error && { code: error.code, message: error.message }, response ?? null);
    });
    PlayedRequest.all.at(-1)?.play(answer);
    return heard;
  });
  return { streams, calls };
}

const TEXT = { 'content-type': 'application/grpc-web-text+proto' };

function frame(flag: number, payload: string): string {
  const bytes = serialize(payload);
  const header = Buffer.alloc(5);
  header[0] = flag;
  header.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([header, bytes]).toString('base64');
}

const data = (message: string): string => frame(0, message);
const trailers = (code: number, message = '', more = ''): string =>
  frame(128, `grpc-status:${String(code)}\r\ngrpc-message:${message}\r\n${more}`);

beforeEach(() => {
  PlayedRequest.all = [];
  vi.stubGlobal('XMLHttpRequest', PlayedRequest);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the bundle’s gRPC-Web', () => {
  it('sends what grpc-web sends', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    for (const library of libraries) {
      start(library, { authorization: 'secret', cache: 'c', deadline: '1005000' });
    }
    const [our, theirs] = PlayedRequest.all;
    expect(our?.url).toBe(theirs?.url);
    expect(our?.requestHeaders).toEqual(theirs?.requestHeaders);
    expect(our?.requestHeaders['grpc-timeout']).toBe('5000m');
    expect(our?.sent).toBe(theirs?.sent);
  });

  const bodies: Record<string, readonly string[]> = {
    'one message': [data('a') + trailers(0)],
    'many messages': [data('a'), data('bc'), data('def') + trailers(0)],
    'an empty message': [data('') + trailers(0)],
    'nothing but trailers': [trailers(0)],
    'nothing at all': [],
    'no trailers': [data('a')],
    'an error after a message': [data('a') + trailers(8, 'too%20much', 'err: topic_limit\r\n')],
    'an error at once': [trailers(5, 'none%21')],
    'a message that cannot be read': [data('unreadable') + data('b') + trailers(0)],
    'a frame of an unknown kind': [frame(7, 'a') + trailers(0)],
    'half a frame': [data('a long enough message').slice(0, 16)],
    'half a group of base64': [data('abc').slice(0, 7)],
  };

  for (const [name, pieces] of Object.entries(bodies)) {
    it(`makes of ${name} what grpc-web makes of it`, () => {
      const { streams, calls } = outcomes({ status: 200, headers: TEXT, pieces });
      expect(streams[0]).toEqual(streams[1]);
      expect(calls[0]).toEqual(calls[1]);
    });
  }

  const statuses = [
    0, 200, 201, 204, 301, 302, 304, 400, 401, 403, 404, 408, 409, 412, 418, 429, 499, 500, 501,
    502, 503, 504, 599,
  ];
  for (const status of statuses) {
    it(`makes of HTTP ${String(status)} what grpc-web makes of it`, () => {
      for (const headers of [
        TEXT,
        {},
        { 'content-type': 'text/html' },
        { ...TEXT, 'grpc-status': '16', 'grpc-message': 'who%20are%20you' },
        { 'content-type': 'application/grpc', 'grpc-status': '14', 'x-more': 'said' },
        { ...TEXT, 'grpc-status': '0' },
      ]) {
        const { streams, calls } = outcomes({ status, headers, pieces: [] });
        expect(streams[0]).toEqual(streams[1]);
        expect(calls[0]).toEqual(calls[1]);
      }
    });
  }

  it('tells of a broken connection as grpc-web does, which is how the SDK knows one', () => {
    const { streams } = outcomes({ status: 200, headers: TEXT, pieces: [data('a')], breaks: true });
    expect(streams[0]).toEqual(streams[1]);
    expect(streams[0]?.[1]).toMatchObject({
      code: 2,
      message: 'Http response at 400 or 500 level, http status code: 0',
    });
  });

  it('reads a body in whatever pieces it comes', () => {
    const random = new Random(3);
    for (let run = 0; run < 500; run += 1) {
      const messages = Array.from({ length: random.between(0, 6) }, () =>
        'x'.repeat(random.between(0, 50)),
      );
      const body = messages.map(data).join('') + trailers(random.pick([0, 0, 3, 14]), 'why');
      const pieces: string[] = [];
      for (let at = 0; at < body.length;) {
        const size = random.between(1, 40);
        pieces.push(body.slice(at, at + size));
        at += size;
      }
      const { streams, calls } = outcomes({ status: 200, headers: TEXT, pieces });
      expect(streams[0]).toEqual(streams[1]);
      expect(calls[0]).toEqual(calls[1]);
    }
  });

  it('reads a long body that comes in many pieces', () => {
    const body = data('x'.repeat(1_000_000)) + data('y') + trailers(0);
    const pieces = body.match(/.{1,4096}/g) ?? [];
    const heard = listen(start(ours));
    PlayedRequest.all.at(-1)?.play({ status: 200, headers: TEXT, pieces });
    expect(heard.map((each) => (each as string).length)).toEqual([1_000_002, 3, 3]);
  });

  it('believes in no endless frame, and says so once', () => {
    const header = Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 0]).toString('base64');
    const heard = listen(start(ours));
    const pieces = [header, data('more'), data('and more')];
    PlayedRequest.all.at(-1)?.play({ status: 200, headers: TEXT, pieces });
    expect(heard).toMatchObject([{ code: 2, message: 'Error in parsing response body' }, 'end']);
  });

  it('gives up a call a little after the service should have', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const heard = libraries.map((library) => listen(start(library, { deadline: '1005000' })));
    vi.advanceTimersByTime(5_499);
    expect(heard).toEqual([[], []]);
    vi.advanceTimersByTime(1);
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0]).toMatchObject([{ code: 4, message: 'Request timed out' }]);
    expect(PlayedRequest.all.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('is silent once it is cancelled', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    for (const library of libraries) {
      const stream = start(library, { deadline: '1005000' });
      const heard = listen(stream);
      stream.cancel();
      PlayedRequest.all.at(-1)?.play({ status: 200, headers: TEXT, pieces: [data('late')] });
      vi.advanceTimersByTime(60_000);
      expect(heard).toEqual([]);
    }
  });

  it('lets interceptors see the call and answer in its place', () => {
    for (const library of libraries) {
      const heard: unknown[] = [];
      const intercept: ours.Interceptor['intercept'] = (request, next) => {
        const stream = next(request);
        return {
          on(type: string, listener: (value: never) => void) {
            heard.push(type);
            stream.on(type as 'data', listener as () => void);
            return this;
          },
          cancel: () => stream.cancel(),
        };
      };
      const client = new library.GrpcWebClientBase({ streamInterceptors: [{ intercept }] });
      const callback = vi.fn();
      client.rpcCall(URL, 'a question', {}, descriptor(library), callback);
      const pieces = [data('a') + trailers(0)];
      PlayedRequest.all.at(-1)?.play({ status: 200, headers: TEXT, pieces });
      expect(heard).toEqual(expect.arrayContaining(['data', 'error', 'end']));
      expect(callback.mock.calls).toEqual([[null, '«a»']]);
    }
  });

  it('says what a proxy said plainly, where it is no percent-encoding', () => {
    const heard = listen(start(ours));
    const pieces = [trailers(13, '100% wrong')];
    PlayedRequest.all.at(-1)?.play({ status: 200, headers: TEXT, pieces });
    expect(heard[0]).toMatchObject({ code: 13, message: '100% wrong' });
  });
});
