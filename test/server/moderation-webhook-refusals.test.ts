import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SECRET, setUp, sign, post, streamed } from './moderation-webhook-fixture.js';

describe('a refused request', () => {
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

  it('a body of more than 64 KB by its header: 413', async () => {
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
