import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  createModerationWebhook,
  type ModerationWebhookOptions,
} from '../../src/server/moderation/moderation-webhook.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';

const SECRET = 'a secret that Momento knows, too';

function setUp(options: Partial<ModerationWebhookOptions> = {}) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const errors: unknown[] = [];
  const start = (more: Partial<ModerationWebhookOptions> = {}) =>
    createModerationWebhook(
      {
        store: memory.connect(),
        moderate: () => undefined,
        signingSecret: SECRET,
        onError: (error) => errors.push(error),
        ...options,
        ...more,
      },
      clock,
    );
  return {
    clock,
    memory,
    errors,
    start,
    webhook: start(),
    /** What Momento would send now. */
    event: (fields: object = {}) => ({
      cache: 'instant-messaging',
      topic: 'lobby-input',
      event_timestamp: clock.now(),
      publish_timestamp: clock.now(),
      topic_sequence_number: 7,
      token_id: 'ada',
      text: JSON.stringify({ id: 'm1', username: 'Ada', message: 'Hello' }),
      ...fields,
    }),
    stored: () => memory.lists.get('lobby')?.map((item) => JSON.parse(item) as unknown) ?? [],
  };
}

function sign(body: string | Uint8Array, secret = SECRET): string {
  return createHmac('sha3-256', secret).update(body).digest('hex');
}

function post(body: string | object, headers: Record<string, string> = {}): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request('https://chat.example/moderation', {
    method: 'POST',
    body: text,
    headers: { 'momento-signature': sign(text), ...headers },
  });
}

describe('a request of Momento’s', () => {
  it('is verified as the documentation says: HMAC with SHA3-256, in hex, of the raw body', () => {
    // Computed with Python: hmac.new(key, body, 'sha3_256').hexdigest()
    expect(sign('{"text":"Hello"}', 'key')).toBe(
      '27b07d25e331c1dcfcbcdc416894e995cbaf66b4dd1552122b3e07173afad3a3',
    );
  });

  it('has its message moderated, stored and published, by the token’s id', async () => {
    const { webhook, event, stored, memory } = setUp();
    const response = await webhook(post(event()));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(stored()).toMatchObject([{ id: 'm1', message: 'Hello', userId: 'ada' }]);
    expect(memory.heard('lobby')).toEqual(stored());
  });

  it('may be signed with either of two secrets, while one replaces the other', async () => {
    const { start, event } = setUp();
    const webhook = start({ signingSecret: ['the next one', SECRET] });
    expect((await webhook(post(event()))).status).toBe(200);
    const other = JSON.stringify(event({ topic_sequence_number: 8 }));
    const signed = post(other, { 'momento-signature': sign(other, 'the next one') });
    expect((await webhook(signed)).status).toBe(200);
  });

  it('may be of another cache, where that is the rooms’', async () => {
    const { start, event } = setUp();
    const webhook = start({ cacheName: 'chat' });
    expect((await webhook(post(event({ cache: 'chat' })))).status).toBe(200);
  });

  it.each(['', undefined, null, 7])('stores nothing for a publisher of the id %j', async (id) => {
    const { webhook, event, stored } = setUp();
    expect((await webhook(post(event({ token_id: id })))).status).toBe(200);
    expect(stored()).toEqual([]);
  });

  it('is the same message as one that the moderator heard: written once', async () => {
    const { webhook, start, event, stored } = setUp();
    await webhook(post(event()));
    // The sender has asked again, and another function has started for it.
    await start()(post(event({ topic_sequence_number: 9 })));
    expect(stored()).toHaveLength(1);
  });
});

/** A request with a signature that could be one, whose body comes as it comes. */
function streamed(body: ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Request {
  return new Request('https://chat.example/moderation', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'momento-signature': sign(''), ...headers },
  } as RequestInit);
}

/** A request whose body begins, and goes no further; `signal` tells when the handler has let it go. */
function stalled(headers: Record<string, string> = {}): { request: Request; signal: AbortSignal } {
  const released = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => released.abort(),
  });
  return { request: streamed(body, headers), signal: released.signal };
}

