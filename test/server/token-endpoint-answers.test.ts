import { describe, expect, it, vi } from 'vitest';
import { byteLength } from '../../src/protocol/limits.js';
import type { TokenEndpointOptions } from '../../src/server/index.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { ADA, codeOf, request, setUp } from './token-endpoint-fixture.js';

const JSON_HEADERS = { 'Content-Type': 'application/json' };

function posting(body: BodyInit, headers: Record<string, string> = JSON_HEADERS): RequestInit {
  return { method: 'POST', body, headers };
}

function withAnswers(answers: unknown): RequestInit {
  return posting(JSON.stringify({ answers }));
}

/** An endpoint, and the answers that `authorize` was called with. */
function start(options: Partial<TokenEndpointOptions> = {}, clock = new FakeClock()) {
  const calls: Readonly<Record<string, string>>[] = [];
  const authorize: TokenEndpointOptions['authorize'] = (_, __, answers) => {
    calls.push(answers);
    return ADA;
  };
  return { ...setUp({ authorize, ...options }, clock), calls, clock };
}

describe('the answers of a visitor', () => {
  it('reach authorize, with the request and the room, and the answer is as without them', async () => {
    const authorize = vi.fn(() => ADA);
    const { get } = setUp({ authorize });
    const asked = await get('?room=lobby', withAnswers({ name: ' Ada ', topic: 'A bill' }));
    expect(asked.status).toBe(200);
    expect(authorize).toHaveBeenCalledExactlyOnceWith(expect.any(Request), 'lobby', {
      name: 'Ada',
      topic: 'A bill',
    });
    expect(await asked.json()).toEqual(await (await get('?room=lobby')).json());
  });

  it('are none for a GET, and where a POST brings none', async () => {
    const { get, calls } = start();
    await get('?room=lobby');
    await get('?room=lobby', withAnswers({}));
    expect(calls).toEqual([{}, {}]);
  });

  it('cannot be changed, and have nothing of Object.prototype', async () => {
    const { get, calls } = start();
    await get('?room=lobby', withAnswers({ constructor: 'me', toString: 'you' }));
    const [answers] = calls;
    expect(Object.isFrozen(answers)).toBe(true);
    expect({ ...answers }).toEqual({ constructor: 'me', toString: 'you' });
    await get('?room=lobby');
    expect('constructor' in (calls[1] ?? { constructor: 1 })).toBe(false);
  });

  it('leave the request’s headers and cookies to authorize', async () => {
    let cookie: string | null = null;
    const { get } = start({
      authorize: ({ headers }) => {
        cookie = headers.get('Cookie');
        return ADA;
      },
    });
    const headers = { ...JSON_HEADERS, Cookie: 'session=1' };
    await get('?room=lobby', posting('{"answers":{"name":"Ada"}}', headers));
    expect(cookie).toBe('session=1');
  });

  it('may be as long as is documented', async () => {
    const answers = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [
        `${'a'.repeat(38)}${String(n).padStart(2, '0')}`,
        'x'.repeat(150),
      ]),
    );
    expect(byteLength(JSON.stringify(answers))).toBeLessThanOrEqual(4_096);
    const { get, calls } = start();
    expect((await get('?room=lobby', withAnswers(answers))).status).toBe(200);
    expect((await get('?room=lobby', withAnswers({ topic: '😀'.repeat(250) }))).status).toBe(200);
    expect(calls).toHaveLength(2);
  });

  it('are read whatever the type’s case, and with a charset', async () => {
    for (const type of [
      'application/json; charset=utf-8',
      'Application/JSON',
      'application/json;',
    ]) {
      const { get, calls } = start();
      await get('?room=a', posting('{"answers":{"name":"Ada"}}', { 'Content-Type': type }));
      expect(calls).toEqual([{ name: 'Ada' }]);
    }
  });
});

