import fc from 'fast-check';
import * as google from 'grpc-web';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as ours from '../../src/wire/grpc-web.js';
import { FakeXmlHttpRequest, type FakeResponse } from './fake-xml-http-request.js';

/**
 * Gives calls by both libraries the same responses in the same pieces: `grpc-web`, which the SDK was made for, is the
 * reference. The network is a fake here; test/transport/trimmed-sdk.browser.test.ts uses a real one with the SDK.
 */

/** The messages of these tests are texts. */
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
  const events: unknown[] = [];
  stream.on('data', (message) => events.push(message));
  stream.on('error', ({ name, code, message, metadata }) => {
    const rest = { ...metadata };
    // grpc-web leaves these in the metadata of a status in the headers, but not of one in the trailers.
    delete rest['grpc-status'];
    delete rest['grpc-message'];
    events.push({ name, code, message, metadata: rest });
  });
  stream.on('end', () => events.push('end'));
  return events;
}

/** The events of a stream and the callback of a unary call, for each library. */
function outcomes(answer: FakeResponse): { streams: unknown[][]; calls: unknown[][] } {
  const streams = libraries.map((library) => {
    const events = listen(start(library));
    FakeXmlHttpRequest.all.at(-1)?.respond(answer);
    return events;
  });
  const calls = libraries.map((library) => {
    const events: unknown[] = [];
    const client = new library.GrpcWebClientBase({ format: 'text' } as object);
    client.rpcCall(URL, 'a question', {}, descriptor(library), (error, response) => {
      events.push(error && { code: error.code, message: error.message }, response ?? null);
    });
    FakeXmlHttpRequest.all.at(-1)?.respond(answer);
    return events;
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
  FakeXmlHttpRequest.all = [];
  vi.stubGlobal('XMLHttpRequest', FakeXmlHttpRequest);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('gRPC-Web of the bundle', () => {
  it('sends the same requests as grpc-web', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    for (const library of libraries) {
      start(library, { authorization: 'secret', cache: 'c', deadline: '1005000' });
    }
    const [our, theirs] = FakeXmlHttpRequest.all;
    expect(our?.url).toBe(theirs?.url);
    expect(our?.requestHeaders).toEqual(theirs?.requestHeaders);
    expect(our?.requestHeaders['grpc-timeout']).toBe('5000m');
    expect(our?.sent).toBe(theirs?.sent);
  });

  const bodies: Record<string, readonly string[]> = {
    'one message': [data('a') + trailers(0)],
    'many messages': [data('a'), data('bc'), data('def') + trailers(0)],
    'an empty message': [data('') + trailers(0)],
    'trailers alone': [trailers(0)],
    'an empty body': [],
    'no trailers': [data('a')],
    'an error after a message': [data('a') + trailers(8, 'too%20much', 'err: topic_limit\r\n')],
    'an error at once': [trailers(5, 'none%21')],
    'a message that cannot be read': [data('unreadable') + data('b') + trailers(0)],
    'a frame of an unknown kind': [frame(7, 'a') + trailers(0)],
    'half a frame': [data('a long enough message').slice(0, 16)],
    'half a group of base64': [data('abc').slice(0, 7)],
  };

  for (const [name, pieces] of Object.entries(bodies)) {
    it(`reads ${name} like grpc-web`, () => {
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
    it(`reads HTTP ${String(status)} like grpc-web`, () => {
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

  it('reports a broken connection with the text that the SDK compares', () => {
    const { streams } = outcomes({ status: 200, headers: TEXT, pieces: [data('a')], breaks: true });
    expect(streams[0]).toEqual(streams[1]);
    expect(streams[0]?.[1]).toMatchObject({
      code: 2,
      message: 'Http response at 400 or 500 level, http status code: 0',
    });
  });

  it('reads a body like grpc-web, however it is divided into pieces', () => {
    const body = fc
      .tuple(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 6 }), fc.constantFrom(0, 3, 14))
      .map(([lengths, code]) => {
        const messages = lengths.map((length) => data('x'.repeat(length)));
        return messages.join('') + trailers(code, 'why');
      });
    const sizes = fc.infiniteStream(fc.integer({ min: 1, max: 40 }));
    const sameOutcome = fc.property(body, sizes, (body, sizes) => {
      const pieces: string[] = [];
      let end = 0;
      for (const size of sizes) {
        if (end >= body.length) break;
        pieces.push(body.slice(end, end + size));
        end += size;
      }
      const { streams, calls } = outcomes({ status: 200, headers: TEXT, pieces });
      expect(streams[0]).toEqual(streams[1]);
      expect(calls[0]).toEqual(calls[1]);
    });
    fc.assert(sameOutcome, { seed: 3, numRuns: 500 });
  });

  it('reads a long body in many pieces', () => {
    const body = data('x'.repeat(1_000_000)) + data('y') + trailers(0);
    const pieces = body.match(/.{1,4096}/g) ?? [];
    const events = listen(start(ours));
    FakeXmlHttpRequest.all.at(-1)?.respond({ status: 200, headers: TEXT, pieces });
    expect(events.map((each) => (each as string).length)).toEqual([1_000_002, 3, 3]);
  });

  it('refuses an excessively long frame with one error', () => {
    const header = Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 0]).toString('base64');
    const events = listen(start(ours));
    const pieces = [header, data('more'), data('and more')];
    FakeXmlHttpRequest.all.at(-1)?.respond({ status: 200, headers: TEXT, pieces });
    expect(events).toMatchObject([{ code: 2, message: 'Error in parsing response body' }, 'end']);
  });

  it('times out a little after the service’s own time-out, like grpc-web', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const events = libraries.map((library) => listen(start(library, { deadline: '1005000' })));
    vi.advanceTimersByTime(5_499);
    expect(events).toEqual([[], []]);
    vi.advanceTimersByTime(1);
    expect(events[0]).toEqual(events[1]);
    expect(events[0]).toMatchObject([{ code: 4, message: 'Request timed out' }]);
    expect(FakeXmlHttpRequest.all.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('emits nothing after it was cancelled', () => {
    vi.useFakeTimers({ now: 1_000_000 });
    for (const library of libraries) {
      const stream = start(library, { deadline: '1005000' });
      const events = listen(stream);
      stream.cancel();
      FakeXmlHttpRequest.all
        .at(-1)
        ?.respond({ status: 200, headers: TEXT, pieces: [data('late')] });
      vi.advanceTimersByTime(60_000);
      expect(events).toEqual([]);
    }
  });

  it('lets interceptors wrap a call', () => {
    for (const library of libraries) {
      const events: unknown[] = [];
      const intercept: ours.Interceptor['intercept'] = (request, next) => {
        const stream = next(request);
        return {
          on(type: string, listener: (value: never) => void) {
            events.push(type);
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
      FakeXmlHttpRequest.all.at(-1)?.respond({ status: 200, headers: TEXT, pieces });
      expect(events).toEqual(expect.arrayContaining(['data', 'error', 'end']));
      expect(callback.mock.calls).toEqual([[null, '«a»']]);
    }
  });

  it('accepts an error message that is not percent-encoded', () => {
    const events = listen(start(ours));
    const pieces = [trailers(13, '100% wrong')];
    FakeXmlHttpRequest.all.at(-1)?.respond({ status: 200, headers: TEXT, pieces });
    expect(events[0]).toMatchObject({ code: 13, message: '100% wrong' });
  });
});