describe('a body that does not come', () => {
  it('is given up after 3 s: 408', async () => {
    const { webhook, clock, errors } = setUp();
    const { request, signal } = stalled();
    const answered = webhook(request);
    await clock.advance(2_999);
    expect(await Promise.race([answered, Promise.resolve('not yet')])).toBe('not yet');
    await clock.advance(1);
    expect((await answered).status).toBe(408);
    expect([signal.aborted, clock.pending, errors.length]).toEqual([true, 0, 0]);
  });

  it('is given up when it comes a byte at a time, too', async () => {
    const { webhook, clock } = setUp();
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await new Promise<void>((resolve) => void clock.setTimeout(resolve, 100));
        controller.enqueue(new Uint8Array(1));
      },
    });
    const answered = webhook(streamed(body));
    await clock.advance(3_000);
    expect((await answered).status).toBe(408);
  });

  it('is not waited for where the signature is none: 401 at once', async () => {
    for (const signature of ['', 'nonsense', sign('').slice(1)]) {
      const { webhook, clock } = setUp();
      const { request } = stalled({ 'momento-signature': signature });
      expect((await webhook(request)).status).toBe(401);
      expect(clock.pending).toBe(0);
    }
  });

  it('is one of 100 at most, of which the oldest goes first, and keeps no honest one out', async () => {
    const { webhook, event, clock, stored } = setUp();
    const statuses: number[] = [];
    for (let n = 0; n < 2_000; n += 1) {
      void webhook(stalled().request).then(({ status }) => statuses.push(status));
    }
    await settle();
    expect(statuses).toEqual(Array<number>(1_900).fill(408));
    expect(clock.pending).toBe(100);
    expect((await webhook(post(event()))).status).toBe(200);
    expect(stored()).toHaveLength(1);
  });
});

describe('what is refused', () => {
  async function refusal(
    make: (event: ReturnType<typeof setUp>['event']) => Request,
  ): Promise<{ status: number; reported: number }> {
    const { webhook, event, memory, errors } = setUp();
    const response = await webhook(make(event));
    // Strangers learn the status, and nothing else.
    expect(await response.text()).toBe('');
    expect([memory.lists.size, memory.items.size, memory.published.length]).toEqual([0, 0, 0]);
    return { status: response.status, reported: errors.length };
  }

  it.each<[string, string]>([
    ['none', ''],
    ['nonsense', 'nonsense'],
    ['of another secret', sign('{}', 'another')],
    ['cut short', sign('{}').slice(0, 62)],
    ['longer', `${sign('{}')}00`],
    ['of SHA-256', createHmac('sha256', SECRET).update('{}').digest('hex')],
    ['in no hexadecimal', 'z'.repeat(64)],
  ])('a signature that is %s: 401, and not a word in the log', async (_, signature) => {
    const result = await refusal(() => post('{}', { 'momento-signature': signature }));
    expect(result).toEqual({ status: 401, reported: 0 });
  });

  it('no signature: 401', async () => {
    const request = post('{}');
    request.headers.delete('momento-signature');
    expect(await refusal(() => request)).toEqual({ status: 401, reported: 0 });
  });

  it('a body that was changed on the way: 401', async () => {
    const result = await refusal((event) => {
      const signature = sign(JSON.stringify(event()));
      return post(event({ token_id: 'grace' }), { 'momento-signature': signature });
    });
    expect(result.status).toBe(401);
  });

  it.each([
    ['older than a minute', -60_001],
    ['of a minute from now', 60_001],
  ])('an event %s: 401', async (_, ms) => {
    const { clock } = setUp();
    const result = await refusal((event) => post(event({ publish_timestamp: clock.now() + ms })));
    expect(result.status).toBe(401);
  });

  it.each<[string, string]>([
    ['broken JSON', '{"cache":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"Hello"'],
    ['nothing', ''],
    ['no topic', '{"cache":"instant-messaging","text":"x","publish_timestamp":1}'],
    ['a binary item', '{"cache":"c","topic":"lobby-input","publish_timestamp":1,"binary":"AA=="}'],
    ['a time that is text', '{"cache":"c","topic":"t","text":"x","publish_timestamp":"1"}'],
    ['a time that is not finite', '{"cache":"c","topic":"t","text":"x","publish_timestamp":1e999}'],
  ])('%s, well signed: 400, and the host is told', async (_, body) => {
    expect(await refusal(() => post(body))).toEqual({ status: 400, reported: 1 });
  });

  it.each<[string, object]>([
    ['the room’s own topic', { topic: 'lobby' }],
    ['the bare suffix', { topic: '-input' }],
    ['an inbox’s inbox', { topic: 'lobby-input-input' }],
    ['a reserved name', { topic: 'momento-chat/rooms-input' }],
    ['a name that no room has', { topic: 'a\nb-input' }],
    ['another cache', { cache: 'other' }],
  ])('%s: 404, and the host is told', async (_, fields) => {
    expect(await refusal((event) => post(event(fields)))).toEqual({ status: 404, reported: 1 });
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s: 405', async (method) => {
    const { webhook } = setUp();
    const response = await webhook(new Request('https://chat.example/', { method }));
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST');
  });

  it('a body of more than 64 KB, by what the header says: 413', async () => {
    const headers = { 'Content-Length': '65537' };
    expect(await refusal(() => post('{}', headers))).toEqual({ status: 413, reported: 0 });
  });

  it('a body that never ends, and no further than it has to be read: 413', async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(16_384));
      },
      cancel() {
        cancelled = true;
      },
    });
    const result = await refusal(() => streamed(body));
    expect(result.status).toBe(413);
    expect(pulled).toBeLessThan(8);
    expect(cancelled).toBe(true);
  });

  it('a body that breaks off: 400, and the handler does not reject', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('reset')),
    });
    const result = await refusal(() => streamed(body));
    expect(result.status).toBe(400);
  });
});

