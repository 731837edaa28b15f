import { describe, expect, it } from 'vitest';
import { settle } from '../helpers/fake-clock.js';
import { setUp, sign, post, streamed } from './moderation-webhook-fixture.js';

/** A request whose body begins, and goes no further; `signal` tells when the handler has let it go. */
function stalled(headers: Record<string, string> = {}): { request: Request; signal: AbortSignal } {
  const released = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => released.abort(),
  });
  return { request: streamed(body, headers), signal: released.signal };
}

describe('a body that stalls', () => {
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
