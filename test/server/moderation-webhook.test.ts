import { describe, expect, it, vi } from 'vitest';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';
import { SECRET, setUp, sign, post } from './moderation-webhook-fixture.js';

describe('a request by Momento', () => {
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

describe('invalid options', () => {
  it.each([[''], [[]], [['a', '']]])('are refused at the start: the secret %j', (signingSecret) => {
    expect(() => setUp({ signingSecret })).toThrow(/signingSecret/);
  });
});