describe('a replay', () => {
  it('is refused while its time would let it in, and by its time afterwards', async () => {
    const { webhook, event, clock, stored } = setUp();
    const body = event();
    expect((await webhook(post(body))).status).toBe(200);
    expect((await webhook(post(body))).status).toBe(409);
    // The signature in capitals is the same signature.
    const shouted = sign(JSON.stringify(body)).toUpperCase();
    expect((await webhook(post(body, { 'momento-signature': shouted }))).status).toBe(409);
    // With something behind it that a decoder of hex does not read, it is none.
    for (const rest of ['z', '0', ' ,', '-00']) {
      const padded = post(body, { 'momento-signature': `${sign(JSON.stringify(body))}${rest}` });
      expect((await webhook(padded)).status).toBe(401);
    }
    await clock.advance(60_000);
    expect((await webhook(post(body))).status).toBe(409);
    await clock.advance(1);
    expect((await webhook(post(body))).status).toBe(401);
    expect(stored()).toHaveLength(1);
  });

  it('changes nothing where another process has seen it, or memory has run out', async () => {
    const { webhook, start, event, stored, memory } = setUp({
      rateLimit: { messages: 99_999, seconds: 1 },
    });
    const body = event();
    await webhook(post(body));
    const writes = memory.items.size;
    await start()(post(body));
    expect(stored()).toHaveLength(1);
    expect(memory.items.size).toBe(writes);
  });

  it('is remembered of 10,000 requests and no more', async () => {
    const { webhook, event } = setUp();
    const first = event({ token_id: '' });
    await webhook(post(first));
    for (let n = 0; n < 9_999; n += 1) {
      await webhook(post(event({ token_id: '', topic_sequence_number: 100 + n })));
    }
    expect((await webhook(post(first))).status).toBe(409);
    await webhook(post(event({ token_id: '', topic_sequence_number: 1 })));
    expect((await webhook(post(first))).status).toBe(200);
  });
});

describe('the answer', () => {
  it('comes within 4 s, also where moderating takes longer, and the message is not lost', async () => {
    let pass = (): void => undefined;
    const { webhook, event, clock, stored } = setUp({
      timeoutMs: 8_000,
      moderate: () => new Promise<void>((resolve) => (pass = resolve)),
    });
    const answered = webhook(post(event()));
    await clock.advance(3_999);
    expect(await Promise.race([answered, Promise.resolve('not yet')])).toBe('not yet');
    await clock.advance(1);
    expect((await answered).status).toBe(202);
    pass();
    await settle();
    expect(stored()).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('waits for nothing where the host keeps the process running', async () => {
    const waitUntil = vi.fn();
    let pass = (): void => undefined;
    const { webhook, event, stored } = setUp({
      waitUntil,
      moderate: () => new Promise<void>((resolve) => (pass = resolve)),
    });
    expect((await webhook(post(event()))).status).toBe(202);
    expect(waitUntil).toHaveBeenCalledExactlyOnceWith(expect.any(Promise));
    await settle();
    pass();
    await waitUntil.mock.calls[0]?.[0];
    expect(stored()).toHaveLength(1);
  });

  it('is 200 where Momento’s cache failed: the sender asks again, Momento would not', async () => {
    const memory = new SharedMemory(new FakeClock());
    const store = memory.connect();
    store.before(() => Promise.reject(new Error('down')));
    const { start, event, errors } = setUp({ store });
    expect((await start()(post(event()))).status).toBe(200);
    expect(errors).toHaveLength(1);
  });
});

describe('options that make no sense', () => {
  it.each([[''], [[]], [['a', '']]])('are refused at the start: the secret %j', (signingSecret) => {
    expect(() => setUp({ signingSecret })).toThrow(/signingSecret/);
  });
});