describe('hostile answers', () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`a${String(n)}`, 'x']));

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['nothing', ''],
    ['no object', '7'],
    ['null', 'null'],
    ['no answers', '{}'],
    ['answers that are a list', '{"answers":["Ada"]}'],
    ['an empty list', '{"answers":[]}'],
    ['answers that are a text', '{"answers":"Ada"}'],
    ['answers that are null', '{"answers":null}'],
    ['a number', '{"answers":{"name":7}}'],
    ['an object', '{"answers":{"name":{"toString":"Ada"}}}'],
    ['__proto__', '{"answers":{"__proto__":"Ada"}}'],
    ['answers that come by __proto__', '{"__proto__":{"answers":{"name":"Ada"}}}'],
    ['a name of digits', '{"answers":{"1":"Ada"}}'],
    ['a name with a bracket', '{"answers":{"a[b]":"Ada"}}'],
    ['a name of 41 letters', JSON.stringify({ answers: { ['a'.repeat(41)]: 'Ada' } })],
    ['no name', '{"answers":{"":"Ada"}}'],
    ['a text of 501 code units', JSON.stringify({ answers: { name: 'x'.repeat(501) } })],
    ['21 answers', JSON.stringify({ answers: many })],
    [
      'more than 4,096 bytes',
      JSON.stringify({
        answers: Object.fromEntries(['a', 'b', 'c'].map((name) => [name, '界'.repeat(500)])),
      }),
    ],
  ])('are refused, and authorize is not asked: %s', async (_, body) => {
    const { get, calls, grants, errors } = start();
    const response = await get('?room=lobby', posting(body));
    expect(response.status).toBe(400);
    expect(await codeOf(response)).toBe('malformed-answers');
    expect([calls, grants, errors]).toEqual([[], [], []]);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/json',
    '',
  ])('are refused as the type %j, which pages of other origins may send unasked', async (type) => {
    const { get, calls } = start();
    const headers = type ? { 'Content-Type': type } : {};
    const body = new TextEncoder().encode('{"answers":{"name":"Ada"}}');
    const response = await get('?room=lobby', posting(body, headers));
    expect(response.status).toBe(415);
    expect(await codeOf(response)).toBe('unsupported-type');
    expect(calls).toEqual([]);
  });

  it('are refused beyond 16 KB, also where the length is not said, and not read on', async () => {
    const { get, endpoint, calls } = start();
    const body = JSON.stringify({ answers: {}, more: 'x'.repeat(16 * 1024) });
    const response = await get('?room=lobby', posting(body));
    expect(response.status).toBe(413);
    expect(await codeOf(response)).toBe('too-large');
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1_024).fill(32));
      },
    });
    expect((await endpoint(streamed(endless))).status).toBe(413);
    expect(pulled).toBeLessThan(20);
    expect(calls).toEqual([]);
  });

  it('are given up after 3 s where they never end: 408', async () => {
    const { endpoint, calls, clock } = start();
    const answered = endpoint(streamed(new ReadableStream()));
    await clock.advance(2_999);
    expect(await Promise.race([answered, Promise.resolve('not yet')])).toBe('not yet');
    await clock.advance(1);
    const response = await answered;
    expect(response.status).toBe(408);
    expect(await codeOf(response)).toBe('too-slow');
    expect([calls, clock.pending]).toEqual([[], 0]);
  });

  it('are refused where the connection breaks, and where the host has read the body', async () => {
    const { endpoint, errors } = start();
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error('cut')),
    });
    expect((await endpoint(streamed(broken))).status).toBe(400);
    const read = request('?room=lobby', withAnswers({ name: 'Ada' }));
    await read.text();
    expect(await codeOf(await endpoint(read))).toBe('malformed-answers');
    expect(errors).toEqual([]);
  });

  it('are not read for a page of another origin, nor for no room', async () => {
    const { get, calls } = start();
    const headers = { ...JSON_HEADERS, Origin: 'https://evil.example' };
    expect((await get('?room=lobby', posting('{"answers":{}}', headers))).status).toBe(403);
    expect((await get('', withAnswers({}))).status).toBe(400);
    expect(calls).toEqual([]);
  });
});

describe('answers from a page of a listed origin', () => {
  const allowedOrigins = ['https://shop.example'];
  const Origin = 'https://shop.example';

  it('are allowed by the preflight, with their type', async () => {
    const { status, headers } = await setUp({ allowedOrigins }).get('?room=a', {
      method: 'OPTIONS',
      headers: {
        Origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('Access-Control-Allow-Methods')).toBe('GET, POST');
    expect(headers.get('Access-Control-Allow-Headers')).toBe('content-type');
  });

  it('reach authorize, and the page may read the answer', async () => {
    const { get, calls } = start({ allowedOrigins });
    const headers = { ...JSON_HEADERS, Origin, 'Sec-Fetch-Site': 'cross-site' };
    const response = await get('?room=a', posting('{"answers":{"name":"Ada"}}', headers));
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(Origin);
    expect(calls).toEqual([{ name: 'Ada' }]);
  });
});

/** A request whose body comes as it comes. */
function streamed(body: ReadableStream<Uint8Array>): Request {
  return request('?room=lobby', { ...posting(body), duplex: 'half' } as RequestInit);
}
